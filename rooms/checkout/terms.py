"""A seller's terms: what sending costs, tax, time to pay, discount codes. They stand still while somebody owes her.

Nothing of it is written in a ledger: buyers read the terms over HTTPS, a code is for whom she tells it.
"""

from collections.abc import Iterator

from livesell.ledger.turn import QUIET, Recorded, Refused, Turn
from livesell.wire.codes import Code
from livesell.wire.ids import new_id
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
from rooms.orders import amounts
from rooms.parties import parties
from rooms.rules import totals
from rooms.rules.orders import PAY_HOURS
from rooms.rules.parties import ON_AIR, OVER

MAX_DISCOUNTS = 200
USUAL = "EUR"
"""The currency of terms in a room that has no party yet, where nobody says another."""
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
    currency = _currency_of(turn, frame.currency, party)
    amounts.check(currency, frame.shipping.free_from, *_prices(frame.shipping))
    values = frame.model_dump(exclude={"type", "party_id"}) | {"currency": currency}
    Terms.objects.update_or_create(room_id=turn.room_id, seller_id=seller_id, party=party, defaults=values)
    return QUIET


def set_discount(turn: Turn, frame: SetDiscount) -> Recorded:
    """A new code of the actor's, or another meaning for hers. Orders that are confirmed keep what they were given."""
    own = Discount.objects.filter(room_id=turn.room_id, seller_id=turn.actor.user_id)
    code = frame.code
    currency = _currency_of(turn, frame.currency, None)
    amounts.check(currency, frame.amount, frame.goods_from)
    if own.count() >= MAX_DISCOUNTS and not own.filter(code=code).exists():
        raise Refused(Code.LIMIT)
    values = frame.model_dump(exclude={"type", "code"}) | {"currency": currency}
    whose = {"code": code, "room_id": turn.room_id, "seller_id": turn.actor.user_id}
    own.update_or_create(code=code, defaults=values, create_defaults=values | whose)
    return QUIET


def drop_discount(turn: Turn, frame: DropDiscount) -> Recorded:
    """Nobody may use the code from now on; who has it keeps it."""
    own = Discount.objects.filter(room_id=turn.room_id, seller_id=turn.actor.user_id, code=frame.code)
    if not own.update(expires_at=turn.now):
        raise Refused(Code.NOT_FOUND)
    return QUIET


def of_seller(party: Party, seller_id: str) -> Terms:
    """The terms that hold for a seller at a party: the party's, else hers in the room, else nothing for anything.

    Of terms in another currency all holds but the money: a rule of the room is not read as if it were in the party's.
    """
    found = Terms.objects.filter(room_id=party.room_id, seller_id=seller_id)
    plain = Terms(room_id=party.room_id, seller_id=seller_id, currency=party.currency, pay_hours=PAY_HOURS)
    own = found.filter(party=party).first() or found.filter(party=None).first() or plain
    if not own.shipping or own.currency != party.currency:
        own.currency, own.shipping = party.currency, NOTHING.model_dump()
    return own


def copy(real_id: str, room_id: str, parties: dict[str, Party]) -> None:
    """The terms and codes of all sellers of a room are those of another, too; of parties those that are given."""
    for own in Terms.objects.filter(room_id=real_id):
        if own.party_id is None or own.party_id in parties:
            own.party = parties[own.party_id] if own.party_id else None
            own.pk, own.room_id = new_id(), room_id
            own.save(force_insert=True)
    for code in Discount.objects.filter(room_id=real_id):
        code.pk, code.room_id = new_id(), room_id
        code.save(force_insert=True)


def _currency_of(turn: Turn, said: str | None, party: Party | None) -> str:
    """The currency of money in terms or a code. Those of a party are in the party's."""
    if party is not None:
        if said not in (None, party.currency):
            raise Refused(Code.BAD_FRAME, f"this party is in {party.currency}")
        return party.currency
    latest = Party.objects.filter(room_id=turn.room_id).exclude(state="cancelled").order_by("-pk").first()
    return said or (latest.currency if latest else USUAL)


def _prices(rule: ShippingRule) -> Iterator[int]:
    for rate in (rule.everywhere, *(region.rate for region in rule.regions)):
        if isinstance(rate, WeightRate):
            yield from (rate.above, *(band.price for band in rate.bands))
        else:
            yield from (rate.first, rate.further)


def shipping_of(terms: Terms) -> totals.Shipping:
    """The shipping rule as the rules know it."""
    rule = ShippingRule.model_validate(terms.shipping)
    regions = tuple((frozenset(one.countries), _rate(one.rate)) for one in rule.regions)
    return totals.Shipping(_rate(rule.everywhere), regions, rule.free_from)


def _rate(rate: ShippingRate) -> totals.Rate:
    if isinstance(rate, WeightRate):
        return totals.Weights(tuple((band.up_to, band.price) for band in rate.bands), rate.above)
    return totals.Pieces(rate.first, rate.further)
