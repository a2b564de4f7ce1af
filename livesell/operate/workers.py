"""A web process that says why it ends before it serves, and how far it has come meanwhile."""

import logging
import signal
import socket
import sys
import time
import traceback
from collections import deque
from collections.abc import Callable
from multiprocessing import Pipe
from pathlib import Path
from typing import Any

from uvicorn.supervisors.multiprocess import Process

from livesell.operate.logs import without_secrets

LAST_WORDS = 1_000
"""Characters of the reason that a worker leaves."""
PROGRESS = 10
"""Ticks of processor time (hundredths of a second) that are more than answering whether it serves."""
Pause = Callable[[float], object]


class Worker(Process):
    """One web process, as uvicorn keeps it."""

    def __init__(self, config: object, sockets: list[socket.socket]) -> None:
        self.words_heard, self.words_said = Pipe(duplex=False)
        super().__init__(config, sockets)  # type: ignore[arg-type]  # handed through

    def target(self, sockets: list[socket.socket] | None = None) -> None:
        """In the process itself: serve, and leave the reason where that does not go well."""
        log = _Errors()
        try:
            super().target(sockets)
        except BaseException as error:
            if not (isinstance(error, SystemExit) and not error.code):
                self.words_said.send(_reason(error, log)[-LAST_WORDS:])
            raise

    def await_serving(self, seconds: float, most: float, pause: Pause) -> str:
        """Empty as soon as it serves; or why it does not: it ended, or has done nothing for `seconds`.

        A busy machine makes a process slow, not idle: what counts is the processor time that it was given. `most`
        seconds are the end in any case. `pause` waits, and says True where nobody wants to know any more.
        """
        begun = moved = time.monotonic()
        done, answered = cpu(self.pid), False
        while (now := time.monotonic()) - moved < seconds and now - begun < most:
            if not self.process.is_alive():
                return self.why_it_ended()
            said = self._healthcheck(timeout=1)
            if said:
                return ""
            answered = answered or said is False
            if pause(0.1):
                return "it was told to stop."
            if (ticks := cpu(self.pid)) - done >= PROGRESS:
                moved, done = now, ticks
        what = "the start of the application (its database, its clock)" if answered else "its imports"
        return f"worker {self.pid} does not serve after {now - begun:.0f} s; it waited for {what}."

    def why_it_ended(self) -> str:
        """Its own words, if it has left any; its exit code or the signal that ended it."""
        self.process.join()
        code = self.exitcode or 0
        how = f"by {signal.Signals(-code).name}" if code < 0 else f"with code {code}"
        words = self.words_heard.recv() if self.words_heard.poll() else "it left no word"
        return f"worker {self.pid} ended {how}: {words}."


class _Errors:
    """The last errors that were logged: uvicorn catches what the application raises at its start, and logs it.

    By the factory of records: the settings replace every handler when they are read.
    """

    def __init__(self) -> None:
        self.last: deque[str] = deque(maxlen=3)
        self._make = logging.getLogRecordFactory()
        logging.setLogRecordFactory(self._note)

    def _note(self, *args: Any, **more: Any) -> logging.LogRecord:
        record = self._make(*args, **more)
        if (record.levelno or 0) >= logging.ERROR:  # a copy of a record begins empty
            self.last.append(record.getMessage())
        return record


def _reason(error: BaseException, log: _Errors) -> str:
    text = traceback.format_exception_only(error)[-1].strip()
    if isinstance(error, SystemExit):
        text = "; ".join(line for said in log.last for line in said.strip().splitlines()[-1:]) or text
    return str(without_secrets(None, "", {"reason": text})["reason"])


def cpu(pid: int | None) -> int:
    """Processor time that a process was given, in ticks; elsewhere than on Linux it is not known, and 0."""
    if sys.platform != "linux" or pid is None:
        return 0
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0
    return int(fields[11]) + int(fields[12])
