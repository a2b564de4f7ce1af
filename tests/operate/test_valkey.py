"""The embedded Valkey."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from redis import Redis

from livesell.operate import valkey
from tests.support import folders
from tests.support.server import ROOT, await_death

STARTER = """
import os, signal, sys
from pathlib import Path
from livesell.operate import valkey
data = Path(sys.argv[1])
valkey.ensure(data)
print(valkey._ours[data].pid, flush=True)
{then}
"""


def start_elsewhere(data: Path, then: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-c", STARTER.format(then=then), str(data)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=30, check=False)


def test_what_was_written_is_there_after_a_restart() -> None:
    data = folders.fresh()
    Redis.from_url(valkey.ensure(data)).set("word", "kept")
    valkey.stop(data)
    assert not valkey.answers(data)

    assert Redis.from_url(valkey.ensure(data)).get("word") == b"kept"
    valkey.stop(data)


def test_a_socket_that_answers_is_used_as_it_is() -> None:
    data = folders.fresh()
    valkey.ensure(data)
    first = valkey._ours[data].pid

    valkey.ensure(data)

    assert valkey._ours[data].pid == first
    valkey.stop(data)


def test_one_that_hangs_is_ended_before_another_is_started() -> None:
    data = folders.fresh()
    valkey.ensure(data)
    hung = valkey._ours[data].pid
    os.kill(hung, signal.SIGSTOP)

    assert Redis.from_url(valkey.ensure(data)).ping()
    await_death([hung])
    valkey.stop(data)


def test_it_ends_with_its_starter() -> None:
    ended = start_elsewhere(folders.fresh(), "pass")

    await_death([int(ended.stdout)])


def test_it_ends_with_its_starter_also_after_kill_9() -> None:
    killed = start_elsewhere(folders.fresh(), "os.kill(os.getpid(), signal.SIGKILL)")

    await_death([int(killed.stdout)])


def test_a_deep_folder_gets_a_short_socket() -> None:
    deep = folders.fresh() / ("x" * 120)
    deep.mkdir()

    assert Redis.from_url(valkey.ensure(deep)).ping()
    assert valkey.socket_path(deep).parent.stat().st_mode & 0o077 == 0
    valkey.stop(deep)


def test_one_that_lost_its_socket_is_replaced() -> None:
    data = folders.fresh()
    valkey.ensure(data)
    deaf = valkey._ours[data].pid
    valkey.socket_path(data).unlink()

    assert Redis.from_url(valkey.ensure(data)).ping()

    await_death([deaf], seconds=1)
    valkey.stop(data)
