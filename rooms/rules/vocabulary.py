"""What people say around a claim, in the languages of the rooms we know of: folded, as `lexicon.fold` makes words.

A language is added by its words here: how it marks a number, counts pieces, asks, refuses, and is polite.
"""

Phrase = tuple[str, ...]


def _phrases(text: str) -> frozenset[Phrase]:
    return frozenset(tuple(line.split()) for line in text.split(",") if line.strip())


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


COURTESY = _phrases(
    "please, pls, plz, thanks, thx, ty, thank you, thank you so much, thanks a lot, for me, "
    "to me, size, sz, ok, okay, yes, yes please, hi, hello, hey, bitte, bitte schon, danke, "
    "danke schon, dankeschon, vielen dank, ja, fur mich, grosse, hallo, svp, stp, "
    "s il vous plait, s il te plait, merci, merci beaucoup, oui, pour moi, taille, bonjour, "
    "por favor, porfa, porfavor, gracias, muchas gracias, si, para mi, talla, hola, per favore, "
    "grazie, grazie mille, per me, taglia, ciao, obrigado, obrigada, por favor obrigada, sim, "
    "para mim, tamanho, oi, graag, alstublieft, aub, dank je, dank u, bedankt, voor mij, maat, "
    "tack, snalla, till mig, takk, tak, kiitos, prosze, poprosze, dzieki, dziekuje, tak prosze, "
    "dla mnie, rozmiar, prosim, dekuji, diky, koszonom, kerem, multumesc, va rog, molim, hvala, "
    "пожалуйста, спасибо, мне, да, размер, будь ласка, дякую, моля, благодаря, παρακαλω, "
    "ευχαριστω, ναι, lutfen, tesekkurler, tesekkur ederim, sagol, evet, beden, bana, benim icin, "
    "شكرا, من فضلك, لو سمحت, نعم, לי, תודה, בבקשה, כן, مرسی, ممنون, لطفا, कृपया, प्लीज, धन्यवाद, "
    "शुक्रिया, हाँ, ค่ะ, คะ, ครับ, คับ, นะคะ, นะครับ, ขอบคุณ, ขอบคุณค่ะ, ขอบคุณครับ, ด้วยค่ะ, "
    "ด้วยครับ, ไซส์, cam on, vui long, nhe, nha, a ban, tolong, terima kasih, makasih, ya, kak, "
    "dong, salamat, po, お願いします, おねがいします, ください, 下さい, "
    "です, ありがとう, ありがとうございます, はい, サイズ, 谢谢, 謝謝, 请, "
    "請, 好的, 尺码, 감사합니다, 고마워요, 부탁드려요, 부탁해요, "
    "부탁드립니다, 주세요, 요, 네, 사이즈, ကျေးဇူးတင်ပါတယ်, ပါ, ខ្ញុំ, "
    "អរគុណ"
)
"""What may stand in a claim and says nothing."""

ARTICLES = _words("the el la los las le les der die das den dem il lo gli o os de het το τον την ال")
"""What may stand before a number and says nothing. A Portuguese "a" may be a Spanish price: it is asked about."""

NOT = _words(
    "not no nope dont nicht nein kein keine keinen pas non nada nao niet geen nie ne nem не нет ні δεν οχι "
    "degil hayir yok لا مش ليس לא नहीं मत ไม่ khong tidak bukan jangan ない ません いりません 不 不要 没 "
    "아니 아니요 안 못"
)
"""Who says one of these claims nothing."""

SELF = _words("i ich je yo io eu ik ja jeg jag я ben ฉัน ผม 我 私 나 저 私は 저는 나는")
"""Who begins with herself may claim or tell: she is asked."""

NUMBER_WORDS = (
    r"no|nos|nr|n°|n\.o|n\.|num|number|numero|nummer|numer|numara|nomor|nomer|item|article|artikel|articulo|"
    "articolo|artigo|art|lot|lote|lotto|produit|producto|prodotto|produkt|номер|лот|товар|αριθμος|αρ|"
    "so|رقم|شماره|מספר|नंबर|नम्बर|संख्या|broj|cislo"
)
"""What stands before a number that is an item's, apart from other words."""
NUMBER_SIGNS = "#|第|หมายเลข|เบอร์|รหัส|ตัวที่|ชิ้นที่|อันที่|番号|编号|編號|번호|លេខ|နံပါတ်|ເລກ"
"""The same in signs, and in scripts that part no words."""
NUMBER_ENDS = "番目|番|号|號|번째|번|numarali|numarayi|numara"
"""What stands behind it."""

PIECE_WORDS = (
    "pcs|pc|pieces|piece|units|unit|stk|stuck|stucke|piezas|pieza|unidades|unidad|uds|pezzi|"
    "pezzo|pecas|peca|unidade|stuks|sztuki|sztuk|sztuka|szt|шт|штук|штуки|штука|adet|tane|buah|"
    "biji|cai|chiec|styck|stycken|stykker|kpl|kusu|kusy|τεμαχια|τεμ|قطع|قطعة|قطعه|حبة|حبات|"
    "יחידות|पीस|piraso"
)
PIECE_SIGNS = "ชิ้น|อัน|ตัว|個|个|点|枚|着|件|개|장|벌|つ|ຊິ້ນ|ခု|ထည်"
"""What is counted by a number before it."""

QUESTION_MARKS = "?¿՞؟፧᥅‽⁇⁈⁉❓❔⍰⳺⳻⸘⸮⹔꘏꛷𑅃🙹🙺🙻🯄\U0001e95f"
"""Of every script; the Greek one is a semicolon elsewhere."""
