"""A gateway from inside, uvicorn in the test's own loop: whom it closes, and that nothing is left behind."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Any

import pytest
import uvicorn
from asgiref.sync import sync_to_async
from django.conf import settings
from django.db import connections

from livesell import asgi
from livesell.access.actor import GUEST, Actor
from livesell.accounts.actors import actor_of
from livesell.accounts.models import User
from livesell.app import gateway as live
from livesell.app.features import COMMANDS
from livesell.commanding.rooms import Snapshot
from livesell.fanout import outlet
from livesell.fanout.feed import LARGEST
from livesell.fanout.outlet import MAX_QUEUED
from livesell.gateway import consumer, gateway as gateways, sockets
from livesell.gateway.consumer import LiveConsumer
from livesell.gateway.gateway import Gateway
from livesell.ledger.clock import now_ms
from livesell.ledger.position import Position
from livesell.operate import listening, server
from livesell.tickets import tickets
from livesell.websocket import http, protocol
from livesell.wire.codes import Close, Code
from livesell.wire.ids import new_id
from rooms.room import OpenRoom
from tests.accounts.test_sessions import signed_in
from tests.gateway.test_frames import hear, open_raw, say
from tests.support.raw import Raw
from tests.support.shop import until

pytestmark = pytest.mark.django_db(transaction=True)
HANDLERS = {row.type: row for row in COMMANDS}


@pytest.fixture
def hana(make_user: Callable[..., User]) -> User:
    """Here, rows of the database."""
    return make_user("Hana")


@pytest.fixture
def ben(make_user: Callable[..., User]) -> User:
    return make_user("Ben")


def ticket_of(user: User | None) -> str:
    """A ticket of somebody who has just signed in, or a guest's."""
    holder = tickets.Holder(actor_of(user), signed_in(user)) if user else tickets.Holder(GUEST)
    (issued,) = tickets.issue([holder], now_ms())
    return issued.secret


@dataclass
class House:
    """A server in this process, and its gateway."""

    port: int
    gateway: Gateway
    sockets: set[Any]
    config: uvicorn.Config

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def come(self, user: User | None = None) -> Raw:
        """A greeted socket."""
        raw = await open_raw(self)  # type: ignore[arg-type]
        secret = await sync_to_async(ticket_of)(user)
        say(raw, {"type": "session.hello", "ticket": secret})
        assert (await hear(raw))["kind"] == "welcome"
        return raw

    async def room(self, actor: Actor) -> str:
        room_id, _ = await live.open_room(actor, new_id(), OpenRoom(title="The attic"))
        return room_id

    async def post(self, actor: Actor, room: str, text: str) -> None:
        """A line, however fast they come."""
        row = HANDLERS["message.post"]
        answer = self.gateway.dispatch.act(actor, new_id(), room, row.frame(text=text), row.handler)
        assert (await answer).ok


@pytest.fixture
async def house(valkey: str) -> AsyncIterator[House]:
    listener = listening.bind("127.0.0.1", 0)
    port = listener.getsockname()[1]
    sockets_of_ours = LiveConsumer.as_asgi(
        gateway=live.gateway, origins=frozenset({f"http://127.0.0.1:{port}"})
    )

    async def application(scope: dict[str, Any], receive: Any, send: Any) -> None:
        await (sockets_of_ours if scope["type"] == "websocket" else asgi.application)(scope, receive, send)

    config = server.config(trusted_proxies=[])
    config.app = application
    running = uvicorn.Server(config)
    serving = asyncio.create_task(running.serve(sockets=[listener]))
    await until(lambda: running.started)
    yield House(port, live.gateway(), running.server_state.connections, config)
    running.should_exit = True
    await serving
    await sync_to_async(connections.close_all)()


