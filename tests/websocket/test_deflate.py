"""Who reads compressed frames is sent her snapshot so, and more where the server was told to; all read the same."""

import asyncio
import json
from collections.abc import Callable

from websockets.asyncio.client import connect
from websockets.extensions.permessage_deflate import ClientPerMessageDeflateFactory
from websockets.typing import Subprotocol

from livesell.websocket.deflate import inflated
from livesell.wire.envelope import SUBPROTOCOL
from tests.support import shows
from tests.support.client import Client, ticket
from tests.support.people import Person, sign_up
from tests.support.raw import TEXT, knock
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


async def test_a_snapshot_comes_compressed_and_what_is_short_does_not(server: Server) -> None:
    hana: Person = sign_up(server.url, "Hana")
    show = shows.live(hana)
    for number in range(40):
        show.add(f"A bowl, number {number}", description="Thrown by hand, glazed twice. " * 10)
    plainly = await Client(server, None).come()
    known = await plainly.join(show.room)
    origin, offer = f"Origin: {server.url}".encode(), b"Sec-WebSocket-Extensions: permessage-deflate"
    raw = await knock(server, "/ws", origin, offer)
    hello = {"type": "session.hello", "ticket": await ticket(server, None)}
    raw.send(TEXT, json.dumps({"id": "hello-hello", "room": None, "body": hello}).encode())
    assert json.loads((await raw.receive())[1])["kind"] == "welcome"
    raw.send(
        TEXT, json.dumps({"id": "join-joined", "room": show.room, "body": {"type": "room.join"}}).encode()
    )

    _, payload = await raw.receive()

    assert len(payload) < len(json.dumps(known)) / 8
    joined = json.loads(inflated(payload, 1_000_000))
    assert joined["id"] == "join-joined"
    assert joined["snapshot"] == known["snapshot"]
    assert joined["mine"] is None
    await raw.end()
    await plainly.leave()
