"""What a person may be called, and when two names are one."""

import pytest
from hypothesis import given, strategies as st

from livesell.accounts import names


@pytest.mark.parametrize(
    "name",
    [
        "Ben",
        "Ann-Marie O'Neill",
        "Zoë",
        "Łukasz",
        "Анна",
        "山田太郎",
        "さくら花",
        "김철수",
        "محمد",
        "סיון",
        "Bo",
        "x" * 30,
        "R2D2",
    ],
)
def test_names_of_many_writings_are_kept(name: str) -> None:
    assert names.clean(name) == name


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("", "length"),
        ("B", "length"),
        ("x" * 31, "length"),
        ("Be\u202en", "invisible"),
        ("Be\u200bn", "invisible"),
        ("Be\x00n", "invisible"),
        ("Be\nn", "invisible"),
        ("Be\ud800n", "invisible"),
        ("Be" + "\u0301" * 5 + "n", "invisible"),
        ("!!!", "empty"),
        ("Bеn", "mixed"),  # the e is Cyrillic
        ("Ηana", "mixed"),  # the H is Greek
        ("Admin", "reserved"),
        ("A d m i n", "reserved"),
        ("аdmin"[:1] + "дмин", None),
        ("5taff", "reserved"),
    ],
)
def test_names_that_deceive_are_refused(name: str, code: str | None) -> None:
    if code is None:
        assert names.clean(name) == name
        return
    with pytest.raises(names.BadName) as refused:
        names.clean(name)
    assert refused.value.code == code


@pytest.mark.parametrize(
    "twin",
    ["ben", "BEN", "B e n", "Ｂen", "B.e.n", "Вen"],  # the last begins with a Cyrillic letter
)
def test_names_that_look_alike_are_one(twin: str) -> None:
    assert names.key(twin) == names.key("Ben")


@pytest.mark.parametrize(
    ("one", "other"), [("0tto", "Otto"), ("Mi1a", "Mila"), ("Sоm", "Som"), ("Ivan", "lvan")]
)
def test_letters_and_digits_that_look_alike_are_one(one: str, other: str) -> None:
    assert names.key(one) == names.key(other)


def test_different_people_stay_different() -> None:
    assert (
        len({names.key(name) for name in ("Hana", "Sam", "Ben", "Bea", "Mona", "Otto", "Анна", "山田")}) == 8
    )


@given(st.text(max_size=40))
def test_any_text_is_either_a_clean_name_or_refused(text: str) -> None:
    try:
        name = names.clean(text)
    except names.BadName:
        return
    assert names.clean(name) == name
    assert 0 < len(names.key(name)) <= 120
