"""What a newcomer sees of the selling, and what is her own."""

import time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from livesell.app.protocol import Mine, ShowSnapshot
from livesell.app.snapshots import show
from livesell.wire.ids import new_id
from rooms.claims.reading import claims_since
from rooms.frames.items import NewVariant
from rooms.frames.parties import CancelParty, EndParty, ScheduleParty, StartParty
from tests.support.turns import MINUTE, Room, party_of

pytestmark = pytest.mark.django_db


def mine(room: Room, who: str) -> Mine:
    return Mine.model_validate_json(room.entrance(who).mine)


def shown(room: Room) -> ShowSnapshot:
    return show(room.id)


def party(room: Room, title: str) -> str:
    """A draft with an item; ids of the same millisecond are in no order, so time passes."""
    time.sleep(0.003)
    made = room.draft(title)
    room.item(made, title=f"Jam of {title}")
    return made


def test_announced_parties_are_shown_and_the_last_that_ended(room: Room) -> None:
    names = ("first", "second", "live", "coming", "off", "draft")
    made = {name: party(room, name) for name in names}
    for name in ("first", "second"):
        room.must("hana", StartParty(party_id=made[name]))
        room.must("hana", EndParty(party_id=made[name]))
        room.later(1)
    room.must("hana", StartParty(party_id=made["live"]))
    room.must("hana", ScheduleParty(party_id=made["coming"], starts_at=room.now))
    room.must("hana", ScheduleParty(party_id=made["off"], starts_at=room.now))
    room.must("hana", CancelParty(party_id=made["off"]))

    snapshot = shown(room)

    assert [one.title for one in snapshot.parties] == ["second", "live", "coming"]
    assert [one.title for one in snapshot.items] == ["Jam of second", "Jam of live", "Jam of coming"]
    for hidden in ("first", "off", "draft"):
        assert made[hidden] not in show(room.id).model_dump_json()


def test_of_two_parties_that_ended_in_the_same_moment_the_later_one_is_shown(room: Room) -> None:
    """Also where its id is the smaller one, and a clock stands still."""
    early, late = party(room, "made first"), party(room, "made second")
    for one in (late, early):
        room.must("hana", StartParty(party_id=one))
        room.must("hana", EndParty(party_id=one))

    assert [one.title for one in shown(room).parties] == ["made first"]


def test_items_come_by_party_and_number_with_variants_in_their_places(room: Room) -> None:
    first, second = party(room, "one"), party(room, "two")
    kinds = [NewVariant(name=name, stock=1) for name in ("zebra", "ant", "mole")]
    for one in (second, first, second):
        room.item(one, title="animal", variants=kinds)
    for one in (first, second):
        room.must("hana", ScheduleParty(party_id=one, starts_at=room.now))

    items = shown(room).items

    assert [(item.party_id, item.number) for item in items] == [
        (first, 1), (first, 2), (second, 1), (second, 2), (second, 3),
    ]  # fmt: skip
    assert [variant.name for variant in items[1].variants] == ["zebra", "ant", "mole"]


def test_the_snapshot_is_read_in_as_many_statements_for_many_items_as_for_one(room: Room) -> None:
    live = party_of(room.live()).pk
    with CaptureQueriesContext(connection) as one:
        show(room.id).model_dump_json()
    for _ in range(5):
        room.item(live, variants=[NewVariant(name=name, stock=1) for name in "abc"])
    with CaptureQueriesContext(connection) as many:
        show(room.id).model_dump_json()

    assert len(many) == len(one)


def test_an_empty_room_shows_itself(empty_room: Room) -> None:
    snapshot = show(empty_room.id)

    assert snapshot.room.title == "Hana's attic"
    assert (snapshot.parties, snapshot.items, snapshot.messages) == ([], [], [])


# One's own


def test_the_claims_of_the_reader_come_oldest_first_with_how_many_wait_before_her(room: Room) -> None:
    jam = room.live(stock=2)
    held = room.place("bea", jam).claim
    room.place("ben", jam)
    room.place("otto", jam)
    first = room.place("bea", jam).claim
    room.place("otto", jam)
    second = room.place("bea", jam).claim

    own = mine(room, "bea")

    assert own.offset == room.offset()
    assert [(one.claim.id, one.claim.state, one.ahead) for one in own.claims] == [
        (held, "held", 0),
        (first, "waitlisted", 1),
        (second, "waitlisted", 3),
    ]


def test_what_is_over_is_nobody_s_own_and_what_was_bought_is(room: Room) -> None:
    jam = room.live(stock=3)
    sold, released, expired = (room.place("bea", jam).claim for _ in range(3))
    room.confirm("sam", sold)
    room.release("bea", released)
    room.later(15)
    room.expire(expired)

    (one,) = mine(room, "bea").claims
    assert (one.claim.id, one.claim.state, one.claim.held_until) == (sold, "ordered", None)
    assert mine(room, "ben").claims == []


def test_the_reader_s_role_is_her_own(room: Room) -> None:
    assert {who: mine(room, who).role for who in ("hana", "sam", "mona", "ben")} == {
        "hana": "owner",
        "sam": "seller",
        "mona": "moderator",
        "ben": "buyer",
    }


def test_what_is_open_in_a_party_out_of_sight_stays_and_what_is_over_does_not(room: Room) -> None:
    """Everybody else's stays out of it, and what is of another room."""
    jam = room.live(stock=3, hold_minutes=60, title="梅のジャム", currency="JPY")
    room.confirm("sam", room.place("bea", jam).claim)
    room.release("bea", room.place("bea", jam).claim)
    room.place("bea", jam)
    room.place("ben", jam)
    room.place("otto", jam)
    room.place("bea", jam)
    room.must("hana", EndParty(party_id=party_of(jam).pk))
    room.later(1)
    room.must("hana", EndParty(party_id=party_of(room.live()).pk))

    own = mine(room, "bea").claims

    assert [one.claim.state for one in own] == ["ordered", "held", "waitlisted"]
    assert {(one.title, one.currency) for one in own} == {("梅のジャム", "JPY")}
    assert [one.ahead for one in own] == [0, 0, 1]
    assert [one.claim.buyer.name for one in mine(room, "ben").claims] == ["Ben"]


def test_a_line_is_counted_per_variant(room: Room) -> None:
    made = room.draft()
    item = room.item(made, variants=[NewVariant(name=size, stock=1) for size in "SL"])
    room.must("hana", StartParty(party_id=made))
    small, large = item.variants.order_by("place")
    for who, variant in (("ben", small), ("ben", large), ("otto", small), ("bea", large)):
        room.place(who, variant)

    assert [one.ahead for one in mine(room, "bea").claims] == [0]


def test_staff_find_the_claims_of_all_parties(room: Room) -> None:
    jam = room.live(stock=1)
    claims = [room.place(who, jam).claim for who in ("ben", "bea")]
    room.later(15 * MINUTE)

    assert [one.id for one in claims_since([party_of(jam).pk], 0, 1_000)] == claims
    assert claims_since([], 0, 1_000) == []
    assert claims_since([new_id()], 0, 1_000) == []
