"""Who may be somebody that was banned: for staff alone, on the desk."""

from typing import Literal

from pydantic import Field

from chat.rules.evasion import Likeness
from livesell.wire.envelope import Event, Frame, Id, Millis, Person


class EvasionView(Frame):
    """Somebody who wrote here for the first time, and whom of the banned she is like."""

    id: Id
    at: Millis
    user: Person
    banned: Person
    why: Likeness = Field(
        description="`device`: both signed in with one browser; `name`: their names are close"
    )


class EvasionFlagged(Event):
    """Somebody may be somebody who is banned. Nothing was done about it."""

    type: Literal["evasion.flagged"] = "evasion.flagged"
    flag: EvasionView


class EvasionDismissed(Event):
    """Nobody has to look at it any more."""

    type: Literal["evasion.dismissed"] = "evasion.dismissed"
    flag_id: Id
    by: Person | None = Field(description="null: she was put out of the room")
