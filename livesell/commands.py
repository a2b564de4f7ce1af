"""Every frame a client may send: the frame, how often, who may, what runs. The `urls.py` of the socket."""

from collections.abc import Callable
from typing import Any

from chat import frames as talk, messages, moderation, permissions as talking
from livesell import spoken
from livesell.access.buckets import rate
from livesell.gateway.dispatch import Row
from livesell.ledger.turn import Deed, Recorded, Turn
from livesell.wire.envelope import Command
from rooms import (
    asks,
    auctions,
    bills,
    buyers,
    claims,
    copies,
    flashes,
    frames as sell,
    giveaways,
    hammer,
    items,
    lapses,
    links,
    members,
    outages,
    parcels,
    parties,
    permissions as selling,
    queue,
    rehearsals,
    rolls,
    rooms,
    series,
    settling,
    stage,
    standins,
    steps,
    terms,
)

Allow = Callable[[Turn, Any], None]
Run = Callable[[Turn, Any], Recorded]


def command(
    frame: type[Command], *, often: str, allow: Allow, run: Run, bulk: bool = False, may_wait: bool = False
) -> Row:
    """One row. `bulk`: keeps to units of the turn, so that many share one statement a table. `may_wait`: see `Row`."""
    return Row(frame, rate(often), Deed(allow, run, bulk), may_wait)


