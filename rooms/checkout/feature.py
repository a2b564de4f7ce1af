"""Orders from open to done: bills, payments, parcels; sellers' terms; what buyers may spend, and who is barred."""

from livesell.ledger.feature import Deadline, Feature, command
from livesell.ledger.sql import Sql
from livesell.ledger.turn import Handler
from rooms import permissions
from rooms.checkout import billing, cancelling, fulfilment, news, settlement, terms
from rooms.checkout.billing import CloseOrder
from rooms.checkout.cancelling import WakeOrder
from rooms.events.orders import BuyerAppealed, BuyerStepped, OrderChanged
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
from rooms.frames.terms import DropDiscount, SetDiscount, SetTerms
from rooms.models.buyers import Exemption, OwnLimits
from rooms.models.orders import Order, OrderLine, Payment, Refund
from rooms.models.terms import Discount, Terms
from rooms.orders import sanctions, spending
from rooms.rules.orders import CLOSE_AFTER

UNCONFIRMED = Sql(
    "SELECT p.room_id, o.id, p.ended_at AS due_at FROM rooms_order o JOIN rooms_party p ON p.id = o.party_id"
    f" WHERE o.state = 'open' AND p.state = 'ended' AND p.ended_at + {CLOSE_AFTER} <= %s"
)
TO_WAKE = Sql(
    "SELECT p.room_id, o.id, o.wake_at AS due_at FROM rooms_order o"
    " JOIN rooms_party p ON p.id = o.party_id WHERE o.wake_at <= %s"
)
CLOSE = Handler(permissions.may_keep_time, billing.close_by_clock)
WAKE = Handler(permissions.may_keep_time, cancelling.wake)


def _purge(room_id: str) -> None:
    orders = Order.objects.filter(party__room_id=room_id)
    for about_an_order in (Payment, Refund, OrderLine):
        about_an_order.objects.filter(order__in=orders).delete()
    orders.delete()
    for of_the_room in (Terms, Discount, Exemption, OwnLimits):
        of_the_room.objects.filter(room_id=room_id).delete()


ORDERS = Feature(
    commands=(
        command(ConfirmOrder, often="30 in 60s", allow=permissions.whose_it_is, run=billing.confirm),
        command(DeliverOrder, often="30 in 60s", allow=permissions.whose_it_is, run=billing.deliver),
        command(RedeemCode, often="10 in 60s", allow=permissions.whose_it_is, run=billing.redeem),
        command(MarkPaid, often="100 in 10s", allow=permissions.whose_it_is, run=settlement.mark_paid),
        command(ShipOrder, often="100 in 10s", allow=permissions.whose_it_is, run=fulfilment.ship),
        command(FinishOrder, often="30 in 60s", allow=permissions.whose_it_is, run=fulfilment.finish),
        command(CancelOrder, often="100 in 60s", allow=permissions.whose_it_is, run=cancelling.cancel),
        command(NoteRefund, often="100 in 60s", allow=permissions.whose_it_is, run=fulfilment.refund),
        command(SetTerms, often="30 in 60s", allow=permissions.may_sell, run=terms.set_terms),
        command(SetDiscount, often="60 in 60s", allow=permissions.may_sell, run=terms.set_discount),
        command(DropDiscount, often="60 in 60s", allow=permissions.may_sell, run=terms.drop_discount),
        command(SetLimits, often="20 in 60s", allow=permissions.may_take_part, run=spending.set_limits),
        command(LetBuyer, often="60 in 60s", allow=permissions.may_sell, run=sanctions.exempt),
        command(AppealStep, often="5 in 600s", allow=permissions.may_take_part, run=sanctions.appeal),
        command(LiftStep, often="60 in 60s", allow=permissions.may_host, run=sanctions.lift),
    ),
    clock=(
        Deadline("close-order", CloseOrder, "order_id", CLOSE, UNCONFIRMED),
        Deadline("wake", WakeOrder, "order_id", WAKE, TO_WAKE),
    ),
    show_events=(OrderChanged,),
    desk_events=(
        BuyerStepped,
        BuyerAppealed,
    ),
    alerts=news.ALERTS,
    purge=_purge,
)
