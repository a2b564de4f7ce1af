"""When an act may be appealed, and by when an answer is owed. Plain values."""

DAY_MS = 86_400_000
MAY_APPEAL_MS = 30 * DAY_MS
"""After the act; while it is in force, also later."""
ANSWER_MS = 7 * DAY_MS
"""An answer is owed by then. A late one is still owed: no machine decides."""
MOST_OPEN = 5
"""Open appeals of one person in one room: who lost a hundred lines picks those that matter."""


def may_appeal(act: str, at: int, until: int | None, now: int) -> bool:
    """Whether an act of that moment may be appealed still."""
    in_force = act == "ban" and (until is None or now < until)
    return in_force or now < at + MAY_APPEAL_MS
