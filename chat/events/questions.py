"""Questions and what happens to them."""

from typing import ClassVar, Literal

from pydantic import Field

from livesell.wire.envelope import Event, Frame, Id, Offset, Person


class QuestionView(Frame):
    """A question. `item_id`: the first of the item's copies, see `copy_of` of an item; null for one of no item."""

    id: Id
    offset: Offset
    author: Person
    text: str
    item_id: Id | None
    upvotes: int
    state: Literal["open", "taken", "answered"]
    by: Person | None = Field(description="who answers it, or did")


class QuestionAsked(Event):
    """Somebody asks something. The words travel beside the fact."""

    type: Literal["question.asked"] = "question.asked"
    question_id: Id
    author: Person
    item_id: Id | None
    text_hash: str = Field(description="SHA-256 of salt and text, hexadecimal")


class QuestionUpvoted(Event):
    """One more wants to know it, or one less. Who is not told."""

    type: Literal["question.upvoted"] = "question.upvoted"
    question_id: Id
    upvotes: int


class QuestionTaken(Event):
    """Somebody answers it now."""

    type: Literal["question.taken"] = "question.taken"
    question_id: Id
    by: Person


class QuestionAnswered(Event):
    """It is answered. One of an item stays with it."""

    type: Literal["question.answered"] = "question.answered"
    question_id: Id
    by: Person


class QuestionRemoved(Event):
    """It is gone, and its words are not served again. `over`: nobody keeps it, since the party is over or many came."""

    type: Literal["question.removed"] = "question.removed"
    redacts: ClassVar[str | None] = "question_offset"
    question_id: Id
    question_offset: Offset
    reason: Literal["author", "staff", "banned", "over"]
