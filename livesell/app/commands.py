"""Every frame a client may send: the frame, how often, who may, what runs. The `urls.py` of the socket."""

from collections.abc import Callable
from typing import Any

from chat import permissions as talking
from chat.frames import messages as talk, moderation
from chat.moderation import acts
from livesell.access.buckets import rate
from livesell.app import chat_claims
from livesell.commanding.dispatch import Row
from livesell.ledger.turn import Handler, Recorded, Turn
from livesell.wire.envelope import Command
from rooms import audit, members, permissions as selling, room
from rooms.auctions import bidding, closing
from rooms.checkout import billing, cancelling, fulfilment, settlement, terms
from rooms.claims import by_hand, claims
from rooms.frames.auctions import (
    AcceptOffer,
    AddAuction,
    BuyNow,
    DeclineOffer,
    OpenAuction,
    PauseAuction,
    PlaceBid,
    ResumeAuction,
    VoidAuction,
)
from rooms.frames.claims import (
    ClaimFor,
    ConfirmClaim,
    LinkFor,
    OverrideClaim,
    PlaceClaim,
    ReleaseClaim,
    TakeOver,
)
from rooms.frames.giveaways import CancelGiveaway, EnterGiveaway, OpenGiveaway, RedrawGiveaway
from rooms.frames.items import (
    AddItem,
    AnnounceFlash,
    AskItem,
    CarryItems,
    CloneItem,
    EditItem,
    EndFlash,
    FeatureItem,
    ImportItems,
    MoveItem,
    NoteItem,
    PinItem,
    SetPrice,
    SetStock,
    WithdrawItem,
)
from rooms.frames.lineup import HandOnStage, SetLineup
from rooms.frames.orders import (
    AppealStep,
    CancelOrder,
    ConfirmOrder,
    DeliverOrder,
    FinishOrder,
    LetBuyer,
    LiftStep,
    MarkPaid,
    NoteRefund,
    RedeemCode,
    SetLimits,
    ShipOrder,
)
from rooms.frames.parties import (
    CancelParty,
    ContinueParty,
    CreateParty,
    EditParty,
    EndParty,
    GiveRsvp,
    PauseParty,
    RestartParty,
    ResumeParty,
    ScheduleParty,
    StartParty,
)
from rooms.frames.rooms import (
    AcceptRole,
    CloseRehearsal,
    DeclineRole,
    EditRoom,
    EnterRoom,
    FollowRoom,
    SetLink,
    SetRole,
    UnfollowRoom,
)
from rooms.frames.series import RepeatParty
from rooms.frames.terms import DropDiscount, SetDiscount, SetTerms
from rooms.giveaways import giveaways
from rooms.items import copying, flash_sales, items, ordering, requests
from rooms.membership import invitations, lists
from rooms.orders import sanctions, spending
from rooms.parties import lineup, outages, parties, series
from rooms.rehearsals import rehearsals

Allow = Callable[[Turn, Any], None]
Run = Callable[[Turn, Any], Recorded]

OF_STAFF = (selling.may_host, selling.may_sell, talking.may_keep_it_kind)
"""Whose commands are staff's: the desk is told of those that are refused."""


def command(
    frame: type[Command], *, often: str, allow: Allow, run: Run, bulk: bool = False, may_wait: bool = False
) -> Row:
    """One row. `bulk`: keeps to units of the turn, so that many share one statement a table. `may_wait`: see `Row`."""
    refused = audit.refused if allow in OF_STAFF else None
    return Row(frame, rate(often), Handler(allow, run, bulk, refused), may_wait)


