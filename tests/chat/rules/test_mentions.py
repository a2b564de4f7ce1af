"""What may be a name behind an @, and who is told."""

import pytest

from chat.rules.mentions import MOST_IN_LINE, MOST_OF_ALL, MOST_OF_ONE, beginnings, is_told, may_mention


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("@Ben", ["Ben"]),
        ("hello @Ben, is it sweet?", ["Ben", "Ben Kaiser"]),
        ("@Ben Kaiser look", ["Ben Kaiser", "Ben"]),
        ("(@Ben)", ["Ben"]),
        ("＠Ben", ["Ben"]),
        ("@田中さんへ", ["田中", "田中さん"]),
        ("@น้ำฝนคะ", ["น้ำฝน"]),
        ("@မြို့သူ ကြည့်ပါ", ["မြို့သူ"]),
        ("@علی‌رضا سلام", ["علی‌رضا"]),
        ("@Ana 👩🏽‍🎤 hi", ["Ana 👩🏽‍🎤", "Ana"]),
    ],
)
def test_what_stands_behind_it_may_be_these_names(text: str, names: list[str]) -> None:
    (found,) = beginnings(text)
    assert {name for name in names if name in text} <= set(found)
    assert found == sorted(found, key=len, reverse=True)


@pytest.mark.parametrize("text", ["ben@example.org", "@", "@ Ben", "@\nBen", "mail me.@Ben"])
def test_no_name_is_meant(text: str) -> None:
    assert [name for names in beginnings(text) for name in names if name.startswith("Ben")] == []


def test_a_name_does_not_end_inside_a_word() -> None:
    assert "Ben" not in beginnings("@Benedict")[0]


def test_of_a_line_five_are_looked_at() -> None:
    assert len(beginnings("@Ben " * 9)) == MOST_IN_LINE


@pytest.mark.parametrize(
    ("wanted", "by_staff", "may"),
    [("all", False, True), ("staff", False, False), ("staff", True, True), ("none", True, False)],
)
def test_who_is_mentioned_says_by_whom(wanted: str, by_staff: bool, may: bool) -> None:
    assert may_mention(wanted, by_staff=by_staff) is may  # type: ignore[arg-type]  # the table's words


def test_she_is_told_so_often_by_one_and_by_all() -> None:
    assert is_told({"ben": MOST_OF_ONE - 1}, "ben")
    assert not is_told({"ben": MOST_OF_ONE}, "ben")
    assert is_told({"ben": MOST_OF_ONE}, "bea")
    assert not is_told({str(number): 1 for number in range(MOST_OF_ALL)}, "bea")
