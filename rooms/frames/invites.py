"""The commands about links that give a role."""

from typing import Annotated, Literal

from pydantic import Field

from livesell.wire.envelope import Command, Id
from rooms.frames.values import Token
from rooms.rules.roles import Offerable

LONGEST_HOURS = 30 * 24


class MakeInvite(Command):
    """Give whoever takes a link a role below your own: the page makes the secret, and only its hash is told.

    It ends by itself, when you are banned, and when you may not give that role any more.
    """

    type: Literal["invite.make"] = "invite.make"
    role: Offerable
    token_hash: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")] = Field(
        description="SHA-256 of the token, which has 128 random bits or more"
    )
    once: bool = Field(description="for one person; otherwise for everybody who has it, until it ends")
    hours: int = Field(ge=1, le=LONGEST_HOURS, description="after which it ends")


class WithdrawInvite(Command):
    """End a link. Who has a role by it keeps the role."""

    type: Literal["invite.withdraw"] = "invite.withdraw"
    invite_id: Id


class TakeInvite(Command):
    """Take the role that a link gives, by its secret."""

    type: Literal["invite.take"] = "invite.take"
    token: Token
