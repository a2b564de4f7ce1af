"""What follows when orders are not paid: steps that are the same for everybody, end by themselves and can be appealed.

Each order that lapsed counts for ninety days in its room. One is a notice. Two: a seller has to let the buyer
claim from her. Three and more: no claims and no bids for two weeks after the last; then as after two.
A host may lift a step, with a reason; it counts no more.
"""

from collections.abc import Sequence

DAY = 24 * 3_600_000
COUNTS_FOR = 90 * DAY
OUT_FOR = 14 * DAY
NOTICE, ASKED, OUT = 1, 2, 3


def step(lapsed: Sequence[int], now: int) -> tuple[int, int | None]:
    """The step that is in force, 0 for none, and until when; `lapsed` are the moments of what was not lifted."""
    counting = sorted(at for at in lapsed if now < at + COUNTS_FOR)
    if len(counting) >= OUT and now < counting[-1] + OUT_FOR:
        return OUT, counting[-1] + OUT_FOR
    reached = min(len(counting), ASKED)
    return (reached, counting[-reached] + COUNTS_FOR) if reached else (0, None)


def may_claim(lapsed: Sequence[int], now: int, *, exempt: bool) -> bool:
    """Whether she may claim or bid; `exempt`: the seller of the item sells to her all the same."""
    reached, _ = step(lapsed, now)
    return reached < ASKED or (reached == ASKED and exempt)
