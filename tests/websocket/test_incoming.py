"""What a client sends, however the network cuts it, is what the server reads. (Attacks A17-A21.)"""

from contextlib import suppress

import pytest
from hypothesis import given, strategies as st
from websockets.frames import CloseCode, Frame, Opcode

from livesell.websocket import deflate
from livesell.websocket.incoming import BINARY, TEXT, Broken, FrameReader, close_code

MOST = 1_000
messages = st.lists(st.tuples(st.sampled_from([TEXT, BINARY]), st.binary(max_size=300)), max_size=6)


def sent(opcode: int, payload: bytes, *, fin: bool = True, compressed: bool = False) -> bytes:
    """One frame as a client sends it, masked by the library, which knows RSV1 only with its own extension."""
    first, *rest = Frame(Opcode(opcode), payload, fin=fin).serialize(mask=True)
    return bytes((first | compressed << 6, *rest))


@given(messages, st.data())
def test_messages_are_read_whole_wherever_the_network_cuts_them(
    said: list[tuple[int, bytes]], data: st.DataObject
) -> None:
    stream = b"".join(sent(opcode, payload) for opcode, payload in said)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(stream)), max_size=8)))
    reader, heard = FrameReader(MOST), []

    for start, end in zip([0, *cuts], [*cuts, len(stream)], strict=True):
        heard += list(reader.feed(stream[start:end]))

    assert heard == said


@given(st.lists(st.binary(max_size=60), min_size=2, max_size=10))
def test_fragments_are_put_together(parts: list[bytes]) -> None:
    reader, last = FrameReader(MOST), len(parts) - 1
    frames = [sent(TEXT if place == 0 else 0, part, fin=place == last) for place, part in enumerate(parts)]

    assert [message.payload for frame in frames for message in reader.feed(frame)] == [b"".join(parts)]


@given(st.binary(max_size=200))
def test_nonsense_is_read_or_refused_and_nothing_else(noise: bytes) -> None:
    with suppress(Broken):
        list(FrameReader(MOST).feed(noise))


def test_what_was_whole_before_a_bad_frame_is_heard() -> None:
    messages = FrameReader(MOST).feed(sent(TEXT, b"hello") + b"\x81\x00")

    assert next(messages).payload == b"hello"
    with pytest.raises(Broken):
        next(messages)


def test_a_compressed_message_is_read_where_it_was_agreed_to_and_refused_elsewhere() -> None:
    text = b"pots and jars, " * 40
    frame = sent(TEXT, deflate.deflated(text), compressed=True)

    assert [one.payload for one in FrameReader(MOST, deflate=True).feed(frame)] == [text]
    with pytest.raises(Broken) as broken:
        list(FrameReader(MOST).feed(frame))
    assert broken.value.code == CloseCode.PROTOCOL_ERROR


@pytest.mark.parametrize(
    ("payload", "code"),
    [
        (deflate.deflated(b"x" * 10_000_000), CloseCode.MESSAGE_TOO_BIG),
        (b"\xff\xff\xff", CloseCode.INVALID_DATA),
    ],
    ids=["a bomb", "nonsense"],
)
def test_what_does_not_inflate_within_the_limit_ends_the_connection(payload: bytes, code: CloseCode) -> None:
    with pytest.raises(Broken) as broken:
        list(FrameReader(20_000, deflate=True).feed(sent(TEXT, payload, compressed=True)))

    assert broken.value.code == code


@pytest.mark.parametrize(
    ("offers", "agreed"),
    [
        (b"permessage-deflate", True),
        (b"permessage-deflate; client_max_window_bits", True),
        (b"permessage-deflate; server_max_window_bits=10, permessage-deflate", True),
        (b"permessage-deflate; server_max_window_bits=10", False),
        (b"permessage-deflate; surprise", False),
        (b"x-webkit-deflate-frame", False),
        (b"", False),
    ],
)
def test_only_offers_by_which_one_frame_fits_all_are_agreed_to(offers: bytes, agreed: bool) -> None:
    assert deflate.may_agree(offers) is agreed


@pytest.mark.parametrize(
    "payload", [b"\x03", b"\x03\xe8\xff", (1005).to_bytes(2, "big"), (2999).to_bytes(2, "big")]
)
def test_a_close_frame_says_a_code_that_may_be_said(payload: bytes) -> None:
    with pytest.raises(Broken):
        close_code(payload)


def test_a_close_frame_may_say_nothing_or_a_reason() -> None:
    assert close_code(b"") == CloseCode.NO_STATUS_RCVD
    assert close_code(b"\x0f\xa0till tomorrow") == 4000
