"""Who is like somebody that is banned."""

import pytest

from chat.rules.evasion import Known, are_close, like
from livesell.accounts import names


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Otto", "Otto 2"),
        ("Otto", "Otto 10"),
        ("Otto 17", "Otto 12"),
        ("Ottokar", "Otokar"),
        ("Ottokar the Second", "Ottokar he Secind"),
        ("Приветик", "Приветик 3"),
        ("さくらさくら", "さくらさくろ"),
        ("محمد علي", "محمد عليي"),
    ],
)
def test_names_that_are_close(one: str, other: str) -> None:
    assert are_close(names.key(one), names.key(other))
    assert are_close(names.key(other), names.key(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ben", "Bea"),
        ("Anna", "Anne"),
        ("Otto", "Otti"),
        ("Ben 1", "Ben 2"),
        ("Hana", "Sam"),
        ("さくら", "さつき"),
        ("Ottokar", "Ottilie"),
    ],
)
def test_names_that_are_not(one: str, other: str) -> None:
    assert not are_close(names.key(one), names.key(other))


def test_a_browser_says_more_than_a_name() -> None:
    own = Known("n", "ottokar", frozenset({"a", "b"}))
    by_name = Known("x", "ottokar2")
    by_browser = Known("y", "somebody", frozenset({"b", "c"}))

    assert like(own, [by_name, by_browser]) == (by_browser, "device")
    assert like(own, [by_name]) == (by_name, "name")
    assert like(own, [Known("z", "hana", frozenset({"d"}))]) is None


def test_nobody_is_like_herself() -> None:
    own = Known("n", "ottokar", frozenset({"a"}))
    assert like(own, [own]) is None
