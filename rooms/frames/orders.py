"""The commands about an order. Whose it is, is asked of the order: also who was banned may pay and be sent hers."""

from typing import Annotated, Literal

import regex
from pydantic import BeforeValidator, Field

from livesell.wire.envelope import Command, Id
from livesell.wire.text import Line, Prose, Title, at_most, identity
from rooms.frames.values import Country, Currency, Total
from rooms.rules.money import MAX_TOTAL

Note = Annotated[Prose, at_most(500)]
Reason = Annotated[Line, Field(min_length=1), at_most(200)]


def _as_code(value: object) -> object:
    """As people copy codes: with spaces, in wide letters, with the dash that a phone makes of a hyphen."""
    return DASH.sub("-", "".join(identity(value).split())).upper() if isinstance(value, str) else value


DASH = regex.compile(r"\p{Pd}")
DiscountCode = Annotated[
    str,
    BeforeValidator(_as_code),
    Field(
        min_length=3,
        max_length=40,
        pattern=r"^[A-Za-z0-9_-]{3,40}$",
        description="capitals and spaces do not matter",
    ),
]


class ConfirmOrder(Command):
    """Close an open order: its sum is fixed and its time to pay runs. By its buyer or its seller."""

    type: Literal["order.confirm"] = "order.confirm"
    order_id: Id


class DeliverOrder(Command):
    """The buyer says where her order goes; again, to correct it, until it is shipped. Once paid the country stays."""

    type: Literal["order.deliver"] = "order.deliver"
    order_id: Id
    name: Title
    address: Annotated[Prose, Field(min_length=1), at_most(500)] = Field(
        examples=["12 Mill Lane, 04109 Leipzig"]
    )
    country: Country = Field(examples=["DE"])
    note: Note = ""


class RedeemCode(Command):
    """The buyer uses a discount code of the seller's on an order that is not paid."""

    type: Literal["order.redeem"] = "order.redeem"
    order_id: Id
    code: DiscountCode = Field(examples=["SPRING"])


class MarkPaid(Command):
    """The seller says that the money came: all of it, outside. An open order is confirmed by it."""

    type: Literal["order.mark_paid"] = "order.mark_paid"
    order_id: Id


class ShipOrder(Command):
    """The seller has sent it."""

    type: Literal["order.ship"] = "order.ship"
    order_id: Id
    tracking: Annotated[Line, at_most(200)] = Field(default="", examples=["JD014600003RU"])


class FinishOrder(Command):
    """The buyer has it. Happens by itself two weeks after it was shipped."""

    type: Literal["order.finish"] = "order.finish"
    order_id: Id


class CancelOrder(Command):
    """The seller, or a host, lets an order go that was not shipped. What was paid is owed back."""

    type: Literal["order.cancel"] = "order.cancel"
    order_id: Id
    reason: Reason


class NoteRefund(Command):
    """The seller notes that she gave money back, outside. Never more than came."""

    type: Literal["order.refund"] = "order.refund"
    order_id: Id
    amount: Annotated[int, Field(ge=1, le=MAX_TOTAL, description="minor units")]
    reason: Reason


class LetBuyer(Command):
    """A seller lets somebody claim from her again who left two orders unpaid in the room."""

    type: Literal["buyer.let"] = "buyer.let"
    user_id: Id


class AppealStep(Command):
    """Somebody who may not claim tells the staff why that is not right."""

    type: Literal["step.appeal"] = "step.appeal"
    text: Annotated[Prose, Field(min_length=1), at_most(500)]


class LiftStep(Command):
    """A host takes back what follows from somebody's unpaid orders, for a reason."""

    type: Literal["step.lift"] = "step.lift"
    user_id: Id
    reason: Reason


class SetLimits(Command):
    """A buyer's own limits in this room; null is none. Lower ones hold at once, all others after a day."""

    type: Literal["limits.set"] = "limits.set"
    currency: Currency
    day: Total | None = None
    week: Total | None = None
    minutes: int | None = Field(
        default=None, ge=1, le=1_440, description="a day, from her first claim or bid"
    )
