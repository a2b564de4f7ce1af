"""A server that was told to compress does so for those who can, and everybody reads the same."""

import asyncio
import json
from collections.abc import Callable

from websockets.asyncio.client import connect
from websockets.extensions.permessage_deflate import ClientPerMessageDeflateFactory
from websockets.typing import Subprotocol

from livesell.wire.envelope import SUBPROTOCOL
from tests.support import shows
from tests.support.client import Client, ticket
from tests.support.people import Person, sign_up
from tests.support.server import Server

LONG = "These pots are thrown by hand, glazed twice and fired for two days. " * 5


async def test_one_reads_compressed_and_one_plainly_and_both_the_same(
    start_server: Callable[..., Server],
) -> None:
    server = start_server(LIVESELL_DEFLATE="1")
    hana: Person = sign_up(server.url, "Hana")
    room = shows.open_room(hana)
    ben = await Client(server, None).come()
    await ben.join(room)
    extension = ClientPerMessageDeflateFactory()
    async with connect(
        server.ws_url,
        subprotocols=[Subprotocol(SUBPROTOCOL)],
        origin=server.url,
        extensions=[extension],
        proxy=None,
    ) as bea:
        assert [one.name for one in bea.protocol.extensions] == ["permessage-deflate"]
        hello = {"type": "session.hello", "ticket": await ticket(server, hana)}
        await bea.send(json.dumps({"id": "hello-hello", "room": None, "body": hello}))
        assert json.loads(await bea.recv())["kind"] == "welcome"
        await bea.send(json.dumps({"id": "join-joined", "room": room, "body": {"type": "room.join"}}))
        post = {"type": "message.post", "text": LONG}
        await bea.send(json.dumps({"id": "post-posted", "room": room, "body": post}))
        async with asyncio.timeout(10):
            async for text in bea:
                frame = json.loads(text)
                if frame["kind"] == "push" and frame["facts"][-1]["event"]["type"] == "message.posted":
                    break

    fact = await ben.expect("message.posted", room)

    assert frame["facts"][-1] == fact
    assert fact["text"] == LONG.strip()
    await ben.leave()
