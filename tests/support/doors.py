"""Ways to send a wish that keep the reply to the byte, and that know which process they lead to.

A `Door` is one keep-alive connection over which many people ask by REST, as a proxy holds it; a
`Line` is one person's socket.
"""

import asyncio
import hashlib
import json
import secrets
import socket
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol, Self

from httpx import HTTPError

from livesell.client import connection
from livesell.client.connection import Connection
from livesell.client.frames import Frame
from tests.load.swarm import Socket
from tests.support import evidence
from tests.support.client import ticket
from tests.support.history import Wish
from tests.support.people import Person
from tests.support.server import Server

PATIENCE = 8.0
TRY = 3.0
"""Seconds for a reply; and for a connection to be made."""
LOST = (*connection.LOST, EOFError)
End = str
"""One end of a connection: address and port, in the kernel's hexadecimal."""


class Way(Protocol):
    """A connection to the server. `ask` sends one wish; the text of the reply, or ConnectionError where none came."""

    async def ask(self, room: str, wish: Wish) -> str: ...

    async def reopen(self, deadline: float) -> None: ...

    def close(self) -> None: ...


class Door:
    """One connection by HTTP. After a ConnectionError it has to be opened again."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._reader: asyncio.StreamReader | None = None
        self._writer: asyncio.StreamWriter | None = None

    async def open(self) -> Self:
        """Connect; and be served once, so that it is known by whom."""
        self._reader, self._writer = await asyncio.open_connection("127.0.0.1", self._server.port)
        await self._send("GET", "/healthz", {})
        return self

    async def ask(self, room: str, wish: Wish) -> str:
        """Send the wish as its person."""
        headers = {
            "X-Session-Token": wish.token,
            "Idempotency-Key": wish.id,
            "Content-Type": "application/json",
        }
        path = f"/api/rooms/{room}/commands/{wish.type}"
        try:
            return await asyncio.wait_for(self._send("POST", path, headers, json.dumps(wish.body)), PATIENCE)
        except LOST as error:
            self.close()
            raise ConnectionError(type(error).__name__) from error

    async def reopen(self, deadline: float) -> None:
        """Connect anew if need be, as soon as somebody answers; no later than that moment of the monotonic clock."""
        while self._writer is None and time.monotonic() < deadline:
            try:
                await asyncio.wait_for(self.open(), TRY)
            except LOST:
                self.close()
                await asyncio.sleep(0.05)

    def close(self) -> None:
        """Hang up."""
        if self._writer is not None:
            self._writer.close()
        self._reader = self._writer = None

    @property
    def end(self) -> End:
        """This end, as the kernel names it."""
        assert self._writer is not None
        return end_of(self._writer.get_extra_info("sockname"))

    async def _send(self, method: str, path: str, headers: dict[str, str], body: str = "") -> str:
        if self._writer is None or self._reader is None:
            raise ConnectionError("closed")
        lines = {
            "Host": f"127.0.0.1:{self._server.port}",
            "Content-Length": str(len(body.encode())),
            **headers,
        }
        head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
        self._writer.write(f"{method} {path} HTTP/1.1\r\n{head}\r\n{body}".encode())
        await self._writer.drain()
        answer = await self._reader.readuntil(b"\r\n\r\n")
        sizes = [line for line in answer.lower().split(b"\r\n") if line.startswith(b"content-length:")]
        return (await self._reader.readexactly(int(sizes[0].split(b":")[1]))).decode()


class Line:
    """One person's socket, for commands alone: it joins nothing. Without a ticket it asks for one."""

    def __init__(
        self, server: Server, person: Person, ticket: str = "", *, source: str = "127.0.0.1"
    ) -> None:
        self._server = server
        self.person = person
        self._ticket = ticket
        self._source = source
        self._connection: Connection | None = None
        self._texts: dict[str, str] = {}

    async def open(self) -> Self:
        """Connect and be greeted."""
        shown = self._ticket or await ticket(self._server, self.person)
        self._ticket = ""
        self._connection = await Connection.open(
            self._server.ws_url,
            shown,
            self._heard,
            origin=self._server.url,
            source=self._source,
            compression=None,
        )
        return self

    async def ask(self, room: str, wish: Wish) -> str:
        """Send the wish; it has to be this person's own."""
        assert wish.actor_id == self.person.id
        if self._connection is None:
            raise ConnectionError("closed")
        try:
            asking = self._connection.ask({"type": wish.type, **wish.body}, room, wish.id)
            await asyncio.wait_for(asking, PATIENCE)
        except LOST as error:
            self.close()
            raise ConnectionError(type(error).__name__) from error
        return self._texts.pop(wish.id)

    async def reopen(self, deadline: float) -> None:
        """Connect anew if need be, with a new ticket."""
        while self._connection is None and time.monotonic() < deadline:
            try:
                await asyncio.wait_for(self.open(), TRY)
            except (*LOST, AssertionError, HTTPError):  # no ticket, while the database is away
                self.close()
                await asyncio.sleep(0.1)

    @property
    def end(self) -> End:
        """This end, as the kernel names it."""
        assert self._connection is not None
        return end_of(self._connection.socket.local_address)

    def close(self) -> None:
        """Hang up."""
        if self._connection is not None:
            self._connection.socket.transport.abort()
        self._connection = None

    def _heard(self, frame: Frame, text: str) -> None:
        if frame["kind"] == "reply":
            self._texts[frame["id"]] = text


class Cable(Socket):
    """A bare socket that says when it is gone."""

    def __init__(
        self, host: str, on_frame: Callable[[Socket, bytes], None], on_lost: Callable[[], None]
    ) -> None:
        super().__init__(host, on_frame)
        self._on_lost = on_lost

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        self._on_lost()


def tickets(server: Server, people: Sequence[Person]) -> list[str]:
    """A ticket for each, put into the server's database: asking for thousands one by one takes longer than the test."""
    made = [secrets.token_urlsafe(24) for _ in people]
    until = int(time.time() * 1000) + 600_000
    rows = [
        (hashlib.sha256(one.encode()).hexdigest(), who.id, 0, who.token, until)
        for one, who in zip(made, people, strict=True)
    ]
    with evidence.opened(server) as many:
        columns = "digest, user_id, version, session_key, expires_at"
        many(f"INSERT INTO tickets_ticket ({columns}) VALUES (%s, %s, %s, %s, %s)", rows)
    return made


def processes(server: Server) -> dict[End, int]:
    """Which web process holds the other end of each connection, as the kernel knows it."""
    port = f":{server.port:04X}"
    rows = (row.split() for row in Path("/proc/net/tcp").read_text().splitlines()[1:])
    owners = {inode: pid for pid in server.workers() for inode in _inodes(pid)}
    return {
        columns[2]: owners[columns[9]]
        for columns in rows
        if columns[1].endswith(port) and columns[9] in owners
    }


def end_of(name: tuple[str, int]) -> End:
    """An address and a port as /proc/net/tcp writes them."""
    return f"{int.from_bytes(socket.inet_aton(name[0]), 'little'):08X}:{name[1]:04X}"


def _inodes(pid: int) -> set[str]:
    found = set()
    for link in Path(f"/proc/{pid}/fd").iterdir():
        try:
            found.add(str(link.readlink()).removeprefix("socket:[").removesuffix("]"))
        except OSError:
            continue
    return found
