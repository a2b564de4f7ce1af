"""`livesell export` and `livesell verify`: a show leaves the server as a file, and anybody may check it."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.operate.test_refusals import refused
from tests.support import shows
from tests.support.people import sign_up
from tests.support.server import ROOT, Server


@pytest.fixture(scope="module")
def shop() -> Iterator[Server]:
    running = Server().start()
    yield running
    running.kill()


@pytest.fixture(scope="module")
def room(shop: Server) -> str:
    return shows.live(sign_up(shop.url, "Hana")).room


def test_an_exported_show_is_in_order_and_a_changed_one_is_not(
    shop: Server, room: str, tmp_path: Path
) -> None:
    file, forged = tmp_path / "show.jsonl", tmp_path / "forged.jsonl"
    file.write_text(shop.run("export", room).stdout)
    forged.write_text(file.read_text().replace("plum jam", "fig jam"))

    good, bad = shop.run("verify", str(file)), shop.run("verify", str(forged))

    assert (good.returncode, good.stdout) == (0, "3 facts and 0 giveaways, all in order\n")
    assert bad.returncode == 1
    assert "does not follow from the fact before" in bad.stdout


@pytest.mark.parametrize("name", ["nope", "7" + "z" * 25, "\udcff", ""])
def test_a_room_that_is_not_there(shop: Server, name: str) -> None:
    refused(shop.run("export", name), "room")


@pytest.mark.parametrize(
    "content", [b"", b"hello", b"\xff\xfe\x00", b"[1]\n[2]", b"null", b'{"ledger": 1}\nnull']
)
def test_a_file_that_is_no_export(shop: Server, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "file"
    file.write_bytes(content)

    result = shop.run("verify", str(file))

    assert result.returncode != 0
    assert "Traceback" not in result.stderr


def test_a_reader_who_has_read_enough_is_no_fault(shop: Server, room: str) -> None:
    ours, theirs = os.pipe()
    os.close(ours)
    command = [sys.executable, "-m", "livesell", "export", room]
    result = subprocess.run(
        command,
        env=shop.env,
        cwd=ROOT,
        stdout=theirs,
        stderr=subprocess.PIPE,
        text=True,
        timeout=60,
        check=False,
    )
    os.close(theirs)

    assert (result.returncode, result.stderr) == (141, "")
