"""What stands against a buyer's claim or bid: orders she left unpaid here, and the limits she set for herself.

Below claims and auctions, which both ask `allow`, after everything else and before they change anything.
"""

import json
from dataclasses import asdict
from typing import Any

from livesell.ledger import rows
from livesell.ledger.turn import QUIET, Recorded, Refused, Turn
from livesell.wire.codes import Code
from rooms.frames.orders import SetLimits
from rooms.models.buyers import OwnLimits
from rooms.rules import limits as rules
from rooms.rules.sanctions import may_claim

BOUGHT = (
    "SELECT COALESCE(SUM(CASE WHEN l.at >= %s THEN l.price * l.quantity ELSE 0 END), 0) AS day,"
    " COALESCE(SUM(l.price * l.quantity), 0) AS week FROM rooms_orderline l JOIN rooms_order o ON o.id = l.order_id"
    " JOIN rooms_party p ON p.id = o.party_id WHERE o.buyer_id = %s AND p.room_id = %s AND p.currency = %s"
    " AND l.at >= %s AND NOT l.struck AND o.state <> 'cancelled'"
)
ASKED = (
    "SELECT COALESCE(SUM(c.price * c.quantity), 0) AS asked FROM rooms_claim c JOIN rooms_variant v"
    " ON v.id = c.variant_id JOIN rooms_item i ON i.id = v.item_id JOIN rooms_party p ON p.id = i.party_id"
    " WHERE c.buyer_id = %s AND p.room_id = %s AND p.currency = %s AND c.state IN ('held', 'waitlisted')"
)

LEADS = (
    "SELECT COALESCE(SUM(a.ceiling), 0) AS leads FROM rooms_auction a JOIN rooms_variant v ON v.id = a.variant_id"
    " JOIN rooms_item i ON i.id = v.item_id JOIN rooms_party p ON p.id = i.party_id"
    " WHERE a.leader_id = %s AND p.room_id = %s AND p.currency = %s AND a.state IN ('pending', 'open', 'paused')"
)


def allow(turn: Turn, *, seller_id: str, amount: int, currency: str) -> None:
    """Refuse the actor's claim or bid, `amount` in all, if her unpaid orders or her own limits stand against it.

    `amount` is from then on counted as spent. May be bulk.
    """
    turn.use(Buyers).allow(turn.actor.user_id, seller_id, amount, currency)


def set_limits(turn: Turn, frame: SetLimits) -> Recorded:
    """Her own limits. Nobody is told of them."""
    wanted = rules.Limits(frame.currency, frame.day, frame.week, frame.minutes)
    own = OwnLimits.objects.filter(room_id=turn.room_id, user_id=turn.actor.user_id).first()
    kept = rules.change(_kept(own.kept) if own else None, wanted, turn.now)
    OwnLimits.objects.update_or_create(
        room_id=turn.room_id, user_id=turn.actor.user_id, defaults={"kept": asdict(kept)}
    )
    return QUIET


class Buyers:
    """The lapses and limits of everybody in the batch, in three queries; what was spent only for who has a limit."""

    def __init__(self, turn: Turn) -> None:
        self._turn = turn
        these, listed = rows.any_of(turn.actors)
        here = [turn.room_id, listed]
        lapses = rows.select(
            f"SELECT buyer_id, at FROM rooms_lapse WHERE room_id = %s AND NOT lifted AND buyer_id {these}",
            here,
        )
        self._lapsed: dict[str, list[int]] = {}
        for row in lapses:
            self._lapsed.setdefault(row["buyer_id"], []).append(row["at"])
        self._let: set[tuple[str, str]] | None = None
        found = rows.select(
            f"SELECT id, user_id, kept, began_at FROM rooms_ownlimits WHERE room_id = %s AND user_id {these}",
            here,
        )
        self._limits = {row["user_id"]: row for row in found}
        self._spent: dict[str, rules.Spent] = {}
        self._began: dict[str, int] = {}

    def allow(self, user_id: str, seller_id: str, amount: int, currency: str) -> None:
        """See `buyers.allow`."""
        lapsed = self._lapsed.get(user_id)
        if lapsed and not may_claim(lapsed, self._turn.now, exempt=self._is_exempt(seller_id, user_id)):
            raise Refused(Code.UNPAID)
        if user_id in self._limits:
            self._within(user_id, amount, currency)

    def save(self) -> None:
        """Write back whose day began."""
        rows.update("rooms_ownlimits", ("id", "began_at"), list(self._began.items()))

    def _within(self, user_id: str, amount: int, currency: str) -> None:
        row, now = self._limits[user_id], self._turn.now
        limits = rules.in_force(_kept(row["kept"]), now)
        spent = self._spent.get(user_id) or self._load(user_id, limits.currency)
        if not rules.allows(limits, spent, amount=amount, currency=currency, now=now):
            raise Refused(Code.OWN_LIMIT)
        more = amount if currency == limits.currency else 0
        began = spent.began_at
        if began is None or now >= began + rules.DAY:
            began = self._began[row["id"]] = now
        self._spent[user_id] = rules.Spent(spent.day + more, spent.week + more, began)

    def _load(self, user_id: str, currency: str) -> rules.Spent:
        now, room_id = self._turn.now, self._turn.room_id
        (bought,) = rows.select(BOUGHT, [now - rules.DAY, user_id, room_id, currency, now - rules.WEEK])
        (asked,) = rows.select(ASKED, [user_id, room_id, currency])
        (leads,) = rows.select(LEADS, [user_id, room_id, currency])
        more = int(asked["asked"]) + int(leads["leads"])
        return rules.Spent(
            int(bought["day"]) + more, int(bought["week"]) + more, self._limits[user_id]["began_at"]
        )

    def _is_exempt(self, seller_id: str, user_id: str) -> bool:
        if self._let is None:
            found = rows.select(
                "SELECT seller_id, buyer_id FROM rooms_let WHERE room_id = %s", [self._turn.room_id]
            )
            self._let = {(row["seller_id"], row["buyer_id"]) for row in found}
        return (seller_id, user_id) in self._let


def kept_of(room_id: str, user_id: str) -> rules.Kept | None:
    """The limits that somebody set for herself in a room."""
    own = OwnLimits.objects.filter(room_id=room_id, user_id=user_id).first()
    return _kept(own.kept) if own else None


def _kept(stored: Any) -> rules.Kept:
    kept = json.loads(stored) if isinstance(stored, str) else stored
    wanted = kept["wanted"]
    return rules.Kept(
        rules.Limits(**kept["now"]), rules.Limits(**wanted) if wanted else None, kept["wanted_from"]
    )
