"""What a buyer holds or waits for stays hers on her screen after the show, whatever is announced next."""

import json

import pytest

from livesell.app.snapshots import show
from rooms.frames.parties import EndParty, ScheduleParty, StartParty
from rooms.models.parties import Party
from tests.rooms.parties.test_series import repeated, tick
from tests.support.turns import MINUTE, Room, party_of

pytestmark = pytest.mark.django_db


def own(room: Room, who: str) -> list[tuple[str, str]]:
    """The claims that somebody who joins now finds to be hers, and how they stand."""
    claims = json.loads(room.entrance(who).mine)["claims"]
    return [(one["claim"]["id"], one["claim"]["state"]) for one in claims]


def test_it_stays_when_another_party_is_announced(room: Room) -> None:
    jam = room.live(stock=1)
    held, waiting = room.place("ben", jam).claim, room.place("bea", jam).claim
    room.must("hana", EndParty(party_id=party_of(jam).pk))
    following = room.draft("Saturday finds")
    room.item(following)

    room.must("hana", ScheduleParty(party_id=following, starts_at=room.now + MINUTE))

    assert own(room, "ben") == [(held, "held")]
    assert own(room, "bea") == [(waiting, "waitlisted")]
    shown = json.loads(show(room.id).model_dump_json())
    assert {party["id"] for party in shown["parties"]} == {party_of(jam).pk, following}
    assert jam.item_id in {item["id"] for item in shown["items"]}


def test_it_stays_when_a_series_announces_the_next(room: Room) -> None:
    party = repeated(room)
    jam = room.item(party, stock=1, title="Quince jelly").variants.get()
    room.must("hana", StartParty(party_id=party))
    held = room.place("ben", jam).claim

    tick(room)
    room.must("hana", EndParty(party_id=party))

    assert Party.objects.filter(room_id=room.id, state="scheduled").exists()
    assert own(room, "ben") == [(held, "held")]
