"""The commands of selling, as a client sends them: a module a noun."""

from rooms.frames.auctions import (
    AcceptOffer as AcceptOffer,
    AddAuction as AddAuction,
    Band as Band,
    BuyNow as BuyNow,
    DeclineOffer as DeclineOffer,
    OpenAuction as OpenAuction,
    PauseAuction as PauseAuction,
    PlaceBid as PlaceBid,
    ResumeAuction as ResumeAuction,
    VoidAuction as VoidAuction,
)
from rooms.frames.claims import (
    ClaimFor as ClaimFor,
    ConfirmClaim as ConfirmClaim,
    LinkFor as LinkFor,
    OverrideClaim as OverrideClaim,
    PlaceClaim as PlaceClaim,
    ReleaseClaim as ReleaseClaim,
    TakeOver as TakeOver,
)
from rooms.frames.giveaways import (
    CancelGiveaway as CancelGiveaway,
    EnterGiveaway as EnterGiveaway,
    OpenGiveaway as OpenGiveaway,
    RedrawGiveaway as RedrawGiveaway,
)
from rooms.frames.items import (
    MAX_PICTURES as MAX_PICTURES,
    MAX_VARIANTS as MAX_VARIANTS,
    MAX_WEIGHT as MAX_WEIGHT,
    AddItem as AddItem,
    AnnounceFlash as AnnounceFlash,
    AskItem as AskItem,
    CarryItems as CarryItems,
    CloneItem as CloneItem,
    EditItem as EditItem,
    EndFlash as EndFlash,
    FeatureItem as FeatureItem,
    ImportItems as ImportItems,
    MoveItem as MoveItem,
    NewVariant as NewVariant,
    NoteItem as NoteItem,
    PinItem as PinItem,
    SetPrice as SetPrice,
    SetStock as SetStock,
    WithdrawItem as WithdrawItem,
)
from rooms.frames.orders import (
    AppealStep as AppealStep,
    CancelOrder as CancelOrder,
    ConfirmOrder as ConfirmOrder,
    DeliverOrder as DeliverOrder,
    FinishOrder as FinishOrder,
    LetBuyer as LetBuyer,
    LiftStep as LiftStep,
    MarkPaid as MarkPaid,
    NoteRefund as NoteRefund,
    RedeemCode as RedeemCode,
    SetLimits as SetLimits,
    ShipOrder as ShipOrder,
)
from rooms.frames.parties import (
    CancelParty as CancelParty,
    ContinueParty as ContinueParty,
    CreateParty as CreateParty,
    EditParty as EditParty,
    EndParty as EndParty,
    GiveRsvp as GiveRsvp,
    PauseParty as PauseParty,
    RestartParty as RestartParty,
    ResumeParty as ResumeParty,
    ScheduleParty as ScheduleParty,
    StartParty as StartParty,
)
from rooms.frames.rooms import (
    AcceptRole as AcceptRole,
    CloseRehearsal as CloseRehearsal,
    DeclineRole as DeclineRole,
    EditRoom as EditRoom,
    EnterRoom as EnterRoom,
    FollowRoom as FollowRoom,
    Role as Role,
    SetLink as SetLink,
    SetRole as SetRole,
    UnfollowRoom as UnfollowRoom,
)
from rooms.frames.series import Repeat as Repeat, RepeatParty as RepeatParty
from rooms.frames.stage import HandOnStage as HandOnStage, SetLineup as SetLineup, Slot as Slot
from rooms.frames.terms import (
    DropDiscount as DropDiscount,
    PieceRate as PieceRate,
    Region as Region,
    SetDiscount as SetDiscount,
    SetTerms as SetTerms,
    ShippingRule as ShippingRule,
    WeightRate as WeightRate,
)
from rooms.frames.values import (
    MAX_PRICE as MAX_PRICE,
    MAX_STOCK as MAX_STOCK,
    About as About,
    Currency as Currency,
    OutagePolicy as OutagePolicy,
    Price as Price,
    Quantity as Quantity,
    Stock as Stock,
)
