"""Parties that come again. The clock announces the next when no party of a series is to come: with the words, the
terms and the line-up of the latest, and without items.
"""

from typing import Literal

from livesell.ledger.sql import Sql
from livesell.ledger.turn import QUIET, Handler, Recorded, Refused, Turn
from livesell.wire.codes import Code
from livesell.wire.envelope import Command, Id
from rooms.events.parties import PartyRepeated, PartyScheduled
from rooms.frames.series import RepeatParty
from rooms.models.parties import Party, Series
from rooms.parties import lineup, parties
from rooms.permissions import may_keep_time
from rooms.presenters import party_view, repeat_view
from rooms.rules import series as rules
from rooms.rules.parties import OVER

CARRIED = (
    "room_id", "title", "currency", "hold_minutes", "several_lots", "rules", "notes", "cover", "lineup", "outage_act",
    "outage_percent", "series_id",
)  # fmt: skip


class AnnounceNext(Command):
    """The clock's: no party of a series is to come."""

    type: Literal["series.announce_next"] = "series.announce_next"
    series_id: Id


def repeat(turn: Turn, frame: RepeatParty) -> Recorded:
    """The party comes again, its own time being the first, or no more. By another rule: no more, and then again."""
    party = parties.of_room(turn, frame.party_id)
    if party.state in OVER:
        raise Refused(Code.OVER)
    running = repeat_view(party) is not None
    if party.starts_at is None or running is (frame.repeat is not None):
        raise Refused(Code.WRONG_STATE)
    if party.series and running:
        return _stop(turn, party.series)
    assert frame.repeat is not None, "it does not run, so it was asked to"
    terms = frame.repeat.model_dump()
    party.series = Series.objects.create(room_id=turn.room_id, first_at=party.starts_at, **terms)
    party.save(update_fields=["series"])
    return turn.record(PartyRepeated(party_id=party.pk, repeat=frame.repeat))


def announce_next(turn: Turn, frame: AnnounceNext) -> Recorded:
    """The next party of the series, or its end."""
    series = Series.objects.filter(pk=frame.series_id, room_id=turn.room_id, goes_on=True).first()
    if series is None or series.parties.filter(state__in=("draft", "scheduled")).exists():
        raise Refused(Code.WRONG_STATE)
    latest = series.parties.order_by("-starts_at", "-pk").first()
    after = rules.next_after(_rule(series), series.last, turn.now)
    if latest is None or after is None:
        return _stop(turn, series)
    series.last, starts_at = after
    series.save(update_fields=["last"])
    carried = {name: getattr(latest, name) for name in CARRIED}
    carried["lineup"] = [slot for slot in latest.lineup if slot[0] in lineup.sellers(turn)]
    party = Party.objects.create(**carried, state="scheduled", starts_at=starts_at)
    return turn.record(PartyScheduled(party=party_view(party)))


ANNOUNCE_NEXT = Handler(may_keep_time, announce_next)
WAITING = Sql(
    "SELECT s.room_id, s.id, s.first_at AS due_at FROM rooms_series s WHERE s.goes_on AND NOT EXISTS"
    " (SELECT 1 FROM rooms_party p WHERE p.series_id = s.id AND p.state IN ('draft', 'scheduled'))"
)
"""The series that go on and have no party to come, as the clock asks."""


def _rule(series: Series) -> rules.Series:
    unit: rules.Unit = "month" if series.unit == "month" else "week" if series.unit == "week" else "day"
    return rules.Series(series.first_at, series.every, unit, series.zone, series.until, series.times)


def _stop(turn: Turn, series: Series) -> Recorded:
    """No party comes after those that are announced; of each of them it is told."""
    series.goes_on = False
    series.save(update_fields=["goes_on"])
    recorded = QUIET
    for party in series.parties.filter(state__in=("scheduled", "live", "paused")):
        recorded = turn.record(PartyRepeated(party_id=party.pk, repeat=None))
    return recorded
