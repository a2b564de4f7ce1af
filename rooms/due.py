"""What the clock has to do: holds that ran out, flash sales, draws, lots whose time is over, orders to close and wake.

Killing the server loses no deadline; it finds them here again.
"""

from collections.abc import Callable
from typing import NamedTuple

from livesell.ledger import rows
from livesell.ledger.turn import Deed
from livesell.wire.envelope import Command
from rooms import hammer, outages, rehearsals, series
from rooms.bills import CloseOrder, close_by_clock
from rooms.claims import ExpireClaim, expire
from rooms.flashes import FlashDue, step
from rooms.frames import CloseRehearsal, ContinueParty
from rooms.giveaways import CloseGiveaway, close
from rooms.hammer import CloseAuction, LapseOffer
from rooms.lapses import WakeOrder, wake
from rooms.outages import InterruptParty
from rooms.permissions import may_keep_time
from rooms.rules.orders import CLOSE_AFTER
from rooms.series import AnnounceNext

MOST = 500
EXPIRE = Deed(may_keep_time, expire, bulk=True)
FLASH = Deed(may_keep_time, step)
CLOSE = Deed(may_keep_time, close)
HAMMER = Deed(may_keep_time, hammer.close, bulk=True)
LAPSE = Deed(may_keep_time, hammer.lapse, bulk=True)
LOOK_MS = 1_000
"""How far ahead lots are looked for, since their hammer falls to the moment."""
LOTS = (
    "SELECT a.id, a.ends_at + a.grace_ms AS falls_at, p.room_id FROM rooms_auction a"
    " JOIN rooms_variant v ON v.id = a.variant_id JOIN rooms_item i ON i.id = v.item_id"
    " JOIN rooms_party p ON p.id = i.party_id WHERE "
)
LOTS_DUE: tuple[tuple[str, type[CloseAuction | LapseOffer], Deed, str, int], ...] = (
    (
        "hammer",
        CloseAuction,
        HAMMER,
        "a.state = 'open' AND a.ends_at + a.grace_ms <= %s ORDER BY a.ends_at",
        LOOK_MS,
    ),
    (
        "lapse",
        LapseOffer,
        LAPSE,
        "a.state = 'offered' AND a.offered_until <= %s ORDER BY a.offered_until",
        0,
    ),
)
"""Word, command, deed, which lots, and up to when from now."""
CLOSE_ORDER = Deed(may_keep_time, close_by_clock)
WAKE = Deed(may_keep_time, wake)


class Due(NamedTuple):
    """A command of the clock's. Its id is made of what is due and the second: any number of processes may send it,
    and one that was refused, since a clock had been set back, is sent again. `at`: what is due within the second and
    must not wait for the next look says when; 0 is at once."""

    room_id: str
    command_id: str
    frame: Command
    deed: Deed
    at: int = 0


def find(now: int) -> list[Due]:
    """What is due at `now`, of every kind, longest ago first within a kind."""
    return [due for finder in FINDERS for due in finder(now)]


def gaps(now: int) -> list[Due]:
    """Live parties that the server was away from: told before anything else is done that is due."""
    return [
        Due(
            room,
            f"interrupt-{party}-{now // 1000}",
            InterruptParty(party_id=party, cause="server"),
            outages.INTERRUPT,
        )
        for room, party in outages.missed(now)
    ]


def _interruptions(now: int) -> list[Due]:
    found = rows.select(
        "SELECT id, room_id FROM rooms_party WHERE state = 'live' AND continues_at <= %s LIMIT %s",
        [now, MOST],
    )
    return [
        Due(
            row["room_id"],
            f"continue-{row['id']}-{now // 1000}",
            ContinueParty(party_id=row["id"]),
            outages.CONTINUE,
        )
        for row in found
    ]


def _series(now: int) -> list[Due]:
    return [
        Due(room, f"announce-{one}-{now // 1000}", AnnounceNext(series_id=one), series.ANNOUNCE_NEXT)
        for room, one in series.waiting()
    ]


