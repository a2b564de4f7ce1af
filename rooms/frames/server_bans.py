"""The commands of who runs the server, about people on all of it."""

from typing import Annotated, Literal

from pydantic import Field

from livesell.wire.envelope import Command, Id, Millis
from livesell.wire.text import Prose, at_most

Reason = Annotated[Prose, Field(min_length=1), at_most(500)]


class BanFromServer(Command):
    """Shut somebody out of the whole server, for good or until a moment.

    She is signed out everywhere at once, and reads the reason where she signs in. Another ban takes the place of one
    that is in force.
    """

    type: Literal["server.ban"] = "server.ban"
    user_id: Id
    reason: Reason = Field(examples=["Sold what does not exist, in three rooms."])
    until: Millis | None = None


class UnbanFromServer(Command):
    """Let somebody sign in again. What the ban took (claims, bids) does not come back; roles were kept."""

    type: Literal["server.unban"] = "server.unban"
    user_id: Id
