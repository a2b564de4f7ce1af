"""Raids: a host invites her viewers elsewhere, each chooses, and the other room is told how many came.

A turn is one room's. So the raid's own row is what goes from one to the other: when it closes it falls due in the other
room, whose clock tells it there, under that room's lock and by that room's rules of then.
"""

import json
from typing import Literal

from django.db.models import QuerySet

from chat.events.elsewhere import OtherRoom
from chat.events.raids import ArrivalView, RaidArrived, RaidClosed, RaidDismissed, RaidOffered, RaidView
from chat.frames.raids import AllowRaids, DismissRaid, JoinRaid, OfferRaid, TakeBackRaid
from chat.models.raids import Raid
from chat.raids import target
from chat.raids.rows import Raiders
from chat.rules.raids import AFTER_END_MS, plain_address
from livesell.ledger import read, texts
from livesell.ledger.turn import QUIET, Recorded, Refused, Turn
from livesell.wire import chain
from livesell.wire.codes import Code
from livesell.wire.envelope import Command, Id
from rooms.membership.elsewhere import gathered, place


class EndRaid(Command):
    """The clock's: the time of a raid is over."""

    type: Literal["raid.end"] = "raid.end"
    raid_id: Id


class ArriveRaid(Command):
    """The clock's, in the other room: a raid was closed, and this room is told."""

    type: Literal["raid.arrive"] = "raid.arrive"
    raid_id: Id


def offer(turn: Turn, frame: OfferRaid) -> Recorded:
    """Invite the viewers. `bad_frame` unless it is a room or an address of https; `not_live` without a party;
    `another_live` while another raid is open; for a room, why `target.open_to` refuses."""
    if (frame.room_id is None) is (frame.address is None):
        raise Refused(Code.BAD_FRAME, "either a room_id or an address")
    text = target.open_to(turn, frame.room_id).title if frame.room_id else plain_address(frame.address or "")
    if text is None:
        raise Refused(Code.BAD_FRAME, "an address of https with the name of a host")
    if place(turn.room_id) is None or not gathered(turn.room_id, turn.now - AFTER_END_MS):
        raise Refused(Code.NOT_LIVE)
    if _open(turn).exists():
        raise Refused(Code.ANOTHER_LIVE)
    salt, raid = turn.new_salt(), _kept(turn, frame)
    event = RaidOffered(
        raid_id=raid.pk,
        author=turn.actor.person,
        room_id=frame.room_id,
        text_hash=chain.text_hash(salt, text),
        closes_at=turn.now + frame.seconds * 1_000,
    )
    return turn.record(event, text=text, salt=salt)


def take_back(turn: Turn, frame: TakeBackRaid) -> Recorded:
    """Before its time. `not_found`, `over`."""
    return _close(turn, _of_room(turn, frame.raid_id), "taken_back")


def end(turn: Turn, frame: EndRaid) -> Recorded:
    """Its time is over."""
    raid = _of_room(turn, frame.raid_id)
    if raid.closes_at is not None and raid.closes_at > turn.now:
        raise Refused(Code.WRONG_STATE)
    return _close(turn, raid, "time")


def end_of(turn: Turn, user_id: str) -> None:
    """Somebody was banned: where she invites to, nobody is invited; that she brought people is shown no more."""
    for raid in _open(turn).filter(author_id=user_id):
        _close(turn, raid, "banned")
    for raid in _arrivals(turn.room_id).filter(author_id=user_id, dismissed=False):
        _dismiss(turn, raid)


def leave(turn: Turn, user_id: str) -> None:
    """Somebody was put out of the room: she goes along no more where the raid is still open."""
    for raid in _open(turn):
        raid.raiders.filter(user_id=user_id).delete()


def join(turn: Turn, frame: JoinRaid) -> Recorded:
    """She goes along; twice is once. `not_found`, `over`."""
    raiders = turn.use(Raiders)
    if frame.raid_id not in raiders.closes:
        raise Refused(Code.NOT_FOUND)
    closes_at = raiders.closes[frame.raid_id]
    if closes_at is None or turn.now >= closes_at:
        raise Refused(Code.OVER)
    raiders.go(frame.raid_id, turn.actor.user_id)
    return QUIET


