"""The facts of selling, as everybody reads them. `DESK_EVENTS` are read by staff only."""

from typing import ClassVar, Literal

from pydantic import Field

from livesell.wire.envelope import Event, Frame, Id, Millis, Offset, Person


class RoomView(Frame):
    """A room as its visitors see it."""

    id: Id
    title: str
    about: str


class PartyView(Frame):
    """A party that has been announced."""

    id: Id
    title: str
    currency: str
    state: Literal["scheduled", "live", "paused", "ended", "cancelled"]
    starts_at: Millis | None
    hold_minutes: int
    on_air: Id | None = Field(description="the featured item")


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


class ClaimView(Frame):
    """A claim. `since` is the offset at which it was placed: the order of the line."""

    id: Id
    item_id: Id
    variant_id: Id
    buyer: Person
    quantity: int
    price: int = Field(description="of one unit, as promised to the buyer")
    state: Literal["held", "waitlisted", "ordered"]
    since: Offset
    held_until: Millis | None


class Showcase(Frame):
    """The selling part of a snapshot: announced parties, the last one that ended, and their items."""

    room: RoomView
    parties: list[PartyView] = Field(description="by id")
    items: list[ItemView] = Field(description="by party and number; withdrawn ones too")


class MyClaim(Frame):
    """A claim of the reader's own, with how many claims stand in line before it."""

    claim: ClaimView
    ahead: int


class Mine(Frame):
    """What is the reader's own in a room, true at `offset`: facts up to there are already in it."""

    offset: Offset
    role: Literal["owner", "host", "seller", "moderator", "buyer"]
    claims: list[MyClaim] = Field(
        description="held, waitlisted and ordered ones of the parties shown, oldest first"
    )


class RoomOpened(Event):
    """The room exists. Always the first event of its ledger."""

    type: Literal["room.opened"] = "room.opened"
    room: RoomView


class RoomEdited(Event):
    """The room says something else of itself."""

    type: Literal["room.edited"] = "room.edited"
    room: RoomView


class RoleSet(Event):
    """Somebody has another role in this room."""

    type: Literal["member.role_set"] = "member.role_set"
    urgent: ClassVar[bool] = True
    concerns: ClassVar[str | None] = "user_id"
    user_id: Id
    name: str
    role: Literal["owner", "host", "seller", "moderator", "buyer"]


class MemberBanned(Event):
    """After this offset the person says, claims and reads nothing here."""

    type: Literal["member.banned"] = "member.banned"
    urgent: ClassVar[bool] = True
    concerns: ClassVar[str | None] = "user_id"
    user_id: Id
    until: Millis | None


class MemberUnbanned(Event):
    """The person may come back."""

    type: Literal["member.unbanned"] = "member.unbanned"
    user_id: Id


class PartyScheduled(Event):
    """A party was announced, or moved. Its items follow as `item.added`."""

    type: Literal["party.scheduled"] = "party.scheduled"
    party: PartyView


class PartyEdited(Event):
    """An announced party changed its words or its terms."""

    type: Literal["party.edited"] = "party.edited"
    party: PartyView


class PartyStarted(Event):
    """The show is live."""

    type: Literal["party.started"] = "party.started"
    urgent: ClassVar[bool] = True
    party: PartyView


class PartyPaused(Event):
    """No claims for a while."""

    type: Literal["party.paused"] = "party.paused"
    urgent: ClassVar[bool] = True
    party_id: Id


class PartyResumed(Event):
    """Claims are taken again."""

    type: Literal["party.resumed"] = "party.resumed"
    urgent: ClassVar[bool] = True
    party_id: Id


class PartyEnded(Event):
    """The show is over. A room shows its last ended party until the next one ends."""

    type: Literal["party.ended"] = "party.ended"
    urgent: ClassVar[bool] = True
    party_id: Id


class PartyCancelled(Event):
    """The party will not be."""

    type: Literal["party.cancelled"] = "party.cancelled"
    party_id: Id


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


class ClaimHeld(Event):
    """Stock is kept for a buyer. `promoted`: she waited in line for it."""

    type: Literal["claim.held"] = "claim.held"
    urgent: ClassVar[bool] = True
    claim: ClaimView
    promoted: bool


class ClaimWaitlisted(Event):
    """A buyer stands in line."""

    type: Literal["claim.waitlisted"] = "claim.waitlisted"
    urgent: ClassVar[bool] = True
    claim: ClaimView


class ClaimReleased(Event):
    """A claim is over without a sale: given back, or let go by staff, a ban, or the end of the item."""

    type: Literal["claim.released"] = "claim.released"
    urgent: ClassVar[bool] = True
    claim: ClaimView = Field(description="as it was")
    reason: Literal["buyer", "staff", "banned", "withdrawn", "over"]


class ClaimExpired(Event):
    """A hold ran out."""

    type: Literal["claim.expired"] = "claim.expired"
    urgent: ClassVar[bool] = True
    claim: ClaimView = Field(description="as it was")


class ClaimOrdered(Event):
    """A hold became a sale."""

    type: Literal["claim.ordered"] = "claim.ordered"
    urgent: ClassVar[bool] = True
    claim: ClaimView = Field(description="as it was")


class DraftChanged(Event):
    """A draft is not what it was: read it anew over HTTPS."""

    type: Literal["draft.changed"] = "draft.changed"
    party_id: Id


SHOW_EVENTS: tuple[type[Event], ...] = (
    RoomOpened, RoomEdited, RoleSet, MemberBanned, MemberUnbanned,
    PartyScheduled, PartyEdited, PartyStarted, PartyPaused, PartyResumed, PartyEnded, PartyCancelled,
    ItemAdded, ItemEdited, ItemFeatured,
    ClaimHeld, ClaimWaitlisted, ClaimReleased, ClaimExpired, ClaimOrdered,
)  # fmt: skip
DESK_EVENTS: tuple[type[Event], ...] = (DraftChanged,)
