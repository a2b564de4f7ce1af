"""When a lot closes, and which bids came in time.

A lot is over when its time is, and it closes a little later: so long, at most, as a bid that was
sent in time may be on its way. A bid counts as of the moment at which its client says it was sent, in the
server's clock, but never earlier than half its measured round trip, and never earlier than the published
grace, before it was read. So a far bidder loses nothing by her distance, and nobody gains more by a lie
than the grace. All times in ms.

A bid within the last seconds moves the end: everybody has those seconds to answer, from the moment it is
told. Without them it is sudden death.
"""

GRACE_MS = 400
"""The most that distance is made up for; a lot may say less."""
LEAST_LEFT_MS = 5_000
"""What a lot that was paused has left at least, so that those who look away may come back."""


def grace(round_trip_ms: int, most: int = GRACE_MS) -> int:
    """How long after the end a bid over that way may come in and still count."""
    return max(0, min(round_trip_ms // 2, most, GRACE_MS))


def counted_at(sent_at: int | None, received_at: int, round_trip_ms: int, most: int = GRACE_MS) -> int:
    """The moment as of which a bid counts. Who does not say when she sent it sent it when it came."""
    earliest = received_at - grace(round_trip_ms, most)
    return received_at if sent_at is None else min(max(sent_at, earliest), received_at)


def is_over(ends_at: int, now: int) -> bool:
    """Whether a lot has had its time: what happens from then on stops and changes nothing, it will close."""
    return now >= ends_at


def closes_at(ends_at: int, most: int = GRACE_MS) -> int:
    """When a lot closes: no bid that counts can come in any more."""
    return ends_at + most


def extended(ends_at: int, counted: int, now: int, extend_ms: int) -> int:
    """The end after a bid that counts as of `counted` and is told at `now`."""
    return max(ends_at, now + extend_ms) if ends_at - counted <= extend_ms and extend_ms else ends_at


def resumed(left_ms: int, now: int) -> int:
    """The end of a lot that goes on now, with what it had left."""
    return now + max(left_ms, LEAST_LEFT_MS)


def left(policy: str, ends_at: int, since: int, seconds: int) -> int | None:
    """What a lot has left when somebody who is needed has been away since then. `freeze`: what it had; `extend`: all
    its time again; None: it is void."""
    return {"freeze": ends_at - since, "extend": seconds * 1_000, "void": None}[policy]
