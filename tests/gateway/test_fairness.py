"""Latency fairness over a real wire: a bidder who is far away loses nothing by it, a near one gains nothing."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from livesell.client.frames import Frame
from tests.support import people, shows
from tests.support.client import Client
from tests.support.server import Server

WAY = 0.25
"""Seconds that everything takes in each direction, between the far bidder and the server."""
LOTS = 4
"""As many tries, where the machine is busy with something else in the very moment."""
MEASURED = 6.0
"""Seconds after which the server has measured the way to whoever came often enough."""


@dataclass
class Far:
    """The same server, reached over a long way."""

    url: str
    ws_url: str


@asynccontextmanager
async def a_long_way_to(server: Server) -> AsyncIterator[Far]:
    """A line on which every byte arrives a quarter of a second later, in both directions."""
    tasks: set[asyncio.Task[None]] = set()

    async def carry(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        loop = asyncio.get_running_loop()
        while data := await reader.read(65_536):
            loop.call_later(WAY, writer.write, data)

    async def meet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        to_server = await asyncio.open_connection("127.0.0.1", server.port)
        for pair in ((reader, to_server[1]), (to_server[0], writer)):
            tasks.add(asyncio.create_task(carry(*pair)))

    line = await asyncio.start_server(meet, "127.0.0.1", 0)
    port = line.sockets[0].getsockname()[1]
    yield Far(server.url, f"ws://127.0.0.1:{port}/ws")
    for task in tasks:
        task.cancel()
    line.close()


def now() -> int:
    return time.time_ns() // 1_000_000


async def test_a_bid_that_was_sent_in_time_counts_however_long_its_way_was(server: Server) -> None:
    """The far one sends before the end, hers comes in after it. The near one sends after it, and says otherwise."""
    hana, ben, bea = [
        await asyncio.to_thread(people.sign_up, server.url, name) for name in ("Hana", "Ben", "Bea")
    ]
    show = await asyncio.to_thread(shows.live, hana, stock=LOTS)
    async with a_long_way_to(server) as far_server:
        far, near = await Client(far_server, ben).come(), await Client(server, bea).come()
        await asyncio.sleep(MEASURED)
        for _ in range(LOTS):
            told, lie, was_disturbed = await at_the_end_of_a_lot(show, far, near)
            if not was_disturbed:
                break

        assert told["ok"], told
        assert lie["error"]["code"] == "too_late"
        await far.leave()
        await near.leave()


async def at_the_end_of_a_lot(show: shows.Show, far: Client, near: Client) -> tuple[Frame, Frame, bool]:
    """What both are told of a lot of six seconds, and whether this machine held up the far one's bid by itself."""
    terms = {"variant_id": show.variant, "start_price": 100, "seconds": 6, "extend_seconds": 0}
    added = await asyncio.to_thread(lambda: show.do("auction.add", **terms))
    lot = added["fact"]["event"]["auction"]["id"]
    opened = await asyncio.to_thread(lambda: show.do("auction.open", auction_id=lot))
    ends_at = opened["fact"]["event"]["auction"]["ends_at"]
    half = int(WAY * 500)
    early = int(WAY * 800)  # less than what is made up for, whatever else the machine does

    await asyncio.sleep((ends_at - early - now()) / 1000)
    sent_at = now()
    late = far.say(bid(lot, 300, sent_at=sent_at), show.room)
    answered: asyncio.Future[int] = asyncio.get_running_loop().create_future()
    late.add_done_callback(lambda _: answered.set_result(now()))
    await asyncio.sleep((ends_at + half - now()) / 1000)
    lie = await near.ask(bid(lot, 900, sent_at=ends_at - half), show.room)
    told = await late
    held_up = (sent_at - (ends_at - early)) + (await answered - sent_at - int(2 * WAY * 1000))
    return told, lie, held_up > early // 2


def bid(lot: str, amount: int, *, sent_at: int) -> dict[str, object]:
    return {"type": "bid.place", "auction_id": lot, "amount": amount, "sent_at": sent_at}
