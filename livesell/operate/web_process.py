"""One web process: `python -m livesell.operate.web_process <supervisor> <listener> <wire> [--stands-by]`.

It reads the settings, loads the application, waits until its supervisor gives it the database, and serves.
"""

import gc
import logging
import os
import signal
import socket
import sys
import threading
import time
import traceback
from collections import deque
from multiprocessing.connection import Connection
from typing import Any

from livesell.operate.parent import die_with_parent
from livesell.operate.refusal import CannotStart
from livesell.operate.words import Word, hear, say

ALIVE_SECONDS = 0.5
ALONE_SECONDS = 8.0
"""How long a process may take to end whose supervisor is gone, whatever it waits for."""
LAST_WORDS = 1_000
"""Characters of the reason that a worker leaves."""


def main(words: list[str]) -> int:
    """Serve until told to stop; an exit code."""
    supervisor, listener, wire = map(int, words[:3])
    gc.disable()  # until all is loaded (`gc_tuning.settle`): what is imported stays, and looking through it took 0.3 s
    die_with_parent(supervisor)
    signal.signal(
        signal.SIGINT, signal.SIG_IGN
    )  # Ctrl-C reaches every process; the supervisor tells us to stop
    for given in (listener, wire):
        os.set_inheritable(given, False)
    return _Process(socket.socket(fileno=listener), Connection(wire), stands_by="--stands-by" in words).run()


class _Process:
    def __init__(self, listener: socket.socket, wire: Connection, *, stands_by: bool) -> None:
        self._listener, self._wire, self._stands_by = listener, wire, stands_by
        self._saying = threading.Lock()
        self._errors = _Errors()

    def run(self) -> int:
        """Serve, and leave the reason where that does not go well."""
        threading.Thread(target=self._say_alive, daemon=True).start()
        try:
            self._serve()
        except CannotStart as problem:
            self._say(Word.CANNOT, problem=str(problem), refused=True)
            return 2
        except BaseException as error:
            if not (isinstance(error, SystemExit) and not error.code):
                self._say(Word.CANNOT, problem=_reason(error, self._errors)[-LAST_WORDS:], refused=False)
            raise
        return 0

    def _serve(self) -> None:
        from livesell.operate import setup

        setup.ready()
        from livesell.operate import checks, database, preparing, server

        checks.refuse()
        if self._stands_by:
            database.refuse_other_tables()
            database.release()
        self._say(Word.SETTINGS, **preparing.for_the_supervisor())
        config = server.loaded()
        self._say(Word.LOADED)
        told = hear(self._wire).facts
        if told["leads"]:
            self._say(Word.PREPARED, greeting=preparing.prepare(told["workers"]))
        server.serve(config, self._listener, lambda: self._say(Word.SERVING))

    def _say(self, word: Word, **facts: Any) -> None:
        with self._saying:
            say(self._wire, word, **facts)

    def _say_alive(self) -> None:
        while True:
            time.sleep(ALIVE_SECONDS)
            try:
                self._say(Word.ALIVE)
            except OSError:  # the supervisor is gone, so the kernel has told us to end
                time.sleep(ALONE_SECONDS)
                os._exit(1)


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
    from livesell.operate.logs import cut

    text = traceback.format_exception_only(error)[-1].strip()
    if isinstance(error, SystemExit):
        text = "; ".join(line for said in log.last for line in said.strip().splitlines()[-1:]) or text
    return cut(text)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
