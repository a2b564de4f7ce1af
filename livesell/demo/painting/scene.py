"""What is around every thing: a wall, a round patch of light, a table, and the tag with the item's number."""

from typing import NamedTuple

from livesell.demo.painting.curves import box, oval
from livesell.demo.painting.easel import SIDE, Easel, darker, lighter, mix

TABLE = 690
"""Where the table begins; things stand at about `FLOOR`."""
FLOOR = 800


class Palette(NamedTuple):
    """The colours of one picture."""

    wall: str
    table: str
    main: str
    second: str


def room(easel: Easel, palette: Palette) -> None:
    """The wall, with the light of a window on it, and the table."""
    easel.form(box(0, 0, SIDE, SIDE), palette.wall, relief=0.4, down=True)
    easel.shadow(oval((440, 430), 330, 330), 3, 1, lighter(palette.wall, 0.38))
    easel.form(box(0, TABLE, SIDE, SIDE), palette.table, relief=0.6, down=True)
    easel.form(box(0, TABLE, SIDE, TABLE + 7), lighter(palette.table, 0.4), relief=0)
    for y, left, right in ((770, 60, 420), (868, 560, 950), (925, 130, 520), (835, 700, 990)):
        easel.line([(left, y), (right, y + 4)], 3, darker(palette.table, 0.3), 0.35)


def ground(easel: Easel, middle: float, half: float, y: float = FLOOR) -> None:
    """The shadow of a thing that stands there; the light comes from the left."""
    easel.shadow(oval((middle + half * 0.35, y - 4), half * 1.25, 30), 16, 0.42)
    easel.shadow(oval((middle, y - 3), half * 0.95, 14), 5, 0.55)


def tag(easel: Easel, number: int, palette: Palette) -> None:
    """A paper tag on a string; where pictures are cut to a wide strip, it is still in it."""
    easel.line([(846, 0), (850, 150), (842, 262)], 4, mix(palette.wall, "#5a4636", 0.6))
    easel.shadow(box(782, 254, 922, 394, 70), 10, 0.3)
    easel.form(oval((848, 316), 68, 68), "#fbf4e4", relief=0.25)
    easel.form(oval((846, 267), 9, 9), darker(palette.wall, 0.3), relief=0)
    easel.words((848, 322), str(number), 72, darker(palette.main, 0.65))
