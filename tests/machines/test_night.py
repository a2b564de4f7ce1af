"""All that sells, by dice, on the same shelves: every unit that is held or sold has exactly one reason (P1)."""

from random import Random

import pytest
from django.db.models import Sum

from rooms.models import Auction, Claim, Giveaway, Variant
from tests.scenarios.night import Night, set_up
from tests.support.turns import Room, counts

pytestmark = pytest.mark.django_db
ACTS = 250


def reasons(variant: Variant) -> tuple[int, int, int]:
    """(held, sold, waiting) as claims, lots and gifts give them."""

    def claimed(state: str) -> int:
        return (
            Claim.objects.filter(variant=variant, state=state).aggregate(units=Sum("quantity"))["units"] or 0
        )

    lots, gifts = Auction.objects.filter(variant=variant), Giveaway.objects.filter(variant=variant)
    kept = sum(gift.places for gift in gifts.filter(state="open"))
    given = sum(len(gift.winners) for gift in gifts)
    return (
        claimed("held") + lots.exclude(state="closed").count() + kept,
        claimed("ordered") + lots.filter(outcome="sold").count() + given,
        Claim.objects.filter(variant=variant, state="waitlisted").count(),
    )


@pytest.mark.parametrize("seed", range(2))
def test_every_unit_that_is_held_or_sold_has_one_reason(room: Room, seed: int) -> None:
    set_up(room)
    night = Night(room, Random(seed))
    for number in range(ACTS):
        night.clock()
        if act := night.roll():
            room.do(*act)
        if number % 5:
            continue
        for variant in Variant.objects.filter(item__party__room_id=room.id):
            assert counts(variant) == reasons(variant), act
            assert variant.held + variant.sold <= variant.stock
