"""The life of a party: draft, then scheduled or at once live; live and paused in turns; ended or cancelled for good.

A party that was never live is cancelled; one that was is ended. While it is live it takes claims;
paused it takes none; its holds run on by their own time in any state.
"""

from livesell.wire.codes import Code

MOVES: dict[str, frozenset[str]] = {
    "scheduled": frozenset({"draft", "scheduled"}),
    "live": frozenset({"draft", "scheduled"}),
    "paused": frozenset({"live"}),
    "resumed": frozenset({"paused"}),
    "ended": frozenset({"live", "paused"}),
    "cancelled": frozenset({"draft", "scheduled"}),
    "restarted": frozenset({"ended"}),
}
RESTART_WITHIN = 2 * 60 * 60_000
MAX_POSTPONED = 3
MAX_AHEAD = 2 * 366 * 24 * 60 * 60_000
"""How long before it begins a party can be announced, in milliseconds: two years."""
ON_AIR = frozenset({"live", "paused"})
OVER = frozenset({"ended", "cancelled"})
ANNOUNCED = frozenset({"scheduled", "live", "paused", "ended"})


def may_move(state: str, move: str) -> bool:
    """Whether a party in `state` may make that move."""
    return state in MOVES[move]


def why_no_restart(state: str, ended_at: int | None, now: int) -> Code | None:
    """Why a party does not go on after its end; None where it may: within two hours."""
    if state == "cancelled":
        return Code.OVER
    if state != "ended" or ended_at is None:
        return Code.WRONG_STATE
    return None if now - ended_at <= RESTART_WITHIN else Code.OVER


def is_postponed(state: str, was_at: int | None, starts_at: int) -> bool:
    """Whether a new time is a delay of what people were told."""
    return state == "scheduled" and was_at is not None and starts_at > was_at


def is_in_reach(starts_at: int, now: int) -> bool:
    """Whether a party may be announced for that moment: to come, and not too far ahead."""
    return now <= starts_at <= now + MAX_AHEAD


def why_no_rsvp(state: str) -> Code | None:
    """Why nobody says any more, or yet, that she comes to a party in `state`; None where one may."""
    if state == "draft":
        return Code.NOT_FOUND
    if state in OVER:
        return Code.OVER
    return None if state == "scheduled" else Code.WRONG_STATE


def why_no_claims(state: str) -> Code | None:
    """Why a party in `state` takes no claims; None where it does."""
    if state in OVER:
        return Code.OVER
    return {"live": None, "paused": Code.PAUSED}.get(state, Code.NOT_LIVE)
