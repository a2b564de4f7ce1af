"""What is said on an open socket, and how it is answered. (Attacks A16-A20, A56, A68, A69, A76, A79, A80.)"""

import asyncio
import json
import secrets
from typing import Any

import pytest

from livesell.fanout.outlet import WINDOW
from livesell.websocket.incoming import MAX_FRAGMENTS
from livesell.wire.codes import VERDICTS, Close, Code
from livesell.wire.envelope import MAX_FRAME_BYTES, MAX_GREETING_BYTES
from livesell.wire.ids import new_id
from tests.support import shows
from tests.support.client import ticket
from tests.support.people import Person
from tests.support.raw import BINARY, CLOSE, CONT, PING, PONG, TEXT, Raw, frame, knock
from tests.support.server import Server
from tests.support.shop import Come, memory

PING_FRAME = {"id": "ping-0001", "room": None, "body": {"type": "session.ping"}}


async def open_raw(server: Server) -> Raw:
    """A socket of our page's that has said nothing yet."""
    raw = await knock(server, "/ws", f"Origin: {server.url}".encode())
    assert raw.status == 101
    return raw


async def greeted(server: Server, person: Person | None = None) -> Raw:
    raw = await open_raw(server)
    say(raw, {"type": "session.hello", "ticket": await ticket(server, person)})
    assert (await hear(raw))["kind"] == "welcome"
    return raw


def say(raw: Raw, body: Any, **more: Any) -> None:
    raw.send(TEXT, json.dumps({"id": secrets.token_urlsafe(12), "room": None, "body": body} | more).encode())


async def hear(raw: Raw) -> dict[str, Any]:
    """The next frame, but for the number of viewers, which comes when it likes."""
    while True:
        opcode, payload = await raw.receive()
        assert opcode == TEXT, (opcode, payload)
        found: dict[str, Any] = json.loads(payload)
        if found["kind"] != "presence":
            return found


async def still_answers(raw: Raw) -> bool:
    say(raw, {"type": "session.ping"})
    return (await hear(raw))["kind"] == "pong"


BAD = {
    "half a brace": b"{bad",
    "nothing": b"",
    "a byte order mark": b"\xef\xbb\xbf" + json.dumps(PING_FRAME).encode(),
    "NaN": b'{"id":NaN}',
    "Infinity": b'{"id":-Infinity}',
    "duplicate keys": b'{"id":"abcdefgh","id":"abcdefgh","body":{"type":"session.ping"}}',
    "trailing bytes": json.dumps(PING_FRAME).encode() + b"{}",
    "5,000 digits": b'{"id":' + b"9" * 5_000 + b"}",
    "16,000 brackets": b"[" * 16_000,
    "5,000 levels": b"[" * 5_000 + b"]" * 5_000,
    "a method's name": json.dumps({**PING_FRAME, "body": {"kind": "__init__"}}).encode(),
    "a handler's name": json.dumps({**PING_FRAME, "body": {"type": "websocket.disconnect"}}).encode(),
    "a prototype": json.dumps({**PING_FRAME, "__proto__": {"role": "owner"}}).encode(),
    "a constructor": json.dumps({**PING_FRAME, "body": {"type": "constructor"}}).encode(),
    "an unknown field": json.dumps({**PING_FRAME, "off": 1}).encode(),
    "a room that is none": json.dumps({**PING_FRAME, "room": "../../etc"}).encode(),
    "no room where one is needed": json.dumps({**PING_FRAME, "body": {"type": "room.join"}}).encode(),
}


async def test_every_bad_frame_is_answered_and_the_socket_lives(shop: Server) -> None:
    for names in (list(BAD)[:9], list(BAD)[9:]):
        raw = await greeted(shop)
        for name in names:
            raw.send(TEXT, BAD[name])
            error = (await hear(raw))["error"]
            assert (error["code"], error["retry"]) == (Code.BAD_FRAME, VERDICTS[Code.BAD_FRAME].retry), name
        assert await still_answers(raw)
        await raw.end()


async def test_the_tenth_bad_frame_in_a_minute_is_the_last(shop: Server) -> None:
    raw = await greeted(shop)
    for _ in range(9):
        raw.send(TEXT, b"{bad")
        assert (await hear(raw))["error"]["code"] == Code.BAD_FRAME

    raw.send(TEXT, b"{bad")

    assert await raw.closed() == Close.MISUSE
    await raw.end()


