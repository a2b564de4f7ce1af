"""The benchmark's load client counts what there is: against our server, and against one that cheats."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest

from tests.load.fanout import modes
from tests.load.fanout.ours import Ours
from tests.load.fanout.peer import Talk
from tests.load.fanout.swarm import Swarm
from tests.support import raw

pytestmark = pytest.mark.skipif(not shutil.which("cc"), reason="there is no C compiler")
Writers = list[asyncio.StreamWriter]
Deliver = Callable[[list[asyncio.StreamWriter], int, bytes], Awaitable[None]]


def test_twenty_viewers_of_our_server_get_everything_once_and_in_order() -> None:
    with modes.crowd(Ours(), 20, 10) as they:
        assert (they.connecting["ready"], they.connecting["failed"]) == (20, 0)
        found = they.swarm.paced(40, 1)
    assert found["messages"] == 40
    assert found["deliveries"] == 20 * 40
    assert (found["undelivered"], found["gaps"], found["backwards"], found["refused"]) == (0, 0, 0, 0)
    assert 0 < found["frames"] <= found["deliveries"]


async def test_a_mark_is_found_in_whatever_pieces_it_comes() -> None:
    async def by_the_byte(viewers: Writers, number: int, mark: bytes) -> None:
        for viewer in viewers:
            for byte in frame(b"fact ^ab^" + mark + b", and so on" * 30):
                viewer.write(bytes((byte,)))
                await viewer.drain()

    found = await counted(by_the_byte, messages=3)
    assert (found["deliveries"], found["frames"], found["undelivered"]) == (6, 6, 0)


async def test_many_facts_in_one_frame_are_many_deliveries() -> None:
    kept: list[bytes] = []

    async def together(viewers: Writers, number: int, mark: bytes) -> None:
        kept.append(mark)
        if len(kept) == 3:
            for viewer in viewers:
                viewer.write(frame(b"fact " + b",".join(kept)))

    found = await counted(together, messages=3)
    assert (found["deliveries"], found["frames"], found["undelivered"]) == (6, 2, 0)


async def test_what_is_lost_double_or_out_of_order_is_seen() -> None:
    kept: list[bytes] = []

    async def badly(viewers: Writers, number: int, mark: bytes) -> None:
        first, second = viewers
        if number == 0:  # the first viewer gets it twice
            first.write(frame(b"fact " + mark) * 2)
            second.write(frame(b"fact " + mark))
        elif number == 1:  # nobody but the second one gets it
            second.write(frame(b"fact " + mark))
        elif number == 2:  # the second one gets it after the next
            first.write(frame(b"fact " + mark))
            kept.append(mark)
        else:
            first.write(frame(b"fact " + mark))
            second.write(frame(b"fact " + mark) + frame(b"fact " + kept[0]))

    found = await counted(badly, messages=4)
    assert (found["backwards"], found["gaps"]) == (2, 2)
    assert (found["deliveries"], found["undelivered"]) == (6, 2)


async def test_a_mark_in_a_frame_that_delivers_nothing_does_not_count() -> None:
    async def elsewhere(viewers: Writers, number: int, mark: bytes) -> None:
        for viewer in viewers:
            viewer.write(frame(b"snapshot " + mark))

    found = await counted(elsewhere, messages=2)
    assert (found["deliveries"], found["undelivered"]) == (0, 4)


def frame(text: bytes) -> bytes:
    """A text frame as a server sends it."""
    return raw.frame(raw.TEXT, text, masked=False)


async def counted(deliver: Deliver, *, messages: int) -> dict[str, int]:
    """What the load client says of two viewers to whom so many messages were delivered in that way."""
    async with serving(deliver) as port:
        talk = Talk(port=port, publish="%M", publish_path="/publish", delivery="fact")
        return await asyncio.to_thread(run, talk, messages)


def run(talk: Talk, messages: int) -> dict[str, int]:
    with Swarm(talk, 2, 1, patience=1) as swarm:
        swarm.connect("publishers")
        swarm.connect("viewers")
        return swarm.paced(20, messages / 20)


@asynccontextmanager
async def serving(deliver: Deliver) -> AsyncIterator[int]:
    """A server that says yes to everybody and delivers as it is told."""
    viewers: Writers = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 101 Switching Protocols\r\n\r\n")
        if not head.startswith(b"GET /publish"):
            viewers.append(writer)
            return
        number = 0
        while heard := await reader.read(16):  # two bytes of header, four of the mask, ten of the mark
            await deliver(viewers, number, heard[6:])
            number += 1

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
