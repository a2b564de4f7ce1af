"""The commands about modes, the shield and filters, as a client sends them."""

from typing import Annotated, Literal

from pydantic import Field

from chat.rules.filters import Act, Kind, RudeAct
from chat.rules.modes import Modes
from chat.rules.profanity import Language
from chat.rules.terms import MAX_TERM
from livesell.wire.envelope import Command, Id
from livesell.wire.text import Line, at_most


class SetModes(Modes, Command):
    """Ask something else of those who speak. Fields left out stay as they are."""

    type: Literal["modes.set"] = "modes.set"


class RaiseShield(Command):
    """Slow mode, followers only, no links, and claims and bids for known buyers only, all at once. The show goes on."""

    type: Literal["shield.raise"] = "shield.raise"


class LowerShield(Command):
    """Exactly what was before the shield was raised."""

    type: Literal["shield.lower"] = "shield.lower"


class SetFilters(Command):
    """What rude words lead to, and in which languages."""

    type: Literal["filters.set"] = "filters.set"
    rude: RudeAct
    languages: list[Language] = Field(max_length=10)


class AddTerm(Command):
    """Look for something in all that is written here.

    `words`: a word or several, `*` for any letters. `pattern`: a regular expression of RE2. `site`: an address that
    may be linked where links are `listed`; its act is `allow`.
    """

    type: Literal["term.add"] = "term.add"
    kind: Kind
    act: Act
    term: Annotated[Line, Field(min_length=1, examples=["cheap watches*"]), at_most(MAX_TERM)]


class RemoveTerm(Command):
    """Look for it no more."""

    type: Literal["term.remove"] = "term.remove"
    term_id: Id
