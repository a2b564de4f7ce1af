"""The commands about items and their stock."""

from typing import Annotated, Literal

from pydantic import Field

from livesell.wire.envelope import Command, Frame, Id
from livesell.wire.text import Line, Title, at_most
from rooms.frames.values import MAX_STOCK, About, Price, Stock
from rooms.rules.kinds import MAX_AXES

MAX_VARIANTS = 100
MAX_PICTURES = 8

Label = Annotated[Line, at_most(40)]
Option = Annotated[Line, Field(min_length=1), at_most(40)]


class NewVariant(Frame):
    """One kind of an item, with a stock of its own. An item without kinds has one, with no name.

    Without a name it is called by its options; without a price it costs what the item does.
    """

    name: Label = ""
    options: list[Option] = Field(
        default=[], max_length=MAX_AXES, description="one for each axis of the item"
    )
    price: Price | None = None
    stock: Stock


class AddItem(Command):
    """Put an item into a party; while live it is on sale at once."""

    type: Literal["item.add"] = "item.add"
    party_id: Id
    title: Title
    description: About = ""
    price: Price
    per_buyer_limit: int | None = Field(default=None, ge=1, le=MAX_STOCK)
    pictures: list[Id] = Field(default=[], max_length=MAX_PICTURES, description="from POST /api/pictures")
    axes: list[Option] = Field(
        default=[],
        max_length=MAX_AXES,
        description="what its variants differ in, such as size and colour",
    )
    variants: list[NewVariant] = Field(min_length=1, max_length=MAX_VARIANTS)


class EditItem(Command):
    """Change an item. Fields left out stay as they are. A new price is a new price version."""

    type: Literal["item.edit"] = "item.edit"
    item_id: Id
    title: Title | None = None
    description: About | None = None
    price: Price | None = None
    pictures: list[Id] | None = Field(default=None, max_length=MAX_PICTURES)


class SetStock(Command):
    """Say how many units of a variant there are in all; what is held and sold counts."""

    type: Literal["item.set_stock"] = "item.set_stock"
    variant_id: Id
    stock: Stock


class SetPrice(Command):
    """Give a variant a price of its own; null: it costs what the item does. A new price is a new price version."""

    type: Literal["item.set_price"] = "item.set_price"
    variant_id: Id
    price: Price | None


class FeatureItem(Command):
    """Show an item to everybody as the one on air; null takes it off."""

    type: Literal["item.feature"] = "item.feature"
    party_id: Id
    item_id: Id | None


class WithdrawItem(Command):
    """Take an item off sale. Its holds stay; those who wait are let go."""

    type: Literal["item.withdraw"] = "item.withdraw"
    item_id: Id


class AnnounceFlash(Command):
    """Lower all prices of an item for a short while. Without a lead the sale begins at once."""

    type: Literal["flash.announce"] = "flash.announce"
    item_id: Id
    percent: int = Field(ge=10, le=90, description="off, rounded down to a whole minor unit")
    seconds: int = Field(ge=30, le=1_200, description="how long it is in force")
    lead_seconds: int = Field(
        default=0, ge=0, le=300, description="how long it is announced before it is in force"
    )


class EndFlash(Command):
    """End a flash sale before its time, or call off one that was announced."""

    type: Literal["flash.end"] = "flash.end"
    item_id: Id
