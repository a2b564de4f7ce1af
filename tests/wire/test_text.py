"""Text that may be kept, in any human writing. (Attacks A68, A69, A76.)"""

import unicodedata
from typing import Any

import pytest
import regex
from hypothesis import given, strategies as st
from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticCustomError

from livesell.wire.text import Line, Prose, Title, clean, clean_line, graphemes

FAMILY = "👨‍👩‍👧‍👦"


@pytest.mark.parametrize(
    "text",
    [
        "Plum jam, 3 €",
        "Pflaumenmus für Oma",
        "Сливовое варенье",
        "李子果醬",
        "مربى البرقوق",
        "שמלה כחולה",
        "प्लम जैम",
        "แยมลูกพลัม",
        f"for the family {FAMILY}",
        "one\ntwo",
        "'; DROP TABLE room; --",
        "%s {0} ${jndi:ldap://x}",
        "<script>alert(1)</script>",
        "=HYPERLINK(1)",
        "\u1112\u1161\u11ab",
    ],
)
def test_any_human_writing_is_kept_and_nothing_is_taken_out_of_it(text: str) -> None:
    assert clean(text) == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize(
    "text", ["\x00", "a\x00", "\ud800", "\x07", "\x1b[2J", "\x7f", "\x85", "\r"], ids=repr
)
def test_control_characters_and_lone_surrogates_are_refused(text: str) -> None:
    with pytest.raises(PydanticCustomError):
        clean(f"hello{text}world")
    with pytest.raises(PydanticCustomError):
        clean(text)


@pytest.mark.parametrize(
    ("text", "kept"), [("M\t38\tblue", "M 38 blue"), ("one\r\ntwo", "one\ntwo"), ("one\u2028two", "one\ntwo")]
)
def test_tabs_and_the_breaks_of_other_systems_are_white_space(text: str, kept: str) -> None:
    assert clean(text) == kept


IGNORABLE = regex.findall(r"\p{Default_Ignorable_Code_Point}", "".join(map(chr, range(0x110000))))


def test_what_is_not_seen_makes_no_second_name() -> None:
    assert len(IGNORABLE) > 4_000
    assert {clean_line(f"Ad{one}min{one}") for one in IGNORABLE} == {"Admin"}
    assert {clean_line(f"{one}李{one}子") for one in IGNORABLE if not "\ufe00" <= one <= "\ufe02"} >= {"李子"}


@pytest.mark.parametrize("kind", [Title, Line, Prose])
@pytest.mark.parametrize(
    "nothing",
    ["\u3164", "\uffa0", "\u2800" * 9, "\u2028" * 40, "\u17b4 \u17b5", "\U000e0041\u034f", "\ufff9\ufffb"],
)
def test_a_line_of_nothing_is_empty(kind: Any, nothing: str) -> None:
    assert kept(kind, nothing) in (("?",) if kind is Title else ("",))


def test_lines_of_nothing_push_nothing_away() -> None:
    assert clean("a" + "\u2028" * 40 + "b") == "a\n\nb"
    assert clean("a\n" + "\u2800\n\u3164\n" * 40 + "b") == "a\n\nb"
    assert clean("⠓⠑⠇⠇⠕⠀⠺⠕⠗⠇⠙") == "⠓⠑⠇⠇⠕⠀⠺⠕⠗⠇⠙"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("علی\u200cرضا", id="Persian, whose letters end in a word"),
        pytest.param("می\u200cخواهم", id="Persian again"),
        pytest.param("ශ්\u200dරී", id="Sinhala, whose letters are joined"),
        pytest.param("ক্\u200cষ", id="Bengali, whose letters are not joined"),
        pytest.param("র\u200d্যাব", id="Bengali ya-phalaa after ra"),
        pytest.param("അവന്\u200d", id="Malayalam, as it was written before 2008"),
        pytest.param("葛\U000e0100城", id="a variant of a Han letter"),
        pytest.param("ᠠ\u180b", id="a variant of a Mongolian letter"),
        "❤️ ☎️ 1️⃣ #️⃣ 👩🏽‍🎤 🏃🏽‍♀️ 🏳️‍🌈 👁️‍🗨️ ❤️‍🔥 🏴󠁧󠁢󠁥󠁮󠁧󠁿 🏴‍☠️ 🇫🇷 🐦‍⬛",
        FAMILY,
        "မြို့သူ ကြွှို့ရဲ့",
        "བསྒྲུབས་ ཧཱུྃ ཀྵྨྱཱུྃ",
        "ស៊ុំ ខ្ញុំ",
        "ที่นี่ น้ำ",
        "שִׁ֣יר",
        "اللّٰهُمَّ",
        "Nguyễn Thị Ngọc Ánh",
        "k\u0304\u0301\u0323",
    ],
)
def test_what_a_script_or_an_emoji_needs_is_kept(text: str) -> None:
    assert clean(text) == unicodedata.normalize("NFC", text)


