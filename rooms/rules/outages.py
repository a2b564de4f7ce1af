"""What an outage is, and how long it may last. What becomes of the clocks of lots is the policy's: the host chose it
before the show.

The server is away when it did not say for five seconds that it is there. The host has vanished when she and
everybody else who may run the stage were seen, and have been gone for half a minute. The bidders have vanished
when more than the policy's share of at least four who were seen are gone for ten seconds; only those with a stake
count, or a few new accounts that bid the least and leave would stop every lot. Each ends when its cause
does, at the word of a host, or after a while by itself: nothing stands still for ever. Somebody who was never seen
does not count, nor who left before an outage that is over: so the same absence interrupts once.
"""

from collections.abc import Collection, Mapping
from typing import Literal, NamedTuple

Cause = Literal["server", "host", "bidders"]

SERVER_GONE = 5_000
HOST_GONE = 30_000
BIDDER_GONE = 10_000
FEWEST_BIDDERS = 4
LASTS: Mapping[Cause, int] = {"server": 15_000, "host": 300_000, "bidders": 120_000}
"""Milliseconds from an interruption to its end by the clock. For the server it is the time that people have to come
back in: from the moment the server is there again."""
KNOWN_AFTER = 7 * 24 * 3_600_000
"""How long before the party an account was made that counts as known: longer than a show is announced in a hurry."""


class Bidder(NamedTuple):
    """Somebody whose bids for a lot that runs count. `paid`: she has paid for something in this room before;
    `known_for`: for how many ms, when the party began, she had her account."""

    maximum: int
    price: int
    paid: bool
    known_for: int


def has_stake(one: Bidder) -> bool:
    """Whether she is missed when she leaves: her bid is near the price, and she is no stranger.

    Near is three quarters of it: whoever bid the least long ago does not wait for the lot any more.
    """
    is_near = one.maximum * 4 >= one.price * 3
    return is_near and (one.paid or one.known_for >= KNOWN_AFTER)


def cause_now(
    seen: Mapping[str, int],
    hosts: Collection[str],
    bidders: Collection[str],
    percent: int,
    since: int,
    now: int,
) -> Cause | None:
    """Who has vanished, if anybody has: `seen` holds when each was here last; before `since` does not count."""
    if host_is_gone([seen[one] for one in hosts if seen.get(one, 0) > since], now):
        return "host"
    if bidders_are_gone([seen[one] for one in bidders if seen.get(one, 0) > since], percent, now):
        return "bidders"
    return None


def host_is_gone(seen: list[int], now: int) -> bool:
    """Whether all who may run the stage left, of whom at least one was seen."""
    return bool(seen) and now - max(seen) > HOST_GONE


def bidders_are_gone(seen: list[int], percent: int, now: int) -> bool:
    """Whether more than so many in a hundred of the bidders left."""
    gone = sum(now - at > BIDDER_GONE for at in seen)
    return len(seen) >= FEWEST_BIDDERS and gone * 100 > len(seen) * percent
