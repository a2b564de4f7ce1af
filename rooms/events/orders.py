"""Orders, as far as everybody may know of them, and what the staff read about those who do not pay."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from livesell.wire.envelope import Event, Frame, Id, Millis, Person


class StepView(Frame):
    """Somebody who left orders unpaid: 1 was told, 2 has to be let by a seller, 3 may not claim until then."""

    user: Person
    step: Annotated[int, Field(ge=1, le=3)]
    until: Millis
    appeal: str = Field(description="what she says to it; empty where she said nothing")


class OrderChanged(Event):
    """An order is not what it was: whoever it concerns reads it anew over HTTPS.

    Everybody reads this. It says no name, no state and no sum. That an order was opened is not told at all,
    so that nobody can put its id beside the sale and the buyer's name.
    """

    type: Literal["order.changed"] = "order.changed"
    urgent: ClassVar[bool] = True
    order_id: Id


class BuyerStepped(Event):
    """An order was not paid, and this is what follows for its buyer; 0: nothing any more."""

    type: Literal["buyer.stepped"] = "buyer.stepped"
    user: Person
    step: Annotated[int, Field(ge=0, le=3)]
    until: Millis | None
    reason: str = Field(description="why a host lifted it; empty otherwise")


class BuyerAppealed(Event):
    """Somebody asks the staff to lift her step."""

    type: Literal["buyer.appealed"] = "buyer.appealed"
    user: Person
    text: str
