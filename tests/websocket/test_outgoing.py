"""A frame that is built once says what the library's own says."""

import pytest
from websockets.frames import Frame, Opcode

from livesell.websocket.deflate import deflated, inflated
from livesell.websocket.outgoing import Middle, Shared, Spliced, wire_of


@pytest.mark.parametrize("size", [0, 1, 125, 126, 65_535, 65_536])
def test_a_prepared_frame_is_the_frame_the_library_would_send(size: int) -> None:
    text = "ü" * (size // 2) + "x" * (size % 2)

    assert wire_of(text) == Frame(Opcode.TEXT, text.encode()).serialize(mask=False)


def test_a_compressed_frame_is_made_once_for_all_who_agreed_and_only_where_it_pays() -> None:
    short, long = Shared("hello"), Shared("pots and jars, " * 40)

    assert wire_of(short, compressed=True) == wire_of(short)
    squeezed = wire_of(long, compressed=True)
    assert squeezed is wire_of(long, compressed=True)
    assert len(squeezed) < len(wire_of(long)) / 4
    plainly = Frame(Opcode.TEXT, deflated(str(long).encode())).serialize(mask=False)
    assert squeezed == bytes((plainly[0] | 0x40,)) + plainly[1:]


def test_a_shared_frame_is_built_once_for_everybody() -> None:
    frame = Shared("hello")

    assert wire_of(frame) is wire_of(frame)
    assert wire_of(frame) == wire_of("hello")


LONG = "ひとつの壺, واحد, pots and jars " * 4_000


@pytest.mark.parametrize("begin", ["", "{", "x" * 70_000])
@pytest.mark.parametrize("middle", ["", "snapshot", LONG])
@pytest.mark.parametrize("end", ["", "}", '"mine":' + "y" * 300, LONG])
def test_a_spliced_frame_says_what_its_parts_say_in_a_row(begin: str, middle: str, end: str) -> None:
    frame = Spliced(begin, Middle(middle).prepare(), end)
    whole = begin + middle + end

    assert (str(frame), len(frame)) == (whole, len(whole))
    assert wire_of(frame) == wire_of(whole)
    squeezed = wire_of(frame, compressed=True)
    assert squeezed[0] == 0xC1  # whole, compressed, text
    payload = squeezed[{126: 4, 127: 10}.get(squeezed[1], 2) :]
    assert inflated(payload, 1_000_000).decode() == whole


def test_the_middle_of_many_frames_is_compressed_once() -> None:
    middle = Middle(LONG).prepare()

    frames = [wire_of(Spliced(f'{{"id":"{one}",', middle, "}"), compressed=True) for one in ("a", "bb")]

    assert all(middle.small in frame for frame in frames)
    assert len(frames[0]) < len(LONG.encode()) / 20
