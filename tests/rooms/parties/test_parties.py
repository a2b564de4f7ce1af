"""Parties on the real database: drafted in silence, announced, live, over."""

import json

import pytest
from django.test import Client

from livesell.accounts.models import User
from livesell.app.snapshots import show
from livesell.wire.codes import Code
from livesell.wire.envelope import Command
from livesell.wire.ids import new_id
from rooms.frames.items import EditItem, FeatureItem, WithdrawItem
from rooms.frames.parties import (
    CancelParty,
    CreateParty,
    EditParty,
    EndParty,
    PauseParty,
    RestartParty,
    ResumeParty,
    ScheduleParty,
    StartParty,
)
from rooms.models.claims import Claim
from rooms.models.items import Item, Picture
from rooms.models.parties import Party
from rooms.parties.parties import MAX_OPEN
from rooms.rules.parties import RESTART_WITHIN
from tests.support.turns import MINUTE, NOON, Room, counts, open_room, party_of

pytestmark = pytest.mark.django_db


def schedule(room: Room, party: str, at: int = NOON + MINUTE) -> dict[str, object]:
    return room.must("hana", ScheduleParty(party_id=party, starts_at=at))


def start(room: Room, party: str) -> dict[str, object]:
    return room.must("hana", StartParty(party_id=party))


def filled(room: Room) -> str:
    """A draft with something to sell."""
    party = room.draft()
    room.item(party)
    return party


# Drafts


def test_a_draft_is_known_to_the_desk_only(room: Room) -> None:
    public = room.offset()
    party = filled(room)
    room.must("hana", EditParty(party_id=party, title="Secret finds"))
    room.must("sam", EditItem(item_id=Item.objects.get().pk, price=900))
    room.must("hana", FeatureItem(party_id=party, item_id=Item.objects.get().pk))

    assert room.offset() == public
    assert [fact["event"] for fact in room.facts("desk")] == [
        {"type": "draft.changed", "party_id": party}
    ] * 5
    assert party not in show(room.id).model_dump_json()


def test_a_draft_that_is_called_off_was_never_heard_of(room: Room) -> None:
    public = room.offset()
    room.must("hana", CancelParty(party_id=filled(room)))

    assert room.offset() == public


def test_there_is_an_end_to_drafts(room: Room) -> None:
    Party.objects.bulk_create(
        Party(room_id=room.id, title="Finds", currency="EUR", hold_minutes=15) for _ in range(MAX_OPEN)
    )

    assert room.why_not("hana", CreateParty(title="One more")) == Code.LIMIT


# Announced


def test_an_announced_draft_brings_its_items_in_their_order(room: Room) -> None:
    party = room.draft("Friday finds")
    for title in ("Jam", "Jelly", "Chutney"):
        room.item(party, title=title)
    before = room.offset()

    event = schedule(room, party)

    facts = [fact["event"] for fact in room.facts(after=before)]
    assert event["party"] == {
        "id": party,
        "title": "Friday finds",
        "currency": "EUR",
        "state": "scheduled",
        "starts_at": NOON + MINUTE,
        "hold_minutes": 15,
        "several_lots": False,
        "on_air": None,
        "coming": 0,
        "rules": "",
        "notes": "",
        "cover": None,
        "postponed": 0,
        "postponed_why": "",
        "ended_at": None,
        "outage_policy": {"act": "freeze", "percent": 50},
        "interrupted": None,
        "lineup": {"slots": [], "on_stage": None, "since": None},
        "repeat": None,
    }
    assert [fact["type"] for fact in facts] == ["party.scheduled", *["item.added"] * 3]
    assert [(fact["item"]["number"], fact["item"]["title"]) for fact in facts[1:]] == [
        (1, "Jam"),
        (2, "Jelly"),
        (3, "Chutney"),
    ]


def test_a_party_that_is_moved_does_not_bring_its_items_again(room: Room) -> None:
    party = filled(room)
    schedule(room, party, NOON + 2 * MINUTE)
    before = room.offset()

    schedule(room, party, NOON + MINUTE)

    assert room.types(after=before) == ["party.scheduled"]
    assert Party.objects.get(pk=party).starts_at == NOON + MINUTE


def test_a_party_is_postponed_three_times_and_each_time_says_why(room: Room) -> None:
    party = filled(room)
    schedule(room, party)
    for times in (1, 2, 3):
        later = NOON + (times + 1) * MINUTE
        frame = ScheduleParty(party_id=party, starts_at=later, reason="The kiln is cold")
        event = room.must("hana", frame)
        assert (event["type"], event["was_at"], event["reason"]) == (
            "party.postponed",
            NOON + times * MINUTE,
            "The kiln is cold",
        )
        assert (event["party"]["starts_at"], event["party"]["postponed"]) == (later, times)

    once_more = ScheduleParty(party_id=party, starts_at=NOON + 9 * MINUTE)
    assert room.why_not("hana", once_more) == Code.LIMIT
    assert schedule(room, party, NOON + 2 * MINUTE)["type"] == "party.scheduled"


