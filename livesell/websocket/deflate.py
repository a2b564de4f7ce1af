"""Compression of messages by RFC 7692, without a memory between them: one compressed frame serves every viewer.

A compressor for each socket would cost it 64 KB and more; here neither side keeps a window, so what was
compressed once is sent to all. Pure.
"""

import struct
import zlib

WORTH = 256
"""Bytes from which compressing is worth its time."""
LEVEL = 6
RAW = -15
TAIL = b"\x00\x00\xff\xff"
LONGEST = 0xFFFF
"""Bytes that one block may store."""
ANSWER = b"permessage-deflate; server_no_context_takeover; client_no_context_takeover"
HONOURED = frozenset(
    {b"server_no_context_takeover", b"client_no_context_takeover", b"client_max_window_bits"}
)


class TooLarge(Exception):
    """More comes out than may."""


def may_agree(offers: bytes) -> bool:
    """Whether one of the offers of a `Sec-WebSocket-Extensions` header is one that `ANSWER` accepts.

    A client that limits our window is declined: one frame must fit all.
    """
    for offer in offers.split(b","):
        name, *parameters = (part.strip() for part in offer.split(b";"))
        if (
            name == b"permessage-deflate"
            and {one.partition(b"=")[0].strip() for one in parameters} <= HONOURED
        ):
            return True
    return False


def deflated(payload: bytes) -> bytes:
    """The message as it travels."""
    engine = zlib.compressobj(LEVEL, zlib.DEFLATED, RAW)
    return (engine.compress(payload) + engine.flush(zlib.Z_SYNC_FLUSH))[: -len(TAIL)]


def piece(payload: bytes) -> bytes:
    """Compressed so that it may stand anywhere in a message: it ends with whole bytes and looks back at nothing."""
    engine = zlib.compressobj(LEVEL, zlib.DEFLATED, RAW)
    return engine.compress(payload) + engine.flush(zlib.Z_FULL_FLUSH)


def stored(payload: bytes) -> bytes:
    """The same without compressing, for what is short (RFC 1951, 3.2.4)."""
    blocks = (payload[place : place + LONGEST] for place in range(0, len(payload), LONGEST))
    return b"".join(struct.pack("<BHH", 0, len(block), len(block) ^ 0xFFFF) + block for block in blocks)


def inflated(payload: bytes, most: int) -> bytes:
    """The message as it was meant. Raises `TooLarge` beyond `most` bytes, `zlib.error` for nonsense."""
    engine = zlib.decompressobj(RAW)
    message = engine.decompress(payload + TAIL, most + 1)
    if len(message) > most:
        raise TooLarge
    return message
