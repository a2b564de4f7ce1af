"""The commands about messages that wait, as a client sends them."""

from typing import Literal

from livesell.wire.envelope import Command, Id


class TakeHeld(Command):
    """Tell colleagues that you are on it."""

    type: Literal["held.take"] = "held.take"
    held_id: Id


class DecideHeld(Command):
    """Let a message be said that waits, or not."""

    type: Literal["held.decide"] = "held.decide"
    held_id: Id
    allow: bool


class WithdrawHeld(Command):
    """Take back a message of your own that waits: it is not said."""

    type: Literal["held.withdraw"] = "held.withdraw"
    held_id: Id


class DenyAllHeld(Command):
    """Let none of somebody's messages be said that wait; or, without a person, none at all."""

    type: Literal["held.deny_all"] = "held.deny_all"
    user_id: Id | None = None
