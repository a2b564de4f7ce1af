"""What a file may cost: work grows with its size and no faster, however it is made."""

import cProfile
import pstats
from collections.abc import Callable

import pytest

from livesell.wire.ids import new_id
from rooms.items.sheets import reading

PARTY = new_id()


def calls(data: bytes) -> int:
    """How many functions reading a file calls: a measure of work that no busy machine changes."""
    profile = cProfile.Profile()
    profile.enable()
    reading.read(data, PARTY, "EUR")
    profile.disable()
    return sum(row[1] for row in pstats.Stats(profile).stats.values())  # type: ignore[attr-defined]  # no stub


MADE = {
    "columns": lambda size: b",".join(b"c%d" % n for n in range(size)) + b"\n",
    "the same columns": lambda size: b"Title," * size + b"\n",
    "an open quote": lambda size: b'"' + b"x,\n" * size,
    "unknown columns and rows": lambda size: b"Title,Price,Stock" + b",\n" * size,
    "tags": lambda size: b'Handle,Title,Body (HTML),Variant Price\na,b,"' + b"<a" * size + b'",1',
    "pictures of one item": lambda size: (
        b"Handle,Title,Variant Price,Variant Inventory Qty,Image Src\na,b,1,1,x\n"
        + b"a,,,,y\n" * min(size, 900)
    ),
}


@pytest.mark.parametrize("made", MADE.values(), ids=list(MADE))
def test_twice_the_file_is_no_more_than_about_twice_the_work(made: Callable[[int], bytes]) -> None:
    small, large = calls(made(4_000)), calls(made(8_000))

    assert large < 2.5 * small + 2_000
