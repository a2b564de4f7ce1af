"""Outages: the clock says that somebody who is needed is away, the clock or a host that the show goes on.

Whether the server is away is read from the beats, which it leaves in the table about once a second; who else is, the
server sees by its sockets and judges by `rooms.rules.outages`. What running lots do meanwhile is theirs.
"""

from typing import Literal, NamedTuple

from livesell.ledger.sql import Sql
from livesell.ledger.turn import Handler, Recorded, Refused, Turn
from livesell.wire.codes import Code
from livesell.wire.envelope import Command, Id
from rooms.auctions import bidding
from rooms.events.parties import PartyInterrupted
from rooms.frames.parties import ContinueParty
from rooms.models.parties import Beat, Party
from rooms.models.rooms import Member
from rooms.parties import parties
from rooms.parties.rows import bidders_with_a_stake
from rooms.permissions import may_keep_time
from rooms.presenters import interruption
from rooms.rules import outages as rules
from rooms.rules.roles import HOSTS


class InterruptParty(Command):
    """The clock's: somebody who is needed is away."""

    type: Literal["party.interrupt"] = "party.interrupt"
    party_id: Id
    cause: rules.Cause = "server"


class LiveParty(NamedTuple):
    """A live party, and who is needed at it. Who was last seen before `since` is not waited for."""

    room_id: str
    party_id: str
    hosts: frozenset[str]
    bidders: frozenset[str]
    percent: int
    since: int
    interrupted_by: str


def interrupt(turn: Turn, frame: InterruptParty) -> Recorded:
    """The show is interrupted: since the last beat, or since now."""
    party = parties.of_room(turn, frame.party_id)
    since = _last_beat(turn) if frame.cause == "server" else turn.now
    if party.state != "live" or since is None or (party.interrupted_by and frame.cause != "server"):
        raise Refused(Code.WRONG_STATE)
    party.interrupted_at = since if party.interrupted_at is None else party.interrupted_at
    party.interrupted_by = frame.cause
    party.continues_at = max(party.continues_at or 0, turn.now + rules.LASTS[frame.cause])
    party.save()
    shown = interruption(party)
    assert shown is not None
    recorded = turn.record(PartyInterrupted(party_id=party.pk, interrupted=shown))
    bidding.party_interrupted(turn, party.pk, party.outage_act, since)
    return recorded


def carry_on(turn: Turn, frame: ContinueParty) -> Recorded:
    """The show goes on: at the word of a host, or of the clock when its time has come or the cause is gone."""
    recorded = parties.carry_on(turn, parties.of_room(turn, frame.party_id))
    if recorded is None:
        raise Refused(Code.WRONG_STATE)
    return recorded


INTERRUPT = Handler(may_keep_time, interrupt)
CONTINUE = Handler(may_keep_time, carry_on)


def beat(now: int) -> None:
    """Say for every live room that the server is there. A beat that is missed is left for the turn that tells of it."""
    Beat.objects.filter(at__gte=now - rules.SERVER_GONE, at__lt=now - 800).update(at=now)


def stages() -> list[LiveParty]:
    """All live parties."""
    live = list(Party.objects.filter(state="live"))
    bidders = bidders_with_a_stake()
    hosts: dict[str, set[str]] = {party.room_id: set() for party in live}
    for room_id, user_id in Member.objects.filter(room_id__in=hosts, role__in=HOSTS).values_list(
        "room_id", "user_id"
    ):
        hosts[room_id].add(user_id)
    return [
        LiveParty(
            room_id=party.room_id,
            party_id=party.pk,
            hosts=frozenset(hosts[party.room_id]),
            bidders=frozenset(bidders.get(party.pk, ())),
            percent=party.outage_percent,
            since=max(party.starts_at or 0, party.continued_at),
            interrupted_by=party.interrupted_by,
        )
        for party in live
    ]


MISSED = Sql(
    "SELECT p.room_id, p.id, b.at AS due_at FROM rooms_beat b JOIN rooms_party p ON p.room_id = b.room_id"
    f" WHERE p.state = 'live' AND b.at + {rules.SERVER_GONE} < %s"
)
"""Live parties whose beat was missed, as the clock asks."""


def _last_beat(turn: Turn) -> int | None:
    """When it was, if it was missed; the next is from now on."""
    beat = Beat.objects.filter(room_id=turn.room_id, at__lt=turn.now - rules.SERVER_GONE).first()
    if beat is None:
        return None
    last, beat.at = beat.at, turn.now
    beat.save(update_fields=["at"])
    return last
