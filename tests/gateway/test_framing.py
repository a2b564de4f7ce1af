"""A frame that is built once says what the library's own says."""

import pytest
from websockets.frames import Frame, Opcode

from livesell.gateway.framing import Shared, wire_of


@pytest.mark.parametrize("size", [0, 1, 125, 126, 65_535, 65_536])
def test_a_prepared_frame_is_the_frame_the_library_would_send(size: int) -> None:
    text = "ü" * (size // 2) + "x" * (size % 2)

    assert wire_of(text) == Frame(Opcode.TEXT, text.encode()).serialize(mask=False)


def test_a_shared_frame_is_built_once_for_everybody() -> None:
    frame = Shared("hello")

    assert wire_of(frame) is wire_of(frame)
    assert wire_of(frame) == wire_of("hello")
