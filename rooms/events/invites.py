"""What happens to links that give a role: told to the desk alone."""

from typing import Literal

from livesell.wire.envelope import Event, Frame, Id, Millis, Person
from rooms.rules.roles import Offerable


class InviteView(Frame):
    """A link that still gives its role, as staff see it. Nobody can read its secret again."""

    id: Id
    role: Offerable
    once: bool
    by: Person
    ends_at: Millis


class InviteMade(Event):
    """Whoever has the link may take its role from now on."""

    type: Literal["invite.made"] = "invite.made"
    invite: InviteView


class InviteTaken(Event):
    """Somebody took the role. A link for one person is used up by this."""

    type: Literal["invite.taken"] = "invite.taken"
    invite_id: Id
    user: Person
    role: Offerable
    by: Person


class InviteEnded(Event):
    """Nobody takes that role by it any more: it was withdrawn, its time is over, or its maker may not give it now."""

    type: Literal["invite.ended"] = "invite.ended"
    invite_id: Id
    role: Offerable
    why: Literal["withdrawn", "expired", "maker"]