def test_text_is_composed() -> None:
    assert clean("u\u0308ber") == "über"


@pytest.mark.parametrize(
    "control", "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
def test_nothing_can_turn_the_direction_of_the_line(control: str) -> None:
    assert clean(f"jam{control}maj") == "jammaj"


@pytest.mark.parametrize("mark", ["\u0301", "\u0489", "\u20e3", "\u0e49", "\u103d", "\u0f71", "\u0651"])
def test_two_thousand_marks_become_four(mark: str) -> None:
    cleaned = clean("a" + mark * 2_000 + "b")

    assert sum(unicodedata.category(one).startswith("M") for one in cleaned) <= 4
    assert cleaned.endswith("b")


def test_marks_of_different_kinds_do_not_pile_up_either() -> None:
    cleaned = clean("a" + "\u0301\u0316\u0489" * 300)

    assert sum(unicodedata.category(one).startswith("M") for one in cleaned) <= 4


@pytest.mark.parametrize(
    "marks", ["\u0301\u200d", "\u0301\u034f", "\u094d\u200d", "\u103b\u103c\u103d\u103e\u0301"]
)
def test_marks_pile_up_neither_between_joiners_nor_in_scripts_that_need_many(marks: str) -> None:
    cleaned = clean("क" + marks * 300 + "b")

    assert sum(unicodedata.category(one).startswith("M") for one in cleaned) <= 8
    assert cleaned == clean(cleaned)


def test_a_line_is_one_line() -> None:
    assert clean_line("  blue\n dress   size 38 ") == "blue dress size 38"


@pytest.mark.parametrize(
    ("text", "count"), [("", 0), ("jam", 3), ("über", 4), (FAMILY, 1), ("e\u0301", 1), ("🇫🇷🇩🇪", 2)]
)
def test_characters_are_counted_as_people_count_them(text: str, count: int) -> None:
    assert graphemes(text) == count


@pytest.mark.parametrize("title", ["", "   ", "\u202e", "x" * 81, FAMILY * 81, "a\x00"], ids=repr)
def test_a_title_has_one_to_eighty_characters(title: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Title).validate_python(title, strict=True)


@pytest.mark.parametrize("title", ["x", "x" * 80, FAMILY * 30])
def test_a_title_may_be_in_anything(title: str) -> None:
    assert TypeAdapter(Title).validate_python(title, strict=True) == title


def kept(kind: Any, text: str) -> str | None:
    try:
        return TypeAdapter(kind).validate_python(text, strict=True)  # type: ignore[no-any-return]
    except ValidationError as refusal:
        return (
            None if {error["type"] for error in refusal.errors()} <= {"bad_text", "string_unicode"} else "?"
        )


@given(st.sampled_from([Prose, Line]), st.text(st.characters(), max_size=300))
def test_what_is_kept_can_be_kept_anywhere_and_cleaning_it_again_changes_nothing(
    kind: Any, text: str
) -> None:
    found = kept(kind, text)
    if found is not None:
        assert found.encode("utf-8").count(0) == 0
        assert kept(kind, found) == found


@given(
    st.text(
        "ab\u0301\u0316\u1100\u1161\u11a8\u202e \n\u200d\u200c\u00ad\u094dकبد\u0651👩🏽\ufe0f\u2800\u2028\t",
        max_size=60,
    )
)
def test_cleaning_is_done_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)
