"""Items, and what happens to them."""

from typing import ClassVar, Literal

from pydantic import Field

from livesell.wire.envelope import Event, Frame, Id, Millis, Person


class PictureView(Frame):
    """Where a picture is served, in two widths."""

    id: Id
    small: str = Field(examples=["/pictures/8fQ2/small.webp"])
    large: str = Field(examples=["/pictures/8fQ2/large.webp"])


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
    number: int = Field(description="what people call out; it never changes")
    pinned: bool
    asked: int = Field(description="viewers who want to see it")
    seller: Person
    title: str
    description: str
    price: int = Field(description="without the flash sale, of variants that have none of their own")
    price_version: int
    was: int | None = Field(description="the price before it was last lowered; null once it rises")
    flash: FlashView | None
    hold_minutes: int | None = Field(
        description="how long stock is kept for a claim; null: as the party says"
    )
    per_buyer_limit: int = Field(description="units that one buyer may claim in all")
    first_paid: bool = Field(description="nothing is held for a claim: who pays first is served")
    withdrawn: bool
    pictures: list[PictureView]
    axes: list[str] = Field(description="what its variants differ in, such as size and colour; at most two")
    variants: list[VariantView]
    copy_of: Id | None = Field(
        default=None, description="the first item that this one was cloned or carried from"
    )


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


class ItemMoved(Event):
    """An item stands elsewhere in the order of its party: before that one, or at the end."""

    type: Literal["item.moved"] = "item.moved"
    item_id: Id
    before: Id | None


class ItemPinned(Event):
    """An item is pinned for everybody to see, or not any more."""

    type: Literal["item.pinned"] = "item.pinned"
    item_id: Id
    pinned: bool


class ItemAsked(Event):
    """A viewer wants to see an item. She is told by `item.featured`, and from then on it counts for nothing."""

    type: Literal["item.asked"] = "item.asked"
    item_id: Id
    user_id: Id
    count: int = Field(description="how many want to see it")


class ItemNoted(Event):
    """The seller's note of an item is another: she reads it over HTTPS."""

    type: Literal["item.noted"] = "item.noted"
    item_id: Id


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
