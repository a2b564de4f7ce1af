"""The commands of selling, as a client sends them."""

from typing import Annotated, Literal

from pydantic import Field

from livesell.wire.envelope import Command, Frame, Id, Millis
from livesell.wire.text import Line, Prose, Title, at_most

MAX_STOCK = 10_000
MAX_PRICE = 100_000_000
MAX_VARIANTS = 50
MAX_PICTURES = 8

Stock = Annotated[int, Field(ge=0, le=MAX_STOCK, description="units")]
Quantity = Annotated[int, Field(ge=1, le=MAX_STOCK, description="units")]
Price = Annotated[int, Field(ge=0, le=MAX_PRICE, description="minor units of the party's currency")]
Currency = Annotated[str, Field(pattern=r"^[A-Z]{3}$", description="ISO 4217")]
Role = Literal["host", "seller", "moderator", "buyer"]
About = Annotated[Prose, at_most(2_000)]


class EditRoom(Command):
    """Change what a room says of itself. Fields left out stay as they are."""

    type: Literal["room.edit"] = "room.edit"
    title: Title | None = None
    about: About | None = None


class SetRole(Command):
    """Give somebody a role below your own, or take it: `buyer` is the role of everybody."""

    type: Literal["member.set_role"] = "member.set_role"
    user_id: Id
    role: Role


class CreateParty(Command):
    """Begin the draft of a party, which only staff can see."""

    type: Literal["party.create"] = "party.create"
    title: Title
    currency: Currency = "EUR"
    hold_minutes: int = Field(default=15, ge=1, le=60, description="how long stock is kept for a claim")


class EditParty(Command):
    """Change a party that has not ended. Fields left out stay as they are."""

    type: Literal["party.edit"] = "party.edit"
    party_id: Id
    title: Title | None = None
    hold_minutes: int | None = Field(default=None, ge=1, le=60)


class ScheduleParty(Command):
    """Announce a party and its items; again, to move it."""

    type: Literal["party.schedule"] = "party.schedule"
    party_id: Id
    starts_at: Millis


class StartParty(Command):
    """Go live. One party of a room is live at a time, and it has something to sell."""

    type: Literal["party.start"] = "party.start"
    party_id: Id


class PauseParty(Command):
    """Stop taking claims for a while. Holds keep running."""

    type: Literal["party.pause"] = "party.pause"
    party_id: Id


class ResumeParty(Command):
    """Take claims again."""

    type: Literal["party.resume"] = "party.resume"
    party_id: Id


class EndParty(Command):
    """Close the show. Holds run out by their own time."""

    type: Literal["party.end"] = "party.end"
    party_id: Id


class CancelParty(Command):
    """Call a party off before it was ever live."""

    type: Literal["party.cancel"] = "party.cancel"
    party_id: Id


class NewVariant(Frame):
    """One kind of an item, with a stock of its own. An item without kinds has one, with no name."""

    name: Annotated[Line, at_most(40)] = ""
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


class FeatureItem(Command):
    """Show an item to everybody as the one on air; null takes it off."""

    type: Literal["item.feature"] = "item.feature"
    party_id: Id
    item_id: Id | None


class WithdrawItem(Command):
    """Take an item off sale. Its holds stay; those who wait are let go."""

    type: Literal["item.withdraw"] = "item.withdraw"
    item_id: Id


class PlaceClaim(Command):
    """Ask for units. Held while there is stock and nobody waits; in line otherwise."""

    type: Literal["claim.place"] = "claim.place"
    variant_id: Id
    quantity: Quantity = 1
    price_version: int = Field(ge=1, le=2**31 - 1, description="of the price that the buyer saw")


class ReleaseClaim(Command):
    """Give a claim back, held or waiting. Staff may release anybody's; a seller those of her items."""

    type: Literal["claim.release"] = "claim.release"
    claim_id: Id


class ConfirmClaim(Command):
    """The seller takes a held claim as sold: it no longer runs out."""

    type: Literal["claim.confirm"] = "claim.confirm"
    claim_id: Id
