"""The commands about what staff know of a person, as a client sends them."""

from typing import Annotated, Literal

from pydantic import Field

from livesell.wire.envelope import Command, Id
from livesell.wire.text import Prose, at_most


class NotePerson(Command):
    """Note something of a person for the staff of this room. She does not read it, and it stands in no ledger."""

    type: Literal["person.note"] = "person.note"
    user_id: Id
    text: Annotated[Prose, Field(min_length=1), at_most(500)]


class DropNote(Command):
    """Delete a note: your own, or as a host anybody's."""

    type: Literal["person.drop_note"] = "person.drop_note"
    note_id: Id
