"""Who outranks whom, and what each role may do.

The owner stands above the host, the host above the moderator, the moderator above the seller, the
seller above the buyer. Nobody acts on somebody of her own rank or above, and nobody hands out her own
rank. A ban takes everything, until it ends. A time-out and a warning take the voice alone: who is under one watches,
claims, bids and pays, and what others would read as her words is refused.
"""

from dataclasses import dataclass
from typing import Literal

RANKS = {"buyer": 1, "seller": 2, "moderator": 3, "host": 4, "owner": 5}
STAFF = frozenset({"owner", "host", "moderator", "seller"})
HOSTS = frozenset({"owner", "host"})
MODERATORS = frozenset({"owner", "host", "moderator"})
SELLERS = frozenset({"owner", "host", "seller"})

NO_STANDS_MS = 24 * 3_600_000

Role = Literal["owner", "host", "seller", "moderator", "buyer"]
Offerable = Literal["host", "seller", "moderator"]
"""What a person may be offered, and accept."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How somebody stands in a room."""

    user_id: str
    role: Role = "buyer"
    banned: bool = False
    banned_until: int | None = None
    member: bool = False
    muted_until: int | None = None
    warned: bool = False
    shut_out_until: int | None = None

    def is_banned(self, now: int) -> bool:
        """Whether a ban is in force at `now`: from the room, or from the server."""
        here = self.banned and (self.banned_until is None or now < self.banned_until)
        return here or self.is_shut_out(now)

    def is_shut_out(self, now: int) -> bool:
        """Whether a ban from the whole server is in force at `now`."""
        return now < (self.shut_out_until or 0)

    def muted_for(self, now: int) -> int:
        """How many ms are left of a time-out at `now`; 0 if none is in force."""
        return max(0, (self.muted_until or 0) - now)


def outranks(one: Standing, other: Standing) -> bool:
    """Whether `one` may act on `other`."""
    return one.user_id != other.user_id and RANKS[one.role] > RANKS[other.role]


def may_offer(declined_at: int | None, now: int) -> bool:
    """Whether somebody may offer a role to who left one of hers at `declined_at`: a no stands for a day."""
    return declined_at is None or now - declined_at >= NO_STANDS_MS


def may_grant(giver: Standing, receiver: Standing, role: str) -> bool:
    """Whether `giver`, a host or the owner, may give `receiver` that role."""
    return giver.role in HOSTS and outranks(giver, receiver) and RANKS[giver.role] > RANKS[role]
