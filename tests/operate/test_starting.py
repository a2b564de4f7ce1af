"""A server that does not start says why, in every case."""

import time
from multiprocessing import get_context
from pathlib import Path

import pytest
import uvicorn

from livesell.operate.workers import Worker
from tests.support import folders, server
from tests.support.server import livesell

IN_A_WORKER = """
import importlib.abc, os, signal, sys
if any("spawn_main" in word for word in sys.orig_argv):
    {then}
"""
BREAK = """
    class Breaks(importlib.abc.MetaPathFinder):
        def find_spec(self, name, path, target=None):
            if name == "livesell.urls":
                raise RuntimeError("the disk is full of owls")
    sys.meta_path.insert(0, Breaks())
"""


def start_with(then: str) -> str:
    """What `livesell serve` says at last where this happens in its worker."""
    folder = folders.fresh()
    Path(folder / "sitecustomize.py").write_text(IN_A_WORKER.format(then=then.strip()))
    env = {"LIVESELL_DATA": str(folders.fresh()), "PYTHONPATH": str(folder)}
    ended = livesell("serve", "--port", str(server.free_port()), **env)
    assert ended.returncode == 2
    return ended.stderr.strip().splitlines()[-1]


def test_a_worker_that_breaks_is_quoted() -> None:
    assert "RuntimeError: the disk is full of owls" in start_with(BREAK)


def test_a_worker_that_was_killed_is_told_so() -> None:
    assert "ended by SIGKILL" in start_with("os.kill(os.getpid(), signal.SIGKILL)")


def test_a_worker_that_just_leaves_is_told_so() -> None:
    assert "ended with code 7: it left no word" in start_with("os._exit(7)")


def test_a_worker_that_does_nothing_is_told_with_what_it_waited_for() -> None:
    idle = Worker(uvicorn.Config("livesell.asgi:application"), [])
    idle.process = get_context("spawn").Process(target=time.sleep, args=(600,))
    idle.start()

    why = idle.await_serving(3, 60, pause=time.sleep)
    idle.kill()

    assert "does not serve after" in why
    assert "it waited for its imports" in why


@pytest.mark.parametrize("most", [4])
def test_patience_has_an_end_also_with_one_that_is_busy(most: int) -> None:
    busy = Worker(uvicorn.Config("livesell.asgi:application"), [])
    busy.process = get_context("spawn").Process(target=sum, args=(range(10**12),))
    busy.start()

    assert "does not serve after" in busy.await_serving(1e9, most, pause=time.sleep)
    busy.kill()
