"""WebSocket frames on their way out, built once. Pure.

A server's text frame is a header and the text, the same bytes for everybody: the extension
`websocket.send.prepared` of our protocol class takes them as they are. Where a server does not offer
it, the text goes by `websocket.send` as always.
"""

import struct
from dataclasses import dataclass

from livesell.websocket.deflate import WORTH, deflated, piece, stored

EXTENSION = "websocket.send.prepared"
TEXT = 0x81  # the last and only frame of a text message
COMPRESSED = 0x40


class Shared(str):
    """A frame that many get: its bytes are made at the first use, and then the same for all."""

    wire: bytes | None = None
    small: bytes | None = None


class Middle(str):
    """Text that stands in the middle of many frames. Its bytes are made once: `prepare` takes milliseconds for a long
    one, and may be called in a thread."""

    plain: bytes
    small: bytes

    def prepare(self) -> "Middle":
        """Make its bytes: as they are, and compressed for those who agreed."""
        self.plain = self.encode()
        self.small = piece(self.plain)
        return self


@dataclass(frozen=True, slots=True)
class Spliced:
    """A frame of which only the ends are its reader's own. The middle is neither copied as text nor compressed anew."""

    begin: str
    middle: Middle
    end: str

    def __len__(self) -> int:
        return len(self.begin) + len(self.middle) + len(self.end)

    def __str__(self) -> str:
        return self.begin + self.middle + self.end

    def wire(self, *, compressed: bool) -> bytes:
        """The bytes of the frame; compressed, its ends are the deflate stream's own blocks around the shared ones."""
        begin, end = self.begin.encode(), self.end.encode()
        if not compressed:
            return frame_bytes(TEXT, b"".join((begin, self.middle.plain, end)))
        last = deflated(end) if len(end) >= WORTH else stored(end) + b"\0"
        return frame_bytes(TEXT | COMPRESSED, b"".join((stored(begin), self.middle.small, last)))


Outgoing = str | Spliced


def wire_of(frame: Outgoing, *, compressed: bool = False) -> bytes:
    """The bytes of a text frame, by RFC 6455 section 5.2; unmasked, as a server sends it.

    `compressed`: for a client that agreed to RFC 7692; what is short goes as it is all the same.
    """
    if isinstance(frame, Spliced):
        return frame.wire(compressed=compressed)
    if not isinstance(frame, Shared):
        return _squeezed(frame) if compressed else frame_bytes(TEXT, frame.encode())
    if compressed:
        if frame.small is None:
            frame.small = _squeezed(frame)
        return frame.small
    if frame.wire is None:
        frame.wire = frame_bytes(TEXT, frame.encode())
    return frame.wire


def frame_bytes(first: int, payload: bytes) -> bytes:
    """A frame with that first byte: FIN, RSV and opcode."""
    size = len(payload)
    if size < 126:
        return bytes((first, size)) + payload
    if size < 65_536:
        return struct.pack("!BBH", first, 126, size) + payload
    return struct.pack("!BBQ", first, 127, size) + payload


def _squeezed(frame: str) -> bytes:
    payload = frame.encode()
    return (
        frame_bytes(TEXT | COMPRESSED, deflated(payload))
        if len(payload) >= WORTH
        else frame_bytes(TEXT, payload)
    )
