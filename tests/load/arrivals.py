"""`make bench WITH=--arrivals`: what a first visit costs: page, files, ticket, socket, and coming into the room.

Every visitor is new: nothing is in her browser yet, and all she asks comes over connections of her own. Each step is
measured by itself, for as many visitors as asked for, then the visit as a whole; beside it the same bytes of page and
files from nginx, where one is installed. JSON.
"""

import asyncio
import base64
import json
import os
import re
import secrets
import subprocess
import time
import zlib
from collections.abc import Awaitable, Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from livesell.wire.envelope import SUBPROTOCOL
from tests.load import aside
from tests.load.fanout import machine
from tests.load.swarm import PER_ADDRESS, percentile
from tests.support import folders, nginx, people, shows
from tests.support.server import BOUND, Server, children, free_port

AT_ONCE = 16
ACCEPTS = "Accept-Encoding: gzip, deflate, br, zstd\r\nAccept-Language: de-DE,de;q=0.9,en;q=0.7"
LINK = re.compile(rb'(?:href|src)="(/static/[^"]+)"')
TICKET = re.compile(rb'"ticket": ?"([^"]+)"')
OFFERED = "permessage-deflate; client_max_window_bits"

Cpu = Callable[[], float]


@dataclass
class Visitor:
    """One browser: her connection for pages, her socket, and what came over them."""

    port: int
    number: int
    cookie: str = ""
    received: int = 0
    links: list[str] = field(default_factory=list)
    ticket: str = ""

    async def connect(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        """A connection from one of many addresses, as many visitors to each as its limits allow."""
        place = self.number // PER_ADDRESS
        source = f"127.0.{1 + place // 200 % 250}.{1 + place % 200}"
        return await asyncio.open_connection(
            "127.0.0.1", self.port, local_addr=(source, 0), limit=4 * 1024 * 1024
        )

    async def ask(self, streams: Any, method: str, path: str, more: str = "") -> tuple[bytes, bytes]:
        """Head and body of an answer."""
        reader, writer = streams
        cookie = f"Cookie: {self.cookie}\r\n" if self.cookie else ""
        head = f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n{ACCEPTS}\r\n{cookie}{more}\r\n"
        writer.write(head.encode())
        told = await reader.readuntil(b"\r\n\r\n")
        assert told.startswith(b"HTTP/1.1 200 "), (path, told)
        size = int(re.search(rb"(?i)content-length: (\d+)", told)[1])  # type: ignore[index]
        body = await reader.readexactly(size)
        self.received += len(told) + size
        return told, body

    async def page(self, streams: Any, path: str) -> None:
        """Read the page, and what it names."""
        self.links = links_of(plain(*await self.ask(streams, "GET", path)))

    async def any_page(self, streams: Any, path: str) -> None:
        """Read the page alone."""
        await self.ask(streams, "GET", path)

    async def files(self, streams: Any, _path: str) -> None:
        """Fetch what the page names."""
        for link in self.links:
            await self.ask(streams, "GET", link)

    async def health(self, streams: Any, _path: str) -> None:
        """Ten times over one connection."""
        for _ in range(10):
            await self.ask(streams, "GET", "/healthz")

    async def take_ticket(self, streams: Any, _path: str) -> None:
        """As the page's script does: a ticket for the socket."""
        shown = f"X-CSRFToken: {CSRF}\r\nOrigin: http://127.0.0.1:{self.port}\r\n" if self.cookie else ""
        more = f"{shown}Content-Type: application/json\r\nContent-Length: 0\r\n"
        _, body = await self.ask(streams, "POST", "/api/tickets", more)
        self.ticket = TICKET.search(body)[1].decode()  # type: ignore[index]

    async def come_in(self, room: str) -> None:
        """A socket, the greeting, and the room up to the frame that lets her in."""
        reader, writer = await self.connect()
        with closing(writer):
            key = base64.b64encode(os.urandom(16)).decode()
            host = f"127.0.0.1:{self.port}"
            writer.write(
                f"GET /ws HTTP/1.1\r\nHost: {host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                f"Origin: http://{host}\r\nSec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n"
                f"Sec-WebSocket-Extensions: {OFFERED}\r\nSec-WebSocket-Protocol: {SUBPROTOCOL}\r\n\r\n".encode()
            )
            told = await reader.readuntil(b"\r\n\r\n")
            assert told.startswith(b"HTTP/1.1 101 "), told
            self.received += len(told)
            inflater = zlib.decompressobj(-15)
            for body, at, answer in (
                ({"type": "session.hello", "ticket": self.ticket}, None, b"welcome"),
                ({"type": "room.join"}, room, b"joined"),
            ):
                send(writer, at, body)
                while not (await self._frame(reader, inflater)).startswith(b'{"kind":"' + answer):
                    pass
            writer.transport.abort()

    async def _frame(self, reader: asyncio.StreamReader, inflater: Any) -> bytes:
        first, size = await reader.readexactly(2)
        wide = {126: 2, 127: 8}.get(size, 0)
        if wide:
            size = int.from_bytes(await reader.readexactly(wide))
        body = await reader.readexactly(size)
        self.received += 2 + wide + size
        return bytes(inflater.decompress(body + b"\0\0\xff\xff")) if first & 0x40 else body


CSRF = "c" * 32


def send(writer: asyncio.StreamWriter, room: str | None, body: dict[str, Any]) -> None:
    """One masked text frame."""
    frame = json.dumps({"id": secrets.token_hex(8), "room": room, "body": body}).encode()
    size = len(frame)
    head = bytes((0x81, 0x80 | size)) if size < 126 else bytes((0x81, 0xFE)) + size.to_bytes(2)
    writer.write(head + bytes(4) + frame)


def plain(told: bytes, body: bytes) -> bytes:
    """The body as it was before it was compressed."""
    return zlib.decompress(body, 31) if b"content-encoding: gzip" in told.lower() else body


def links_of(page: bytes) -> list[str]:
    """The files that a page names, each once."""
    return list(dict.fromkeys(link.decode() for link in LINK.findall(page)))


async def each(visitors: list[Visitor], step: Callable[[Visitor], Awaitable[None]]) -> list[float]:
    """The step for every visitor, some at once; how long each took."""
    gate, took = asyncio.Semaphore(AT_ONCE), []

    async def one(visitor: Visitor) -> None:
        async with gate:
            began = time.perf_counter()
            await step(visitor)
            took.append(time.perf_counter() - began)

    await asyncio.gather(*map(one, visitors))
    return took


class Measure:
    """What steps of a visit cost, for as many visitors as there are."""

    def __init__(self, cpu: Cpu, visitors: list[Visitor], path: str) -> None:
        self._cpu = cpu
        self._visitors = visitors
        self._path = path

    async def __call__(self, *steps: str, room: str | None = None) -> dict[str, float]:
        """These steps over one connection each, and then the room: CPU ms and bytes on the wire for each visitor."""
        before, received = self._cpu(), self._received()
        took = await each(self._visitors, lambda visitor: self._visit(visitor, steps, room))
        count = len(self._visitors)
        return {
            "cpu_ms": round((self._cpu() - before) / count * 1000, 3),
            "bytes": round((self._received() - received) / count),
            "p50_ms": round(percentile(took, 0.5) * 1000, 1),
            "p99_ms": round(percentile(took, 0.99) * 1000, 1),
        }

    async def _visit(self, visitor: Visitor, steps: tuple[str, ...], room: str | None) -> None:
        if steps:
            streams = await visitor.connect()
            with closing(streams[1]):
                for step in steps:
                    await getattr(visitor, step)(streams, self._path)
                streams[1].transport.abort()
        if room:
            await visitor.come_in(room)

    def _received(self) -> int:
        return sum(one.received for one in self._visitors)


async def arrivals(
    server: Server, count: int, items: int, cpu: Callable[[Server], dict[str, float]]
) -> dict[str, Any]:
    """Guests, then people with an account, in a live room of so many items."""
    show = await asyncio.to_thread(stage, server, items)
    crowd = await asyncio.to_thread(aside.run, server, "tests.support.crowd", str(count), "Visitor")
    path = f"/rooms/{show.room}/"
    kinds: dict[str, list[str]] = {
        "guests": [""] * count,
        "signed in": [f"csrftoken={CSRF}; sessionid={one['token']}" for one in crowd],
    }
    found: dict[str, Any] = {"items": items, "visitors": count}
    for kind, cookies in kinds.items():
        visitors = [Visitor(server.port, number, cookie) for number, cookie in enumerate(cookies)]
        measure = Measure(lambda: sum(cpu(server).values()), visitors, path)
        await measure("page", "files", "take_ticket", room=show.room)  # nobody's first
        found[kind] = {
            "page": await measure("page"),
            "files": await measure("files") | {"files": len(visitors[0].links)},
            "ticket": await measure("take_ticket"),
            "socket and join": await measure(room=show.room),
            "whole visit": await measure("page", "files", "take_ticket", room=show.room),
        }
    found["healthz, ten times"] = await measure("health")
    found["page and files from nginx"] = await from_nginx(Visitor(server.port, 0), path, count)
    return found


def stage(server: Server, items: int) -> shows.Show:
    """A live show with so many items."""
    show = shows.live(people.sign_up(server.url, "Hana"), stock=5)
    for number in range(1, items):
        show.add(f"A bowl of ash glaze, number {number}", description="Thrown and fired by hand. " * 8)
    return show


async def from_nginx(visitor: Visitor, path: str, count: int) -> Any:
    """Page and files with the bytes that we send, from nginx; or why not."""
    program = nginx.find()
    if program is None:
        return nginx.ASK
    folder, port = folders.fresh(), free_port()
    folder.chmod(0o755)  # its workers are another user where root starts it
    links = await _copy(visitor, path, folder / "site")
    (folder / "nginx.conf").write_text(CONF.format(folder=folder, port=port))
    words = [*BOUND, str(os.getpid()), program, "-p", str(folder), "-c", str(folder / "nginx.conf")]
    process = await asyncio.to_thread(
        subprocess.Popen, words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        while not children(process.pid):
            await asyncio.sleep(0.05)
        visitors = [Visitor(port, number, links=links) for number in range(count)]
        pids = [process.pid, *children(process.pid)]
        machine.pin(pids, machine.SERVER_CORE)
        measure = Measure(lambda: machine.cpu_seconds(pids), visitors, path)
        await measure("any_page", "files")  # nobody's first
        return {"page": await measure("any_page"), "files": await measure("files")}
    finally:
        process.terminate()
        process.wait(20)


async def _copy(visitor: Visitor, path: str, folder: Path) -> list[str]:
    """Put what a visitor is sent where nginx finds it; the names of the files."""
    streams = await visitor.connect()
    with closing(streams[1]):
        told, page = await visitor.ask(streams, "GET", path)
        links = links_of(plain(told, page))
        for link in (path, *links):
            place = folder / (link.lstrip("/") + ("index.html" if link == path else ""))
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes((await visitor.ask(streams, "GET", link))[1])
        streams[1].transport.abort()
    return links


CONF = """
pid {folder}/nginx.pid; error_log {folder}/error.log; daemon off; worker_processes 1;
events {{ worker_connections 512; }}
http {{
    access_log off; sendfile on; tcp_nopush on; open_file_cache max=200;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
    server {{ listen 127.0.0.1:{port}; root {folder}/site; }}
}}
"""
