"""Taking back what a moderator did."""

from chat.events.moderation import ActUndone
from chat.frames.moderation import UndoAct
from chat.messages import messages
from chat.models.moderation import ModerationAction
from chat.moderation.log import act_of
from livesell.ledger.turn import Recorded, Refused, Turn
from livesell.wire.codes import Code
from rooms import members
from rooms.permissions import moderates

UNDOABLE = frozenset({"remove", "remove_all", "warn", "mute", "ban"})


def undo(turn: Turn, frame: UndoAct) -> Recorded:
    """Any moderator may who stands above the person: her own act or a colleague's. Once."""
    act = act_of(turn, frame.act_id)
    if act.act not in UNDOABLE or act.undone_at is not None:
        raise Refused(Code.WRONG_STATE)
    if not moderates(turn, act.user_id):
        raise Refused(Code.FORBIDDEN)
    return take_back(turn, act, frame.reason)


def take_back(turn: Turn, act: ModerationAction, reason: str) -> Recorded:
    """Restore what can be restored, and tell the desk. What a ban took besides (a role, claims, bids) does not come
    back by itself: others may have it by now."""
    if act.act in ("remove", "remove_all"):
        messages.restore(turn, act.fact)
    elif _is_last_of_its_kind(act):
        members.relieve(turn, act.user_id, act.act)
    act.pending, act.undone_at, act.undone_by_id = False, turn.now, turn.actor.user_id
    act.save(update_fields=["pending", "undone_at", "undone_by"])
    return turn.record(ActUndone(act_id=act.pk, by=turn.actor.person, reason=reason), desk=True)


def _is_last_of_its_kind(act: ModerationAction) -> bool:
    """Whether what is in force comes of this act: a later one of the same kind took its place."""
    later = ModerationAction.objects.filter(room_id=act.room_id, user_id=act.user_id, act=act.act)
    return not later.filter(offset__gt=act.offset, undone_at=None).exists()
