"""The facts of selling, as everybody reads them, a module a noun. `DESK_EVENTS` are read by staff only."""

from typing import get_args

from livesell.wire.envelope import Event
from rooms.events.auctions import (
    AuctionAdded as AuctionAdded,
    AuctionClosed as AuctionClosed,
    AuctionEvent as AuctionEvent,
    AuctionExtended as AuctionExtended,
    AuctionOffered as AuctionOffered,
    AuctionOpened as AuctionOpened,
    AuctionPaused as AuctionPaused,
    AuctionResumed as AuctionResumed,
    AuctionView as AuctionView,
    BidPlaced as BidPlaced,
    BidsStruck as BidsStruck,
    MyBid as MyBid,
)
from rooms.events.claims import (
    ClaimEvent as ClaimEvent,
    ClaimExpired as ClaimExpired,
    ClaimHeld as ClaimHeld,
    ClaimMoved as ClaimMoved,
    ClaimOrdered as ClaimOrdered,
    ClaimReleased as ClaimReleased,
    ClaimsTakenOver as ClaimsTakenOver,
    ClaimView as ClaimView,
    ClaimWaitlisted as ClaimWaitlisted,
    ClaimWanted as ClaimWanted,
    MyClaim as MyClaim,
)
from rooms.events.giveaways import (
    GiveawayCancelled as GiveawayCancelled,
    GiveawayClosed as GiveawayClosed,
    GiveawayDrawn as GiveawayDrawn,
    GiveawayEntered as GiveawayEntered,
    GiveawayEvent as GiveawayEvent,
    GiveawayLeft as GiveawayLeft,
    GiveawayOpened as GiveawayOpened,
    GiveawayRedrawn as GiveawayRedrawn,
    GiveawayView as GiveawayView,
)
from rooms.events.heard import (
    Candidate as Candidate,
    Heard as Heard,
    HeardClaim as HeardClaim,
    HeardPass as HeardPass,
    HeardRefused as HeardRefused,
    HeardUnsure as HeardUnsure,
)
from rooms.events.items import (
    FlashAnnounced as FlashAnnounced,
    FlashBegun as FlashBegun,
    FlashEnded as FlashEnded,
    FlashView as FlashView,
    ItemAdded as ItemAdded,
    ItemAsked as ItemAsked,
    ItemEdited as ItemEdited,
    ItemEvent as ItemEvent,
    ItemFeatured as ItemFeatured,
    ItemMoved as ItemMoved,
    ItemNoted as ItemNoted,
    ItemPinned as ItemPinned,
    ItemView as ItemView,
    PictureView as PictureView,
    VariantView as VariantView,
)
from rooms.events.orders import (
    BuyerAppealed as BuyerAppealed,
    BuyerStepped as BuyerStepped,
    OrderChanged as OrderChanged,
    OrderDeskEvent as OrderDeskEvent,
    OrderEvent as OrderEvent,
    StepView as StepView,
)
from rooms.events.parties import (
    DraftChanged as DraftChanged,
    Interruption as Interruption,
    PartyCancelled as PartyCancelled,
    PartyContinued as PartyContinued,
    PartyEdited as PartyEdited,
    PartyEnded as PartyEnded,
    PartyEvent as PartyEvent,
    PartyInterrupted as PartyInterrupted,
    PartyPaused as PartyPaused,
    PartyPostponed as PartyPostponed,
    PartyRepeated as PartyRepeated,
    PartyRestarted as PartyRestarted,
    PartyResumed as PartyResumed,
    PartyRsvpGiven as PartyRsvpGiven,
    PartyScheduled as PartyScheduled,
    PartyStarted as PartyStarted,
    PartyView as PartyView,
)
from rooms.events.rooms import (
    MemberBanned as MemberBanned,
    MemberLeft as MemberLeft,
    MemberUnbanned as MemberUnbanned,
    RoleDeclined as RoleDeclined,
    RoleOffered as RoleOffered,
    RoleSet as RoleSet,
    RoomEdited as RoomEdited,
    RoomEvent as RoomEvent,
    RoomFollowed as RoomFollowed,
    RoomOpened as RoomOpened,
    RoomUnfollowed as RoomUnfollowed,
    RoomView as RoomView,
)
from rooms.events.snapshots import Mine as Mine, Showcase as Showcase
from rooms.events.stage import (
    Lineup as Lineup,
    LineupChanged as LineupChanged,
    SlotView as SlotView,
    StageEvent as StageEvent,
    StageHandedOn as StageHandedOn,
)

ShowEvent = (
    RoomEvent | PartyEvent | StageEvent | ItemEvent | ClaimEvent | GiveawayEvent | AuctionEvent | OrderEvent
)
DeskEvent = DraftChanged | ItemNoted | OrderDeskEvent

SHOW_EVENTS: tuple[type[Event], ...] = get_args(ShowEvent)
DESK_EVENTS: tuple[type[Event], ...] = get_args(DeskEvent)
