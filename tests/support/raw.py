"""A WebSocket by hand, for what no honest client sends: any header, any frame, any silence."""

import asyncio
import base64
import json
import os
import struct
from dataclasses import dataclass, field

from livesell.wire.envelope import ACK_FRAMES, SUBPROTOCOL
from tests.support.server import Server

CONT, TEXT, BINARY, CLOSE, PING, PONG = 0, 1, 2, 8, 9, 10
PATIENCE = 10


@dataclass
class Raw:
    """One connection to the server's port."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    read: int = 0
    acknowledges: bool = True

    def send(
        self, opcode: int, payload: bytes = b"", *, fin: bool = True, masked: bool = True, rsv: int = 0
    ) -> None:
        """Write one frame; nothing is checked."""
        self.writer.write(frame(opcode, payload, fin=fin, masked=masked, rsv=rsv))

    async def receive(self) -> tuple[int, bytes]:
        """The next frame of the server's: opcode and payload. (CLOSE, b"") where the connection just ends.

        Pings of the server's, which measures the way, are passed over and not answered.
        """
        while True:
            opcode, payload = await self._frame()
            if opcode == TEXT:
                self._acknowledge()
            if opcode != PING:
                return opcode, payload

    def _acknowledge(self) -> None:
        self.read += 1
        if self.acknowledges and self.read % ACK_FRAMES == 0:
            body = {"type": "session.ack", "frames": self.read}
            self.send(TEXT, json.dumps({"id": "acknowledge", "room": None, "body": body}).encode())

    async def _frame(self) -> tuple[int, bytes]:
        try:
            async with asyncio.timeout(PATIENCE):
                head = await self.reader.readexactly(2)
                length = head[1]
                if length == 126:
                    length = struct.unpack("!H", await self.reader.readexactly(2))[0]
                elif length == 127:
                    length = struct.unpack("!Q", await self.reader.readexactly(8))[0]
                return head[0] & 15, await self.reader.readexactly(length)
        except (asyncio.IncompleteReadError, ConnectionError):
            return CLOSE, b""

    async def closed(self) -> int:
        """The code with which the server closes; 1006 if it goes without a word. Other frames are passed over."""
        while True:
            opcode, payload = await self.receive()
            if opcode == CLOSE:
                return int.from_bytes(payload[:2], "big") or 1006

    async def end(self) -> None:
        """Go without a word."""
        self.writer.transport.abort()
        await asyncio.sleep(0)


def frame(opcode: int, payload: bytes = b"", *, fin: bool = True, masked: bool = True, rsv: int = 0) -> bytes:
    """A frame's bytes. The mask is zeros, which is a mask too."""
    first, flag = fin << 7 | rsv << 4 | opcode, masked << 7
    size = len(payload)
    if size < 126:
        head = struct.pack("!BB", first, flag | size)
    elif size < 65_536:
        head = struct.pack("!BBH", first, flag | 126, size)
    else:
        head = struct.pack("!BBQ", first, flag | 127, size)
    return head + (b"\0\0\0\0" if masked else b"") + payload


async def knock(server: Server, path: str = "/ws", *lines: bytes, protocol: str = SUBPROTOCOL) -> Raw:
    """Ask for a socket with these header lines added; the answer's status and headers are in the result."""
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    head = [
        f"GET {path} HTTP/1.1".encode(),
        f"Host: 127.0.0.1:{server.port}".encode(),
        b"Upgrade: websocket",
        b"Connection: Upgrade",
        b"Sec-WebSocket-Version: 13",
        b"Sec-WebSocket-Key: " + base64.b64encode(os.urandom(16)),
        *([f"Sec-WebSocket-Protocol: {protocol}".encode()] if protocol else []),
        *lines,
    ]
    writer.write(b"\r\n".join(head) + b"\r\n\r\n")
    raw = Raw(reader, writer)
    async with asyncio.timeout(PATIENCE):
        try:
            first, *rest = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").splitlines()
        except asyncio.IncompleteReadError:
            return raw
    raw.status = int(first.split()[1])
    raw.headers = {
        name.lower(): value.strip() for name, _, value in (line.partition(":") for line in rest if line)
    }
    return raw
