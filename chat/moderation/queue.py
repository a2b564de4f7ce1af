"""Messages that wait for a moderator, or for some seconds. They stand on the desk; the room knows nothing of them.

Once it may be said, a message is posted as its author's own, at a new offset, with the time at which it was written.
"""

import json
from collections.abc import Iterable
from typing import Literal

from chat.events.held import HeldDecided, HeldDeclined, HeldTaken, HeldView, MessageHeld, Waiting
from chat.frames.held import DecideHeld, DenyAllHeld, TakeHeld, WithdrawHeld
from chat.frames.messages import PostMessage
from chat.ingest import ingest
from chat.messages import messages
from chat.messages.messages import Waited
from chat.models.held import HeldMessage
from chat.moderation.rows import Held
from chat.permissions import may_post
from chat.rules import held as rules
from chat.rules.held import How, Why
from livesell.accounts.actors import actors
from livesell.ledger import texts
from livesell.ledger.feature import ReadContext
from livesell.ledger.shown import shown
from livesell.ledger.turn import QUIET, Recorded, Refused, Turn
from livesell.wire import chain
from livesell.wire.codes import Code
from livesell.wire.envelope import Command, Person
from livesell.wire.ids import new_id


class ReleaseHeld(Command):
    """The clock's: delayed messages are said, and those that were held too long are not."""

    type: Literal["held.release"] = "held.release"


def hold(turn: Turn, frame: PostMessage, why: Why, delay_seconds: int) -> Waiting:
    """Let a message wait; what its author is told. May be bulk. `waiting` where enough of hers wait, `limit`."""
    queue = turn.use(Held)
    if why != "delay" and queue.of(turn.actor.user_id) >= rules.MOST_OF_ONE:
        raise Refused(Code.WAITING)
    if why != "delay" and queue.all >= rules.MOST:
        raise Refused(Code.LIMIT)
    held_id, salt, until = new_id(), turn.new_salt(), rules.until(why, delay_seconds, turn.now)
    text_hash = chain.text_hash(salt, frame.text)
    event = MessageHeld(held_id=held_id, author=turn.actor.person, text_hash=text_hash, why=why, until=until)
    written = turn.record(event, text=frame.text, salt=salt, desk=True).written
    assert written is not None
    queue.add(held_id, turn.actor.user_id, written.offset, why, turn.now, until, frame)
    return Waiting(id=held_id, at=turn.now, text=frame.text, why=why, until=until)


def take(turn: Turn, frame: TakeHeld) -> Recorded:
    """Tell the desk who looks at it. A colleague may take it over."""
    held = _held(turn, frame.held_id)
    if held.taken_by_id == turn.actor.user_id:
        raise Refused(Code.WRONG_STATE)
    HeldMessage.objects.filter(pk=held.pk).update(taken_by=turn.actor.user_id)
    return turn.record(HeldTaken(held_id=held.pk, by=turn.actor.person), desk=True)


def decide(turn: Turn, frame: DecideHeld) -> Recorded:
    """Let it be said now, or not. `not_found` where it does not wait any more."""
    held = _held(turn, frame.held_id)
    by = turn.actor.person
    if not frame.allow:
        return _decline(turn, [held], "denied", by)
    if not _say(turn, held):
        return _decline(turn, [held], "left", by)
    return _close(turn, held, "allowed", by)


def withdraw(turn: Turn, frame: WithdrawHeld) -> Recorded:
    """Its author takes it back; nobody is told its words again. `not_found` where it is somebody else's, or decided."""
    held = _held(turn, frame.held_id)
    if held.author_id != turn.actor.user_id:
        raise Refused(Code.NOT_FOUND)
    _decline(turn, [held], "withdrawn", None)
    return QUIET


def deny_all(turn: Turn, frame: DenyAllHeld) -> Recorded:
    """None of hers, or none at all; so many at once. `wrong_state` where nothing waits."""
    waiting = HeldMessage.objects.filter(room_id=turn.room_id)
    if frame.user_id is not None:
        waiting = waiting.filter(author_id=frame.user_id)
    listed = list(waiting.order_by("at")[: rules.MOST])
    if not listed:
        raise Refused(Code.WRONG_STATE)
    return _decline(turn, listed, "denied", turn.actor.person)


