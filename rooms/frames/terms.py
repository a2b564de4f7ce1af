"""The commands about a seller's terms: shipping, tax, time to pay, discount codes."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from livesell.wire.envelope import Command, Frame, Id, Millis
from livesell.wire.text import Prose, at_most
from rooms.frames.orders import DiscountCode
from rooms.frames.values import Country, Currency, Price
from rooms.rules.orders import MAX_PAY_HOURS, PAY_HOURS

Points = Annotated[int, Field(ge=0, le=10_000, description="basis points: 1900 is 19 %")]


class PieceRate(Frame):
    """So much for the first piece, so much for each further one. A flat price has 0 there."""

    by: Literal["pieces"] = "pieces"
    first: Price
    further: Price = 0

    @model_validator(mode="after")
    def _falls(self) -> Self:
        if self.further > self.first:
            raise ValueError("a further piece costs no more than the first")
        return self


class Band(Frame):
    """The price of a parcel of up to so many grams."""

    up_to: int = Field(ge=1, le=1_000_000)
    price: Price


class WeightRate(Frame):
    """By weight, lightest band first; `above` is for whatever is heavier."""

    by: Literal["weight"] = "weight"
    bands: list[Band] = Field(min_length=1, max_length=12)
    above: Price

    @model_validator(mode="after")
    def _rises(self) -> Self:
        steps = [band.up_to for band in self.bands]
        if steps != sorted(set(steps)):
            raise ValueError("bands go from light to heavy")
        return self


ShippingRate = Annotated[PieceRate | WeightRate, Field(discriminator="by")]


class Region(Frame):
    """Countries with a rate of their own."""

    countries: list[Country] = Field(examples=[["DE"]], min_length=1, max_length=250)
    rate: ShippingRate


class ShippingRule(Frame):
    """What sending costs, reckoned once for an order: everything together is never dearer than each unit alone."""

    everywhere: ShippingRate
    regions: list[Region] = Field(default=[], max_length=20)
    free_from: Price | None = Field(
        default=None, description="goods of at least that much are sent for nothing"
    )


class SetTerms(Command):
    """A seller's own terms in this room, or for one party. Not while she has open orders, or is on air.

    What they say of money holds for parties in their currency alone; elsewhere sending costs nothing until she says so.
    """

    type: Literal["terms.set"] = "terms.set"
    party_id: Id | None = None
    currency: Currency | None = Field(
        default=None, description="of its money; null: the party's, or that of the room's latest party"
    )
    shipping: ShippingRule
    tax_rate: Points = 0
    tax_included: bool = True
    pay_hours: int = Field(default=PAY_HOURS, ge=1, le=MAX_PAY_HOURS)
    imprint: Annotated[Prose, at_most(500)] = Field(
        examples=["Hana's attic, 1 Kiln Road, 04109 Leipzig"],
        default="",
        description="who sells: stands on the invoice",
    )
    how_to_pay: Annotated[Prose, at_most(500)] = Field(
        examples=["By bank transfer, please."], default="", description="for those who pay outside"
    )


class SetDiscount(Command):
    """A discount code of the seller's: a percentage, an amount or both off the goods, once for each buyer.

    A code with an amount or a least sum of goods is good for orders in its currency alone; a mere percentage for all.
    """

    type: Literal["discount.set"] = "discount.set"
    code: DiscountCode = Field(examples=["SPRING"])
    currency: Currency | None = Field(
        default=None, description="of its money; null: that of the room's latest party"
    )
    points: Points = 0
    amount: Price = 0
    goods_from: Price = 0
    most: int | None = Field(default=None, ge=1, le=1_000_000, description="orders that may use it")
    expires_at: Millis | None = None


class DropDiscount(Command):
    """Nobody else may use this code. Orders that have it keep it."""

    type: Literal["discount.drop"] = "discount.drop"
    code: DiscountCode = Field(examples=["SPRING"])
