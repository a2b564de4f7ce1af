"""The line-up."""

import pytest

from rooms.rules.lineup import may_show, next_up

ORDER = ["sam", "ina", "kim"]


@pytest.mark.parametrize(
    ("on_stage", "able", "expected"),
    [
        ("", ORDER, "sam"),
        ("sam", ORDER, "ina"),
        ("sam", ["sam", "kim"], "kim"),
        ("kim", ORDER, ""),
        ("gone", ORDER, "sam"),
        ("", [], ""),
    ],
)
def test_who_comes_next(on_stage: str, able: list[str], expected: str) -> None:
    assert next_up(ORDER, on_stage, able) == expected


@pytest.mark.parametrize(
    ("host", "own", "on_stage", "may"),
    [
        (True, False, "ina", True),
        (False, True, "", True),
        (False, True, "sam", True),
        (False, True, "ina", False),
        (False, False, "sam", False),
    ],
)
def test_who_may_put_an_item_on_air(host: bool, own: bool, on_stage: str, may: bool) -> None:
    assert may_show(host, own, on_stage, "sam") is may
