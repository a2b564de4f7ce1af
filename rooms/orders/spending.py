"""What stands against a buyer's claim or bid: orders she left unpaid here, and the limits she set for herself.

Below claims and auctions, which both ask `allow`, after everything else and before they change anything.
"""

import json
from dataclasses import asdict
from typing import Any

from livesell.ledger.turn import QUIET, Recorded, Refused, Turn
from livesell.wire.codes import Code
from rooms.frames.orders import SetLimits
from rooms.models.buyers import Exemption, OwnLimits
from rooms.orders import rows
from rooms.rules import limits as rules
from rooms.rules.sanctions import may_claim


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
        self._lapsed = rows.lapses(turn.room_id, turn.actors)
        self._exempt: set[tuple[str, str]] | None = None
        self._limits = rows.limits(turn.room_id, turn.actors)
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
        rows.begin_days(self._began)

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
        now = self._turn.now
        day, week = rows.spent(self._turn.room_id, user_id, currency, now - rules.DAY, now - rules.WEEK)
        return rules.Spent(day, week, self._limits[user_id]["began_at"])

    def _is_exempt(self, seller_id: str, user_id: str) -> bool:
        if self._exempt is None:
            found = Exemption.objects.filter(room_id=self._turn.room_id)
            self._exempt = set(found.values_list("seller_id", "buyer_id"))
        return (seller_id, user_id) in self._exempt


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
