"""The commands of keeping it kind, as a client sends them."""

from typing import Literal

from pydantic import Field

from chat.frames.values import Reason, Reasoned
from livesell.wire.envelope import Command, Id, Millis

LONGEST_MUTE = 14 * 24 * 3_600
"""Seconds: fourteen days. Who should say nothing for longer is banned, which somebody else looks at."""


class MuteMember(Reasoned, Command):
    """A time-out: she watches, claims, bids and pays, and says nothing for so long. Another one takes its place."""

    type: Literal["member.mute"] = "member.mute"
    user_id: Id
    seconds: int = Field(ge=1, le=LONGEST_MUTE)


class UnmuteMember(Command):
    """End a time-out."""

    type: Literal["member.unmute"] = "member.unmute"
    user_id: Id
    reason: Reason = "no reason given"


class WarnMember(Reasoned, Command):
    """Warn somebody: she says nothing here before she has acknowledged it."""

    type: Literal["member.warn"] = "member.warn"
    user_id: Id


class AcknowledgeWarning(Command):
    """You have read why you were warned."""

    type: Literal["warning.acknowledge"] = "warning.acknowledge"


class BanMember(Reasoned, Command):
    """Shut somebody out of the room, for good or until a moment. Always with a reason.

    One for more than thirty days holds for thirty, and is final once another moderator confirmed it.
    """

    type: Literal["member.ban"] = "member.ban"
    user_id: Id
    until: Millis | None = None


class UnbanMember(Command):
    """Let somebody in again."""

    type: Literal["member.unban"] = "member.unban"
    user_id: Id
    reason: Reason = "no reason given"


class RemoveAllOf(Reasoned, Command):
    """Take everything that somebody has said here out of everybody's sight: one command, one fact."""

    type: Literal["message.remove_all_of"] = "message.remove_all_of"
    user_id: Id


class ConfirmBan(Command):
    """A second moderator confirms a ban of more than thirty days: it is final."""

    type: Literal["ban.confirm"] = "ban.confirm"
    act_id: Id


class UndoAct(Command):
    """Take back what a moderator did: a ban, a time-out or a warning ends, words that were removed are served again
    unless they were forgotten."""

    type: Literal["act.undo"] = "act.undo"
    act_id: Id
    reason: Reason = "no reason given"
