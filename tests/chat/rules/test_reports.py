"""What reports weigh."""

import pytest

from chat.rules.reports import KNOWN, NOTHING, STRANGER, may_open, together, weight


@pytest.mark.parametrize(
    ("upheld", "dismissed", "known", "weighs"),
    [
        (0, 0, False, STRANGER),
        (0, 2, False, STRANGER),
        (0, 0, True, KNOWN),
        (1, 0, False, KNOWN),
        (1, 2, False, KNOWN),
        (1, 3, True, NOTHING),
        (0, 3, True, NOTHING),
        (2, 4, False, KNOWN),
    ],
)
def test_a_report_weighs_what_her_earlier_ones_were_worth(
    upheld: int, dismissed: int, known: bool, weighs: int
) -> None:
    assert weight(upheld, dismissed, known=known) == weighs


def test_a_crowd_of_strangers_weighs_no_more_than_one_who_is_known() -> None:
    assert together([STRANGER] * 500) == together([KNOWN])
    assert together([STRANGER] * 500 + [KNOWN]) > together([KNOWN])
    assert together([NOTHING] * 9) == 0


def test_strangers_leave_room_for_who_is_known() -> None:
    assert may_open(399, STRANGER)
    assert not may_open(400, STRANGER)
    assert may_open(499, KNOWN)
    assert not may_open(500, KNOWN)
