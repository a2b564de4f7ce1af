"""Every case of the table, by a raw socket, at our end of a WebSocket; and those of permessage-deflate."""

import asyncio
import zlib
from collections.abc import Iterator
from contextlib import suppress

import pytest

from tests.support.raw import BINARY, CLOSE, CONT, PING, PONG, TEXT, Raw, frame, knock
from tests.websocket import echo
from tests.websocket.cases import CASES, LIMIT, WORDS, Case, close
from tests.websocket.echo import Echo

FAILURES = (1002, 1007, 1008, 1009)


@pytest.fixture(scope="module")
def plain() -> Iterator[Echo]:
    with echo.serving() as it:
        yield it


@pytest.fixture(scope="module")
def deflating() -> Iterator[Echo]:
    with echo.serving(deflate=True) as it:
        yield it


async def judge(raw: Raw, case: Case) -> None:
    """What comes is what is due; before a failure, a server may say less. Nothing comes behind a close."""
    found, code = await answers(raw, case)
    assert code == case.code
    assert found == case.echoed or (code in FAILURES and found == case.echoed[: len(found)])
    with suppress(OSError):  # the server has ended it already
        raw.writer.write_eof()
    assert await asyncio.wait_for(raw.reader.read(), 10) == b""


async def answers(raw: Raw, case: Case) -> tuple[list[tuple[int, bytes]], int]:
    """What comes back until the end, and the close code; we close when everything was echoed."""
    for piece in case.sent:
        raw.writer.write(piece)
        if len(case.sent) > 1:
            await asyncio.sleep(0)
    found: list[tuple[int, bytes]] = []
    while len(found) < len(case.echoed):
        found.append(await raw.receive())
        if found[-1][0] == CLOSE:
            return found[:-1], int.from_bytes(found[-1][1][:2], "big")
    if case.code == 1000:
        raw.writer.write(close(1000))
    opcode, payload = await raw.receive()
    assert opcode == CLOSE, (opcode, payload)
    return found, int.from_bytes(payload[:2], "big") if payload else 1005


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
async def test_a_case(plain: Echo, case: Case) -> None:
    raw = await knock(plain, protocol="")
    raw.acknowledges = False
    assert raw.status == 101
    try:
        await judge(raw, case)
    finally:
        await raw.end()


def deflated(data: bytes) -> bytes:
    """As one message, with a window of its own."""
    packer = zlib.compressobj(wbits=-15)
    return (packer.compress(data) + packer.flush(zlib.Z_SYNC_FLUSH))[:-4]


RSV1 = 4
MIXED = [(TEXT, b"x"), (TEXT, WORDS * 20)]
SQUEEZED = deflated(WORDS * 20)
BEGUN = frame(TEXT, SQUEEZED[:9], rsv=RSV1, fin=False)
DEFLATE = [
    Case("12 a text", [frame(TEXT, SQUEEZED, rsv=RSV1)], [(TEXT, WORDS * 20)]),
    Case("12 bytes", [frame(BINARY, SQUEEZED, rsv=RSV1)], [(BINARY, WORDS * 20)]),
    Case("12 nothing", [frame(TEXT, b"\0", rsv=RSV1)], [(TEXT, b"")]),
    Case("12 the same twice", [frame(TEXT, SQUEEZED, rsv=RSV1)] * 2, [(TEXT, WORDS * 20)] * 2),
    Case("12 plain beside it", [frame(TEXT, b"x"), frame(TEXT, SQUEEZED, rsv=RSV1)], MIXED),
    Case(
        "12 in fragments with a ping",
        [BEGUN, frame(PING, b"p"), frame(CONT, SQUEEZED[9:])],
        [(PONG, b"p"), (TEXT, WORDS * 20)],
    ),
    Case("12 the bit on a continuation", [BEGUN, frame(CONT, b"", rsv=RSV1)], code=1002),
    Case("12 the bit on a ping", [frame(PING, b"", rsv=RSV1)], code=1002),
    Case("12 another bit", [frame(TEXT, b"x", rsv=2)], code=1002),
    Case("12 no deflate stream", [frame(TEXT, b"\xff" * 9, rsv=RSV1)], code=1007),
    Case("12 bad text in it", [frame(TEXT, deflated(b"\xed\xa0\x80"), rsv=RSV1)], code=1007),
    Case("12 a bomb", [frame(TEXT, deflated(b"0" * (LIMIT + 1)), rsv=RSV1)], code=1009),
    Case("12 at the limit", [frame(TEXT, deflated(b"0" * LIMIT), rsv=RSV1)], [(TEXT, b"0" * LIMIT)]),
]  # fmt: skip


@pytest.mark.parametrize("case", DEFLATE, ids=[case.name for case in DEFLATE])
async def test_a_case_of_deflate(deflating: Echo, case: Case) -> None:
    offer = b"Sec-WebSocket-Extensions: permessage-deflate; client_no_context_takeover; server_no_context_takeover"
    raw = await knock(deflating, "/ws", offer, protocol="")
    raw.acknowledges = False
    assert "permessage-deflate" in raw.headers["sec-websocket-extensions"]
    try:
        await judge(raw, case)
    finally:
        await raw.end()
