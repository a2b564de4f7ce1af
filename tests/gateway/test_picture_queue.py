"""Twelve photos at once: all are kept, one is decoded at a time, and meanwhile the room's commands are answered."""

import io
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from PIL import Image

from livesell.wire.ids import new_id
from rooms.items import decoding
from tests.support.people import Person, sign_up
from tests.support.server import Server


@pytest.fixture
def server() -> Iterator[Server]:
    running = Server().start()
    yield running
    running.kill()


def photo() -> bytes:
    out = io.BytesIO()
    Image.effect_noise((3000, 2000), 60).save(out, "JPEG", quality=90, progressive=True)
    return out.getvalue()


def decoders() -> int:
    """How many processes decode a picture right now."""
    script = decoding.__file__.encode()
    return sum(script in command for command in map(_command, Path("/proc").glob("[0-9]*/cmdline")))


def _command(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:  # ended meanwhile
        return b""


def command(person: Person, room: str, what: str, body: dict[str, object]) -> httpx.Response:
    path = f"/api/rooms/{room}/commands/{what}" if room else "/api/rooms"
    with person.app as app:
        return app.post(path, json=body, headers={"Idempotency-Key": new_id()})


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="processes are counted in /proc")
def test_twelve_photos_at_once_hold_nobody_up(server: Server) -> None:
    hana = sign_up(server.url, "Hana")
    opened = command(hana, "", "", {"title": "Hana's pots", "about": "", "private": False}).json()
    room = opened["fact"]["event"]["room"]["id"]
    content = photo()

    def send(_: int) -> int:
        with hana.app as app:
            return app.post("/api/pictures", files={"file": ("mug.jpg", content)}, timeout=180).status_code

    answered, most = 0, 0
    with ThreadPoolExecutor(12) as pool:
        sent: list[Future[int]] = [pool.submit(send, number) for number in range(12)]
        while not all(each.done() for each in sent):
            most = max(most, decoders())
            said = command(hana, room, "message.post", {"text": f"Photo {answered}"})
            answered += said.status_code == 200 and not all(each.done() for each in sent)

    assert [each.result() for each in sent] == [200] * 12
    assert answered > 0
    assert most == 1
