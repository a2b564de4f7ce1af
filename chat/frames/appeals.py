"""The commands of appealing, as a client sends them."""

from typing import Annotated, Literal

from pydantic import Field

from livesell.wire.envelope import Command, Id
from livesell.wire.text import Prose, at_most

Plea = Annotated[Prose, Field(min_length=1), at_most(1_000)]


class FileAppeal(Command):
    """Say why an act against you is not right. Once for each act; also who is banned may."""

    type: Literal["appeal.file"] = "appeal.file"
    act_id: Id
    text: Plea


class AnswerAppeal(Command):
    """Decide an appeal, as somebody else than the author of the act. Granted, the act is undone."""

    type: Literal["appeal.answer"] = "appeal.answer"
    appeal_id: Id
    granted: bool
    text: Plea
