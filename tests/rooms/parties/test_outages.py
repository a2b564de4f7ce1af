"""Outages: the policy is chosen before the show, the clock interrupts, and nothing stands still for ever."""

import pytest
from django.db import connection

from livesell.accounts.models import User
from livesell.wire.codes import Code
from rooms.clock import due
from rooms.frames.parties import (
    ContinueParty,
    CreateParty,
    EditParty,
    EndParty,
    PauseParty,
    ResumeParty,
    ScheduleParty,
    StartParty,
)
from rooms.frames.values import OutagePolicy
from rooms.models.auctions import Auction, Bid
from rooms.models.parties import Beat, Party
from rooms.parties import outages
from rooms.parties.outages import InterruptParty
from rooms.parties.rows import BIDDERS
from rooms.rules.outages import KNOWN_AFTER, LASTS, SERVER_GONE, Cause
from tests.support import lots
from tests.support.buying import paid
from tests.support.turns import MINUTE, NOON, Room, party_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def party(room: Room) -> str:
    """A live one."""
    return party_of(room.live(stock=5)).pk


def interrupt(room: Room, party: str, cause: Cause = "host") -> dict[str, object]:
    return room.must("clock", InterruptParty(party_id=party, cause=cause))


def continued(room: Room) -> int:
    return room.types().count("party.continued")


# The policy


def test_the_policy_is_chosen_with_the_draft_and_until_the_party_is_live(room: Room) -> None:
    policy = OutagePolicy(act="extend", percent=30)
    party = room.must("hana", CreateParty(title="Finds", outage_policy=policy))["party_id"]
    room.item(party)
    scheduled = room.must("hana", ScheduleParty(party_id=party, starts_at=NOON + MINUTE))
    assert scheduled["party"]["outage_policy"] == {"act": "extend", "percent": 30}
    other = EditParty(party_id=party, outage_policy=OutagePolicy(act="void", percent=50))

    edited = room.must("hana", other)

    assert edited["party"]["outage_policy"] == {"act": "void", "percent": 50}
    room.must("hana", StartParty(party_id=party))
    assert room.why_not("hana", other) == Code.WRONG_STATE


# Interrupted


@pytest.mark.parametrize("cause", ["host", "bidders"])
def test_an_interruption_is_told_with_its_cause_and_its_end(room: Room, party: str, cause: Cause) -> None:
    event = interrupt(room, party, cause)

    said = {"cause": cause, "since": NOON, "continues_at": NOON + LASTS[cause]}
    assert event == {"type": "party.interrupted", "party_id": party, "interrupted": said}


def test_claims_are_taken_on(room: Room) -> None:
    jam = room.live()
    interrupt(room, party_of(jam).pk)

    assert room.place("ben", jam).ok


def test_a_party_is_interrupted_once_and_only_while_it_is_live(room: Room, party: str) -> None:
    interrupt(room, party)
    assert room.why_not("clock", InterruptParty(party_id=party, cause="bidders")) == Code.WRONG_STATE
    room.must("hana", PauseParty(party_id=party))
    assert room.why_not("clock", InterruptParty(party_id=party, cause="host")) == Code.WRONG_STATE


@pytest.mark.parametrize("who", ["hana", "ben"])
def test_the_clock_alone_interrupts(room: Room, party: str, who: str) -> None:
    assert room.why_not(who, InterruptParty(party_id=party, cause="host")) == Code.FORBIDDEN


# Continued


def test_a_host_lets_the_show_go_on(room: Room, party: str) -> None:
    interrupt(room, party)
    room.later(2)

    event = room.must("hana", ContinueParty(party_id=party))

    assert event == {"type": "party.continued", "party_id": party, "lasted_ms": 2 * MINUTE}
    assert room.why_not("hana", ContinueParty(party_id=party)) == Code.WRONG_STATE


@pytest.mark.parametrize("cause", ["server", "host", "bidders"])
def test_every_interruption_ends_by_the_clock(room: Room, party: str, cause: Cause) -> None:
    room.later(1)
    interrupt(room, party, cause)
    ends = room.now + LASTS[cause]

    assert not [one for one in due.find(ends - 1) if isinstance(one.frame, ContinueParty)]
    (one,) = (one for one in due.find(ends) if isinstance(one.frame, ContinueParty))
    room.now = ends
    assert room.batch(room.ask("clock", one.frame, key=one.command_id, handler=one.handler))[0].ok
    assert due.find(ends) == []


@pytest.mark.parametrize("frame", [PauseParty, EndParty])
def test_a_pause_and_the_end_end_an_interruption(room: Room, party: str, frame: type) -> None:
    interrupt(room, party)

    room.must("hana", frame(party_id=party))

    assert continued(room) == 1
    assert Party.objects.get(pk=party).interrupted_by == ""


# The server


def test_a_beat_that_was_missed_is_an_outage_since_the_last_one(room: Room, party: str) -> None:
    assert due.gaps(NOON + SERVER_GONE) == []
    room.now = NOON + 60_000

    (gap,) = due.gaps(room.now)
    answer = room.batch(room.ask("clock", gap.frame, key=gap.command_id, handler=gap.handler))[0]

    said = {"cause": "server", "since": NOON, "continues_at": room.now + LASTS["server"]}
    assert answer.event["interrupted"] == said
    assert due.gaps(room.now) == []


def test_two_processes_that_come_back_tell_it_once(room: Room, party: str) -> None:
    room.now = NOON + 60_000
    (one,), (other,) = due.gaps(room.now), due.gaps(room.now + 1_000)

    first = room.batch(room.ask("clock", one.frame, key=one.command_id, handler=one.handler))[0]
    second = room.batch(room.ask("clock", other.frame, key=other.command_id, handler=other.handler))[0]

    assert (first.ok, second.code) == (True, Code.WRONG_STATE)