def arrive(turn: Turn, frame: ArriveRaid) -> Recorded:
    """They came: told once, if the room still wants it and anybody came who may be here."""
    raid = (
        Raid.objects.filter(pk=frame.raid_id, target_id=turn.room_id, arrives_at__lte=turn.now)
        .select_related("author")
        .first()
    )
    if raid is None:
        raise Refused(Code.WRONG_STATE)
    came = target.welcome(turn, raid)
    raid.raiders.all().delete()
    raid.arrives_at, raid.arrived_offset = None, turn.next_offset() if came else None
    raid.save(update_fields=["arrives_at", "arrived_offset"])
    return turn.record(target.arrived(raid, came)) if came else QUIET


def dismiss(turn: Turn, frame: DismissRaid) -> Recorded:
    """Show it no more. `not_found`, `wrong_state` where that was done before."""
    raid = _arrivals(turn.room_id).filter(pk=frame.raid_id).first()
    if raid is None:
        raise Refused(Code.NOT_FOUND)
    if raid.dismissed:
        raise Refused(Code.WRONG_STATE)
    return _dismiss(turn, raid)


def allow(turn: Turn, frame: AllowRaids) -> Recorded:
    """Who may send viewers here."""
    return target.allow(turn, frame.raids_from)


def offered(room_id: str) -> RaidView | None:
    """The raid that is open, if there is one and its words were not forgotten."""
    raid = Raid.objects.filter(room_id=room_id, closes_at__isnull=False).first()
    stored = read.at(f"room.{room_id}", raid.offset) if raid else None
    if raid is None or stored is None:
        return None
    event, text = read.recalled(RaidOffered, stored), json.loads(stored.wire)["text"]
    if text is None:
        return None
    return RaidView(
        id=raid.pk,
        offset=raid.offset,
        author=event.author,
        room=OtherRoom(id=event.room_id, title=text) if event.room_id else None,
        address=None if event.room_id else text,
        closes_at=event.closes_at,
    )


def last_arrival(room_id: str) -> ArrivalView | None:
    """The last raid that came here, unless it was dismissed."""
    raid = _arrivals(room_id).order_by("-arrived_offset").first()
    stored = read.at(f"room.{room_id}", raid.arrived_offset or 0) if raid else None
    if raid is None or raid.dismissed or stored is None:
        return None
    event, at = read.recalled(RaidArrived, stored), json.loads(stored.wire)["at"]
    return ArrivalView(id=raid.pk, by=event.by, room=event.room, came=event.came, at=at)


def forget(room_id: str) -> None:
    """Delete the raids of a room that is no more."""
    Raid.objects.filter(room_id=room_id).delete()


def _kept(turn: Turn, frame: OfferRaid) -> Raid:
    return Raid.objects.create(
        room_id=turn.room_id,
        target_id=frame.room_id or "",
        author_id=turn.actor.user_id,
        offset=turn.next_offset(),
        closes_at=turn.now + frame.seconds * 1_000,
    )


def _open(turn: Turn) -> QuerySet[Raid]:
    return Raid.objects.filter(room_id=turn.room_id, closes_at__isnull=False)


def _arrivals(room_id: str) -> QuerySet[Raid]:
    return Raid.objects.filter(target_id=room_id, arrived_offset__isnull=False)


def _of_room(turn: Turn, raid_id: str) -> Raid:
    raid = Raid.objects.filter(room_id=turn.room_id, pk=raid_id).first()
    if raid is None:
        raise Refused(Code.NOT_FOUND)
    return raid


def _close(turn: Turn, raid: Raid, reason: Literal["time", "taken_back", "banned"]) -> Recorded:
    if raid.closes_at is None:
        raise Refused(Code.OVER)
    came = raid.raiders.count()
    goes_on = reason == "time" and bool(raid.target_id)
    raid.closes_at, raid.arrives_at = None, turn.now if goes_on else None
    raid.save(update_fields=["closes_at", "arrives_at"])
    if not goes_on:
        raid.raiders.all().delete()
    texts.hide(f"room.{turn.room_id}", raid.offset, turn.now, turn.next_offset())
    return turn.record(RaidClosed(raid_id=raid.pk, raid_offset=raid.offset, came=came, reason=reason))


def _dismiss(turn: Turn, raid: Raid) -> Recorded:
    raid.dismissed = True
    raid.save(update_fields=["dismissed"])
    return turn.record(RaidDismissed(raid_id=raid.pk))