COMMANDS: tuple[Row, ...] = (
    command(
        talk.PostMessage,
        often="5 in 10s",
        allow=talking.may_post,
        run=chat_claims.say,
        bulk=True,
        may_wait=True,
    ),
    command(talk.RemoveMessage, often="60 in 60s", allow=talking.may_remove, run=acts.remove),
    command(moderation.BanMember, often="30 in 60s", allow=talking.may_keep_it_kind, run=acts.ban),
    command(moderation.UnbanMember, often="30 in 60s", allow=talking.may_keep_it_kind, run=acts.unban),
    command(PlaceClaim, often="10 in 10s", allow=selling.may_take_part, run=claims.place, bulk=True),
    command(ReleaseClaim, often="20 in 10s", allow=selling.may_take_part, run=claims.release, bulk=True),
    command(ConfirmClaim, often="100 in 10s", allow=selling.may_take_part, run=claims.confirm, bulk=True),
    command(OpenGiveaway, often="20 in 60s", allow=selling.may_sell, run=giveaways.open_giveaway),
    command(EnterGiveaway, often="10 in 10s", allow=selling.may_take_part, run=giveaways.enter, bulk=True),
    command(CancelGiveaway, often="20 in 60s", allow=selling.may_sell, run=giveaways.cancel),
    command(RedrawGiveaway, often="60 in 60s", allow=selling.may_sell, run=giveaways.redraw),
    command(PlaceBid, often="10 in 10s", allow=selling.may_take_part, run=bidding.place, bulk=True),
    command(BuyNow, often="10 in 10s", allow=selling.may_take_part, run=bidding.buy_now, bulk=True),
    command(AcceptOffer, often="10 in 10s", allow=selling.may_take_part, run=closing.accept, bulk=True),
    command(DeclineOffer, often="10 in 10s", allow=selling.may_take_part, run=closing.decline, bulk=True),
    command(AddAuction, often="600 in 600s", allow=selling.may_sell, run=bidding.add),
    command(OpenAuction, often="60 in 60s", allow=selling.may_sell, run=bidding.open_lot),
    command(PauseAuction, often="60 in 60s", allow=selling.may_sell, run=bidding.pause),
    command(ResumeAuction, often="60 in 60s", allow=selling.may_sell, run=bidding.resume),
    command(VoidAuction, often="60 in 60s", allow=selling.may_sell, run=bidding.void),
    command(ClaimFor, often="60 in 60s", allow=selling.may_sell, run=by_hand.claim_for),
    command(LinkFor, often="20 in 60s", allow=selling.may_sell, run=by_hand.link_for),
    command(TakeOver, often="10 in 60s", allow=selling.may_take_part, run=by_hand.take_over),
    command(OverrideClaim, often="20 in 60s", allow=selling.may_host, run=claims.override),
    command(EditRoom, often="20 in 60s", allow=selling.may_host, run=room.edit),
    command(FollowRoom, often="20 in 60s", allow=selling.may_take_part, run=lists.follow, bulk=True),
    command(UnfollowRoom, often="20 in 60s", allow=selling.may_take_part, run=lists.unfollow, bulk=True),
    command(CloseRehearsal, often="10 in 60s", allow=selling.may_host, run=rehearsals.close),
    command(SetLink, often="10 in 60s", allow=selling.may_host, run=invitations.set_link),
    command(EnterRoom, often="10 in 60s", allow=selling.may_knock, run=invitations.enter),
    command(SetRole, often="30 in 60s", allow=selling.may_host, run=members.set_role),
    command(AcceptRole, often="10 in 60s", allow=selling.may_knock, run=members.accept_role),
    command(DeclineRole, often="10 in 60s", allow=selling.may_knock, run=members.decline_role),
    command(CreateParty, often="20 in 60s", allow=selling.may_host, run=parties.create),
    command(EditParty, often="60 in 60s", allow=selling.may_host, run=parties.edit),
    command(ScheduleParty, often="20 in 60s", allow=selling.may_host, run=parties.schedule),
    command(StartParty, often="20 in 60s", allow=selling.may_host, run=parties.start),
    command(PauseParty, often="20 in 60s", allow=selling.may_host, run=parties.pause),
    command(ResumeParty, often="20 in 60s", allow=selling.may_host, run=parties.resume),
    command(RestartParty, often="20 in 60s", allow=selling.may_host, run=parties.restart),
    command(ContinueParty, often="20 in 60s", allow=selling.may_host, run=outages.carry_on),
    command(EndParty, often="20 in 60s", allow=selling.may_host, run=parties.end),
    command(CancelParty, often="20 in 60s", allow=selling.may_host, run=parties.cancel),
    command(GiveRsvp, often="20 in 60s", allow=selling.may_take_part, run=lists.rsvp, bulk=True),
    command(RepeatParty, often="20 in 60s", allow=selling.may_host, run=series.repeat),
    command(SetLineup, often="60 in 60s", allow=selling.may_host, run=lineup.set_lineup),
    command(HandOnStage, often="60 in 60s", allow=selling.may_sell, run=lineup.hand_on),
    command(FeatureItem, often="120 in 60s", allow=selling.may_sell, run=parties.feature),
    command(AddItem, often="600 in 600s", allow=selling.may_sell, run=items.add),
    command(EditItem, often="120 in 60s", allow=selling.may_sell, run=items.edit),
    command(SetPrice, often="120 in 60s", allow=selling.may_sell, run=items.set_price),
    command(SetStock, often="120 in 60s", allow=selling.may_sell, run=items.set_stock),
    command(WithdrawItem, often="60 in 60s", allow=selling.may_sell, run=items.withdraw),
    command(MoveItem, often="300 in 60s", allow=selling.may_sell, run=ordering.move),
    command(PinItem, often="60 in 60s", allow=selling.may_sell, run=ordering.pin),
    command(NoteItem, often="120 in 60s", allow=selling.may_sell, run=ordering.note),
    command(CloneItem, often="120 in 60s", allow=selling.may_sell, run=copying.clone),
    command(CarryItems, often="10 in 60s", allow=selling.may_sell, run=copying.carry),
    command(ImportItems, often="10 in 60s", allow=selling.may_sell, run=items.add_sheet),
    command(AskItem, often="10 in 60s", allow=selling.may_take_part, run=requests.ask, bulk=True),
    command(AnnounceFlash, often="30 in 60s", allow=selling.may_sell, run=flash_sales.announce),
    command(EndFlash, often="30 in 60s", allow=selling.may_sell, run=flash_sales.end),
    command(ConfirmOrder, often="30 in 60s", allow=selling.whose_it_is, run=billing.confirm),
    command(DeliverOrder, often="30 in 60s", allow=selling.whose_it_is, run=billing.deliver),
    command(RedeemCode, often="10 in 60s", allow=selling.whose_it_is, run=billing.redeem),
    command(MarkPaid, often="100 in 10s", allow=selling.whose_it_is, run=settlement.mark_paid),
    command(ShipOrder, often="100 in 10s", allow=selling.whose_it_is, run=fulfilment.ship),
    command(FinishOrder, often="30 in 60s", allow=selling.whose_it_is, run=fulfilment.finish),
    command(CancelOrder, often="100 in 60s", allow=selling.whose_it_is, run=cancelling.cancel),
    command(NoteRefund, often="100 in 60s", allow=selling.whose_it_is, run=fulfilment.refund),
    command(SetTerms, often="30 in 60s", allow=selling.may_sell, run=terms.set_terms),
    command(SetDiscount, often="60 in 60s", allow=selling.may_sell, run=terms.set_discount),
    command(DropDiscount, often="60 in 60s", allow=selling.may_sell, run=terms.drop_discount),
    command(SetLimits, often="20 in 60s", allow=selling.may_take_part, run=spending.set_limits),
    command(LetBuyer, often="60 in 60s", allow=selling.may_sell, run=sanctions.let),
    command(AppealStep, often="5 in 600s", allow=selling.may_take_part, run=sanctions.appeal),
    command(LiftStep, often="60 in 60s", allow=selling.may_host, run=sanctions.lift),
)
