"""When a seller may write of her new things."""

import pytest

from livesell.wire.codes import Code
from rooms.rules.arrivals import EVERY_MS, Shown, next_at, why_not

HERS, GONE, FOREIGN = Shown("sam", False), Shown("sam", True), Shown("hana", False)


@pytest.mark.parametrize(
    ("state", "items", "last", "code"),
    [
        ("scheduled", [], None, None),
        ("scheduled", [HERS], None, None),
        ("draft", [HERS], None, Code.WRONG_STATE),
        ("live", [HERS], None, Code.WRONG_STATE),
        ("ended", [], None, Code.WRONG_STATE),
        ("cancelled", [], None, Code.WRONG_STATE),
        ("scheduled", [HERS, None], None, Code.NOT_FOUND),
        ("scheduled", [HERS, FOREIGN], None, Code.FORBIDDEN),
        ("scheduled", [GONE, HERS], None, Code.WITHDRAWN),
        ("scheduled", [], 1, Code.LIMIT),
    ],
)
def test_of_what_she_may_write(
    state: str, items: list[Shown | None], last: int | None, code: Code | None
) -> None:
    assert why_not("sam", state, items, last, now=EVERY_MS) == code


@pytest.mark.parametrize(
    ("last", "at"), [(None, None), (0, None), (1, EVERY_MS + 1), (EVERY_MS, 2 * EVERY_MS)]
)
def test_between_two_of_them_lie_24_hours(last: int | None, at: int | None) -> None:
    assert next_at(last, EVERY_MS) == at
