"""What an auction means, as plain Python over plain values.

A lot is one unit. It is put up (pending), opened, and closed: sold, passed or void; while it is open it
may be paused. `increments`: by how much a bid must pass the price. `bids`: who leads, and at which price.
`clock`: when a lot closes, and which bids came in time.
"""

MOVES: dict[str, frozenset[str]] = {
    "opened": frozenset({"pending"}),
    "paused": frozenset({"open"}),
    "resumed": frozenset({"paused"}),
    "voided": frozenset({"pending", "open", "paused", "offered"}),
    "closed": frozenset({"open"}),
    "bought": frozenset({"open"}),
    "failed": frozenset({"closed"}),
    "answered": frozenset({"offered"}),
}
"""What may happen to a lot, and in which states. `failed`: the winner did not pay; only where it was sold."""

ON = frozenset({"open", "paused"})
"""Open or paused: a party has one such lot at a time, unless its host allows several."""
KEEPS = frozenset({"pending", "open", "paused", "offered"})
"""States in which the lot's unit is held on its shelf; sold it counts as sold there, otherwise it was given back."""


def may_move(state: str, move: str) -> bool:
    """Whether that may happen to a lot in `state`."""
    return state in MOVES[move]
