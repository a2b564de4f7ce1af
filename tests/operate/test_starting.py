"""A server that does not start says why, in every case."""

import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from livesell.operate.workers import Worker
from tests.support import folders, server
from tests.support.server import livesell

IN_A_WORKER = """
import importlib.abc, os, signal, sys, time
if any("web_process" in word for word in sys.orig_argv):
    {then}
"""
BREAK = """
    class Breaks(importlib.abc.MetaPathFinder):
        def find_spec(self, name, path, target=None):
            if name == "livesell.urls":
                raise RuntimeError("the disk is full of owls")
    sys.meta_path.insert(0, Breaks())
"""


def in_a_worker(then: str) -> str:
    """A folder for PYTHONPATH, with which this happens at the start of each web process."""
    folder = folders.fresh()
    Path(folder / "sitecustomize.py").write_text(IN_A_WORKER.format(then=then.strip()))
    return str(folder)


def start_with(then: str) -> str:
    """What `livesell serve` says at last where this happens in its worker."""
    env = {"LIVESELL_DATA": str(folders.fresh()), "PYTHONPATH": in_a_worker(then)}
    ended = livesell("serve", "--port", str(server.free_port()), **env)
    assert ended.returncode == 2
    return ended.stderr.strip().splitlines()[-1]


def test_a_worker_that_breaks_is_quoted() -> None:
    assert "RuntimeError: the disk is full of owls" in start_with(BREAK)


def test_a_worker_that_was_killed_is_told_so() -> None:
    assert "ended by SIGKILL" in start_with("os.kill(os.getpid(), signal.SIGKILL)")


def test_a_worker_that_just_leaves_is_told_so() -> None:
    assert "ended with code 7: it left no word" in start_with("os._exit(7)")


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    with socket.socket() as found:
        yield found


def hangs(monkeypatch: pytest.MonkeyPatch, listener: socket.socket, then: str, **patience: float) -> str:
    """Why a worker is given up in which this happens."""
    monkeypatch.setenv("PYTHONPATH", in_a_worker(then))
    worker = Worker(listener)
    try:
        while not (why := worker.why_it_hangs(**patience)) and worker.is_alive:
            time.sleep(0.1)
        return why
    finally:
        worker.kill()


def test_a_worker_that_does_nothing_is_told_with_what_it_waited_for(
    monkeypatch: pytest.MonkeyPatch, listener: socket.socket
) -> None:
    why = hangs(monkeypatch, listener, "time.sleep(600)", idle=3, most=60)

    assert "does not serve after" in why
    assert "it waited for its imports" in why


def test_patience_has_an_end_also_with_one_that_is_busy(
    monkeypatch: pytest.MonkeyPatch, listener: socket.socket
) -> None:
    assert "does not serve after" in hangs(monkeypatch, listener, "sum(range(10**12))", idle=1e9, most=4)