def test_a_beat_keeps_a_room_and_does_not_hide_one_that_was_missed(room: Room, party: str) -> None:
    outages.beat(NOON + SERVER_GONE)
    assert due.gaps(NOON + 2 * SERVER_GONE) == []

    outages.beat(NOON + 3 * SERVER_GONE)

    assert Beat.objects.get().at == NOON + SERVER_GONE
    assert len(due.gaps(NOON + 3 * SERVER_GONE)) == 1


def test_an_outage_of_the_server_prolongs_that_of_the_host(room: Room, party: str) -> None:
    """Those who were there when it began have still their time to come back."""
    interrupt(room, party, "bidders")
    room.now = NOON + LASTS["bidders"] + MINUTE
    (gap,) = due.gaps(room.now)

    event = room.batch(room.ask("clock", gap.frame, key=gap.command_id, handler=gap.handler))[0].event

    said = {"cause": "server", "since": NOON, "continues_at": room.now + LASTS["server"]}
    assert event["interrupted"] == said
    assert not [one for one in due.find(room.now) if isinstance(one.frame, ContinueParty)]


def test_the_server_may_be_away_from_a_party_that_is_paused_or_over(room: Room, party: str) -> None:
    room.must("hana", PauseParty(party_id=party))
    room.later(10)
    assert due.gaps(room.now) == []
    room.must("hana", ResumeParty(party_id=party))
    assert due.gaps(room.now + SERVER_GONE) == []
    room.must("hana", EndParty(party_id=party))
    assert due.gaps(room.now + MINUTE) == []


# Who is needed


def test_the_hosts_of_every_live_party_are_needed(room: Room, party: str) -> None:
    (stage,) = outages.stages()
    assert (stage.hosts, stage.percent, stage.since) == ({room.cast["hana"].user_id}, 50, NOON)

    interrupt(room, party)
    room.later(1)
    room.must("hana", ContinueParty(party_id=party))

    (stage,) = outages.stages()
    assert (stage.since, stage.interrupted_by) == (room.now, "")
    room.must("hana", PauseParty(party_id=party))
    assert outages.stages() == []


def test_so_are_those_who_bid_found_by_a_look_up_each_however_often_they_did(room: Room) -> None:
    lot = lots.opened(room)
    crowd = {room.cast[who].user_id for who in ("ben", "bea", "otto")}
    known(*crowd)
    Auction.objects.filter(pk=lot).update(price=100, ceiling=100)
    Bid.objects.bulk_create(
        Bid(auction_id=lot, bidder_id=who, maximum=100, price=100, since=since, at=NOON, grace_ms=0)
        for since in range(1_000)
        for who in sorted(crowd)
    )
    mona = room.cast["mona"].user_id
    Bid.objects.create(
        auction_id=lot, bidder_id=mona, maximum=100, price=100, since=0, at=NOON, grace_ms=0, struck=True
    )

    looked = reads_of_bids(BIDDERS)

    (stage,) = outages.stages()
    assert stage.bidders == crowd
    assert looked <= 2 * len(crowd) + 1
    Bid.objects.all().delete()
    Auction.objects.filter(pk=lot).update(price=None, ceiling=0)


def known(*people: str) -> None:
    """They had their accounts long before the party."""
    User.objects.filter(pk__in=people).update(created_at=NOON - KNOWN_AFTER)


def test_four_new_accounts_that_bid_the_least_are_not_missed(room: Room) -> None:
    lot = lots.opened(room)
    people = ("ben", "bea", "otto")
    for who, amount in zip(people, (110, 120, 130), strict=True):
        assert lots.bid(room, who, lot, amount).ok

    assert outages.stages()[0].bidders == frozenset()

    known(*(room.cast[who].user_id for who in people))
    assert outages.stages()[0].bidders == {room.cast[who].user_id for who in people}


def test_who_bid_the_least_is_not_missed_any_more_when_the_price_has_left_her_behind(room: Room) -> None:
    lot = lots.opened(room)
    for who, amount in (("ben", 110), ("bea", 5_000), ("otto", 5_200)):
        known(room.cast[who].user_id)
        assert lots.bid(room, who, lot, amount).ok

    assert outages.stages()[0].bidders == {room.cast[who].user_id for who in ("bea", "otto")}


def test_who_paid_here_before_is_known(room: Room) -> None:
    paid(room, "ben", room.live())
    room.must("hana", EndParty(party_id=Party.objects.get().pk))
    lot = lots.opened(room)
    for who, amount in (("ben", 110), ("bea", 130)):
        assert lots.bid(room, who, lot, amount).ok

    assert outages.stages()[0].bidders == {room.cast["ben"].user_id}


def reads_of_bids(sql: str) -> int:
    """How many rows of bids the database reads for that, now that it knows how many there are. SQLite does not count
    them, but says how it goes about it: to the first after the last one, by the index.
    """
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE rooms_bid")
        if connection.vendor == "sqlite":
            cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
            (look,) = [row[-1] for row in cursor.fetchall() if " b " in row[-1]]
            by_the_index = "INDEX rooms_bid_bidders (auction_id=? AND bidder_id>?)" in look
            return 0 if by_the_index else Bid.objects.count()
        read = "SELECT seq_tup_read + idx_tup_fetch FROM pg_stat_xact_user_tables WHERE relname = 'rooms_bid'"
        counts = []
        for statement in (read, sql, read):
            cursor.execute(statement)
            counts.append(cursor.fetchall()[0][0])
        return int(counts[2] - counts[0])
