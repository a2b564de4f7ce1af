"""Giveaways without sockets: opened by Sam, entered, closed by the clock; and the dice made to fall as a test needs."""

import itertools
from typing import Any

from livesell.wire.ids import derived_id
from rooms.frames.giveaways import EnterGiveaway, OpenGiveaway
from rooms.giveaways.giveaways import CloseGiveaway
from rooms.models.giveaways import Entry, Giveaway, Seed
from rooms.models.parties import Party
from rooms.rules import giveaways as rules
from tests.support.turns import Answer, Room


def open_giveaway(room: Room, party: str, *, giver: str = "sam", **more: Any) -> str:
    """A giveaway of a jar of plum jam to everyone, for a minute; its id."""
    plain = {"party_id": party, "prize": "A jar of plum jam", "seconds": 60}
    found: str = room.must(giver, OpenGiveaway(**(plain | more)))["giveaway"]["id"]
    return found


def live_party(room: Room) -> str:
    """A party that is live, with something in it."""
    party = Party.objects.get(items__variants=room.live())
    return party.pk


def enter(room: Room, who: str, giveaway: str) -> Answer:
    return room.do(who, EnterGiveaway(giveaway_id=giveaway))


def close(room: Room, giveaway: str) -> Answer:
    """The clock says that the time is over."""
    return room.do("clock", CloseGiveaway(giveaway_id=giveaway))


def drawn(room: Room, giveaway: str) -> list[str]:
    """Time passes, the clock draws; who won, by their names in small letters."""
    room.later(10)
    answer = close(room, giveaway)
    assert answer.ok, answer.text
    return winners(giveaway)


def winners(giveaway: str) -> list[str]:
    """Who has won as the table says."""
    return [one["name"].lower() for one in Giveaway.objects.get(pk=giveaway).winners]


def loaded_dice(giveaway: str, *names: str) -> None:
    """Another seed, by which these come first in this order. The commitment follows it: only a test can do this."""
    entrants = list(
        Entry.objects.filter(giveaway=giveaway).order_by("offset").values_list("user_id", "user__name")
    )
    called = {user_id: name.lower() for user_id, name in entrants}
    for number in itertools.count():
        seed = rules.commitment(derived_id(str(number)).encode().hex())
        order = [called[one] for one in rules.order(seed, list(called))]
        if order[: len(names)] == list(names):
            break
    Seed.objects.filter(giveaway=giveaway).update(value=seed)
    Giveaway.objects.filter(pk=giveaway).update(commitment=rules.commitment(seed))
