"""A web process, as its supervisor knows it: how far it has come, whether it lives, why it ended."""

import os
import signal
import socket
import subprocess
import sys
import time
from multiprocessing import Pipe
from pathlib import Path

from livesell.operate.words import Said, Word, hear, say

IDLE_SECONDS = 60.0
"""How long a worker may do nothing before it serves. A busy machine makes it slow, not idle."""
START_SECONDS = 600.0
"""How long it may take in any case."""
SILENT_SECONDS = 6.0
"""How long one that serves may say nothing: it says twice a second that it lives."""
PROGRESS = 10
"""Ticks of processor time (hundredths of a second) that are more than waiting."""


class Worker:
    """One web process. `said` is the last word that tells how far it has come; None before the first."""

    def __init__(self, listener: socket.socket, *, stands_by: bool = False) -> None:
        self.wire, theirs = Pipe()
        self.said: Word | None = None
        self.problem = ""
        self.was_refused = False
        self.awaits_go = False
        """Everything is loaded, and the word to go on was not given yet."""
        self._ending_since: float | None = None
        self._begun = self._moved = self._heard = time.monotonic()
        self._done = 0
        self._process = self._start(listener, theirs.fileno(), stands_by)
        theirs.close()

    def _start(self, listener: socket.socket, wire: int, stands_by: bool) -> "subprocess.Popen[bytes]":
        given = (listener.fileno(), wire)
        words = [str(os.getpid()), *map(str, given), *(["--stands-by"] if stands_by else [])]
        return subprocess.Popen(  # noqa: S603 - our own words, and no shell
            [sys.executable, "-m", "livesell.operate.web_process", *words], pass_fds=given
        )

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def is_alive(self) -> bool:
        return self._process.poll() is None

    def hear(self) -> list[Said]:
        """What it said since the last call; nothing waits."""
        found = []
        try:
            while self.wire.poll():
                found.append(hear(self.wire))
        except (EOFError, OSError):
            self._process.wait()  # its end of the pipe closes when it ends
        for said in found:
            self._heard = time.monotonic()
            self._note(said)
        return found

    def _note(self, said: Said) -> None:
        if said.word is Word.CANNOT:
            self.problem, self.was_refused = said.facts["problem"], said.facts["refused"]
        elif said.word is not Word.ALIVE:
            self.said, self.awaits_go = said.word, said.word is Word.LOADED

    def go(self, *, leads: bool, workers: int) -> None:
        """Let it have the database; who `leads` prepares it, for so many."""
        self.awaits_go = False
        try:
            say(self.wire, Word.GO, leads=leads, workers=workers)
        except OSError:  # it has ended, which is noticed next
            return

    def why_it_hangs(self, *, idle: float = IDLE_SECONDS, most: float = START_SECONDS) -> str:
        """Empty while it serves and says so, or goes on with its start; or what is wrong.

        A busy machine makes a process slow, not idle: until it serves, what counts is the processor time it was given.
        """
        now = time.monotonic()
        if self.said is Word.SERVING:
            silent = now - self._heard
            return (
                f"worker {self.pid} has said nothing for {silent:.0f} s." if silent > SILENT_SECONDS else ""
            )
        if self.said is Word.LOADED and self.awaits_go:
            self._moved = self._begun = now  # it waits for us
        if (ticks := cpu(self.pid)) - self._done >= PROGRESS:
            self._moved, self._done = now, ticks
        if now - self._moved < idle and now - self._begun < most:
            return ""
        loads = self.said in (None, Word.SETTINGS)
        what = "its imports" if loads else "the start of the application (its database, its clock)"
        return f"worker {self.pid} does not serve after {now - self._begun:.0f} s; it waited for {what}."

    def why_it_ended(self) -> str:
        """Its own words, if it has left any; its exit code or the signal that ended it."""
        code = self._process.wait()
        if self.was_refused:
            return self.problem
        how = f"by {signal.Signals(-code).name}" if code < 0 else f"with code {code}"
        return f"worker {self.pid} ended {how}: {self.problem or 'it left no word'}."

    @property
    def broke_at_start(self) -> bool:
        """Whether it ended by itself, and not well, before it served: another one would do the same."""
        return self.said is not Word.SERVING and (self._process.poll() or 0) > 0

    @property
    def told_to_end(self) -> bool:
        return self._ending_since is not None

    @property
    def seconds_to_end(self) -> float:
        """How long ago it was told to end."""
        return 0.0 if self._ending_since is None else time.monotonic() - self._ending_since

    def terminate(self) -> None:
        """Ask it to answer what it has read, and end."""
        self._ending_since = time.monotonic()
        self._process.terminate()

    def end_by(self, deadline: float) -> None:
        """Wait until it has ended; then it is ended."""
        try:
            self._process.wait(max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            self.kill()
        self.close()

    def kill(self) -> None:
        """End it now."""
        self._process.kill()
        self._process.wait()

    def close(self) -> None:
        """Give back what it took to hear of it, when it has ended."""
        self.wire.close()


def cpu(pid: int | None) -> int:
    """Processor time that a process was given, in ticks; elsewhere than on Linux it is not known, and 0."""
    if sys.platform != "linux" or pid is None:
        return 0
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0
    return int(fields[11]) + int(fields[12])