def test_a_party_is_announced_for_a_time_to_come(room: Room) -> None:
    party = filled(room)

    assert room.why_not("hana", ScheduleParty(party_id=party, starts_at=NOON - 1)) == Code.BAD_FRAME
    assert Party.objects.get(pk=party).state == "draft"
    schedule(room, party)
    assert room.why_not("hana", ScheduleParty(party_id=party, starts_at=NOON - 1)) == Code.BAD_FRAME


def test_a_draft_may_go_live_at_once_with_its_items(room: Room) -> None:
    party = filled(room)
    before = room.offset()
    room.later(3)

    start(room, party)

    assert room.types(after=before) == ["party.started", "item.added"]
    assert Party.objects.get(pk=party).starts_at == NOON + 3 * MINUTE


def test_an_announced_party_goes_live_without_telling_its_items_again(room: Room) -> None:
    party = filled(room)
    schedule(room, party)
    before = room.offset()

    start(room, party)

    assert room.types(after=before) == ["party.started"]


def test_a_party_with_nothing_to_sell_does_not_begin(room: Room) -> None:
    party = room.draft()
    assert room.why_not("hana", StartParty(party_id=party)) == Code.NOTHING_TO_SELL
    item = room.item(party)
    room.must("sam", WithdrawItem(item_id=item.pk))
    assert room.why_not("hana", StartParty(party_id=party)) == Code.NOTHING_TO_SELL


@pytest.mark.parametrize("pause", [False, True])
def test_one_party_of_a_room_is_live_at_a_time(room: Room, pause: bool) -> None:
    live = party_of(room.live()).pk
    if pause:
        room.must("hana", PauseParty(party_id=live))
    second = filled(room)

    assert room.why_not("hana", StartParty(party_id=second)) == Code.ANOTHER_LIVE
    room.must("hana", EndParty(party_id=live))
    assert room.why_not("hana", StartParty(party_id=second)) is None


def test_parties_of_two_rooms_are_live_at_once(room: Room, users: dict[str, User]) -> None:
    room.live()

    assert open_room("hana", users).live(seller="hana")


# Moves


MOVES: dict[str, type[Command]] = {
    "schedule": ScheduleParty,
    "start": StartParty,
    "pause": PauseParty,
    "resume": ResumeParty,
    "end": EndParty,
    "cancel": CancelParty,
    "restart": RestartParty,
}
PATHS = {
    "draft": [],
    "scheduled": ["schedule"],
    "live": ["start"],
    "paused": ["start", "pause"],
    "ended": ["start", "end"],
    "cancelled": ["cancel"],
}
MAY = {
    "draft": {"schedule", "start", "cancel"},
    "scheduled": {"schedule", "start", "cancel"},
    "live": {"pause", "end"},
    "paused": {"resume", "end"},
    "ended": {"restart"},
    "cancelled": set(),
}


def move(name: str, party: str) -> Command:
    more = {"starts_at": NOON} if name == "schedule" else {}
    return MOVES[name].model_validate({"party_id": party, **more})


@pytest.mark.parametrize("state", PATHS)
def test_a_party_makes_the_moves_of_its_state_and_is_told_why_not_the_others(room: Room, state: str) -> None:
    """A party that is dead says that it is over, another that this is not its state."""
    for name in MOVES:
        party = filled(room)
        for step in PATHS[state]:
            room.must("hana", move(step, party))

        code = room.why_not("hana", move(name, party))

        over = Code.OVER if state in ("ended", "cancelled") else Code.WRONG_STATE
        assert code == (None if name in MAY[state] else over), name
        Party.objects.filter(state__in=("live", "paused")).update(state="ended", ended_at=NOON)


@pytest.mark.parametrize("name", MOVES)
def test_a_party_of_another_room_does_not_exist_here(room: Room, users: dict[str, User], name: str) -> None:
    other = open_room("hana", users)
    theirs = other.draft()

    assert room.why_not("hana", move(name, theirs)) == Code.NOT_FOUND
    assert room.why_not("hana", move(name, new_id())) == Code.NOT_FOUND


def test_the_facts_of_a_whole_evening(room: Room) -> None:
    party = filled(room)
    before = room.offset()
    for name in ("schedule", "start", "pause", "resume", "pause", "end"):
        room.must("hana", move(name, party))

    assert room.types(after=before) == [
        "party.scheduled",
        "item.added",
        "party.started",
        "party.paused",
        "party.resumed",
        "party.paused",
        "party.ended",
    ]
    assert Party.objects.get(pk=party).ended_at == NOON


# Restarted


def ended(room: Room) -> str:
    party = party_of(room.live()).pk
    room.must("hana", EndParty(party_id=party))
    return party


def test_a_party_goes_on_within_two_hours_with_its_claims(room: Room) -> None:
    jam = room.live(stock=2, hold_minutes=60)
    party = party_of(jam).pk
    held = room.place("ben", jam).claim
    room.confirm("sam", room.place("bea", jam).claim)
    room.must("hana", EndParty(party_id=party))
    room.later(119)
    Claim.objects.filter(pk=held).update(held_until=room.now + MINUTE)

    event = room.must("hana", RestartParty(party_id=party))

    assert (event["type"], event["party"]["state"]) == ("party.restarted", "live")
    assert counts(jam) == (1, 1, 0)
    assert room.confirm("sam", held).ok


