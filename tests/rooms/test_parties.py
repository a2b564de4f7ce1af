"""Parties on the real database: drafted in silence, announced, live, over."""

import pytest

from livesell.accounts.models import User
from livesell.live import show
from livesell.wire.codes import Code
from livesell.wire.envelope import Command
from livesell.wire.ids import new_id
from rooms import frames as sell
from rooms.models import Item, Party
from rooms.parties import MAX_OPEN
from tests.support.turns import MINUTE, NOON, Room, open_room, party_of

pytestmark = pytest.mark.django_db


def schedule(room: Room, party: str, at: int = NOON + MINUTE) -> dict[str, object]:
    return room.must("hana", sell.ScheduleParty(party_id=party, starts_at=at))


def start(room: Room, party: str) -> dict[str, object]:
    return room.must("hana", sell.StartParty(party_id=party))


def filled(room: Room) -> str:
    """A draft with something to sell."""
    party = room.draft()
    room.item(party)
    return party


# Drafts


def test_a_draft_is_known_to_the_desk_only(room: Room) -> None:
    public = room.offset()
    party = filled(room)
    room.must("hana", sell.EditParty(party_id=party, title="Secret finds"))
    room.must("sam", sell.EditItem(item_id=Item.objects.get().pk, price=900))
    room.must("hana", sell.FeatureItem(party_id=party, item_id=Item.objects.get().pk))

    assert room.offset() == public
    assert [fact["event"] for fact in room.facts("desk")] == [
        {"type": "draft.changed", "party_id": party}
    ] * 5
    assert party not in show(room.id)


def test_a_draft_that_is_called_off_was_never_heard_of(room: Room) -> None:
    public = room.offset()
    room.must("hana", sell.CancelParty(party_id=filled(room)))

    assert room.offset() == public


def test_there_is_an_end_to_drafts(room: Room) -> None:
    Party.objects.bulk_create(
        Party(room_id=room.id, title="Finds", currency="EUR", hold_minutes=15) for _ in range(MAX_OPEN)
    )

    assert room.why_not("hana", sell.CreateParty(title="One more")) == Code.LIMIT


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
        "on_air": None,
        "coming": 0,
    }
    assert [fact["type"] for fact in facts] == ["party.scheduled", *["item.added"] * 3]
    assert [(fact["item"]["number"], fact["item"]["title"]) for fact in facts[1:]] == [
        (1, "Jam"),
        (2, "Jelly"),
        (3, "Chutney"),
    ]


def test_a_party_that_is_moved_does_not_bring_its_items_again(room: Room) -> None:
    party = filled(room)
    schedule(room, party)
    before = room.offset()

    event = schedule(room, party, NOON + 2 * MINUTE)

    assert room.types(after=before) == ["party.scheduled"]
    assert Party.objects.get(pk=party).starts_at == NOON + 2 * MINUTE
    assert event["type"] == "party.scheduled"


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
    assert room.why_not("hana", sell.StartParty(party_id=party)) == Code.NOTHING_TO_SELL
    item = room.item(party)
    room.must("sam", sell.WithdrawItem(item_id=item.pk))
    assert room.why_not("hana", sell.StartParty(party_id=party)) == Code.NOTHING_TO_SELL


@pytest.mark.parametrize("pause", [False, True])
def test_one_party_of_a_room_is_live_at_a_time(room: Room, pause: bool) -> None:
    live = party_of(room.live()).pk
    if pause:
        room.must("hana", sell.PauseParty(party_id=live))
    second = filled(room)

    assert room.why_not("hana", sell.StartParty(party_id=second)) == Code.ANOTHER_LIVE
    room.must("hana", sell.EndParty(party_id=live))
    assert room.why_not("hana", sell.StartParty(party_id=second)) is None


def test_parties_of_two_rooms_are_live_at_once(room: Room, users: dict[str, User]) -> None:
    room.live()

    assert open_room("hana", users).live(seller="hana")


# Moves


MOVES: dict[str, type[Command]] = {
    "schedule": sell.ScheduleParty,
    "start": sell.StartParty,
    "pause": sell.PauseParty,
    "resume": sell.ResumeParty,
    "end": sell.EndParty,
    "cancel": sell.CancelParty,
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
    "ended": set(),
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


# Changed


def test_a_party_changes_its_words_and_terms_until_it_is_over(room: Room) -> None:
    party = party_of(room.live()).pk

    event = room.must("hana", sell.EditParty(party_id=party, title="Last finds"))
    assert (event["party"]["title"], event["party"]["hold_minutes"]) == ("Last finds", 15)
    event = room.must("hana", sell.EditParty(party_id=party, hold_minutes=5))
    assert (event["party"]["title"], event["party"]["hold_minutes"]) == ("Last finds", 5)
    room.must("hana", sell.EndParty(party_id=party))
    assert room.why_not("hana", sell.EditParty(party_id=party, title="Too late")) == Code.OVER


def test_a_party_that_is_called_off_goes_out_of_sight(room: Room) -> None:
    party = filled(room)
    schedule(room, party)
    assert party in show(room.id)

    room.must("hana", sell.CancelParty(party_id=party))

    assert party not in show(room.id)


# On air


def test_an_item_goes_on_air_and_off_again(room: Room) -> None:
    jam = room.live()
    party = party_of(jam).pk

    event = room.must("sam", sell.FeatureItem(party_id=party, item_id=jam.item_id))
    assert event == {"type": "item.featured", "party_id": party, "item_id": jam.item_id}
    assert Party.objects.get(pk=party).on_air == jam.item_id
    event = room.must("hana", sell.FeatureItem(party_id=party, item_id=None))
    assert event["item_id"] is None
    assert Party.objects.get(pk=party).on_air == ""


def test_only_an_item_of_the_party_that_is_on_sale_goes_on_air(room: Room) -> None:
    jam = room.live()
    party = party_of(jam).pk
    elsewhere = room.item(room.draft()).pk
    withdrawn = room.item(party)
    room.must("sam", sell.WithdrawItem(item_id=withdrawn.pk))

    for item in (elsewhere, withdrawn.pk, new_id()):
        assert room.why_not("hana", sell.FeatureItem(party_id=party, item_id=item)) == Code.NOT_FOUND


def test_nothing_goes_on_air_when_the_party_is_over(room: Room) -> None:
    jam = room.live()
    party = party_of(jam).pk
    room.must("hana", sell.EndParty(party_id=party))

    assert room.why_not("hana", sell.FeatureItem(party_id=party, item_id=jam.item_id)) == Code.OVER
