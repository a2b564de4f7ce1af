"""WebSocket frames, built once. Pure.

A server's text frame is a header and the text, the same bytes for everybody: the extension
`websocket.send.prepared` of our protocol class takes them as they are. Where a server does not offer
it, the text goes by `websocket.send` as always.
"""

import struct

EXTENSION = "websocket.send.prepared"
TEXT = 0x81  # the last and only frame of a text message


class Shared(str):
    """A frame that many get: its bytes are made at the first use, and then the same for all."""

    wire: bytes | None = None


def wire_of(frame: str) -> bytes:
    """The bytes of a text frame, by RFC 6455 section 5.2; unmasked, as a server sends it."""
    if isinstance(frame, Shared):
        if frame.wire is None:
            frame.wire = _framed(frame.encode())
        return frame.wire
    return _framed(frame.encode())


def _framed(payload: bytes) -> bytes:
    size = len(payload)
    if size < 126:
        return bytes((TEXT, size)) + payload
    if size < 65_536:
        return struct.pack("!BBH", TEXT, 126, size) + payload
    return struct.pack("!BBQ", TEXT, 127, size) + payload