def test_two_hours_after_its_end_a_party_is_over_for_good(room: Room) -> None:
    party = ended(room)
    room.now += RESTART_WITHIN + 1

    assert room.why_not("hana", RestartParty(party_id=party)) == Code.OVER
    room.now -= 1
    assert room.why_not("hana", RestartParty(party_id=party)) is None


def test_no_party_is_restarted_beside_a_live_one_nor_before_a_later_one(room: Room) -> None:
    first = ended(room)
    second = party_of(room.live()).pk

    assert room.why_not("hana", RestartParty(party_id=first)) == Code.ANOTHER_LIVE
    room.must("hana", EndParty(party_id=second))
    assert room.why_not("hana", RestartParty(party_id=first)) == Code.OVER
    assert room.why_not("hana", RestartParty(party_id=second)) is None


# Changed


def test_rules_notes_and_cover_are_for_everybody(room: Room) -> None:
    party = filled(room)
    schedule(room, party)
    hana = room.cast["hana"].user_id
    cover = Picture.objects.create(owner_id=hana, small="s.webp", large="l.webp", created_at=NOON)

    frame = EditParty(party_id=party, rules="Sold as seen.", notes="Tea at four.", cover=cover.pk)
    view = room.must("hana", frame)["party"]

    assert (view["rules"], view["notes"], view["cover"]["id"]) == ("Sold as seen.", "Tea at four.", cover.pk)
    assert room.must("hana", EditParty(party_id=party, cover=""))["party"]["cover"] is None


def test_the_cover_is_a_picture_of_ones_own(room: Room) -> None:
    sam = room.cast["sam"].user_id
    sams = Picture.objects.create(owner_id=sam, small="s.webp", large="l.webp", created_at=NOON)

    for picture in (sams.pk, new_id()):
        frame = EditParty(party_id=filled(room), cover=picture)
        assert room.why_not("hana", frame) == Code.NOT_FOUND


def test_a_party_changes_its_words_and_terms_until_it_is_over(room: Room) -> None:
    party = party_of(room.live()).pk

    event = room.must("hana", EditParty(party_id=party, title="Last finds"))
    assert (event["party"]["title"], event["party"]["hold_minutes"]) == ("Last finds", 15)
    event = room.must("hana", EditParty(party_id=party, hold_minutes=5))
    assert (event["party"]["title"], event["party"]["hold_minutes"]) == ("Last finds", 5)
    room.must("hana", EndParty(party_id=party))
    assert room.why_not("hana", EditParty(party_id=party, title="Too late")) == Code.OVER


def test_a_party_that_is_called_off_goes_out_of_sight(room: Room) -> None:
    party = filled(room)
    schedule(room, party)
    assert party in show(room.id).model_dump_json()

    room.must("hana", CancelParty(party_id=party))

    assert party not in show(room.id).model_dump_json()


# On air


def test_an_item_goes_on_air_and_off_again(room: Room) -> None:
    jam = room.live()
    party = party_of(jam).pk

    event = room.must("sam", FeatureItem(party_id=party, item_id=jam.item_id))
    assert event == {"type": "item.featured", "party_id": party, "item_id": jam.item_id}
    assert Party.objects.get(pk=party).on_air == jam.item_id
    event = room.must("hana", FeatureItem(party_id=party, item_id=None))
    assert event["item_id"] is None
    assert Party.objects.get(pk=party).on_air == ""


def test_only_an_item_of_the_party_that_is_on_sale_goes_on_air(room: Room) -> None:
    jam = room.live()
    party = party_of(jam).pk
    elsewhere = room.item(room.draft()).pk
    withdrawn = room.item(party)
    room.must("sam", WithdrawItem(item_id=withdrawn.pk))

    for item in (elsewhere, withdrawn.pk, new_id()):
        assert room.why_not("hana", FeatureItem(party_id=party, item_id=item)) == Code.NOT_FOUND


def test_nothing_goes_on_air_when_the_party_is_over(room: Room) -> None:
    jam = room.live()
    party = party_of(jam).pk
    room.must("hana", EndParty(party_id=party))

    assert room.why_not("hana", FeatureItem(party_id=party, item_id=jam.item_id)) == Code.OVER


def test_the_reason_of_a_postponement_is_on_the_party_and_in_the_calendar(room: Room) -> None:
    party = room.draft()
    room.item(party)
    room.must("hana", ScheduleParty(party_id=party, starts_at=NOON + MINUTE))
    later = ScheduleParty(party_id=party, starts_at=NOON + 2 * MINUTE, reason="ミシンが壊れた")

    room.must("hana", later)

    (shown,) = json.loads(show(room.id).model_dump_json())["parties"]
    assert (shown["postponed"], shown["postponed_why"]) == (1, "ミシンが壊れた")
    file = Client().get(f"/rooms/{room.id}/calendar.ics").content.decode()
    assert "ミシンが壊れた" in file
