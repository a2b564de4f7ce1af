"""What the clock has to do: holds that ran out, flash sales, draws, lots whose time is over, orders to close and wake.

Killing the server loses no deadline; it finds them here again.
"""

from collections.abc import Callable
from typing import NamedTuple

from livesell.ledger import rows
from livesell.ledger.turn import Handler
from livesell.wire.envelope import Command
from rooms.auctions import closing
from rooms.auctions.closing import CloseAuction, LapseOffer
from rooms.checkout.billing import CloseOrder, close_by_clock
from rooms.checkout.cancelling import WakeOrder, wake
from rooms.claims.claims import ExpireClaim, expire
from rooms.frames.parties import ContinueParty
from rooms.frames.rooms import CloseRehearsal
from rooms.giveaways.giveaways import CloseGiveaway, close
from rooms.items.flash_sales import FlashDue, step
from rooms.parties import outages, series
from rooms.parties.outages import InterruptParty
from rooms.parties.series import AnnounceNext
from rooms.permissions import may_keep_time
from rooms.rehearsals import rehearsals
from rooms.rules.orders import CLOSE_AFTER

MOST = 500
LOOK_MS = 1_000
"""How far ahead lots are looked for, since their hammer falls to the moment."""
EXPIRE = Handler(may_keep_time, expire, bulk=True)
FLASH = Handler(may_keep_time, step)
CLOSE = Handler(may_keep_time, close)
HAMMER = Handler(may_keep_time, closing.close, bulk=True)
LAPSE = Handler(may_keep_time, closing.lapse, bulk=True)
CLOSE_ORDER = Handler(may_keep_time, close_by_clock)
WAKE = Handler(may_keep_time, wake)
OF_ITEM = " JOIN rooms_item i ON i.id = v.item_id JOIN rooms_party p ON p.id = i.party_id"


class Due(NamedTuple):
    """A command of the clock's. Its id is made of what is due and the second: any number of processes may send it,
    and one that was refused, since a clock had been set back, is sent again. `at`: what is due within the second and
    must not wait for the next look says when; 0 is at once. `key`: the thing, by which it backs off if it fails."""

    room_id: str
    command_id: str
    frame: Command
    deed: Handler
    at: int
    key: str


class Kind(NamedTuple):
    """What the clock does to one kind of thing: the word its ids begin with, the command, the deed.

    `sql` finds what is due at a moment as (room_id, id, due_at); `ahead`: it is looked for so many ms early, and falls
    to the moment. What never failed comes before what did (`rooms.deferrals`), then the longest due: nobody starves,
    however long a look takes.
    """

    word: str
    frame: Callable[[str], Command]
    deed: Handler
    sql: str
    ahead: int = 0

    def find(self, now: int) -> list[Due]:
        found = rows.select(
            f"SELECT due.room_id, due.id, due.due_at FROM ({self.sql}) due LEFT JOIN rooms_deferral d"
            f" ON d.id = '{self.word}-' || due.room_id || '-' || due.id WHERE d.id IS NULL OR d.retry_at <= %s"
            " ORDER BY COALESCE(d.failures, 0), due.due_at, due.id LIMIT %s",
            [*[now + self.ahead] * self.sql.count("%s"), now, MOST],
        )
        return [self._due(row["room_id"], row["id"], row["due_at"], now) for row in found]

    def _due(self, room_id: str, thing: str, due_at: int, now: int) -> Due:
        return Due(
            room_id=room_id,
            command_id=f"{self.word}-{thing}-{now // 1000}",
            frame=self.frame(thing),
            deed=self.deed,
            at=due_at if self.ahead else 0,
            key=f"{self.word}-{room_id}-{thing}",
        )


INTERRUPT = Kind(
    "interrupt",
    lambda party: InterruptParty(party_id=party, cause="server"),
    outages.INTERRUPT,
    outages.MISSED,
)
KINDS = (
    Kind("announce", lambda one: AnnounceNext(series_id=one), series.ANNOUNCE_NEXT, series.WAITING),
    Kind("shut", lambda _: CloseRehearsal(), rehearsals.CLOSE, rehearsals.OVER),
    Kind(
        "dismiss",
        lambda who: rehearsals.DismissMember(user_id=who),
        rehearsals.DISMISS,
        rehearsals.STRANGERS,
    ),
    Kind(
        "continue",
        lambda party: ContinueParty(party_id=party),
        outages.CONTINUE,
        "SELECT room_id, id, continues_at AS due_at FROM rooms_party"
        " WHERE state = 'live' AND continues_at <= %s",
    ),
    Kind(
        "expire",
        lambda claim: ExpireClaim(claim_id=claim),
        EXPIRE,
        "SELECT p.room_id, c.id, c.held_until AS due_at FROM rooms_claim c"
        f" JOIN rooms_variant v ON v.id = c.variant_id {OF_ITEM}"
        " WHERE c.state = 'held' AND c.held_until <= %s",
    ),
    Kind(
        "flash",
        lambda item: FlashDue(item_id=item),
        FLASH,
        "SELECT p.room_id, i.id, i.flash_starts_at AS due_at FROM rooms_item i"
        " JOIN rooms_party p ON p.id = i.party_id WHERE i.flash_percent IS NOT NULL AND"
        " CASE WHEN i.flash_on THEN i.flash_ends_at ELSE i.flash_starts_at END <= %s",
    ),
    Kind(
        "close",
        lambda giveaway: CloseGiveaway(giveaway_id=giveaway),
        CLOSE,
        "SELECT p.room_id, g.id, g.closes_at AS due_at FROM rooms_giveaway g"
        " JOIN rooms_party p ON p.id = g.party_id WHERE g.state = 'open' AND g.closes_at <= %s",
    ),
    Kind(
        "hammer",
        lambda lot: CloseAuction(auction_id=lot),
        HAMMER,
        "SELECT p.room_id, a.id, a.ends_at + a.grace_ms AS due_at FROM rooms_auction a"
        f" JOIN rooms_variant v ON v.id = a.variant_id {OF_ITEM}"
        " WHERE a.state = 'open' AND a.ends_at + a.grace_ms <= %s",
        ahead=LOOK_MS,
    ),
    Kind(
        "lapse",
        lambda lot: LapseOffer(auction_id=lot),
        LAPSE,
        "SELECT p.room_id, a.id, a.offered_until AS due_at FROM rooms_auction a"
        f" JOIN rooms_variant v ON v.id = a.variant_id {OF_ITEM}"
        " WHERE a.state = 'offered' AND a.offered_until <= %s",
    ),
    Kind(
        "close-order",
        lambda order: CloseOrder(order_id=order),
        CLOSE_ORDER,
        "SELECT p.room_id, o.id, p.ended_at AS due_at FROM rooms_order o JOIN rooms_party p ON p.id = o.party_id"
        f" WHERE o.state = 'open' AND p.state = 'ended' AND p.ended_at + {CLOSE_AFTER} <= %s",
    ),
    Kind(
        "wake",
        lambda order: WakeOrder(order_id=order),
        WAKE,
        "SELECT p.room_id, o.id, o.wake_at AS due_at FROM rooms_order o"
        " JOIN rooms_party p ON p.id = o.party_id WHERE o.wake_at <= %s",
    ),
)


def find(now: int) -> list[Due]:
    """What is due at `now`, of every kind, longest ago first within a kind."""
    return [due for kind in KINDS for due in kind.find(now)]


def gaps(now: int) -> list[Due]:
    """Live parties that the server was away from: told before anything else is done that is due."""
    return INTERRUPT.find(now)