async def test_a_binary_frame_is_a_bad_one(shop: Server) -> None:
    raw = await greeted(shop)

    raw.send(BINARY, json.dumps(PING_FRAME).encode())

    assert (await hear(raw))["error"]["code"] == Code.BAD_FRAME
    assert await still_answers(raw)
    await raw.end()


@pytest.mark.parametrize(
    "first",
    [b"{bad", b"", json.dumps(PING_FRAME).encode(), b'{"id":"abcdefgh","body":{"type":"session.hello"}}'],
    ids=["not json", "nothing", "a command", "a hello without a ticket"],
)
async def test_the_first_frame_is_a_hello(shop: Server, first: bytes) -> None:
    raw = await open_raw(shop)

    raw.send(TEXT, first)

    assert await raw.closed() == Close.MISUSE
    await raw.end()


async def test_nobody_says_hello_twice(shop: Server, ben: Person) -> None:
    raw = await greeted(shop, ben)

    say(raw, {"type": "session.hello", "ticket": await ticket(shop, ben)})

    assert await raw.closed() == Close.MISUSE
    await raw.end()


async def test_nobody_acts_before_she_is_welcome(shop: Server, ben: Person) -> None:
    raw = await open_raw(shop)
    say(raw, {"type": "session.hello", "ticket": await ticket(shop, ben)})
    say(raw, {"type": "session.ping"})

    assert await raw.closed() == Close.MISUSE
    await raw.end()


@pytest.mark.parametrize("shown", ["x" * 32, "0" * 128])
async def test_a_ticket_that_is_none_opens_nothing(shop: Server, shown: str) -> None:
    raw = await open_raw(shop)

    say(raw, {"type": "session.hello", "ticket": shown})

    assert await raw.closed() == Close.NOT_AUTHENTICATED
    await raw.end()


@pytest.mark.parametrize(
    ("opcode", "how"),
    [
        (TEXT, {"masked": False}),
        (TEXT, {"rsv": 1}),
        (TEXT, {"rsv": 4}),
        (3, {}),
        (11, {}),
        (CONT, {}),
        (PING, {"payload": b"x" * 126}),
        (PING, {"fin": False}),
        (CLOSE, {"payload": b"\x03"}),
        (CLOSE, {"payload": (1005).to_bytes(2, "big")}),
        (CLOSE, {"payload": (999).to_bytes(2, "big")}),
    ],
    ids=str,
)
async def test_a_broken_frame_is_a_protocol_error(shop: Server, opcode: int, how: dict[str, Any]) -> None:
    raw = await greeted(shop)

    raw.send(opcode, how.pop("payload", b"{}" if opcode < CLOSE else b""), **how)

    assert await raw.closed() == 1002
    await raw.end()


@pytest.mark.parametrize(
    "head", [b"\x89\xfe\x00\x02", b"\x81\xfe\x00\x7d", b"\x81\xff" + (65_535).to_bytes(8, "big")]
)
async def test_a_length_is_written_as_shortly_as_it_can_be(shop: Server, head: bytes) -> None:
    raw = await greeted(shop)

    raw.writer.write(head + b"\0\0\0\0hi")

    assert await raw.closed() == 1002
    await raw.end()


async def test_bad_utf8_is_told_so_however_it_is_cut(shop: Server) -> None:
    for pieces in ([b'{"id":"\xff"}'], [b'{"id":"\xe2\x82', b'"}'], [b"\xed\xa0\x80"]):
        raw = await greeted(shop)
        for place, piece in enumerate(pieces):
            raw.send(TEXT if place == 0 else CONT, piece, fin=place == len(pieces) - 1)
        assert await raw.closed() == 1007
        await raw.end()


async def test_a_character_cut_in_two_is_put_together_again(shop: Server) -> None:
    raw = await greeted(shop)
    data = json.dumps({**PING_FRAME, "euro €": 1}, ensure_ascii=False).encode()
    cut = data.index(b"\xe2") + 1

    raw.send(TEXT, data[:cut], fin=False)
    raw.send(PING, b"in between")
    raw.send(CONT, data[cut:])

    assert await raw.receive() == (PONG, b"in between")
    assert (await hear(raw))["error"]["code"] == Code.BAD_FRAME
    await raw.end()


