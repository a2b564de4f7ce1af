"""Appeals, and what became of them: read by staff only; the appellant reads her own over HTTPS."""

from typing import Literal

from pydantic import Field

from chat.events.moderation import Act
from chat.frames.values import ReasonCode
from livesell.wire.envelope import Event, Frame, Id, Millis, Person

State = Literal["open", "granted", "rejected"]


class AppealView(Frame):
    """What somebody says against an act, with the act as it was."""

    id: Id
    act_id: Id
    act: Act
    act_at: Millis
    act_by: Person
    reason_code: ReasonCode | None
    reason: str | None
    until: Millis | None
    user: Person
    text: str
    at: Millis
    due_at: Millis = Field(description="an answer is owed by then")
    state: State
    by: Person | None = Field(description="who answered")
    answer: str | None = Field(examples=["It was said in fun, and the room knew."])
    answered_at: Millis | None


class AppealFiled(Event):
    """Somebody appeals."""

    type: Literal["appeal.filed"] = "appeal.filed"
    appeal: AppealView


class AppealAnswered(Event):
    """An appeal was decided."""

    type: Literal["appeal.answered"] = "appeal.answered"
    appeal: AppealView
