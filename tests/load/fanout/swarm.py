"""The load client's handle: `swarm.c` in a process of its own, on a core of its own."""

import json
import subprocess
from types import TracebackType
from typing import Any

from tests.load.fanout import cache, machine
from tests.load.fanout.peer import Talk


class Swarm:
    """Many viewers and some publishers of one server. Each trial returns the figures that `swarm.c` prints."""

    def __init__(self, talk: Talk, viewers: int, publishers: int, **options: int) -> None:
        self._process = subprocess.Popen(
            [cache.compiled("swarm.c")], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        machine.pin([self._process.pid], machine.CLIENT_CORE)
        self._tell(*talk.words(viewers, publishers), *(f"{name} {value}" for name, value in options.items()))

    def __enter__(self) -> "Swarm":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.kill()
        self._process.communicate()

    def connect(self, who: str) -> dict[str, Any]:
        """Open the connections of all `viewers` or `publishers`, `at_once` of them at a time."""
        return self._do(f"connect {who}")

    def paced(self, rate: float, seconds: float) -> dict[str, Any]:
        """So many messages a second, each due at its moment whatever the server does."""
        return self._do(f"paced {rate} {seconds}")

    def closed(self, outstanding: int, seconds: float) -> dict[str, Any]:
        """So many messages on their way at any time: the next is sent when the last viewer has one."""
        return self._do(f"closed {outstanding} {seconds}")

    def _tell(self, *lines: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write("".join(f"{line}\n" for line in lines))
        self._process.stdin.flush()

    def _do(self, line: str) -> dict[str, Any]:
        assert self._process.stdout is not None
        self._tell(line)
        answer = self._process.stdout.readline()
        if not answer:
            raise RuntimeError(f"the load client ended with {self._process.wait()}")
        found: dict[str, Any] = json.loads(answer)
        return found
