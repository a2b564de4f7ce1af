"""Items, and what happens to them."""

from typing import ClassVar, Literal

from pydantic import Field

from livesell.wire.envelope import Event, Frame, Id, Millis, Person


class PictureView(Frame):
    """Where a picture is served, in two widths."""

    id: Id
    small: str
    large: str


class VariantView(Frame):
    """A kind of an item with its stock; held + sold never pass stock. `waiting` counts claims in line."""

    id: Id
    name: str
    options: list[str] = Field(description="one for each axis of the item")
    own_price: int | None = Field(description="null: the item's")
    price: int = Field(description="of one unit at this moment")
    stock: int
    held: int
    sold: int
    waiting: int


class FlashView(Frame):
    """A flash sale: announced, and in force once it is `on`. The times are when its events are due."""

    percent: int = Field(description="off every price of the item, rounded down to a whole minor unit")
    starts_at: Millis
    ends_at: Millis
    on: bool


class ItemView(Frame):
    """A thing for sale."""

    id: Id
    party_id: Id
    number: int = Field(description="1, 2, 3 in the order of the party")
    seller: Person
    title: str
    description: str
    price: int = Field(description="without the flash sale, of variants that have none of their own")
    price_version: int
    was: int | None = Field(description="the price before it was last lowered; null once it rises")
    flash: FlashView | None
    per_buyer_limit: int | None
    withdrawn: bool
    pictures: list[PictureView]
    axes: list[str] = Field(description="what its variants differ in, such as size and colour; at most two")
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


class FlashAnnounced(Event):
    """A flash sale is to begin in a moment; prices are what they were."""

    type: Literal["flash.announced"] = "flash.announced"
    urgent: ClassVar[bool] = True
    item: ItemView


class FlashBegun(Event):
    """A flash sale is in force from this offset on."""

    type: Literal["flash.begun"] = "flash.begun"
    urgent: ClassVar[bool] = True
    item: ItemView


class FlashEnded(Event):
    """A flash sale is over from this offset on, or will not be."""

    type: Literal["flash.ended"] = "flash.ended"
    urgent: ClassVar[bool] = True
    item: ItemView


ItemEvent = ItemAdded | ItemEdited | ItemFeatured | FlashAnnounced | FlashBegun | FlashEnded
