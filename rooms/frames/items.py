"""The commands about items and their stock."""

from typing import Annotated, Literal

from pydantic import Field

from livesell.wire.envelope import Command, Frame, Id
from livesell.wire.text import Line, Title, at_most
from rooms.frames.values import MAX_STOCK, About, HoldMinutes, Price, Stock
from rooms.rules.claims import BUYER_LIMIT
from rooms.rules.kinds import MAX_AXES

MAX_VARIANTS = 100
MAX_PICTURES = 8
MAX_WEIGHT = 1_000_000

Label = Annotated[Line, at_most(40)]
Option = Annotated[Line, Field(min_length=1), at_most(40)]


class NewVariant(Frame):
    """One kind of an item, with a stock of its own. An item without kinds has one, with no name.

    Without a name it is called by its options; without a price it costs what the item does.
    """

    name: Label = ""
    options: list[Option] = Field(
        examples=[["Large"]], default=[], max_length=MAX_AXES, description="one for each axis of the item"
    )
    price: Price | None = None
    stock: Stock


class AddItem(Command):
    """Put an item into a party; while live it is on sale at once."""

    type: Literal["item.add"] = "item.add"
    party_id: Id
    title: Title = Field(examples=["Blue mug"])
    description: About = Field(default="", examples=["Hand-thrown, holds three decilitres."])
    note: About = Field(
        examples=["From the second box, 4.20 paid."], default="", description="for the seller herself"
    )
    price: Price
    hold_minutes: HoldMinutes | None = Field(default=None, description="null: the party's")
    per_buyer_limit: int | None = Field(
        default=None,
        ge=1,
        le=MAX_STOCK,
        description=f"units that one buyer may claim in all; null: {BUYER_LIMIT}",
    )
    first_paid: bool = Field(
        default=False, description="nothing is held for a claim: who pays first is served"
    )
    weight: int = Field(default=0, ge=0, le=MAX_WEIGHT, description="of one unit, in grams")
    pictures: list[Id] = Field(default=[], max_length=MAX_PICTURES, description="from POST /api/pictures")
    axes: list[Option] = Field(
        examples=[["Size"]],
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
    hold_minutes: HoldMinutes | Literal[0] | None = Field(default=None, description="0: the party's")
    per_buyer_limit: int | None = Field(
        default=None, ge=0, le=MAX_STOCK, description=f"for claims from now on; 0: {BUYER_LIMIT}"
    )
    weight: int | None = Field(
        default=None, ge=0, le=MAX_WEIGHT, description="of one unit, in grams; until the party is live"
    )
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


class MoveItem(Command):
    """Put an item at another place in the order of its party; its number stays what people call out."""

    type: Literal["item.move"] = "item.move"
    item_id: Id
    before: Id | None = Field(description="the item that comes after it; null: it is the last")


class PinItem(Command):
    """Keep an item in sight of everybody, or not any more. A party has up to three pins."""

    type: Literal["item.pin"] = "item.pin"
    item_id: Id
    pinned: bool = True


class NoteItem(Command):
    """Write the seller's own note of an item. It is in no ledger; she and hosts read it over HTTPS."""

    type: Literal["item.note"] = "item.note"
    item_id: Id
    note: About


class CloneItem(Command):
    """Add an item once more, with the stock it was given: to its own party, or another of the room."""

    type: Literal["item.clone"] = "item.clone"
    item_id: Id
    party_id: Id | None = None


class CarryItems(Command):
    """Bring what a party left unsold into another: the units move, so that nothing is sold twice."""

    type: Literal["item.carry"] = "item.carry"
    from_id: Id = Field(description="a party that has ended")
    party_id: Id


class ImportItems(Command):
    """Add all items of a table that was sent before, in one turn: all of them or none."""

    type: Literal["item.import"] = "item.import"
    sheet_id: Id = Field(description="from POST /api/rooms/{room}/parties/{party}/sheets")


class AskItem(Command):
    """Ask for an item to be shown. Once for each viewer and item, until it has been on air."""

    type: Literal["item.ask"] = "item.ask"
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
