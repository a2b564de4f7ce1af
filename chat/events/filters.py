"""Modes and the shield, seen by all; filters, seen by staff."""

from typing import ClassVar, Literal

from pydantic import Field

from chat.rules.filters import Act, Kind, RudeAct
from chat.rules.modes import Modes
from chat.rules.profanity import Language
from livesell.wire.envelope import Event, Frame, Id, Person


class ModesView(Modes):
    """What is asked of those who speak, and whether the shield is up."""

    shield: bool = Field(default=False, description="up: claims and bids are for known buyers only, too")


class ModesChanged(Event):
    """Something else is asked of those who speak from now on."""

    type: Literal["modes.changed"] = "modes.changed"
    urgent: ClassVar[bool] = True
    modes: ModesView


class ShieldRaised(Event):
    """The room protects itself against many strangers at once. The show goes on."""

    type: Literal["shield.raised"] = "shield.raised"
    urgent: ClassVar[bool] = True
    modes: ModesView


class ShieldLowered(Event):
    """All is as it was before."""

    type: Literal["shield.lowered"] = "shield.lowered"
    urgent: ClassVar[bool] = True
    modes: ModesView


class FiltersView(Frame):
    """What rude words lead to, and in which languages."""

    rude: RudeAct
    languages: list[Language]


class TermView(Frame):
    """Something that is looked for in all that is written."""

    id: Id
    kind: Kind
    act: Act
    term: str


class ModesActed(Event):
    """Who of the staff changed what is asked of those who speak, or raised or lowered the shield."""

    type: Literal["modes.acted"] = "modes.acted"
    by: Person
    how: Literal["set", "raised", "lowered"]
    modes: ModesView


class FiltersChanged(Event):
    """Rude words lead to something else from now on."""

    type: Literal["filters.changed"] = "filters.changed"
    by: Person
    filters: FiltersView


class TermAdded(Event):
    """Something more is looked for."""

    type: Literal["term.added"] = "term.added"
    by: Person
    term: TermView


class TermRemoved(Event):
    """It is not looked for any more."""

    type: Literal["term.removed"] = "term.removed"
    by: Person
    term_id: Id
