"""Orders, as far as everybody may know of them, and what the staff read about those who do not pay."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from livesell.wire.envelope import Event, Frame, Millis, Person


class StepView(Frame):
    """Somebody who left orders unpaid: 1 was told, 2 has to be let by a seller, 3 may not claim until then."""

    user: Person
    step: Annotated[int, Field(ge=1, le=3)]
    until: Millis
    appeal: str = Field(
        examples=["I paid on Friday, by bank transfer."],
        description="what she says to it; empty where she said nothing",
    )


class OrderChanged(Event):
    """An order is not what it was: whoever it concerns reads it anew over HTTPS.

    Everybody reads this, and beside it perhaps whose claim was let go in the same turn. So it says no name, no
    state, no sum and no id: who knows an order's id finds it by the mark, and to nobody else are two marks of one
    order alike.
    """

    type: Literal["order.changed"] = "order.changed"
    urgent: ClassVar[bool] = True
    mark: str = Field(
        examples=["ef2d127de37b942baad06145e54b0c619a1f22327b2ebbcfbec78f5564afe39d"],
        description="SHA-256 of `<the order's id>:<the offset of this fact>`, in hex",
    )


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
