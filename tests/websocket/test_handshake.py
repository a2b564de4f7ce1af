"""Who gets a socket at all, before a word is said. (Attacks A1-A3, A5, A11, A22, A27, A29.)"""

import asyncio
import base64
import re
import secrets
from contextlib import suppress

import pytest

from livesell.websocket.deflate import ANSWER
from livesell.wire.codes import Close
from livesell.wire.envelope import SUBPROTOCOL
from tests.support.raw import CLOSE, PING, TEXT, Raw, frame, knock
from tests.support.server import Server
from tests.support.shop import connections, until

COOKIE = b"Cookie: sessionid=" + secrets.token_hex(16).encode()


def ours(server: Server) -> bytes:
    return f"Origin: {server.url}".encode()


async def status(server: Server, *lines: bytes, path: str = "/ws") -> int:
    raw = await knock(server, path, *lines)
    await raw.end()
    return raw.status


async def test_our_page_gets_a_socket_and_its_subprotocol(shop: Server) -> None:
    raw = await knock(shop, "/ws", ours(shop), COOKIE)

    assert raw.status == 101
    assert raw.headers["sec-websocket-protocol"] == SUBPROTOCOL
    await raw.end()


async def test_an_app_gets_one_without_origin_and_cookie(shop: Server) -> None:
    assert await status(shop) == 101


@pytest.mark.parametrize(
    "origin",
    [
        b"https://evil.example",
        b"null",
        b"http://[::1",
        b"http://127.0.0.1:99999",
        b"",
        b"http://127.0.0.1",
        b"https://" + b"e" * 8_000 + b".example",
    ],
)
async def test_another_origin_is_refused(shop: Server, origin: bytes) -> None:
    assert await status(shop, b"Origin: " + origin, COOKIE) in (400, 403)
    assert await status(shop, b"Origin: " + origin) in (400, 403)


async def test_a_cookie_alone_is_refused(shop: Server) -> None:
    assert await status(shop, COOKIE) == 403


async def test_two_origins_are_refused(shop: Server) -> None:
    assert await status(shop, ours(shop), b"Origin: https://evil.example") in (400, 403)
    assert await status(shop, ours(shop), ours(shop)) in (400, 403)


@pytest.mark.parametrize("control", [b"\x0b", b"\x0c", b"\x1c", b"\x1d", b"\x1e", b"\x85"])
async def test_no_control_character_smuggles_an_origin(shop: Server, control: bytes) -> None:
    smuggled = b"X-Note: a" + control + ours(shop)

    found = await status(shop, smuggled, b"Origin: https://evil.example")

    assert found in (0, 400, 403)


@pytest.mark.parametrize("query", ["?ticket=unspeakable", "?token=unspeakable", "?x"])
async def test_nothing_is_taken_from_the_address(shop: Server, query: str) -> None:
    assert await status(shop, ours(shop), path=f"/ws{query}") == 400
    assert "unspeakable" not in shop.output


@pytest.mark.parametrize("path", ["/ws/", "/socket", "/ws/../ws", "/ws%00"])
async def test_there_is_one_address(shop: Server, path: str) -> None:
    assert await status(shop, ours(shop), path=path) == 404


@pytest.mark.parametrize("protocol", ["livesell.v0.json", "graphql-ws, chat", ""])
async def test_another_subprotocol_is_told_so_and_not_to_come_back(shop: Server, protocol: str) -> None:
    raw = await knock(shop, "/ws", ours(shop), protocol=protocol)

    assert raw.status == 101
    assert raw.headers.get("sec-websocket-protocol", "") == protocol.partition(",")[0]
    assert await raw.closed() == Close.VERSION
    await raw.end()


GOOD = (
    b"GET /ws HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
    b"Sec-WebSocket-Key: " + base64.b64encode(b"k" * 16) + b"\r\n\r\n"
)


