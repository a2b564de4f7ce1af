"""What RFC 6455 asks of a server, as a table of frames: the essentials of the Autobahn test suite, by its numbers.

The suite itself runs on Python 2 alone. Left out are its performance cases, and what a livesell server refuses on
purpose: messages in more than sixteen fragments, and more than sixty pings a minute.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.support.raw import BINARY, CLOSE, CONT, PING, PONG, TEXT, frame
from tests.websocket.echo import LIMIT

Frame = tuple[int, bytes]
WORDS = "Hello-µ@ßöäüàá-UTF-8!! ありがとう 🌸".encode()


@dataclass
class Case:
    """Bytes as they are sent, piece by piece, and what comes back: frames, then a close code (1000: ours, echoed)."""

    name: str
    sent: list[bytes]
    echoed: list[Frame] = field(default_factory=list)
    code: int = 1000


def octets(data: bytes) -> list[bytes]:
    """One write a byte."""
    return [bytes((byte,)) for byte in data]


def close(code: int | None, reason: bytes = b"") -> bytes:
    """A close frame."""
    return frame(CLOSE, b"" if code is None else code.to_bytes(2, "big") + reason)


def parts(opcode: int, *payloads: bytes) -> list[bytes]:
    """One message in fragments."""
    last = len(payloads) - 1
    return [
        frame(CONT if place else opcode, payload, fin=place == last) for place, payload in enumerate(payloads)
    ]


def framing() -> Iterator[Case]:
    """Group 1: lengths, and any way of cutting the stream."""
    for opcode, letter in ((TEXT, b"*"), (BINARY, b"\xfe")):
        for size in (0, 1, 125, 126, 127, 128, 65_535, 65_536):
            message = letter * size
            yield Case(f"1 opcode {opcode}, {size} bytes", [frame(opcode, message)], [(opcode, message)])
        for size in (0, 126, 2_000):
            message = letter * size
            sent = octets(frame(opcode, message))
            yield Case(f"1 opcode {opcode}, {size} bytes, octet by octet", sent, [(opcode, message)])


def pings() -> Iterator[Case]:
    """Group 2."""
    for payload in (b"", b"Hello", bytes(range(5)), b"\xfe" * 125):
        yield Case(f"2 a ping of {len(payload)}", [frame(PING, payload)], [(PONG, payload)])
    yield Case("2.5 a ping too long", [frame(PING, b"\xfe" * 126)], code=1002)
    yield Case("2.6 octet by octet", octets(frame(PING, b"\xfe" * 125)), [(PONG, b"\xfe" * 125)])
    yield Case("2.7 a pong nobody asked for", [frame(PONG, b"hm")])
    yield Case("2.9 a pong, then a ping", [frame(PONG, b"hm"), frame(PING, b"x")], [(PONG, b"x")])
    many = [b"payload-%d" % number for number in range(10)]
    yield Case("2.10 ten pings", [b"".join(frame(PING, one) for one in many)], [(PONG, one) for one in many])


def reserved() -> Iterator[Case]:
    """Groups 3 and 4: bits and opcodes that mean nothing."""
    for bits in range(1, 8):
        for opcode in (TEXT, BINARY, PING, CLOSE):
            yield Case(f"3 bits {bits} on opcode {opcode}", [frame(opcode, b"", rsv=bits)], code=1002)
    for opcode in (3, 4, 5, 6, 7, 11, 12, 13, 14, 15):
        yield Case(f"4 opcode {opcode}", [frame(opcode, b"x")], code=1002)
        sent = [frame(TEXT, b"first"), frame(opcode), frame(PING)]
        yield Case(f"4 a text, then opcode {opcode}", sent, [(TEXT, b"first")], code=1002)
    yield Case("a frame without a mask", [frame(TEXT, b"x", masked=False)], code=1002)
    for length in (b"\x81\xfe\x00\x7d", b"\x81\xff" + (125).to_bytes(8, "big")):
        yield Case(f"a length written as {length[1:].hex()}", [length + b"\0" * 4], code=1002)
    yield Case("a length that is negative", [b"\x81\xff" + b"\xff" * 8 + b"\0" * 4], code=1009)


def fragments() -> Iterator[Case]:
    """Group 5."""
    for opcode in (PING, PONG):
        yield Case(f"5 opcode {opcode} in fragments", parts(opcode, b"a", b"b"), code=1002)
    begun, *rest = parts(TEXT, b"frag1", b"frag2")
    whole, ping = (TEXT, b"frag1frag2"), frame(PING, b"in between")
    for cut in (list, lambda sent: [b"".join(sent)], lambda sent: octets(b"".join(sent))):
        name = f"cut by {cut.__name__}"
        yield Case(f"5.3 two fragments, {name}", cut([begun, *rest]), [whole])
        sent = cut([begun, ping, *rest])
        yield Case(f"5.6 a ping in between, {name}", sent, [(PONG, b"in between"), whole])
    yield Case("5.9 nothing to continue", [frame(CONT, b"x")], code=1002)
    yield Case("5.12 nothing to continue, not the end", [frame(CONT, b"x", fin=False)], code=1002)
    sent = [*parts(TEXT, b"a", b"b"), frame(CONT, b"c", fin=False)]
    yield Case("5.15 a continuation behind a message", sent, [(TEXT, b"ab")], code=1002)
    yield Case("5.18 a text within a text", [begun, frame(TEXT, b"x")], code=1002)
    five = parts(TEXT, *(b"fragment%d" % number for number in range(5)))
    told = (TEXT, b"".join(b"fragment%d" % number for number in range(5)))
    sent = [*five[:2], frame(PING, b"1"), *five[2:4], frame(PING, b"2"), five[4]]
    yield Case("5.19 five fragments and two pings", sent, [(PONG, b"1"), (PONG, b"2"), told])
    yield Case("5 empty fragments", parts(TEXT, b"", b"", b""), [(TEXT, b"")])
    yield Case("5 an empty one between", parts(BINARY, b"a", b"", b"b"), [(BINARY, b"ab")])


GOOD_UTF8 = (
    WORDS, b"\xce\xba\xe1\xbd\xb9\xcf\x83\xce\xbc\xce\xb5", b"\x00", b"\xc2\x80", b"\xe0\xa0\x80", b"\xf0\x90\x80\x80",
    b"\x7f", b"\xdf\xbf", b"\xef\xbf\xbf", b"\xf4\x8f\xbf\xbf", b"\xed\x9f\xbf", b"\xee\x80\x80", b"\xef\xbf\xbd",
    b"\xef\xbf\xbe", b"\xf0\x9f\xbf\xbe", b"\xf3\xbf\xbf\xbf",
)  # fmt: skip
BAD_UTF8 = (
    b"\xce\xba\xe1\xbd\xb9\xcf\x83\xed\xa0\x80edited", b"\xf8\x88\x80\x80\x80", b"\xfc\x84\x80\x80\x80\x80",
    b"\xf7\xbf\xbf\xbf", b"\xf4\x90\x80\x80", b"\x80", b"\xbf", b"\x80\xbf", b"\xb1" * 64, b"\xc0 ", b"\xe0 ", b"\xf0 ",
    b"\xc3", b"\xe0\x80", b"\xf0\x80\x80", b"\xe6\x97", b"\xfe", b"\xff", b"\xc0\xaf", b"\xe0\x80\xaf",
    b"\xf0\x80\x80\xaf", b"\xc1\xbf", b"\xe0\x9f\xbf", b"\xf0\x8f\xbf\xbf", b"\xc0\x80", b"\xed\xa0\x80",
    b"\xed\xaf\xbf", b"\xed\xb0\x80", b"\xed\xbf\xbf", b"\xed\xa0\x80\xed\xb0\x80",
)  # fmt: skip


def utf8() -> Iterator[Case]:
    """Group 6: whole, and in fragments at every split."""
    for text in GOOD_UTF8:
        yield Case(f"6 {text.hex()}", [frame(TEXT, text)], [(TEXT, text)])
        for place in range(1, len(text)):
            sent = parts(TEXT, text[:place], text[place:])
            yield Case(f"6 {text.hex()} split at {place}", sent, [(TEXT, text)])
    for text in BAD_UTF8:
        yield Case(f"6 bad {text.hex()}", [frame(TEXT, text)], code=1007)
        yield Case(f"6 bad {text.hex()} among good", [frame(TEXT, b"a" + text + b"b")], code=1007)
        for place in range(1, min(len(text), 6)):
            sent = parts(TEXT, text[:place], text[place:])
            yield Case(f"6 bad {text.hex()} split at {place}", sent, code=1007)
        yield Case(f"6 as bytes {text.hex()}", [frame(BINARY, text)], [(BINARY, text)])


def closes() -> Iterator[Case]:
    """Group 7."""
    yield Case("7.1 a message, then a close", [frame(TEXT, b"Hello")], [(TEXT, b"Hello")])
    for after in (close(1000), frame(PING), frame(TEXT, b"x"), frame(CONT, b"x")):
        yield Case(f"7.1 nothing counts behind a close: {after.hex()}", [close(1000) + after])
    yield Case("7.1.6 a close within a message", [frame(TEXT, b"x", fin=False), close(1000)])
    yield Case("7.3.1 an empty close", [close(None)], code=1005)
    yield Case("7.3.2 a close of one byte", [frame(CLOSE, b"a")], code=1002)
    yield Case("7.3.4 a reason", [close(1000, "Auf Wiedersehen, ありがとう".encode())])
    yield Case("7.3.5 the longest reason", [close(1000, b"*" * 123)])
    yield Case("7.3.6 a reason too long", [close(1000, b"*" * 124)], code=1002)
    yield Case("7.5.1 a reason that is no text", [close(1000, b"\xed\xa0\x80")], code=1007)
    for code in (1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 3000, 3999, 4000, 4999):
        yield Case(f"7.7 code {code}", [close(code)], code=code)
    for code in (0, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65_535):
        yield Case(f"7.9 code {code}", [close(code)], code=1002)
        yield Case(f"7.9 code {code} and a reason", [close(code, b"why")], code=1002)


def limits() -> Iterator[Case]:
    """Groups 9 and 10: at the limit and one above it."""
    for opcode in (TEXT, BINARY):
        message = b"B" * LIMIT
        yield Case(f"9 opcode {opcode} at the limit", [frame(opcode, message)], [(opcode, message)])
        sixteen = [message[place : place + LIMIT // 16] for place in range(0, LIMIT, LIMIT // 16)]
        yield Case(f"9 opcode {opcode} in sixteen", parts(opcode, *sixteen), [(opcode, message)])
        yield Case(f"9 opcode {opcode} above it", [frame(opcode, message + b"!")[:1_000]], code=1009)
        sent = parts(opcode, *sixteen[:15], sixteen[15] + b"!")
        yield Case(f"9 opcode {opcode} above it in sixteen", sent, code=1009)
    yield Case("too many fragments", parts(TEXT, *[b"a"] * 17), code=1008)


CASES = [
    *framing(), *pings(), *reserved(), *fragments(), *utf8(), *closes(), *limits(),
]  # fmt: skip
