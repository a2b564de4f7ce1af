"""What a giveaway means, and its draw, which anybody can repeat.

Free to enter, once a person, for as long as was announced: neither a pause nor the end of the party
changes that. Hosts, sellers and moderators do not take part. The draw is a function of a seed and the
list of entrants; the seed was fixed and its hash told before the first entry, the list is in the ledger.
"""

import hashlib
import hmac
from collections.abc import Callable, Sequence
from itertools import takewhile
from typing import NamedTuple

from livesell.wire.codes import Code
from rooms.rules.claims import Offer, Shelf
from rooms.rules.parties import why_no_claims

MAX_OPEN = 3
MAX_A_PARTY = 100
MAX_ENTRANTS = 100_000


class Next(NamedTuple):
    """Who wins in another's place, and who stood before her in the order but is out."""

    passed_over: list[str]
    winner: str | None


def why_not_open(party_state: str, opened: int, running: int) -> Code | None:
    """Why a party in that state, with so many giveaways and so many of them running, can open no more."""
    if code := why_no_claims(party_state):
        return code
    return Code.LIMIT if running >= MAX_OPEN or opened >= MAX_A_PARTY else None


def why_not_keep(shelf: Shelf, offer: Offer, places: int, *, before: bool) -> Code | None:
    """Why a unit for each place cannot be kept. `before`: somebody waits in line for what is free."""
    if offer.withdrawn:
        return Code.WITHDRAWN
    return Code.STOCK_TAKEN if before or shelf.free < places else None


def is_open(state: str, closes_at: int, now: int) -> bool:
    """Whether entries are taken at `now`."""
    return state == "open" and now < closes_at


def why_not_enter(*, open_now: bool, own: bool, entered: bool, entrants: int, eligible: bool) -> Code | None:
    """Why somebody cannot enter, first reason first. `own`: it is hers, or she is of the staff."""
    if not open_now:
        return Code.WRONG_STATE
    if own:
        return Code.OWN_ITEM
    if entered or entrants >= MAX_ENTRANTS:
        return Code.LIMIT
    return None if eligible else Code.NOT_ELIGIBLE


def commitment(seed: str) -> str:
    """What is told of a seed before it may be known: the SHA-256 of its bytes, in hex. The seed is in hex too."""
    return hashlib.sha256(bytes.fromhex(seed)).hexdigest()


def list_hash(entrants: Sequence[str]) -> str:
    """The SHA-256 of the list, in hex: each id in the order of entry, and a line feed after each."""
    return hashlib.sha256("".join(f"{one}\n" for one in entrants).encode()).hexdigest()


def order(seed: str, entrants: Sequence[str]) -> list[str]:
    """The order of the draw; the first win.

    Each entrant's ticket is HMAC-SHA256 with the seed's 32 bytes as its key, of the list's hash in hex,
    a line feed, and her id; the lowest ticket is first. The list's hash is in it so that nobody, even
    with the seed, knows a ticket before the last entry is made.
    """
    key, listed = bytes.fromhex(seed), list_hash(entrants)
    return sorted(entrants, key=lambda one: hmac.digest(key, f"{listed}\n{one}".encode(), "sha256"))


def next_in(drawn: Sequence[str], reached: int, is_out: Callable[[str], bool]) -> Next:
    """Who is next in the order of the draw, of which the first `reached` have had their turn.

    `is_out`: whether somebody may not win any more, shut out of the room by now or one of its staff.
    """
    passed_over = list(takewhile(is_out, drawn[reached:]))
    left = drawn[reached + len(passed_over) :]
    return Next(passed_over, left[0] if left else None)
