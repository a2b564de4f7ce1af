"""On the path of a process (PYTHONPATH), this makes it one of a machine whose clock is an hour ahead."""

import time

HOUR_NS = 3_600_000_000_000
_time_ns = time.time_ns
time.time_ns = lambda: _time_ns() + HOUR_NS
time.time = lambda: time.time_ns() / 1e9