async def test_the_largest_frame_is_read_and_the_next_larger_one_is_not(shop: Server) -> None:
    raw = await greeted(shop)
    raw.send(TEXT, b" " * MAX_FRAME_BYTES)
    assert (await hear(raw))["error"]["code"] == Code.BAD_FRAME

    raw.send(TEXT, b" " * (MAX_FRAME_BYTES + 1))

    assert await raw.closed() == 1009
    await raw.end()


async def test_before_the_welcome_a_frame_is_as_large_as_a_hello(shop: Server) -> None:
    small, large = await open_raw(shop), await open_raw(shop)

    small.send(TEXT, b" " * MAX_GREETING_BYTES)
    large.writer.write(frame(TEXT, b" " * (MAX_GREETING_BYTES + 1))[:20])  # its length is enough

    assert await small.closed() == Close.MISUSE
    assert await large.closed() == 1009


async def test_seventeen_declared_megabytes_are_refused_at_the_first_byte(shop: Server) -> None:
    raw = await greeted(shop)

    raw.writer.write(b"\x81\xff" + (17 * 2**20).to_bytes(8, "big") + b"\0\0\0\0" + b"{")

    assert await raw.closed() == 1009
    await raw.end()


async def test_fragments_add_up_to_the_limit(shop: Server) -> None:
    raw = await greeted(shop)
    raw.send(TEXT, b" " * (MAX_FRAME_BYTES // 2), fin=False)
    raw.send(CONT, b" " * (MAX_FRAME_BYTES // 2), fin=False)

    raw.send(CONT, b" " * (MAX_FRAME_BYTES // 2))

    assert await raw.closed() == 1009
    await raw.end()


async def test_endless_empty_fragments_are_refused(shop: Server) -> None:
    raw = await greeted(shop)
    raw.send(TEXT, b"{", fin=False)
    for _ in range(MAX_FRAGMENTS):
        raw.send(CONT, b"", fin=False)

    assert await raw.closed() == 1008
    await raw.end()


async def test_a_message_in_a_few_fragments_is_read(shop: Server) -> None:
    raw = await greeted(shop)
    data = json.dumps(PING_FRAME).encode()
    for place in range(10):
        raw.send(TEXT if place == 0 else CONT, data[place * 8 : place * 8 + 8], fin=False)
    raw.send(CONT, data[80:])

    assert (await hear(raw))["kind"] == "pong"
    await raw.end()


@pytest.mark.parametrize("opcode", [PING, PONG])
async def test_a_flood_of_pings_is_refused(shop: Server, opcode: int) -> None:
    raw = await greeted(shop)

    for _ in range(100):
        raw.send(opcode, b"flood")

    assert await raw.closed() == 1008
    await raw.end()


async def test_who_sends_pings_and_reads_nothing_costs_no_memory(shop: Server) -> None:
    before = memory(shop)
    raws = [await greeted(shop) for _ in range(5)]
    for raw in raws:
        for _ in range(20):
            raw.writer.write(b"".join(b"\x89\xfd\0\0\0\0" + b"p" * 125 for _ in range(1_000)))
    await asyncio.sleep(0.5)

    assert memory(shop) - before < 8 * 2**20
    for raw in raws:
        await raw.end()


async def test_a_flood_of_frames_is_slowed_down_and_then_refused(
    shop: Server, come: Come, ben: Person
) -> None:
    raw, bea = await greeted(shop, ben), await come()
    ping = frame(TEXT, json.dumps(PING_FRAME).encode())

    heard = []
    for _ in range(3):  # within the window of what she has read
        raw.writer.write(ping * 130)
        heard += [json.loads((await raw.receive())[1]) for _ in range(130)]
    raw.writer.write(ping * 130)
    while (received := await raw.receive())[0] == TEXT:
        heard.append(json.loads(received[1]))

    assert int.from_bytes(received[1][:2], "big") == Close.MISUSE
    refused = [one["error"] for one in heard if one["kind"] == "reply"]
    assert len(heard) - len(refused) >= 400 - 15, "the acknowledgements are frames too"
    assert [(one["code"], one["retry"]) for one in refused] == [(Code.TOO_FAST, True)] * 9
    assert (await bea.ask({"type": "session.ping"}))["kind"] == "pong"
    await raw.end()


@pytest.mark.parametrize("frames", [[3], [1, 0]], ids=["more than were sent", "less than before"])
async def test_who_acknowledges_what_cannot_be_is_sent_away(shop: Server, frames: list[int]) -> None:
    """Attack A83. Only the welcome was sent."""
    raw = await greeted(shop)
    for count in frames:
        body = {"type": "session.ack", "frames": count}
        raw.send(TEXT, json.dumps({"id": "ack-00001", "body": body}).encode())

    received = await raw.receive()

    assert int.from_bytes(received[1][:2], "big") == Close.MISUSE
    await raw.end()


async def test_who_asks_and_acknowledges_nothing_is_sent_a_window_and_then_let_go(shop: Server) -> None:
    raw = await greeted(shop)
    raw.acknowledges = False
    for _ in range(2):
        raw.writer.write(b"".join(frame(TEXT, json.dumps(PING_FRAME).encode()) for _ in range(WINDOW)))
    heard = 0

    while (received := await raw.receive())[0] == TEXT:
        heard += 1

    assert int.from_bytes(received[1][:2], "big") in (Close.TOO_SLOW, Close.MISUSE)
    assert heard < WINDOW
    await raw.end()


@pytest.fixture
async def room(hana: Person) -> str:
    return shows.open_room(hana)


@pytest.mark.parametrize("text", ["\ud800", "half \udc00 a pair", "\x00", "a\x00b", "\x1b[2J"], ids=repr)
async def test_a_text_that_cannot_be_kept_is_refused(come: Come, ben: Person, room: str, text: str) -> None:
    client = await come(ben)

    reply = await client.ask({"type": "message.post", "text": text}, room)

    assert (reply["error"]["code"], reply["error"]["retry"]) == (Code.BAD_TEXT, False)
    assert (await client.ask({"type": "session.ping"}))["kind"] == "pong"


async def test_a_text_too_long_is_refused(come: Come, ben: Person, room: str) -> None:
    client = await come(ben)

    for text in ("x" * 501, "e\u0301" * 501, "x" * 15_000):
        reply = await client.ask({"type": "message.post", "text": text}, room)
        assert reply["error"]["code"] in (Code.BAD_TEXT, Code.BAD_FRAME)


@pytest.mark.parametrize(
    "text",
    [
        "'; DROP TABLE rooms_room; --",
        "%s %d {0} {room.secret} ${jndi:ldap://x}",
        "one\nlevel=error unspeakable forged line",
        "<img src=x onerror=alert(1)>",
        "=HYPERLINK(0)",
        '","ok":true,"x":"',
    ],
    ids=range(6),
)
async def test_words_are_words_whatever_they_look_like(come: Come, ben: Person, room: str, text: str) -> None:
    client = await come(ben)
    await client.join(room)

    reply = await client.ask({"type": "message.post", "text": f"a{text}b"}, room)

    assert reply["ok"], reply
    posted = await client.expect("message.posted", room)
    assert posted["text"] == f"a{text}b"


async def test_two_thousand_marks_become_four(come: Come, ben: Person, room: str) -> None:
    client = await come(ben)
    await client.join(room)

    await client.ask({"type": "message.post", "text": "a" + "\u0301\u0316" * 900}, room)

    assert len((await client.expect("message.posted", room))["text"]) <= 6


@pytest.mark.parametrize("quantity", [0, -1, 2**53 - 1, 1.5, 1.0, "1", True, None, [], {}], ids=repr)
async def test_a_quantity_is_a_whole_number(come: Come, ben: Person, room: str, quantity: Any) -> None:
    client = await come(ben)

    reply = await client.ask({**shows.claim(new_id()), "quantity": quantity}, room)

    assert (reply["error"]["code"], reply["error"]["retry"]) == (Code.BAD_FRAME, False)


@pytest.mark.parametrize("number", ["1e309", "NaN", "1.0000001", "9007199254740992", "1" * 400])
async def test_no_writing_of_a_number_gets_by(shop: Server, ben: Person, number: str) -> None:
    raw = await greeted(shop, ben)
    body = f'{{"type":"claim.place","variant_id":"{new_id()}","price_version":1,"quantity":{number}}}'

    raw.send(TEXT, f'{{"id":"claim-0001","room":"{new_id()}","body":{body}}}'.encode())

    assert (await hear(raw))["error"]["code"] == Code.BAD_FRAME
    await raw.end()


@pytest.mark.parametrize("extra", ["role", "price", "user_id", "off", "buyer"])
async def test_no_field_can_be_slipped_into_a_claim(come: Come, ben: Person, room: str, extra: str) -> None:
    client = await come(ben)

    reply = await client.ask({**shows.claim(new_id()), extra: 1}, room)

    assert reply["error"]["code"] == Code.BAD_FRAME
