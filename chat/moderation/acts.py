"""Acts against people and their lines: what takes effect, at once and exactly."""

from chat.events.moderation import BanConfirmed
from chat.frames.messages import RemoveMessage
from chat.frames.moderation import (
    AcknowledgeWarning,
    BanMember,
    ConfirmBan,
    MuteMember,
    RemoveAllOf,
    UnbanMember,
    UnmuteMember,
    WarnMember,
)
from chat.frames.values import Reasoned
from chat.messages import messages
from chat.moderation import queue
from chat.moderation.log import Why, act_of, note, person
from chat.rules.acts import ban_term
from livesell.ledger.turn import Recorded, Refused, Turn
from livesell.wire.codes import Code
from rooms import members
from rooms.permissions import moderates


def mute(turn: Turn, frame: MuteMember) -> Recorded:
    """A time-out: after this offset nothing of hers is said here until it ends."""
    until = turn.now + frame.seconds * 1_000
    recorded = members.mute(turn, frame.user_id, until)
    return note(turn, "mute", person(frame.user_id), _why(frame), recorded, until=until)


def unmute(turn: Turn, frame: UnmuteMember) -> Recorded:
    """End a time-out."""
    recorded = members.unmute(turn, frame.user_id)
    return note(turn, "unmute", person(frame.user_id), Why(None, frame.reason), recorded)


def warn(turn: Turn, frame: WarnMember) -> Recorded:
    """Warn somebody: nothing of hers is said here before she has acknowledged it."""
    recorded = members.warn(turn, frame.user_id)
    return note(turn, "warn", person(frame.user_id), _why(frame), recorded)


def acknowledge(turn: Turn, _frame: AcknowledgeWarning) -> Recorded:
    """The actor has read her warnings."""
    return members.acknowledge(turn, turn.actor.user_id)


def ban(turn: Turn, frame: BanMember) -> Recorded:
    """Shut somebody out, at once and exactly: after this offset she says, claims and reads nothing here.

    One of more than thirty days holds for thirty until a second moderator confirms it, if there is one.
    """
    if frame.until is not None and frame.until <= turn.now:
        raise Refused(Code.WRONG_STATE)
    term = ban_term(frame.until, turn.now, others=members.others_moderate(turn))
    recorded = members.ban(turn, frame.user_id, term.until)
    user = person(frame.user_id)
    terms = {"until": term.until, "wanted_until": frame.until}
    return note(turn, "ban", user, _why(frame), recorded, pending=term.pending, **terms)


def confirm(turn: Turn, frame: ConfirmBan) -> Recorded:
    """A second moderator agrees: the ban holds for as long as was asked. `forbidden` to its author."""
    act = act_of(turn, frame.act_id)
    if not act.pending or (act.until or 0) <= turn.now:
        raise Refused(Code.WRONG_STATE)
    if act.by_id == turn.actor.user_id:
        raise Refused(Code.FORBIDDEN)
    members.ban(turn, act.user_id, act.wanted_until)
    act.pending, act.until, act.confirmed_by_id = False, act.wanted_until, turn.actor.user_id
    act.save(update_fields=["pending", "until", "confirmed_by"])
    return turn.record(BanConfirmed(act_id=act.pk, by=turn.actor.person, until=act.until), desk=True)


def unban(turn: Turn, frame: UnbanMember) -> Recorded:
    """Let somebody in again."""
    recorded = members.unban(turn, frame.user_id)
    return note(turn, "unban", person(frame.user_id), Why(None, frame.reason), recorded)


def remove(turn: Turn, frame: RemoveMessage) -> Recorded:
    """Take words out of everybody's sight: one's own, or as a moderator, with a reason, those of anybody below."""
    message = messages.at(turn, frame.message_offset)
    own = message.author.id == turn.actor.user_id
    if not own and not moderates(turn, message.author.id):
        raise Refused(Code.FORBIDDEN)
    why = Why(frame.reason_code, frame.reason)
    if not own and why == Why(None, None):
        raise Refused(Code.BAD_FRAME, "an act against somebody needs a reason_code, a reason, or both")
    recorded = messages.take_out(turn, message, by_author=own)
    if own:
        return recorded
    return note(turn, "remove", message.author, why, recorded, message_offset=message.offset)


def remove_all(turn: Turn, frame: RemoveAllOf) -> Recorded:
    """Take everything that somebody below has said here out of everybody's sight."""
    if not moderates(turn, frame.user_id):
        raise Refused(Code.FORBIDDEN)
    user = person(frame.user_id)
    recorded = messages.take_out_all_of(turn, frame.user_id)
    queue.leave(turn, frame.user_id)
    return note(turn, "remove_all", user, _why(frame), recorded)


def _why(frame: Reasoned) -> Why:
    return Why(frame.reason_code, frame.reason)
