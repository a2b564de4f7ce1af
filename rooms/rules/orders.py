"""The life of an order: open → confirmed → paid → shipped → done, or cancelled.

While it is open it takes what else the buyer buys of that seller at that party. Confirmed, its sum is fixed and
its time to pay runs; she is reminded when half of it is over, and when an eighth is left. What is not paid then
is cancelled, and what stood on it goes to those who wait. What was shipped is done when the buyer says so, or
by itself two weeks later. Whoever lets an order go that was paid owes the money back: a refund is noted, and
given by the seller, outside.
"""

import hashlib

HOUR = 3_600_000
DAY = 24 * HOUR
PAY_HOURS = 24
"""The time to pay, unless the seller's terms say otherwise."""
MAX_PAY_HOURS = 14 * 24
CLOSE_AFTER = HOUR
"""An order still open so long after its party's end is confirmed by the clock: the longest hold has run out."""
DONE_AFTER = 14 * DAY

MOVES: dict[str, frozenset[str]] = {
    "confirmed": frozenset({"open"}),
    "paid": frozenset({"open", "confirmed"}),
    "shipped": frozenset({"paid"}),
    "done": frozenset({"shipped"}),
    "cancelled": frozenset({"open", "confirmed", "paid"}),
}
UNPAID = frozenset({"open", "confirmed"})


def is_good_in(currency: str, code_currency: str, *, has_money: bool) -> bool:
    """Whether a discount code can be used on an order in `currency`: a mere percentage can everywhere."""
    return currency == code_currency or not has_money


def may_move(state: str, to: str) -> bool:
    """Whether an order in `state` may come into the state `to`."""
    return state in MOVES[to]


def reminders(confirmed_at: int, pay_until: int) -> tuple[int, int]:
    """When the buyer is reminded."""
    time = pay_until - confirmed_at
    return confirmed_at + time // 2, pay_until - time // 8


def next_wake(confirmed_at: int, pay_until: int, reminded: int) -> int:
    """When the clock looks at a confirmed order again, after so many reminders."""
    return (*reminders(confirmed_at, pay_until), pay_until)[reminded]


def mark_of(order_id: str, offset: int) -> str:
    """By what an order is told of at that offset: another one at each, and half of an id is random."""
    return hashlib.sha256(f"{order_id}:{offset}".encode()).hexdigest()
