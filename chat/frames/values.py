"""Values that several commands of talking hold."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from livesell.wire.envelope import Frame
from livesell.wire.text import Prose, at_most

Reason = Annotated[Prose, Field(min_length=1), at_most(500)]
ReasonCode = Literal["spam", "insult", "harassment", "scam", "off_topic", "personal_data", "other"]
"""What a moderator may choose with one press. `other` says that nothing of the list fits."""


class Reasoned(Frame):
    """An act against somebody: its reason is chosen, or written, or both, and she reads it."""

    reason_code: ReasonCode | None = None
    reason: Reason | None = None

    @model_validator(mode="after")
    def _has_a_reason(self) -> Self:
        if self.reason_code is None and self.reason is None:
            raise ValueError("an act needs a reason_code, a reason, or both")
        return self
