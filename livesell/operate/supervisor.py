"""The process that keeps the web processes alive until it is told to stop.

It knows neither Django nor uvicorn: so it is there in a tenth of a second, and small. What it must know of the settings
its first worker tells it, which also prepares the database; the others wait for that. The listening socket is its own,
so that connections wait, and are not refused, while a worker is changed for another.

SIGTERM and SIGINT stop everything. SIGHUP changes each worker for one with the settings and the code of now: the next
one is loaded before the old one is told to end, and has the database when that has ended (SQLite takes one writer).
"""

import logging
import os
import signal
import socket
import time
from collections.abc import Callable
from multiprocessing.connection import wait

from livesell.operate import valkey
from livesell.operate.companions import Companions
from livesell.operate.refusal import CannotStart
from livesell.operate.words import Word
from livesell.operate.workers import Worker

LOG = logging.getLogger("livesell.operate")
LOOK_SECONDS = 0.5
"""Between two looks at what tells nobody of itself: Valkey, a worker that hangs, the time for a backup."""
STOP_SECONDS = 10.0
"""How long a worker may take to end when it is told to."""
SIGNALS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


class Supervisor:
    """Made and run once, in the main thread. `say` is given the greeting when the first worker serves."""

    def __init__(self, listener: socket.socket, workers: int, say: Callable[[str], None]) -> None:
        os.environ[valkey.SUPERVISOR] = str(os.getpid())
        self._listener, self._say = listener, say
        self._companions = Companions(workers)
        self._workers: list[Worker] = []
        self._wanted = workers
        self._to_change: list[Worker] = []
        self._next: Worker | None = None
        """Takes the place of the first of those to change."""
        self._greeting: str | None = None
        """None until the database is prepared, or again when it was said."""
        self._is_prepared = False
        self._signals: list[int] = []

    def run(self) -> None:
        """Until it is told to stop. `CannotStart` where it cannot start or cannot go on."""
        woken = self._listen_to_signals()
        try:
            self._workers = [self._begin() for _ in range(self._wanted)]
            while not self._is_told_to_stop():
                if woken in wait([*(worker.wire for worker in self._all()), woken], LOOK_SECONDS):
                    woken.recv(1024)
                for worker in self._all():
                    self._hear(worker)
                self._change()
                self._look_after()
                self._companions.look()
        finally:
            self._end(self._all())
            self._companions.close()

    def _listen_to_signals(self) -> socket.socket:
        """A socket that can be read when a signal has come."""
        woken, waker = socket.socketpair()
        waker.setblocking(False)
        signal.set_wakeup_fd(waker.detach(), warn_on_full_buffer=False)
        for one in SIGNALS:
            signal.signal(one, lambda number, _: self._signals.append(number))
        return woken

    def _is_told_to_stop(self) -> bool:
        signals, self._signals = self._signals, []
        if signal.SIGHUP in signals and self._is_prepared and not self._to_change:
            self._to_change = list(self._workers)
        return any(one != signal.SIGHUP for one in signals)

    def _all(self) -> list[Worker]:
        return [*self._workers, *([self._next] if self._next else [])]

    def _begin(self, *, stands_by: bool = False) -> Worker:
        return Worker(self._listener, stands_by=stands_by)

    def _hear(self, worker: Worker) -> None:
        for word, facts in worker.hear():
            if word is Word.SETTINGS:
                self._companions.settle_in(facts)
            elif word is Word.PREPARED:
                self._is_prepared, self._greeting = True, facts["greeting"]
            elif word is Word.SERVING and self._greeting is not None:
                self._say(self._greeting)
                self._greeting = None
        may_go = worker is not self._next and (self._is_prepared or worker is self._workers[0])
        if worker.awaits_go and may_go:
            worker.go(leads=not self._is_prepared, workers=self._wanted)

    def _look_after(self) -> None:
        for place, worker in enumerate(self._workers):
            if worker.told_to_end:
                continue
            if problem := worker.why_it_hangs():
                if not self._is_prepared:
                    raise CannotStart(f"The server cannot go on: {problem}")
                LOG.error("worker_hangs problem=%s", problem)
                worker.kill()
            if not worker.is_alive:
                self._hear(worker)  # its last words
                self._has_ended(worker)
                self._workers[place] = self._begin()

    def _has_ended(self, worker: Worker) -> None:
        """One that broke before it served would break again, and says why; any other is replaced."""
        why = worker.why_it_ended()
        if worker.was_refused:
            raise CannotStart(worker.problem)
        if not self._is_prepared or worker.broke_at_start:
            raise CannotStart(f"The server cannot go on: {why}")
        LOG.warning("worker_ended why=%s", why)
        worker.close()

    def _change(self) -> None:
        """Go on with changing one worker for the next. Nothing here waits."""
        self._to_change = [worker for worker in self._to_change if worker in self._workers]
        if not self._to_change:
            self._forget_next()
            return
        self._next = self._next or self._begin(stands_by=True)
        old = self._to_change[0]
        if problem := self._why_not_next(self._next):
            LOG.error("workers_not_changed problem=%s", problem)
            self._to_change = [old] if old.told_to_end else []
        elif not old.told_to_end:
            if self._next.awaits_go:
                old.terminate()
        elif not old.is_alive:
            self._workers[self._workers.index(old)], self._next = self._next, None
            old.close()
        elif old.seconds_to_end > STOP_SECONDS:
            old.kill()

    def _why_not_next(self, candidate: Worker) -> str:
        return candidate.why_it_hangs() or ("" if candidate.is_alive else candidate.why_it_ended())

    def _forget_next(self) -> None:
        if self._next:
            self._next.kill()
            self._next = None

    def _end(self, workers: list[Worker]) -> None:
        for worker in workers:
            worker.terminate()
        deadline = time.monotonic() + STOP_SECONDS
        for worker in workers:
            worker.end_by(deadline)
