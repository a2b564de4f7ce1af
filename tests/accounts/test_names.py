"""What a person may be called, and when two names are one. (UTS 39; attacks with look-alikes.)"""

import unicodedata

import pytest
import regex
from hypothesis import given, strategies as st

from livesell.accounts import names
from livesell.accounts.models import User
from livesell.accounts.people import is_name_taken
from tests.support.people import PASSWORD

ORDINARY = {
    "Latin": (
        "Ben",
        "Bo",
        "Ann-Marie O'Neill",
        "Zoë",
        "Łukasz",
        "Þór",
        "Đorđe",
        "Søren",
        "Ñuñez",
        "D’Angelo",
        "R2D2",
    ),
    "Vietnamese": ("Nguyễn Thị Ngọc Ánh", "Đặng Thùy Trâm", "Vũ"),
    "Turkish": ("Işıl", "İlayda", "Çağrı", "Oğuz"),
    "Azerbaijani": ("Əli", "Nərgiz"),
    "Hawaiian": ("Kaʻiulani", "Keʻala", "Liliʻuokalani"),
    "Yoruba": ("Ọlábísí", "Ṣẹ́gun"),
    "Greek": ("Γιώργος", "Ελένη", "Ανδρέας"),
    "Cyrillic": ("Анна", "Олександр", "Ђорђе", "Наталья", "Їжак", "Өнөр"),
    "Armenian": ("Աննա", "Հայկ"),
    "Georgian": ("გიორგი", "ნინო"),
    "Hebrew": ("סיון", "יעל", "ז׳קלין", "שָׂרָה"),
    "Arabic": ("محمد", "محمـد", "مُحَمَّد", "عبد الله", "لؤي"),
    "Persian": ("علی‌رضا", "پریسا", "امیرحسین"),
    "Urdu": ("ظہیر", "عائشہ", "ڈاکٹر نورین"),
    "Syriac": ("ܡܪܝܡ",),
    "Thaana": ("އަޙްމަދު",),
    "Devanagari": ("प्रिया", "श्रीकृष्ण", "आर्‍या", "जी"),
    "Bengali": ("সুমন", "র‍্যাচেল", "শ্রেয়া"),
    "Gurmukhi": ("ਗੁਰਪ੍ਰੀਤ",),
    "Gujarati": ("હિતેશ",),
    "Odia": ("ପ୍ରିୟା",),
    "Tamil": ("தமிழ்ச்செல்வி", "முருகன்", "ஸ்ரீ"),
    "Telugu": ("శ్రీనివాస్",),
    "Kannada": ("ಪ್ರಿಯಾಂಕ",),
    "Malayalam": ("ശ്രീജിത്ത്", "അനില്‍"),
    "Sinhala": ("ශ්‍රියානි", "නිමල්"),
    "Thai": ("น้ำฝน", "สมชาย", "กุ้ง", "นุ่น Nun"),
    "Lao": ("ນ້ອຍ", "ຄຳ"),
    "Khmer": ("សុខ", "ស្រីមុំ"),
    "Burmese": ("မြို့သူ", "အောင်ဆန်း", "မြ"),
    "Tibetan": ("བསྟན་འཛིན", "སྒྲོལ་མ"),
    "Ethiopic": ("ሰላም", "አበበ"),
    "Hangul": ("김철수", "ㅋㅋ", "이슬", "별"),
    "Kana": ("マリー", "さくら", "ひろゆき・ジュン", "ﾏﾘｰ"),
    "Han": ("山田太郎", "李小龍", "愛", "佐々木", "さくら花", "葛󠄀城"),
    "Bopomofo": ("ㄅㄆ小明",),
    "Cherokee": ("ᏣᎳᎩ", "ᎠᏂ"),
    "N'Ko": ("ߒߞߏ", "ߡߊ߬ߘߌ"),
    "Mongolian": ("ᠴᠢᠩᠭᠢᠰ",),
    "Tifinagh": ("ⵜⵉⵏⵀⵉⵏⴰⵏ",),
    "Canadian syllabics": ("ᐊᓇ", "ᓄᓇᕗᑦ"),
    "Adlam": ("𞤀𞤣𞤤𞤢𞤥",),
    "several": ("Annaさん", "Tom桑", "Kim님", "علی Ali", "Priya प्रिया"),
    "emoji": ("Ana 👩🏽‍🎤", "Ben 👨‍👩‍👧‍👦", "Léa 🇫🇷", "Jo ❤️", "Eilidh 🏴󠁧󠁢󠁳󠁣󠁴󠁿", "Mo 1️⃣", "🌸Aiko🌸", "Sky 🏳️‍🌈"),
}
ALL = [pytest.param(name, id=f"{of}-{name}") for of, listed in ORDINARY.items() for name in listed]


@pytest.mark.parametrize("name", [*ALL, "x" * 30, "é" * 30, "B" + "👨‍👩‍👧‍👦" * 8])
def test_an_ordinary_name_is_kept_as_it_was_typed(name: str) -> None:
    assert names.clean(name) == unicodedata.normalize("NFC", name)
    assert names.clean(unicodedata.normalize("NFD", name)) == unicodedata.normalize("NFC", name)


