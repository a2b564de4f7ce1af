"""What a client sends, frame by frame, put together into messages (RFC 6455 section 5). Pure.

Our clients send short unbroken texts; whatever else comes is checked before it costs anything.
"""

import zlib
from collections.abc import Callable, Iterator
from typing import NamedTuple

from websockets import frames
from websockets.frames import CloseCode

from livesell.websocket.deflate import TooLarge, inflated

CONT, TEXT, BINARY, CLOSE, PING, PONG = 0, 1, 2, 8, 9, 10
KNOWN = frozenset({CONT, TEXT, BINARY, CLOSE, PING, PONG})
FIN, COMPRESSED, RESERVED, MASKED = 0x80, 0x40, 0x70, 0x80
MAX_CONTROL = 125
MAX_FRAGMENTS = 16
"""Our clients send none; an endless row of empty ones would burn a processor (hazards H32)."""
BARE = b"\0\0\0\0"
unmasked: Callable[[bytes, bytes], bytes] = vars(frames)["apply_mask"]
"""The library's own: written in C where its wheel has that, in Python otherwise."""


class Broken(Exception):
    """The peer does not keep to the protocol; the connection ends with this code."""

    def __init__(self, code: CloseCode, reason: str = "") -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


class Message(NamedTuple):
    """A whole message, or a control frame."""

    opcode: int
    payload: bytes


class FrameReader:
    """One connection's incoming side. `most`: bytes that a message may have, inflated too."""

    __slots__ = ("_compressed", "_deflate", "_most", "_opcode", "_parts", "_rest", "_size")

    def __init__(self, most: int, *, deflate: bool = False) -> None:
        self._most = most
        self._deflate = deflate
        self._rest = b""
        self._parts: list[bytes] | None = None
        self._size = 0
        self._opcode = 0
        self._compressed = False

    def allow(self, most: int) -> None:
        """From now on a message may have so many bytes."""
        self._most = most

    def feed(self, data: bytes) -> Iterator[Message]:
        """The messages that these bytes complete, in order; raises `Broken` at the first bad frame."""
        data = self._rest + data if self._rest else data
        place, end = 0, len(data)
        while end - place >= 2:
            first, second = data[place], data[place + 1]
            size, start = second & 127, place + 2
            if size >= 126:
                wide = 2 if size == 126 else 8
                if end - start < wide:
                    break
                size, start = int.from_bytes(data[start : start + wide], "big"), start + wide
                if size < (126 if wide == 2 else 65_536):  # a length is written as shortly as it can be
                    raise Broken(CloseCode.PROTOCOL_ERROR)
            self._check(first, second, size)
            if end - start < 4 + size:
                break
            mask, payload = data[start : start + 4], data[start + 4 : start + 4 + size]
            place = start + 4 + size
            message = self._take(first, payload if mask == BARE else unmasked(payload, mask))
            if message:
                yield message
        self._rest = data[place:]

    def _check(self, first: int, second: int, size: int) -> None:
        opcode = first & 15
        if opcode not in KNOWN or not second & MASKED:
            raise Broken(CloseCode.PROTOCOL_ERROR)
        if first & RESERVED and not (
            self._deflate and first & RESERVED == COMPRESSED and opcode in (TEXT, BINARY)
        ):
            raise Broken(CloseCode.PROTOCOL_ERROR)
        if opcode >= CLOSE:
            if size > MAX_CONTROL or not first & FIN:
                raise Broken(CloseCode.PROTOCOL_ERROR)
        elif (opcode == CONT) == (self._parts is None):
            raise Broken(CloseCode.PROTOCOL_ERROR)
        elif self._size + size > self._most:
            raise Broken(CloseCode.MESSAGE_TOO_BIG)

    def _take(self, first: int, payload: bytes) -> Message | None:
        opcode = first & 15
        if opcode >= CLOSE:
            return Message(opcode, payload)
        if opcode != CONT:
            self._opcode, self._compressed = opcode, bool(first & COMPRESSED)
            if first & FIN:
                return self._whole(payload)
            self._parts = []
        assert self._parts is not None
        if len(self._parts) >= MAX_FRAGMENTS:
            raise Broken(CloseCode.POLICY_VIOLATION, "too many fragments")
        self._parts.append(payload)
        self._size += len(payload)
        if not first & FIN:
            return None
        payload, self._parts, self._size = b"".join(self._parts), None, 0
        return self._whole(payload)

    def _whole(self, payload: bytes) -> Message:
        if self._compressed:
            try:
                payload = inflated(payload, self._most)
            except TooLarge:
                raise Broken(CloseCode.MESSAGE_TOO_BIG) from None
            except zlib.error:
                raise Broken(CloseCode.INVALID_DATA) from None
        return Message(self._opcode, payload)


def close_code(payload: bytes) -> int:
    """The code in a close frame; 1005 where there is none. Raises `Broken` for one that may not be sent."""
    if not payload:
        return CloseCode.NO_STATUS_RCVD
    code = int.from_bytes(payload[:2], "big")
    if len(payload) < 2 or not (3000 <= code < 5000 or code in SENDABLE):
        raise Broken(CloseCode.PROTOCOL_ERROR)
    try:
        payload[2:].decode()
    except UnicodeDecodeError:
        raise Broken(CloseCode.INVALID_DATA) from None
    return code


SENDABLE = frozenset({1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014})