@pytest.fixture
def swift(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same patience with everybody, only shorter."""
    monkeypatch.setattr(sockets, "SILENCE_SECONDS", 0.5)
    monkeypatch.setattr(outlet, "PATIENCE", 0.3)
    monkeypatch.setattr(protocol, "LINGER_SECONDS", 0.5)


@pytest.mark.parametrize(
    "start",
    [
        b"",
        b"G",
        b"GET /healthz HTTP/1.1\r\nHost: x\r\nX-Slow: ",
        b"POST /api/tickets HTTP/1.1\r\nContent-Length: 9\r\n\r\n1",
    ],
    ids=["nothing", "a letter", "half a head", "half a body"],
)
async def test_a_request_that_does_not_come_is_not_waited_for(
    house: House, monkeypatch: pytest.MonkeyPatch, start: bytes
) -> None:
    """Attack A14: a byte now and then."""
    monkeypatch.setattr(http, "HEAD_SECONDS", 0.5)
    monkeypatch.setattr(http, "BODY_SECONDS", 0.5)
    reader, writer = await asyncio.open_connection("127.0.0.1", house.port)
    writer.write(start)
    ended = asyncio.create_task(reader.read())
    for _ in range(12):
        await asyncio.sleep(0.1)
        if start and not ended.done():
            writer.write(b"x")

    assert ended.done()
    await asyncio.gather(ended, return_exceptions=True)
    writer.close()


@pytest.mark.parametrize("piece", [b"X-More: " + b"x" * 2_000 + b"\r\n", b"x" * 2_000], ids=["many", "one"])
async def test_a_head_without_end_is_refused(house: House, piece: bytes) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", house.port)
    writer.write(b"GET /healthz HTTP/1.1\r\nHost: x\r\nX-First: ")
    ended, sent = asyncio.create_task(reader.read()), 0
    while not ended.done():
        writer.write(piece)
        sent += len(piece)
        assert sent < 2 * http.MAX_HEAD
        await asyncio.sleep(0.01)
    await asyncio.gather(ended, return_exceptions=True)
    writer.close()


UPLOAD = b"POST /api/tickets HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n"


@pytest.mark.parametrize(
    ("start", "piece"),
    [
        (b"2\r\n{}\r\n0\r\n", b"X-More: " + b"x" * 2_000 + b"\r\n"),
        (b"2\r\n{}\r\n0\r\nX-One: ", b"x" * 2_000),
        (b"2;name=", b"x" * 2_000),
        (b"", b"2;" + b"x" * 2_000 + b"\r\n{}\r\n"),
    ],
    ids=["many trailers", "one trailer", "an extension", "many extensions"],
)
async def test_what_stands_beside_a_body_is_counted(house: House, start: bytes, piece: bytes) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", house.port)
    writer.write(UPLOAD + start)
    ended, sent = asyncio.create_task(reader.read()), 0
    while not ended.done():
        writer.write(piece)
        sent += len(piece)
        assert sent < 4 * http.MAX_HEAD
        await asyncio.sleep(0.01)
    await asyncio.gather(ended, return_exceptions=True)
    writer.close()


async def test_a_body_in_the_smallest_chunks_is_taken(house: House) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", house.port)
    writer.write(UPLOAD)
    for _ in range(100):
        writer.write(b"1\r\n \r\n" * 200)
        await asyncio.sleep(0)
    writer.write(b"2\r\n{}\r\n0\r\n\r\n")

    assert b"400" not in await reader.readline()
    writer.close()


async def test_a_trailer_is_no_header(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not the token of a session, and not an address that only a proxy may name."""
    heard: list[list[tuple[bytes, bytes]]] = []

    async def application(scope: dict[str, Any], receive: Any, send: Any) -> None:
        while (await receive()).get("more_body"):
            pass
        heard.append(list(scope["headers"]))
        await send({"type": "http.response.start", "status": 204, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    monkeypatch.setattr(house.config, "loaded_app", application)
    reader, writer = await asyncio.open_connection("127.0.0.1", house.port)
    writer.write(UPLOAD + b"2\r\n{}\r\n0\r\nX-Session-Token: hers\r\nX-Forwarded-For: 10.0.0.1\r\n\r\n")

    assert b"204" in await reader.readline()
    assert [[name for name, _ in headers] for headers in heard] == [[b"host", b"transfer-encoding"]]
    writer.close()


async def test_line_feeds_after_a_request_hold_nothing(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "HEAD_SECONDS", 0.5)
    reader, writer = await asyncio.open_connection("127.0.0.1", house.port)
    writer.write(b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
    assert b"200 OK" in await reader.readuntil(b"\r\n\r\n")
    assert await reader.readexactly(12) == b'{"ok": true}'
    ended = asyncio.create_task(reader.read())
    for _ in range(20):
        if not ended.done():
            writer.write(b"\r\n")
            await asyncio.sleep(0.1)

    assert ended.done()
    await asyncio.gather(ended, return_exceptions=True)
    writer.close()


async def test_who_does_not_read_her_answer_is_not_waited_for(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http, "READING_SECONDS", 0.5)
    gone = asyncio.Event()

    async def application(_scope: dict[str, Any], receive: Any, send: Any) -> None:
        await receive()
        await send({"type": "http.response.start", "status": 200, "headers": []})
        for _ in range(1_000):
            await send({"type": "http.response.body", "body": b"x" * 65_536, "more_body": True})
        await receive()
        gone.set()

    monkeypatch.setattr(house.config, "loaded_app", application)
    reader, writer = await asyncio.open_connection("127.0.0.1", house.port, limit=1_024)
    writer.write(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
    assert b"200" in await reader.readline()

    await asyncio.wait_for(gone.wait(), 10)
    writer.close()


async def test_requests_one_after_the_other_are_each_given_their_time(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http, "HEAD_SECONDS", 0.5)
    reader, writer = await asyncio.open_connection("127.0.0.1", house.port)
    for _ in range(6):
        writer.write(b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        assert b"200 OK" in await reader.readuntil(b"\r\n\r\n")
        assert await reader.readexactly(12) == b'{"ok": true}'
        await asyncio.sleep(0.2)
    writer.close()


async def test_who_says_nothing_for_long_is_closed_and_may_come_back(
    house: House, swift: None, ben: User
) -> None:
    silent = await house.come(ben)

    assert await silent.closed() == Close.SILENT
    await silent.end()


async def test_who_pings_stays(house: House, swift: None) -> None:
    raw = await house.come()
    for _ in range(20):
        say(raw, {"type": "session.ping"})
        assert (await hear(raw))["kind"] == "pong"
        await asyncio.sleep(0.1)
    await raw.end()


async def test_who_never_reads_in_a_busy_room_costs_little_and_is_closed(
    house: House, swift: None, monkeypatch: pytest.MonkeyPatch, hana: User, ben: User
) -> None:
    """Attack A25: a cursor and a bounded buffer, however much is said; then nothing."""
    monkeypatch.setattr(sockets, "SILENCE_SECONDS", 60)
    actor = actor_of(hana)
    room, reader = await house.room(actor), await house.come()
    stuck = await house.come(ben)
    for raw in (reader, stuck):
        say(raw, {"type": "room.join", "ledger": "show", "position": None}, room=room)
    assert (await hear(stuck))["kind"] == (await hear(reader))["kind"] == "joined"
    (connection,) = (one for one in house.gateway.sockets.open if one.actor.user_id == ben.pk)
    stuck.writer.transport.pause_reading()  # type: ignore[attr-defined]
    stuck.writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)

    heard = 0
    for _ in range(40):
        await asyncio.gather(*(house.post(actor, room, "🍑" * 500) for _ in range(100)))
        while heard < house.gateway.hub.feeds[f"room.{room}"].ring.tip - 1:
            frame = await hear(reader)
            heard += len(frame.get("facts", ()))
        assert connection.line.waiting <= MAX_QUEUED
        assert max(one.transport.get_write_buffer_size() for one in house.sockets) < 64 * 1024 + 4 * LARGEST
        if connection.close_code is not None:
            break

    await until(lambda: connection.close_code is not None)
    assert connection.close_code == Close.TOO_SLOW
    await until(lambda: connection not in house.gateway.sockets.open)
    say(reader, {"type": "session.ping"})
    assert (await hear(reader))["kind"] == "pong"
    await until(lambda: not _open_to(house.port, stuck.writer.get_extra_info("sockname")[1]))
    for raw in (reader, stuck):
        await raw.end()


async def test_who_reads_again_is_told_why_she_was_closed(
    house: House, monkeypatch: pytest.MonkeyPatch, hana: User, ben: User
) -> None:
    monkeypatch.setattr(outlet, "PATIENCE", 0.3)
    room, stuck = await house.room(actor_of(hana)), await house.come(ben)
    say(stuck, {"type": "room.join", "ledger": "show", "position": None}, room=room)
    assert (await hear(stuck))["kind"] == "joined"
    (connection,) = house.gateway.sockets.open
    stuck.writer.transport.pause_reading()  # type: ignore[attr-defined]
    stuck.writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)

    for _ in range(40):
        if connection.line.ready:
            await asyncio.gather(*(house.post(actor_of(hana), room, "🍑" * 500) for _ in range(100)))
    await until(lambda: not house.gateway.sockets.open)
    stuck.writer.transport.resume_reading()  # type: ignore[attr-defined]

    assert await stuck.closed() == Close.TOO_SLOW
    await stuck.end()


async def test_nobody_is_closed_for_a_pong_that_does_not_come(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(protocol, "FIRST_PING_SECONDS", 0.05)
    house.config.ws_ping_interval = 0.05
    raw = await house.come()
    await asyncio.sleep(0.5)

    say(raw, {"type": "session.ping"})

    assert (await hear(raw))["kind"] == "pong"
    await raw.end()


def _open_to(port: int, peer: int) -> bool:
    """Whether the kernel still keeps the server's side of that connection."""
    with open("/proc/net/tcp") as table:  # noqa: PTH123
        rows = [line.split()[1:4] for line in table][1:]
    ends = (f"{port:04X}", f"{peer:04X}")
    return any((a[-4:], b[-4:]) == ends and state == "01" for a, b, state in rows)


async def test_however_sockets_end_no_task_and_no_connection_is_left(
    house: House, hana: User, ben: User
) -> None:
    room = await house.room(actor_of(hana))
    raw = await house.come(ben)
    await raw.end()
    await until(lambda: not house.gateway.sockets.open)
    await asyncio.sleep(0.1)
    before = {task.get_coro().__qualname__ for task in asyncio.all_tasks()}  # type: ignore[union-attr]
    count = len(asyncio.all_tasks())

    join = {"type": "room.join", "ledger": "show", "position": None}
    for stage in range(6):
        for _ in range(5):
            raw = await (open_raw(house) if stage < 2 else house.come(ben))  # type: ignore[arg-type]
            if stage == 1:
                say(raw, {"type": "session.hello", "ticket": "x" * 32})
            if stage >= 3:
                say(raw, join, room=room)
            if stage == 4:
                say(raw, {"type": "message.post", "text": "on the way out"}, room=room)
            if stage == 5:
                raw.send(8, (1000).to_bytes(2, "big"))
                await raw.closed()
            await raw.end()

    await until(lambda: not house.gateway.sockets.open and len(asyncio.all_tasks()) <= count)
    assert {task.get_coro().__qualname__ for task in asyncio.all_tasks()} <= before  # type: ignore[union-attr]
    assert house.gateway.sockets.limits._by_address == {}
    assert house.gateway.sockets.limits._by_user == {}
    assert not [feed for feed in house.gateway.hub.feeds.values() if feed.viewers or feed.heeding]
    assert house.gateway.dispatch._rooms.waiting == 0


async def test_a_room_with_too_much_waiting_says_that_it_is_busy(
    house: House, monkeypatch: pytest.MonkeyPatch, hana: User
) -> None:
    actor, row = actor_of(hana), HANDLERS["message.post"]
    monkeypatch.setattr(house.gateway.dispatch._rooms, "_depth", 3)
    room = await house.room(actor)

    answers = [
        house.gateway.dispatch.act(actor, new_id(), room, row.frame(text=f"line {n}"), row.handler)
        for n in range(6)
    ]
    refusals = [json.loads(f"{{{one.result().json}}}")["error"] for one in answers if one.done()]
    given = await asyncio.gather(*answers)

    assert [(one["code"], one["retry"], one["retry_after_ms"] > 0) for one in refusals] == [
        (Code.BUSY, True, True)
    ] * 3
    assert [one.ok for one in given] == [True] * 3 + [False] * 3


async def test_a_server_with_too_many_at_the_door_says_so(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(house.gateway.tickets, "_depth", 0)
    raw = await open_raw(house)  # type: ignore[arg-type]

    say(raw, {"type": "session.hello", "ticket": "x" * 32})

    assert await raw.closed() == Close.TOO_MANY
    await raw.end()


async def test_a_room_that_too_many_come_into_says_when_to_ask_again(
    house: House, monkeypatch: pytest.MonkeyPatch, hana: User
) -> None:
    monkeypatch.setattr(house.gateway._entrances, "_depth", 0)
    room, raw = await house.room(actor_of(hana)), await house.come()

    say(raw, {"type": "room.join", "ledger": "show", "position": None}, room=room)
    error = (await hear(raw))["error"]

    assert (error["code"], error["retry"]) == (Code.BUSY, True)
    assert 500 <= error["retry_after_ms"] < 2_500
    await raw.end()


async def test_a_hello_that_a_busy_server_did_not_read_in_time_is_not_held_against_anybody(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(consumer, "HELLO_SECONDS", 0.2)
    house.gateway.pulse._late.append(2.0)
    raw = await open_raw(house)  # type: ignore[arg-type]
    await asyncio.sleep(0.5)

    say(raw, {"type": "session.ping"})
    assert await raw.closed() == Close.MISUSE, "it was still waited for"

    house.gateway.pulse._late.clear()
    silent = await open_raw(house)  # type: ignore[arg-type]
    assert await silent.closed() == Close.NOT_AUTHENTICATED
    for one in (raw, silent):
        await one.end()


async def test_a_server_that_stops_sends_everybody_away_to_come_back(house: House, ben: User) -> None:
    raws = [await house.come(ben), await house.come(), await open_raw(house)]  # type: ignore[arg-type]

    stopping = asyncio.create_task(house.gateway.stop())
    codes = await asyncio.gather(*(raw.closed() for raw in raws))
    await stopping

    assert codes == [Close.GOING_AWAY] * 3
    assert house.gateway._tasks == []
    for raw in raws:
        await raw.end()


async def test_a_library_that_takes_a_cancellation_for_its_own_does_not_keep_the_server_from_stopping(
    house: House,
) -> None:
    async def deaf() -> None:
        with suppress(asyncio.CancelledError):
            await asyncio.sleep(60)
        await asyncio.sleep(60)

    house.gateway._tasks.append(asyncio.create_task(deaf()))
    await asyncio.sleep(0)

    async with asyncio.timeout(10):
        await house.gateway.stop()


class Slow:
    """Reads rooms, slowly: each snapshot tells which reading it was."""

    def __init__(self) -> None:
        self.begun = 0
        self.go = asyncio.Event()

    def enter(self, actors: Any, room_id: str, ledger: str) -> Any:
        raise NotImplementedError

    def snapshot(self, room_id: str, ledger: str) -> Snapshot:
        self.begun += 1
        number = self.begun
        asyncio.run_coroutine_threadsafe(self.go.wait(), self.loop).result(5)
        return Snapshot(Position("e", number), "{}", "")

    loop: asyncio.AbstractEventLoop


@pytest.fixture
async def reading() -> Slow:
    found = Slow()
    found.loop = asyncio.get_running_loop()
    return found


@pytest.fixture
async def alone(reading: Slow) -> AsyncIterator[Callable[..., Gateway]]:
    made: list[Gateway] = []

    def make(chores: Any = None) -> Gateway:
        shape = gateways.Shape(COMMANDS, (), reading, chores or _nothing)
        made.append(Gateway(shape, redis_url=settings.REDIS_URL))
        return made[-1]

    yield make
    for one in made:
        await one.stop()


async def _nothing(_: Gateway) -> None:
    await asyncio.Event().wait()


async def test_who_comes_in_the_same_second_shares_one_reading(
    alone: Callable[..., Gateway], reading: Slow
) -> None:
    reading.go.set()
    gateway = alone()

    snapshots = await asyncio.gather(*(gateway.snapshot("r", "show", fresh=False) for _ in range(50)))

    assert {snapshot.position.offset for snapshot in snapshots} == {1}


async def test_a_fresh_snapshot_was_begun_after_it_was_asked_for(
    alone: Callable[..., Gateway], reading: Slow
) -> None:
    gateway = alone()
    early = asyncio.create_task(gateway.snapshot("r", "show", fresh=False))
    await until(lambda: reading.begun == 1)

    late = [asyncio.create_task(gateway.snapshot("r", "show", fresh=True)) for _ in range(20)]
    await asyncio.sleep(0)
    reading.go.set()

    assert (await early).position.offset == 1
    assert {(await one).position.offset for one in late} == {2}


async def test_a_chore_that_breaks_is_begun_again(alone: Callable[..., Gateway], valkey: str) -> None:
    begun: list[Gateway] = []

    async def chores(gateway: Gateway) -> None:
        begun.append(gateway)
        if len(begun) == 1:
            raise ZeroDivisionError
        await asyncio.Event().wait()

    gateway = alone(chores)
    gateway.start()

    await until(partial(lambda: len(begun) == 2))
