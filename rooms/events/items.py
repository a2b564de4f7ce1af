"""Items, and what happens to them."""

from typing import ClassVar, Literal

from pydantic import Field

from livesell.wire.envelope import Event, Frame, Id, Person


class PictureView(Frame):
    """Where a picture is served, in two widths."""

    id: Id
    small: str
    large: str


class VariantView(Frame):
    """A kind of an item with its stock; held + sold never pass stock. `waiting` counts claims in line."""

    id: Id
    name: str
    stock: int
    held: int
    sold: int
    waiting: int


class ItemView(Frame):
    """A thing for sale."""

    id: Id
    party_id: Id
    number: int = Field(description="1, 2, 3 in the order of the party")
    seller: Person
    title: str
    description: str
    price: int
    price_version: int
    per_buyer_limit: int | None
    withdrawn: bool
    pictures: list[PictureView]
    variants: list[VariantView]


class ItemAdded(Event):
    """An item can be seen, and bought while the party is live."""

    type: Literal["item.added"] = "item.added"
    urgent: ClassVar[bool] = True
    item: ItemView


class ItemEdited(Event):
    """An item as it is now: words, price, pictures or stock changed, or it was withdrawn."""

    type: Literal["item.edited"] = "item.edited"
    urgent: ClassVar[bool] = True
    item: ItemView


class ItemFeatured(Event):
    """This item is on air; null: none is."""

    type: Literal["item.featured"] = "item.featured"
    urgent: ClassVar[bool] = True
    party_id: Id
    item_id: Id | None


ItemEvent = ItemAdded | ItemEdited | ItemFeatured
