"""The commands of the question queue, as a client sends them."""

from typing import Annotated, Literal

from pydantic import Field

from livesell.wire.envelope import Command, Id
from livesell.wire.text import Prose, at_most


class AskQuestion(Command):
    """Ask something, of an item if one is named. Its answer stays with the item, in later parties too."""

    type: Literal["question.ask"] = "question.ask"
    text: Annotated[Prose, Field(max_length=1_200), at_most(280)] = Field(
        examples=["Does it go in the dishwasher?"]
    )
    item_id: Id | None = None


class UpvoteQuestion(Command):
    """You want to know it too, or no more. One has one voice for each question of somebody else's."""

    type: Literal["question.upvote"] = "question.upvote"
    question_id: Id
    on: bool


class TakeQuestion(Command):
    """You answer it now: everybody sees by whom it is being answered."""

    type: Literal["question.take"] = "question.take"
    question_id: Id


class CloseQuestion(Command):
    """It is answered."""

    type: Literal["question.close"] = "question.close"
    question_id: Id


class RemoveQuestion(Command):
    """Take a question out of everybody's sight: your own, or as staff. Its words are not served again."""

    type: Literal["question.remove"] = "question.remove"
    question_id: Id
