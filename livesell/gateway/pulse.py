"""How late the event loop is: what every socket of this process feels at once."""

import asyncio
from collections import deque

BEAT_SECONDS = 0.25
KEPT = 40


class Pulse:
    """Sleeps for a beat, again and again, and notes by how much it woke too late."""

    def __init__(self) -> None:
        self._late: deque[float] = deque(maxlen=KEPT)

    @property
    def lag(self) -> float:
        """The worst of the last ten seconds, in seconds."""
        return max(self._late, default=0.0)

    async def beat(self) -> None:
        """Runs for ever."""
        loop = asyncio.get_running_loop()
        while True:
            due = loop.time() + BEAT_SECONDS
            await asyncio.sleep(BEAT_SECONDS)
            self._late.append(max(0.0, loop.time() - due))
