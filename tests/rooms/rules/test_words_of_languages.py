"""What a line of chat asks for, in the languages of rooms: understood, asked about, or talk."""

import unicodedata

import pytest
import regex

from rooms.rules import vocabulary
from rooms.rules.lexicon import Lexicon, words_of
from rooms.rules.words import Counter, Kind, NotAClaim, Thing, Understood, Unsure, read


def thing(number: int, *names: str) -> Thing:
    return Thing(number, tuple(Kind(f"{number}-{name}", frozenset(words_of(name))) for name in names))


MUG = thing(3, "")
SHIRT = thing(14, "S", "M", "L")
DRESS = thing(15, "S / red", "M / blue")
THINGS = (MUG, SHIRT, DRESS)
VASE = thing(2, "")
LANGUAGES = Lexicon(
    (
        "sold", "mine", "me quedo", "me lo quedo", "nehme",
        "ich nehme", "nehm ich", "je prends", "prendo io", "prendo",
        "fico com", "quero", "ik neem", "biore", "biorę", "tar",
        "alıyorum", "bunu alıyorum", "đặt", "lấy", "беру", "моё",
        "παίρνω", "آخذ", "خذته", "می‌خوام", "אני לוקחת", "लूंगा",
        "ले लूँगी", "เอา", "จอง", "買います", "ください私", "我要",
        "买", "살게요", "구매", "ယူမယ်", "យក", "beru", "ambil", "beș", "ßofort", "tæk",
    ),
    ("pass",),
)  # fmt: skip


def taken(text: str, *on_air: Thing) -> tuple[int, str, int] | str:
    """What rooms of many languages understand; `3` is a mug, `2` a vase and `14` a shirt."""
    line = LANGUAGES.listen(text)
    answer = read(line, Counter((*THINGS, VASE), on_air)) if line else NotAClaim()
    if isinstance(answer, Understood):
        return answer.thing.number, answer.kind.variant_id.split("-", 1)[1], answer.quantity
    return answer.ask if isinstance(answer, Unsure) else "talk"


@pytest.mark.parametrize(
    "text", ["sold 2x14", "sold 2 × 14", "sold 2*14", "sold 2 x 14", "sold2х14", "sold ２×１４", "14✕2 sold"]
)
def test_two_numbers_multiplied_are_two_readings_and_asked_about(text: str) -> None:
    assert taken(text) == "item"


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("sold 3x15", "item"), ("sold 3x7", (3, "", 7)), ("sold 7x3", (3, "", 7)), ("sold 2x2", (2, "", 2)),
        ("sold 3 x2", (3, "", 2)), ("sold 2x 3", (3, "", 2)), ("sold #3 x 2", (3, "", 2)), ("sold 2 of 3", (3, "", 2)),
        ("sold 2 pcs of 3", (3, "", 2)), ("sold 3, 2 pieces", (3, "", 2)), ("sold 3 2 pcs please", (3, "", 2)),
    ],
)  # fmt: skip
def test_a_quantity_is_told_from_a_number_where_it_can_be(text: str, what: object) -> None:
    assert taken(text) == what


CLAIMS = (
    "sold 3", "mine, the 3 please", "me quedo el 3",
    "me quedo la 3 gracias", "Me lo quedo! n.º 3", "me quedo nº3",
    "me quedo el número 3, por favor", "nehme die 3", "ich nehme die 3, danke", "nehm ich Nr. 3 bitte schön",
    "ich nehme 1 Stück 3", "je prends le 3", "je prends n°3 svp", "je prends le n° 3, merci beaucoup",
    "Je prends l'article 3 s'il te plaît", "prendo io il 3 grazie mille", "prendo il n. 3", "prendo numero 3",
    "fico com o 3", "quero o número 3 obrigada", "ik neem de 3 alstublieft", "biorę 3 proszę", "biorę nr 3",
    "biorę 3, 1 sztuka", "alıyorum 3 lütfen", "3 numara alıyorum",
    "ALIYORUM 3", "aliyorum 3", "bunu alıyorum 3 teşekkürler",
    "đặt 3", "lấy số 3 nhé", "Đặt số 3 cảm ơn",
    "dat so 3", "беру 3 пожалуйста", "беру №3", "беру номер 3 спасибо",
    "беру лот 3, 1 шт.", "моё 3", "мое 3", "παίρνω το 3 παρακαλώ",
    "ΠΑΙΡΝΩ ΤΟ 3", "آخذ رقم ٣ لو سمحت", "آخذ ٣", "خذته 3 شكرا",
    "می‌خوام ۳", "میخوام شماره ۳ ممنون", "אני לוקחת 3 תודה",
    "אני לוקחת מספר 3", "लूंगा ३", "लूँगा 3 कृपया", "नंबर ३ लूंगा",
    "เอา 3 ค่ะ", "เอา๓", "เอาหมายเลข 3 ครับ", "จองเบอร์3ค่ะ",
    "เอา3ค่ะ", "買います3番", "3番買います", "第3号買います", "買います　３",
    "3 買います お願いします", "我要3号", "我要3號 謝謝", "3号我要",
    "买3", "买第3个", "살게요 3번", "3번 살게요", "3번 구매 부탁드려요",
    "구매 3 감사합니다", "ယူမယ် ၃", "យក ៣", "beru číslo 3 prosím",
    "ambil nomor 3 kak", "BEȘ 3", "bes 3", "ssofort 3", "taek 3",
    "sold ③", "sold №3", "sold n°3", "sold # 3",
    "＃3 sold", "sold 3!!! 🙏🏽😍", "tar 3 tack", "mine 3 yes please", "hi, sold 3",
)  # fmt: skip
"""Claims of item 3, one of it, in the languages of the words above."""


