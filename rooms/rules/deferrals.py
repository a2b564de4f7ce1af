"""How long the clock waits before it tries again what failed: twice as long each time; a fault is parked in the end.

A refusal is not a fault: it may be that a machine's clock was set back, so it is asked again for ever, once in a while.
"""

FIRST_MS = 2_000
LONGEST_MS = 64_000
MAX_FAULTS = 6
"""Faults in a row after which a command is parked: two minutes after the first."""


def retry_at(failures: int, *, fault: bool, now: int) -> int | None:
    """When it is tried again after so many failures in a row; None where it is parked."""
    if fault and failures >= MAX_FAULTS:
        return None
    return now + min(FIRST_MS << min(failures - 1, 10), LONGEST_MS)