def release(turn: Turn, _frame: ReleaseHeld) -> Recorded:
    """Say what was delayed long enough, oldest first, and give up what was held too long."""
    due = HeldMessage.objects.filter(room_id=turn.room_id, until__lte=turn.now).order_by("at", "pk")
    listed = list(due[: rules.AT_ONCE])
    if not listed:
        raise Refused(Code.WRONG_STATE)
    recorded = None
    for held in (one for one in listed if one.why == "delay"):
        said = _say(turn, held)
        recorded = _close(turn, held, "sent", None) if said else _decline(turn, [held], "left", None)
    late = [one for one in listed if one.why != "delay"]
    if late:
        recorded = _decline(turn, late, "expired", None)
    assert recorded is not None
    return recorded


def leave(turn: Turn, user_id: str) -> None:
    """Somebody was put out: nothing of hers waits."""
    listed = list(HeldMessage.objects.filter(room_id=turn.room_id, author_id=user_id))
    if listed:
        _decline(turn, listed, "left", None)


def views(room_id: str) -> list[HeldView]:
    """What waits, oldest first."""
    waiting = HeldMessage.objects.filter(room_id=room_id).select_related("author", "taken_by")
    listed = list(waiting.order_by("offset")[: rules.MOST])
    words = texts.of(f"room.{room_id}.desk", [one.offset for one in listed])
    return shown(listed, lambda one: _view(one, words.get(one.offset)))


def waiting(context: ReadContext) -> dict[str, list[Waiting]]:
    """What of each reader's own waits, oldest first."""
    mine = HeldMessage.objects.filter(room_id=context.room_id, author_id__in=context.users).order_by("offset")
    listed = list(mine)
    words = texts.of(f"room.{context.room_id}.desk", [one.offset for one in listed])
    found: dict[str, list[Waiting]] = {}
    for one in listed:
        if text := words.get(one.offset):
            own = {"id": one.pk, "at": one.at, "text": text, "why": one.why, "until": one.until}
            found.setdefault(one.author_id, []).append(Waiting.model_validate(own))
    return found


def forget(room_id: str) -> None:
    """Delete what waits in a room that is no more."""
    HeldMessage.objects.filter(room_id=room_id).delete()


def _held(turn: Turn, held_id: str) -> HeldMessage:
    held = HeldMessage.objects.filter(room_id=turn.room_id, pk=held_id).first()
    if held is None:
        raise Refused(Code.NOT_FOUND)
    return held


def _say(turn: Turn, held: HeldMessage) -> bool:
    """Post it as its author's own, if she may still speak and its words were not forgotten."""
    text = texts.of(f"room.{turn.room_id}.desk", [held.offset]).get(held.offset)
    author = actors([held.author_id]).get(held.author_id)
    if text is None or author is None:
        return False
    frame = PostMessage.model_validate(json.loads(held.rest) | {"text": text})
    with turn.acting_as(author):
        try:
            may_post(turn, frame)
            messages.post(turn, frame, Waited(held.pk, held.at))
            if held.why != "delay":
                ingest.let_through(turn, held.author_id)
        except Refused:
            return False
    return True


def _close(turn: Turn, held: HeldMessage, how: How, by: Person | None) -> Recorded:
    HeldMessage.objects.filter(pk=held.pk).delete()
    event = HeldDecided(held_id=held.pk, held_offset=held.offset, how=how, by=by)
    recorded = turn.record(event, desk=True)
    assert recorded.written is not None
    texts.hide(f"room.{turn.room_id}.desk", held.offset, turn.now, recorded.written.offset)
    return recorded


def _decline(turn: Turn, listed: Iterable[HeldMessage], how: How, by: Person | None) -> Recorded:
    """Their authors are told that they are not said, and the desk why."""
    declined = list(listed)
    turn.record(HeldDeclined(waited_ids=[one.pk for one in declined]))
    return [_close(turn, one, how, by) for one in declined][-1]


def _view(held: HeldMessage, text: str | None) -> HeldView:
    return HeldView.model_validate(
        {
            "id": held.pk,
            "offset": held.offset,
            "at": held.at,
            "author": Person(id=held.author_id, name=held.author.name),
            "text": text,
            "why": held.why,
            "until": held.until,
            "taken_by": Person(id=held.taken_by.pk, name=held.taken_by.name) if held.taken_by else None,
        }
    )