def _rehearsals(now: int) -> list[Due]:
    return [
        Due(room, f"close-{room}-{now // 1000}", CloseRehearsal(), rehearsals.CLOSE)
        for room in rehearsals.over(now)
    ]


def _strangers(now: int) -> list[Due]:
    return [
        Due(
            room,
            f"dismiss-{who}-{now // 1000}",
            rehearsals.DismissMember(user_id=who),
            rehearsals.DISMISS,
        )
        for room, who in rehearsals.strangers(now)
    ]


def _holds(now: int) -> list[Due]:
    found = rows.select(
        "SELECT c.id, c.held_until, p.room_id FROM rooms_claim c JOIN rooms_variant v ON v.id = c.variant_id"
        " JOIN rooms_item i ON i.id = v.item_id JOIN rooms_party p ON p.id = i.party_id"
        " WHERE c.state = 'held' AND c.held_until <= %s ORDER BY c.held_until LIMIT %s",
        [now, MOST],
    )
    return [
        Due(row["room_id"], f"expire-{row['id']}-{now // 1000}", ExpireClaim(claim_id=row["id"]), EXPIRE)
        for row in found
    ]


def _flashes(now: int) -> list[Due]:
    found = rows.select(
        "SELECT i.id, p.room_id FROM rooms_item i JOIN rooms_party p ON p.id = i.party_id"
        " WHERE i.flash_percent IS NOT NULL AND i.flash_starts_at <= %s AND (NOT i.flash_on OR i.flash_ends_at <= %s)"
        " ORDER BY i.flash_starts_at LIMIT %s",
        [now, now, MOST],
    )
    return [
        Due(row["room_id"], f"flash-{row['id']}-{now // 1000}", FlashDue(item_id=row["id"]), FLASH)
        for row in found
    ]


def _draws(now: int) -> list[Due]:
    found = rows.select(
        "SELECT g.id, p.room_id FROM rooms_giveaway g JOIN rooms_party p ON p.id = g.party_id"
        " WHERE g.state = 'open' AND g.closes_at <= %s ORDER BY g.closes_at LIMIT %s",
        [now, MOST],
    )
    return [
        Due(row["room_id"], f"close-{row['id']}-{now // 1000}", CloseGiveaway(giveaway_id=row["id"]), CLOSE)
        for row in found
    ]


def _lots(now: int) -> list[Due]:
    return [
        Due(
            row["room_id"],
            f"{word}-{row['id']}-{now // 1000}",
            frame(auction_id=row["id"]),
            deed,
            row["falls_at"] if from_now else 0,
        )
        for word, frame, deed, where, from_now in LOTS_DUE
        for row in rows.select(f"{LOTS}{where} LIMIT %s", [now + from_now, MOST])
    ]


def _orders_to_close(now: int) -> list[Due]:
    found = rows.select(
        "SELECT o.id, p.room_id FROM rooms_order o JOIN rooms_party p ON p.id = o.party_id"
        " WHERE o.state = 'open' AND p.state = 'ended' AND p.ended_at <= %s ORDER BY p.ended_at, o.id LIMIT %s",
        [now - CLOSE_AFTER, MOST],
    )
    return [
        Due(
            row["room_id"],
            f"close-order-{row['id']}-{now // 1000}",
            CloseOrder(order_id=row["id"]),
            CLOSE_ORDER,
        )
        for row in found
    ]


def _orders_to_wake(now: int) -> list[Due]:
    found = rows.select(
        "SELECT o.id, p.room_id FROM rooms_order o JOIN rooms_party p ON p.id = o.party_id"
        " WHERE o.wake_at <= %s ORDER BY o.wake_at LIMIT %s",
        [now, MOST],
    )
    return [
        Due(row["room_id"], f"wake-{row['id']}-{now // 1000}", WakeOrder(order_id=row["id"]), WAKE)
        for row in found
    ]


FINDERS: tuple[Callable[[int], list[Due]], ...] = (
    _interruptions,
    _series,
    _rehearsals,
    _strangers,
    _holds,
    _flashes,
    _draws,
    _lots,
    _orders_to_close,
    _orders_to_wake,
)