@pytest.mark.parametrize(
    ("part", "instead", "answer"),
    [
        (b"GET", b"POST", 405),
        (b"GET", b"HEAD", 405),
        (b"/1.1", b"/1.0", 400),
        (b"Host: localhost\r\n", b"", 400),
        (b"Host: localhost\r\n", b"Host: localhost\r\nHost: there\r\n", 400),
        (b"Host: localhost\r\n", b"Host: localhost\r\nContent-Length: 5\r\n", 400),
        (b"Host: localhost\r\n", b"Host: localhost\r\nTransfer-Encoding: chunked\r\n", 400),
        (b"Host: localhost\r\n", b"Host: localhost\r\n" + b"X-Long: a word or two\r\n" * 2_000, 400),
        (b"13", b"8", 426),
        (b"Version: 13", b"Verse: 13", 426),
        (b"Key: ", b"Kay: ", 400),
        (b"Key: ", b"Key: a", 400),
    ],
)
async def test_what_is_no_handshake_is_refused(
    shop: Server, part: bytes, instead: bytes, answer: int
) -> None:
    assert await answers(shop, GOOD.replace(part, instead, 1)) == [answer]


async def test_nobody_speaks_before_the_answer(shop: Server) -> None:
    ping = frame(PING, b"here")

    assert await answers(shop, GOOD) == [101]
    assert await answers(shop, GOOD + ping) == [400]
    assert await answers(shop, GOOD + ping[:3]) == [400]
    assert await answers(shop, GOOD + GOOD) == [400]


async def test_a_socket_is_not_opened_before_an_earlier_request_is_answered(shop: Server) -> None:
    earlier = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"

    assert 101 not in await answers(shop, earlier + GOOD)


async def answers(server: Server, request: bytes) -> list[int]:
    """The statuses of what the server answers within a moment, in order."""
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    writer.write(request)
    said = b""
    with suppress(TimeoutError, ConnectionError):
        async with asyncio.timeout(0.5):
            while piece := await reader.read(65_536):
                said += piece
    writer.transport.abort()
    return [int(status) for status in re.findall(rb"HTTP/1\.1 (\d+)", said)]


async def test_ours_is_chosen_among_many(shop: Server) -> None:
    raw = await knock(shop, "/ws", ours(shop), protocol=f"livesell.v9.json, {SUBPROTOCOL}")

    assert raw.headers["sec-websocket-protocol"] == SUBPROTOCOL
    await raw.end()


async def test_compression_is_agreed_to_without_a_memory_and_nonsense_in_it_is_not_taken(
    shop: Server,
) -> None:
    raw = await knock(
        shop, "/ws", ours(shop), b"Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits"
    )
    assert raw.headers["sec-websocket-extensions"] == ANSWER.decode()

    raw.send(TEXT, b"\xff" * 100, rsv=4)

    assert await raw.closed() == 1007
    await raw.end()


async def test_who_did_not_offer_compression_may_not_use_it(shop: Server) -> None:
    raw = await knock(shop, "/ws", ours(shop))
    assert "sec-websocket-extensions" not in raw.headers

    raw.send(TEXT, b"\xaa" * 100, rsv=4)

    assert await raw.closed() == 1002
    await raw.end()


async def test_the_fifty_first_socket_of_an_address_is_refused_and_nothing_is_left_behind(
    shop: Server,
) -> None:
    before = connections(shop)
    here: list[Raw] = []
    while (raw := await knock(shop, "/ws", ours(shop))).status == 101:
        here.append(raw)
        assert len(here) <= 50
    assert (raw.status, len(here)) == (429, 50)

    for one in (*here, raw):
        await one.end()

    await until(lambda: connections(shop) <= before)
    assert await status(shop, ours(shop)) == 101


async def test_a_socket_that_says_nothing_is_closed_within_five_seconds(shop: Server) -> None:
    began = asyncio.get_running_loop().time()
    silent, pinging = await knock(shop, "/ws", ours(shop)), await knock(shop, "/ws", ours(shop))
    pinging.send(9, b"here")
    assert await pinging.receive() == (10, b"here")

    assert await asyncio.gather(silent.closed(), pinging.closed()) == [Close.NOT_AUTHENTICATED] * 2

    assert 4 < asyncio.get_running_loop().time() - began < 8
    for one in (silent, pinging):
        one.send(CLOSE, b"")
        await one.end()