@pytest.mark.parametrize("field", [names.key, names.look])
def test_no_two_of_them_are_one(field: object) -> None:
    listed = [name for some in ORDINARY.values() for name in some if name not in ("محمـد", "ﾏﾘｰ", "Ben")]

    assert callable(field)
    assert len({field(name) for name in listed}) == len(listed)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("", "length"),
        ("B", "length"),
        ("é", "length"),
        ("x" * 31, "length"),
        ("ﷺ" * 30, "length"),
        ("B" + "👨‍👩‍👧‍👦" * 29, "length"),
        ("Be\u202en", "invisible"),
        ("Be\u200bn", "invisible"),
        ("Be\u200dn", "invisible"),
        ("Ben\ufe0f", "invisible"),
        ("Be\u034fn", "invisible"),
        ("Ben\u17b4", "invisible"),
        ("Ben\U000e0041", "invisible"),
        ("Be\u00adn", "invisible"),
        ("Be\u3164n", "invisible"),
        ("Be\u2800n", "invisible"),
        ("Be\u2028n", "invisible"),
        ("Be\x00n", "invisible"),
        ("Be\tn", "invisible"),
        ("Be\nn", "invisible"),
        ("Be\ud800n", "invisible"),
        ("Be" + "\u0301" * 5 + "n", "invisible"),
        ("ก" + "\u0e49" * 9, "invisible"),
        ("!!!", "empty"),
        ("🌸🌸", "empty"),
        ("Bеn", "mixed"),  # the e is Cyrillic
        ("Ηana", "mixed"),  # the H is Greek
        ("Hоna", "mixed"),  # the o is Cyrillic
        ("Οtto", "mixed"),  # the O is Greek
        ("Hօna", "mixed"),  # the o is Armenian
        ("Bοb", "mixed"),  # the o is Greek
        ("Sam၀", "mixed"),  # a Burmese digit
        ("Be\u0e49n", "mixed"),  # a Thai mark on an e
        ("𝛼nna", "mixed"),  # a mathematical alpha
        ("Анна Γ", "mixed"),
        ("สมשם", "mixed"),
        ("Mo 1١", "mixed"),
        ("Admin", "reserved"),
        ("A d m i n", "reserved"),
        ("Admin ✅", "reserved"),
        ("Ádmin", "reserved"),
        ("Ａｄｍｉｎ", "reserved"),
        ("𝐀𝐝𝐦𝐢𝐧", "reserved"),
        ("adrnin", "reserved"),
        ("Adm1n", "reserved"),
        ("5taff", "reserved"),
        ("OWNER", "reserved"),
        ("0wner", "reserved"),
        ("ⓢⓨⓢⓣⓔⓜ", "reserved"),
        ("Սupport", "mixed"),
        ("аdmin", "mixed"),
    ],
)
def test_names_that_deceive_are_refused(name: str, code: str) -> None:
    with pytest.raises(names.BadName) as refused:
        names.clean(name)
    assert refused.value.code == code


def test_nothing_that_is_not_seen_gets_into_a_name() -> None:
    for one in regex.findall(r"\p{Default_Ignorable_Code_Point}", "".join(map(chr, range(0x110000)))):
        for name in (f"Admin{one}", f"Ben{one}", f"{one}Ben"):
            with pytest.raises(names.BadName):
                names.clean(name)


def is_taken_after(name: str, there: str) -> bool:
    User.objects.all().delete()
    User.objects.create_user("there@example.org", there, PASSWORD)
    return is_name_taken(name)


TWINS = [
    ("ben", "Ben"), ("BEN", "Ben"), ("B e n", "Ben"), ("Ｂen", "Ben"), ("B.e.n", "Ben"), ("Ben 🔥", "Ben"),
    ("𝓑𝓮𝓷", "Ben"), ("Ⓑⓔⓝ", "Ben"), ("0tto", "Otto"), ("0TTO", "Otto"), ("Mi1a", "Mila"), ("lvan", "Ivan"),
    ("|van", "Ivan"), ("1VAN", "Ivan"), ("ΑΝΝΑ", "Anna"), ("Сора", "Copa"), ("СОРА", "copa"), ("Оля", "ОЛЯ"),
    ("PaypaI", "Paypal"), ("rnona", "mona"), ("علیرضا", "علی‌رضا"), ("محمـد", "محمد"), ("葛城", "葛󠄀城"),
    ("タロ一", "タロー"), ("二ナ", "ニナ"), ("김 철수", "김철수"), ("Straße", "STRASSE"), ("Zoë", "Zoë"),
    ("ﾏﾘｰ", "マリー"),
]  # fmt: skip


@pytest.mark.django_db
@pytest.mark.every_case
@pytest.mark.parametrize(("name", "there"), TWINS)
def test_names_that_look_alike_are_one_whoever_comes_first(name: str, there: str) -> None:
    assert is_taken_after(name, there)
    assert is_taken_after(there, name)


APART = [
    ("Ila", "Lia"), ("ILA", "Lia"), ("ILA", "LIA"), ("ila", "Lia"), ("Ai", "Al"), ("Ian", "Lan"), ("Zoe", "Zoë"),
    ("じゅん", "しゅん"), ("Нана", "Hana"), ("Тома", "Toma"), ("Ева", "Eva"), ("Άννα", "Anna"), ("Αννα", "Anna"),
    ("राम", "रम"), ("มา", "ม้า"), ("علي", "عل"), ("김철수", "김철호"), ("Jo", "Joe"), ("Ben 2", "Ben"), ("山田", "山本"),
    ("Işıl", "Isil"), ("Đorđe", "Dorde"),
]  # fmt: skip


@pytest.mark.django_db
@pytest.mark.every_case
@pytest.mark.parametrize(("name", "there"), APART)
def test_different_people_stay_different(name: str, there: str) -> None:
    assert not is_taken_after(name, there)
    assert not is_taken_after(there, name)


@given(st.text(max_size=40) | st.text("Aaе1lI ีéе\u0301\u200d\u200cعلی❤️👩\ufe0fक्ーㅋ", max_size=40))
def test_any_text_is_either_a_clean_name_or_refused(text: str) -> None:
    try:
        name = names.clean(text)
    except names.BadName:
        return
    assert names.clean(name) == name
    assert all(0 < len(value) <= names.MAX_KEY for value in names.keys(name).values())
