"""A seller's terms: what sending costs, tax, time to pay, discount codes. They stand still while somebody owes her.

Nothing of it is written in a ledger: buyers read the terms over HTTPS, a code is for whom she tells it.
"""

from livesell.ledger.turn import QUIET, Recorded, Refused, Turn
from livesell.wire.codes import Code
from rooms.frames.terms import (
    DropDiscount,
    PieceRate,
    SetDiscount,
    SetTerms,
    ShippingRate,
    ShippingRule,
    WeightRate,
)
from rooms.models.orders import Order
from rooms.models.parties import Party
from rooms.models.terms import Discount, Terms
from rooms.parties import parties
from rooms.rules import totals
from rooms.rules.orders import PAY_HOURS
from rooms.rules.parties import ON_AIR, OVER

MAX_DISCOUNTS = 200
NOTHING = ShippingRule(everywhere=PieceRate(first=0))


def set_terms(turn: Turn, frame: SetTerms) -> Recorded:
    """The actor's own terms, for the room or for one party to come."""
    party = parties.of_room(turn, frame.party_id) if frame.party_id else None
    if party and party.state in OVER:
        raise Refused(Code.OVER)
    seller_id = turn.actor.user_id
    owed = Order.objects.filter(party__room_id=turn.room_id, seller_id=seller_id, state="open")
    on_air = Party.objects.filter(room_id=turn.room_id, state__in=ON_AIR, items__seller_id=seller_id)
    if owed.exists() or on_air.exists():
        raise Refused(Code.WRONG_STATE)
    values = frame.model_dump(exclude={"type", "party_id"})
    Terms.objects.update_or_create(room_id=turn.room_id, seller_id=seller_id, party=party, defaults=values)
    return QUIET


def set_discount(turn: Turn, frame: SetDiscount) -> Recorded:
    """A new code of the actor's, or another meaning for hers. Orders that are confirmed keep what they were given."""
    own = Discount.objects.filter(room_id=turn.room_id, seller_id=turn.actor.user_id)
    code = frame.code
    if own.count() >= MAX_DISCOUNTS and not own.filter(code=code).exists():
        raise Refused(Code.LIMIT)
    own.update_or_create(
        code=code,
        defaults=frame.model_dump(exclude={"type", "code"}),
        create_defaults=frame.model_dump(exclude={"type", "code"})
        | {"code": code, "room_id": turn.room_id, "seller_id": turn.actor.user_id},
    )
    return QUIET


def drop_discount(turn: Turn, frame: DropDiscount) -> Recorded:
    """Nobody may use the code from now on; who has it keeps it."""
    own = Discount.objects.filter(room_id=turn.room_id, seller_id=turn.actor.user_id, code=frame.code)
    if not own.update(expires_at=turn.now):
        raise Refused(Code.NOT_FOUND)
    return QUIET


def of_seller(room_id: str, seller_id: str, party_id: str) -> Terms:
    """The terms that hold for a seller at a party: the party's, else hers in the room, else nothing for anything."""
    found = Terms.objects.filter(room_id=room_id, seller_id=seller_id)
    plain = Terms(room_id=room_id, seller_id=seller_id, shipping=NOTHING.model_dump(), pay_hours=PAY_HOURS)
    return found.filter(party_id=party_id).first() or found.filter(party=None).first() or plain


def shipping_of(terms: Terms) -> totals.Shipping:
    """The shipping rule as the rules know it."""
    rule = ShippingRule.model_validate(terms.shipping)
    regions = tuple((frozenset(one.countries), _rate(one.rate)) for one in rule.regions)
    return totals.Shipping(_rate(rule.everywhere), regions, rule.free_from)


def _rate(rate: ShippingRate) -> totals.Rate:
    if isinstance(rate, WeightRate):
        return totals.Weights(tuple((band.up_to, band.price) for band in rate.bands), rate.above)
    return totals.Pieces(rate.first, rate.further)
