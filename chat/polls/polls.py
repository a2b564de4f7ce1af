"""Polls: everybody is asked something, has one vote, and may change it until the close. The result is a fact."""

import json
from typing import Literal

from django.db.models import QuerySet

from chat.events.polls import PollClosed, PollOpened, PollRemoved, PollView
from chat.frames.polls import ClosePoll, OpenPoll, RemovePoll, VotePoll
from chat.messages.messages import sayable
from chat.models.polls import Poll, Vote
from chat.polls.rows import Ballots, counts
from livesell.ledger import read, texts
from livesell.ledger.turn import QUIET, Recorded, Refused, Turn
from livesell.wire import chain
from livesell.wire.codes import Code
from livesell.wire.envelope import Command, Id
from rooms.membership.standing import standing
from rooms.permissions import has_voice


class EndPoll(Command):
    """The clock's: the time of a poll is over."""

    type: Literal["poll.end"] = "poll.end"
    poll_id: Id


def open_poll(turn: Turn, frame: OpenPoll) -> Recorded:
    """Ask everybody; the last poll makes way. `another_live`, `empty_text`, and as who speaks."""
    has_voice(turn, standing(turn))
    if _polls(turn).exclude(closes_at=None).exists():
        raise Refused(Code.ANOTHER_LIVE)
    text = "\n".join(sayable(words) for words in (frame.question, *frame.choices))
    salt, ends_at = turn.new_salt(), turn.now + frame.seconds * 1_000
    poll = Poll.objects.create(
        room_id=turn.room_id,
        author_id=turn.actor.user_id,
        offset=turn.next_offset(),
        choices=len(frame.choices),
        ends_at=ends_at,
        closes_at=ends_at,
    )
    event = PollOpened(
        poll_id=poll.pk,
        author=turn.actor.person,
        choices=poll.choices,
        text_hash=chain.text_hash(salt, text),
        closes_at=ends_at,
    )
    return turn.record(event, text=text, salt=salt)


def vote(turn: Turn, frame: VotePoll) -> Recorded:
    """One vote each, the last one counts. `not_found`, `over`; `bad_frame` for a choice that there is not."""
    ballots = turn.use(Ballots)
    poll = ballots.poll(frame.poll_id)
    if poll is None:
        raise Refused(Code.NOT_FOUND)
    if poll.closes_at is None or turn.now >= poll.closes_at:
        raise Refused(Code.OVER)
    if frame.choice >= poll.choices:
        raise Refused(Code.BAD_FRAME)
    ballots.vote(poll.id, turn.actor.user_id, frame.choice)
    return QUIET


def close(turn: Turn, frame: ClosePoll) -> Recorded:
    """Before its time. `not_found`, `over`."""
    return _close(turn, _of_room(turn, frame.poll_id))


def end(turn: Turn, frame: EndPoll) -> Recorded:
    """Its time is over."""
    poll = _of_room(turn, frame.poll_id)
    if poll.ends_at > turn.now:
        raise Refused(Code.WRONG_STATE)
    return _close(turn, poll)


def remove(turn: Turn, frame: RemovePoll) -> Recorded:
    """Take it out of sight, with its votes. `not_found`, `wrong_state` where that was done before."""
    poll = _of_room(turn, frame.poll_id)
    if poll.removed:
        raise Refused(Code.WRONG_STATE)
    return _remove(turn, poll, "staff")


def remove_of(turn: Turn, user_id: str, reason: Literal["staff", "banned"] = "banned") -> None:
    """Nothing of hers is asked: she was banned, or all that she said is gone."""
    for poll in _polls(turn).filter(author_id=user_id, removed=False):
        _remove(turn, poll, reason)


def withdraw_of(turn: Turn, user_id: str) -> None:
    """Somebody was put out of the room: her vote does not count where the poll is still open."""
    open_polls = _polls(turn).exclude(closes_at=None)
    Vote.objects.filter(poll__in=open_polls, user_id=user_id).delete()


def last(room_id: str) -> PollView | None:
    """The last poll, if there is one and its words were not forgotten."""
    poll = Poll.objects.filter(room_id=room_id).order_by("-offset").first()
    stored = read.at(f"room.{room_id}", poll.offset) if poll else None
    text = json.loads(stored.wire)["text"] if stored else None
    if poll is None or stored is None or text is None:
        return None
    question, *choices = text.split("\n")
    return PollView(
        id=poll.pk,
        offset=poll.offset,
        author=read.recalled(PollOpened, stored).author,
        question=question,
        choices=choices,
        counts=counts(poll.pk, poll.choices),
        closes_at=poll.ends_at,
        closed=poll.closes_at is None,
    )


def forget(room_id: str) -> None:
    """Delete the polls of a room that is no more."""
    Poll.objects.filter(room_id=room_id).delete()


def _polls(turn: Turn) -> QuerySet[Poll]:
    return Poll.objects.filter(room_id=turn.room_id)


def _of_room(turn: Turn, poll_id: str) -> Poll:
    poll = _polls(turn).filter(pk=poll_id).first()
    if poll is None:
        raise Refused(Code.NOT_FOUND)
    return poll


def _close(turn: Turn, poll: Poll) -> Recorded:
    if poll.closes_at is None:
        raise Refused(Code.OVER)
    poll.closes_at = None
    poll.save(update_fields=["closes_at"])
    return turn.record(PollClosed(poll_id=poll.pk, counts=counts(poll.pk, poll.choices)))


def _remove(turn: Turn, poll: Poll, reason: Literal["staff", "banned"]) -> Recorded:
    poll.closes_at, poll.removed = None, True
    poll.save(update_fields=["closes_at", "removed"])
    poll.votes.all().delete()
    texts.hide(f"room.{turn.room_id}", poll.offset, turn.now, turn.next_offset())
    return turn.record(PollRemoved(poll_id=poll.pk, poll_offset=poll.offset, reason=reason))
