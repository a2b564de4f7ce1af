"""Parties that come again: the clock announces the next, with everything but items."""

import pytest

from livesell.wire.codes import Code
from rooms.clock import due
from rooms.frames.lineup import SetLineup, Slot
from rooms.frames.parties import CancelParty, EditParty, ScheduleParty, StartParty
from rooms.frames.rooms import SetRole
from rooms.frames.series import Repeat, RepeatParty
from rooms.frames.values import OutagePolicy
from rooms.models.parties import Party, Series
from rooms.parties.series import AnnounceNext
from tests.support.turns import MINUTE, NOON, Room

pytestmark = pytest.mark.django_db
WEEK = 7 * 24 * 60 * MINUTE
START = NOON + 60 * MINUTE


def weekly(times: int | None = None) -> Repeat:
    return Repeat(every=1, unit="week", zone="UTC", until=None, times=times)


def scheduled(room: Room) -> str:
    party = room.draft()
    room.item(party)
    room.must("hana", ScheduleParty(party_id=party, starts_at=START))
    return party


def repeated(room: Room, times: int | None = None) -> str:
    party = scheduled(room)
    room.must("hana", RepeatParty(party_id=party, repeat=weekly(times)))
    return party


def tick(room: Room) -> list[str]:
    """The clock does what is due of series; the events."""
    before = room.offset()
    for one in due.find(room.now):
        if isinstance(one.frame, AnnounceNext):
            room.batch(room.ask("clock", one.frame, key=one.command_id, handler=one.handler))
    return room.types(after=before)


def test_nothing_is_announced_while_one_is_to_come(room: Room) -> None:
    repeated(room)

    assert tick(room) == []


@pytest.mark.parametrize("over", [StartParty, CancelParty])
def test_the_next_is_announced_when_one_begins_or_is_called_off(room: Room, over: type) -> None:
    party = repeated(room)
    edit = {"rules": "Be kind.", "notes": "Tea.", "hold_minutes": 7}
    edit |= {"outage_policy": OutagePolicy(act="void", percent=20)}
    room.must("hana", EditParty(party_id=party, **edit))
    slots = [Slot(seller_id=room.cast["sam"].user_id, minutes=30)]
    room.must("hana", SetLineup(party_id=party, slots=slots))
    room.must("hana", over(party_id=party))

    assert tick(room) == ["party.scheduled"]

    following = Party.objects.exclude(pk=party).get()
    assert (following.state, following.starts_at, following.items.count()) == ("scheduled", START + WEEK, 0)
    assert (following.rules, following.notes, following.hold_minutes) == ("Be kind.", "Tea.", 7)
    assert (following.outage_act, following.outage_percent) == ("void", 20)
    assert following.lineup == [[room.cast["sam"].user_id, 30]]
    assert tick(room) == []


def test_who_sells_no_more_is_not_in_the_line_up_of_the_next(room: Room) -> None:
    party = repeated(room)
    slots = [Slot(seller_id=room.cast["sam"].user_id, minutes=30)]
    room.must("hana", SetLineup(party_id=party, slots=slots))
    room.must("hana", CancelParty(party_id=party))
    room.must("hana", SetRole(user_id=room.cast["sam"].user_id, role="buyer"))

    tick(room)

    assert Party.objects.get(state="scheduled").lineup == []


def test_a_series_ends_after_so_many(room: Room) -> None:
    party = repeated(room, times=2)
    room.must("hana", CancelParty(party_id=party))
    tick(room)
    last = Party.objects.get(state="scheduled").pk
    assert Series.objects.get().goes_on
    room.item(last)
    room.must("hana", StartParty(party_id=last))
    room.later(1)

    assert tick(room) == ["party.repeated"]
    assert not Series.objects.get().goes_on
    assert tick(room) == []


def test_weeks_in_which_the_server_slept_are_left_out(room: Room) -> None:
    party = repeated(room)
    room.must("hana", CancelParty(party_id=party))
    room.now = START + 3 * WEEK

    tick(room)

    assert Party.objects.get(state="scheduled").starts_at == START + 4 * WEEK


def test_a_postponed_party_does_not_move_those_after_it(room: Room) -> None:
    party = repeated(room)
    room.must("hana", ScheduleParty(party_id=party, starts_at=START + 24 * 60 * MINUTE))
    room.must("hana", CancelParty(party_id=party))
    tick(room)

    assert Party.objects.get(state="scheduled").starts_at == START + WEEK


def test_a_host_ends_a_series_by_any_of_its_parties(room: Room) -> None:
    party = repeated(room)
    room.must("hana", StartParty(party_id=party))
    tick(room)
    before = room.offset()

    room.must("hana", RepeatParty(party_id=party, repeat=None))

    assert room.types(after=before) == ["party.repeated"] * 2
    room.must("hana", CancelParty(party_id=Party.objects.get(state="scheduled").pk))
    assert tick(room) == []


def test_a_party_repeats_once_and_stops_once(room: Room) -> None:
    party = scheduled(room)
    assert room.why_not("hana", RepeatParty(party_id=party, repeat=None)) == Code.WRONG_STATE
    room.must("hana", RepeatParty(party_id=party, repeat=weekly()))
    assert room.why_not("hana", RepeatParty(party_id=party, repeat=weekly())) == Code.WRONG_STATE
    room.must("hana", RepeatParty(party_id=party, repeat=None))
    room.must("hana", RepeatParty(party_id=party, repeat=weekly(3)))


def test_a_draft_has_no_time_to_repeat_and_what_is_over_is_over(room: Room) -> None:
    party = room.draft()
    assert room.why_not("hana", RepeatParty(party_id=party, repeat=weekly())) == Code.WRONG_STATE
    room.must("hana", CancelParty(party_id=party))
    assert room.why_not("hana", RepeatParty(party_id=party, repeat=weekly())) == Code.OVER


def test_two_processes_announce_one(room: Room) -> None:
    room.must("hana", CancelParty(party_id=repeated(room)))
    one = next(one for one in due.find(room.now) if isinstance(one.frame, AnnounceNext))

    answers = [room.batch(room.ask("clock", one.frame, handler=one.handler))[0] for _ in range(2)]

    assert [answer.code for answer in answers] == [None, Code.WRONG_STATE]


@pytest.mark.parametrize("zone", ["Europe/Atlantis", "../etc/passwd", ""])
def test_a_zone_is_one_that_there_is(zone: str) -> None:
    with pytest.raises(ValueError, match="zone"):
        Repeat(every=1, unit="day", zone=zone, until=None, times=None)