@pytest.mark.parametrize("text", CLAIMS)
def test_a_claim_is_understood_in_many_languages(text: str) -> None:
    assert taken(text) == (3, "", 1)


@pytest.mark.parametrize(
    "text",
    [
        "買います3番2個", "3番2点買います", "我要3号2件", "3번 2개 살게요",
        "เอา 3 2ชิ้นค่ะ", "เอาเบอร์ 3 2 อัน", "беру №3 2 шт", "ich nehme die 3, 2 Stück",
        "je prends le 3, 2 pièces svp", "me quedo el 3, 2 unidades",
        "prendo il 3, 2 pezzi", "biorę 3, 2 sztuki", "alıyorum 3, 2 adet",
        "آخذ رقم ٣، ٢ قطع", "quero o 3, 2 peças", "ik neem de 3, 2 stuks", "đặt #3 2 cái", "ambil #3 2 buah",
    ],
)  # fmt: skip
def test_pieces_are_counted_in_many_languages(text: str) -> None:
    assert taken(text) == (3, "", 2)


@pytest.mark.parametrize(
    "text",
    [
        "nehme 3 für meine Oma", "me quedo 3 guapa", "je prends 3 pour ma soeur", "quero a 3",
        "i sold 3", "ich nehme 3 liebe Hana", "mine 3 sweetie",
        "3 mine for mum", "беру 3 маме", "sold 14 blue",
    ],
)  # fmt: skip
def test_a_claiming_word_at_a_number_is_never_passed_over(text: str) -> None:
    assert taken(text) != "talk"


@pytest.mark.parametrize("mark", vocabulary.QUESTION_MARKS)
def test_a_question_claims_nothing_in_any_script(mark: str) -> None:
    assert taken(f"sold 3{mark}", MUG) == "talk"


def test_every_question_mark_of_unicode_is_known() -> None:
    named = {
        one
        for point in range(0x30000)
        if regex.search("QUESTION MARK(?! ABOVE)", unicodedata.name(one := chr(point), ""))
    }

    assert {one for one in named if not LANGUAGES.listen(f"sold 3 {one}")} == named


@pytest.mark.parametrize(
    ("text", "on_air"),
    [
        (text, on_air)
        for on_air in ((), (MUG,), (SHIRT,))
        for text in (
            "παίρνω το 3;", "πόσο κάνει το 3; παίρνω", "sold 3 not",
            "nicht 3, nehme", "ich nehme die 3 nicht", "je prends pas le 3",
            "je ne prends pas 3", "no me quedo el 3 no gracias", "не беру 3",
            "беру не 3", "3 almıyorum", "ไม่เอา 3", "ไม่ เอา 3",
            "我不要3号", "3号 不 我要", "不買います 3", "안 살게요 3",
            "לא אני לוקחת 3", "लूंगा नहीं ३", "non prendo il 3", "biorę nie 3",
            "não quero o 3", "ik neem de 3 niet", "لا آخذ ٣",
            "sold for 3", "is the 3 sold", "he said mine about 3", "who has sold 3 of these",
            "mine came in 3 days", "I think sold 3 times", "लगा ३", "มา 3",
        )
    ],
)  # fmt: skip
def test_questions_and_refusals_claim_nothing(text: str, on_air: tuple[Thing, ...]) -> None:
    assert taken(text, *on_air) == "talk"