COMMANDS: tuple[Row, ...] = (
    command(
        talk.PostMessage, often="5 in 10s", allow=talking.may_post, run=spoken.say, bulk=True, may_wait=True
    ),
    command(talk.RemoveMessage, often="60 in 60s", allow=talking.may_remove, run=messages.remove),
    command(talk.BanMember, often="30 in 60s", allow=talking.may_keep_it_kind, run=moderation.ban),
    command(talk.UnbanMember, often="30 in 60s", allow=talking.may_keep_it_kind, run=moderation.unban),
    command(sell.PlaceClaim, often="10 in 10s", allow=selling.may_take_part, run=claims.place, bulk=True),
    command(sell.ReleaseClaim, often="20 in 10s", allow=selling.may_take_part, run=claims.release, bulk=True),
    command(
        sell.ConfirmClaim, often="100 in 10s", allow=selling.may_take_part, run=claims.confirm, bulk=True
    ),
    command(sell.OpenGiveaway, often="20 in 60s", allow=selling.may_sell, run=giveaways.open_giveaway),
    command(
        sell.EnterGiveaway, often="10 in 10s", allow=selling.may_take_part, run=giveaways.enter, bulk=True
    ),
    command(sell.CancelGiveaway, often="20 in 60s", allow=selling.may_sell, run=giveaways.cancel),
    command(sell.RedrawGiveaway, often="60 in 60s", allow=selling.may_sell, run=giveaways.redraw),
    command(sell.PlaceBid, often="10 in 10s", allow=selling.may_take_part, run=auctions.place, bulk=True),
    command(sell.BuyNow, often="10 in 10s", allow=selling.may_take_part, run=auctions.buy_now, bulk=True),
    command(sell.AcceptOffer, often="10 in 10s", allow=selling.may_take_part, run=hammer.accept, bulk=True),
    command(sell.DeclineOffer, often="10 in 10s", allow=selling.may_take_part, run=hammer.decline, bulk=True),
    command(sell.AddAuction, often="600 in 600s", allow=selling.may_sell, run=auctions.add),
    command(sell.OpenAuction, often="60 in 60s", allow=selling.may_sell, run=auctions.open_lot),
    command(sell.PauseAuction, often="60 in 60s", allow=selling.may_sell, run=auctions.pause),
    command(sell.ResumeAuction, often="60 in 60s", allow=selling.may_sell, run=auctions.resume),
    command(sell.VoidAuction, often="60 in 60s", allow=selling.may_sell, run=auctions.void),
    command(sell.ClaimFor, often="60 in 60s", allow=selling.may_sell, run=standins.claim_for),
    command(sell.LinkFor, often="20 in 60s", allow=selling.may_sell, run=standins.link_for),
    command(sell.TakeOver, often="10 in 60s", allow=selling.may_take_part, run=standins.take_over),
    command(sell.OverrideClaim, often="20 in 60s", allow=selling.may_host, run=claims.override),
    command(sell.EditRoom, often="20 in 60s", allow=selling.may_host, run=rooms.edit),
    command(sell.FollowRoom, often="20 in 60s", allow=selling.may_take_part, run=rolls.follow, bulk=True),
    command(sell.UnfollowRoom, often="20 in 60s", allow=selling.may_take_part, run=rolls.unfollow, bulk=True),
    command(sell.CloseRehearsal, often="10 in 60s", allow=selling.may_host, run=rehearsals.close),
    command(sell.SetLink, often="10 in 60s", allow=selling.may_host, run=links.set_link),
    command(sell.EnterRoom, often="10 in 60s", allow=selling.may_knock, run=links.enter),
    command(sell.SetRole, often="30 in 60s", allow=selling.may_host, run=members.set_role),
    command(sell.AcceptRole, often="10 in 60s", allow=selling.may_knock, run=members.accept_role),
    command(sell.DeclineRole, often="10 in 60s", allow=selling.may_knock, run=members.decline_role),
    command(sell.CreateParty, often="20 in 60s", allow=selling.may_host, run=parties.create),
    command(sell.EditParty, often="60 in 60s", allow=selling.may_host, run=parties.edit),
    command(sell.ScheduleParty, often="20 in 60s", allow=selling.may_host, run=parties.schedule),
    command(sell.StartParty, often="20 in 60s", allow=selling.may_host, run=parties.start),
    command(sell.PauseParty, often="20 in 60s", allow=selling.may_host, run=parties.pause),
    command(sell.ResumeParty, often="20 in 60s", allow=selling.may_host, run=parties.resume),
    command(sell.RestartParty, often="20 in 60s", allow=selling.may_host, run=parties.restart),
    command(sell.ContinueParty, often="20 in 60s", allow=selling.may_host, run=outages.carry_on),
    command(sell.EndParty, often="20 in 60s", allow=selling.may_host, run=parties.end),
    command(sell.CancelParty, often="20 in 60s", allow=selling.may_host, run=parties.cancel),
    command(sell.GiveRsvp, often="20 in 60s", allow=selling.may_take_part, run=rolls.rsvp, bulk=True),
    command(sell.RepeatParty, often="20 in 60s", allow=selling.may_host, run=series.repeat),
    command(sell.SetLineup, often="60 in 60s", allow=selling.may_host, run=stage.set_lineup),
    command(sell.HandOnStage, often="60 in 60s", allow=selling.may_sell, run=stage.hand_on),
    command(sell.FeatureItem, often="120 in 60s", allow=selling.may_sell, run=parties.feature),
    command(sell.AddItem, often="600 in 600s", allow=selling.may_sell, run=items.add),
    command(sell.EditItem, often="120 in 60s", allow=selling.may_sell, run=items.edit),
    command(sell.SetPrice, often="120 in 60s", allow=selling.may_sell, run=items.set_price),
    command(sell.SetStock, often="120 in 60s", allow=selling.may_sell, run=items.set_stock),
    command(sell.WithdrawItem, often="60 in 60s", allow=selling.may_sell, run=items.withdraw),
    command(sell.MoveItem, often="300 in 60s", allow=selling.may_sell, run=queue.move),
    command(sell.PinItem, often="60 in 60s", allow=selling.may_sell, run=queue.pin),
    command(sell.NoteItem, often="120 in 60s", allow=selling.may_sell, run=queue.note),
    command(sell.CloneItem, often="120 in 60s", allow=selling.may_sell, run=copies.clone),
    command(sell.CarryItems, often="10 in 60s", allow=selling.may_sell, run=copies.carry),
    command(sell.ImportItems, often="10 in 60s", allow=selling.may_sell, run=items.add_sheet),
    command(sell.AskItem, often="10 in 60s", allow=selling.may_take_part, run=asks.ask, bulk=True),
    command(sell.AnnounceFlash, often="30 in 60s", allow=selling.may_sell, run=flashes.announce),
    command(sell.EndFlash, often="30 in 60s", allow=selling.may_sell, run=flashes.end),
    command(sell.ConfirmOrder, often="30 in 60s", allow=selling.whose_it_is, run=bills.confirm),
    command(sell.DeliverOrder, often="30 in 60s", allow=selling.whose_it_is, run=bills.deliver),
    command(sell.RedeemCode, often="10 in 60s", allow=selling.whose_it_is, run=bills.redeem),
    command(sell.MarkPaid, often="100 in 10s", allow=selling.whose_it_is, run=settling.mark_paid),
    command(sell.ShipOrder, often="100 in 10s", allow=selling.whose_it_is, run=parcels.ship),
    command(sell.FinishOrder, often="30 in 60s", allow=selling.whose_it_is, run=parcels.finish),
    command(sell.CancelOrder, often="100 in 60s", allow=selling.whose_it_is, run=lapses.cancel),
    command(sell.NoteRefund, often="100 in 60s", allow=selling.whose_it_is, run=parcels.refund),
    command(sell.SetTerms, often="30 in 60s", allow=selling.may_sell, run=terms.set_terms),
    command(sell.SetDiscount, often="60 in 60s", allow=selling.may_sell, run=terms.set_discount),
    command(sell.DropDiscount, often="60 in 60s", allow=selling.may_sell, run=terms.drop_discount),
    command(sell.SetLimits, often="20 in 60s", allow=selling.may_take_part, run=buyers.set_limits),
    command(sell.LetBuyer, often="60 in 60s", allow=selling.may_sell, run=steps.let),
    command(sell.AppealStep, often="5 in 600s", allow=selling.may_take_part, run=steps.appeal),
    command(sell.LiftStep, often="60 in 60s", allow=selling.may_host, run=steps.lift),
)
