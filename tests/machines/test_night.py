"""All that sells, by dice, on the same shelves: every unit that is held or sold has exactly one reason (P1)."""

from random import Random

import pytest

from tests.scenarios.night import Night, set_up
from tests.support import auditor
from tests.support.turns import Room

pytestmark = pytest.mark.django_db
ACTS = 200


@pytest.mark.parametrize("seed", range(3))
def test_every_unit_that_is_held_or_sold_has_one_reason(room: Room, seed: int) -> None:
    set_up(room)
    night = Night(room, Random(seed))
    for number in range(ACTS):
        night.clock()
        if act := night.roll():
            room.do(*act)
        if number % 10 == 0:
            auditor.check_stock(room)
