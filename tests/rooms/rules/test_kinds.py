"""The kinds of an item."""

import pytest

from rooms.rules.kinds import name_of, why_not

TWICE = "two kinds have the same options"
SIZES = [("", ("S", "red")), ("", ("S", "blue")), ("", ("L", "red"))]


@pytest.mark.parametrize(
    ("axes", "kinds", "wrong"),
    [
        ((), [("", ())], None),
        ((), [("small", ()), ("large", ())], None),
        (("Size", "Colour"), SIZES, None),
        (("Size",), [("", ("S",)), ("the big one", ("L",))], None),
        (("Size", "size"), SIZES, "two axes have the same name"),
        (("Size",), SIZES, "each kind has one option for each axis"),
        ((), [("", ("S",))], "each kind has one option for each axis"),
        (("Size",), [("", ("S",)), ("", ())], "each kind has one option for each axis"),
        ((), [("small", ()), ("Small", ())], "two kinds have the same name"),
        ((), [("", ()), ("", ())], "two kinds have the same name"),
        (("Size",), [("", ("S",)), ("S", ("L",))], "two kinds have the same name"),
        (("Size",), [("one", ("S",)), ("two", ("s",))], TWICE),
    ],
)
def test_kinds_differ_along_their_axes(
    axes: tuple[str, ...], kinds: list[tuple[str, tuple[str, ...]]], wrong: str | None
) -> None:
    assert why_not(axes, kinds) == wrong


def test_a_kind_without_a_name_is_called_by_its_options() -> None:
    assert name_of("", ("L", "red")) == "L / red"
    assert name_of("the big red one", ("L", "red")) == "the big red one"
    assert name_of("", ()) == ""
