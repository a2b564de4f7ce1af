"""Many sockets at little cost: a bare client for load, since one that costs more than the server measures itself.

A push costs it 6.5 µs of CPU, and 20.4 in `livesell.client`, which reads each frame and remembers positions (200
sockets with 200 pushes of 350 bytes each, median of three); the server writes one for 2 to 7. Tools that ask little
use `livesell.client`.

It knows just enough of RFC 6455 to shake hands, mask what it sends and step over what it gets; only
replies are looked at. Sources are spread over the loopback range, fifty sockets an address, so the
server's own limits stay as they are.
"""

import asyncio
import base64
import json
import os
import re
import struct
from collections.abc import Callable, Sequence
from typing import cast

from livesell.wire.envelope import ACK_FRAMES, SUBPROTOCOL

PER_ADDRESS = 45
REPLY_ID = re.compile(rb'"id":"([A-Za-z0-9_-]+)"')
PING, PONG = 9, 10
MASK = b"\x00\x00\x00\x00"  # masked with nothing: allowed, and free


class Socket(asyncio.Protocol):
    """One socket. `on_frame` gets the payload of every frame that is not a push."""

    def __init__(self, host: str, on_frame: Callable[["Socket", bytes], None]) -> None:
        self.received = 0
        self.pushes = 0
        self._host = host
        self._on_frame = on_frame
        self._rest = b""
        self._skip = 0
        self._read = 0
        self._open = False
        self.opened: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.closed = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)
        key = base64.b64encode(os.urandom(16)).decode()
        transport.write(
            f"GET /ws HTTP/1.1\r\nHost: {self._host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Origin: http://{self._host}\r\nSec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n"
            f"Sec-WebSocket-Protocol: {SUBPROTOCOL}\r\n\r\n".encode()
        )

    @property
    def port(self) -> int:
        """Ours, of this connection."""
        return int(self._transport.get_extra_info("sockname")[1])

    def connection_lost(self, exc: Exception | None) -> None:
        self.closed = True
        if not self.opened.done():
            self.opened.set_exception(ConnectionError("refused"))

    def data_received(self, data: bytes) -> None:
        self.received += len(data)
        if self._skip:  # in the middle of a push that nobody reads
            if len(data) <= self._skip:
                self._skip -= len(data)
                return
            data, self._skip = data[self._skip :], 0
        data = self._rest + data if self._rest else data
        if not self._open:
            head, found, data = data.partition(b"\r\n\r\n")
            if not found:
                self._rest = head
                return
            if not head.startswith(b"HTTP/1.1 101"):
                self.opened.set_exception(ConnectionError(head.splitlines()[0].decode()))
                self._transport.close()
                return
            self._open = True
            self.opened.set_result(None)
        self._rest = self._frames(data)

    def send(self, frame: bytes) -> None:
        """One masked text frame."""
        size = len(frame)
        head = bytes((0x81, 0x80 | size)) if size < 126 else struct.pack("!BBH", 0x81, 0xFE, size)
        self._transport.write(head + MASK + frame)

    def _count(self) -> None:
        """A client says now and then how much it has read, or it is sent no more."""
        self._read += 1
        if self._read % ACK_FRAMES == 0:
            body = {"type": "session.ack", "frames": self._read}
            self.send(json.dumps({"id": "acknowledge", "room": None, "body": body}).encode())

    def close(self) -> None:
        """Go, without a word."""
        self._transport.abort()

    def _frames(self, data: bytes) -> bytes:
        place, end = 0, len(data)
        while end - place >= 2:
            size, start = data[place + 1], place + 2
            if size >= 126:
                wide = 2 if size == 126 else 8
                if end - start < wide:
                    break
                size = int.from_bytes(data[start : start + wide])
                start += wide
            if data.startswith(b'{"kind":"push"', start):
                self.pushes += 1
                self._count()
                if start + size > end:
                    self._skip = start + size - end
                    return b""
            elif start + size > end:
                break
            elif data[place] & 0x0F == 1:
                self._count()
                self._on_frame(self, data[start : start + size])
            elif data[place] & 0x0F == PING:
                self._transport.write(bytes((0x80 | PONG, 0x80 | size)) + MASK + data[start : start + size])
            place = start + size
        return data[place:]


async def open_all(
    port: int,
    count: int,
    on_frame: Callable[[Socket, bytes], None],
    on_open: Callable[[int, Socket], None],
    at_once: int = 64,
    kind: type[Socket] = Socket,
) -> list[Socket]:
    """That many open sockets; `on_open` gets each with its number."""
    loop, gate = asyncio.get_running_loop(), asyncio.Semaphore(at_once)

    async def one(number: int) -> Socket:
        source = f"127.0.{1 + number // PER_ADDRESS // 200}.{1 + number // PER_ADDRESS % 200}"
        async with gate:
            _, socket = await loop.create_connection(
                lambda: kind(f"127.0.0.1:{port}", on_frame), "127.0.0.1", port, local_addr=(source, 0)
            )
            await socket.opened
        on_open(number, socket)
        return socket

    return await asyncio.gather(*(one(number) for number in range(count)))


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that this share of the values does not pass."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]
