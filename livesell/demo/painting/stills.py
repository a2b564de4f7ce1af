"""Every thing that can be painted, by its name."""

from livesell.demo.painting import cloth, household, vessels
from livesell.demo.painting.easel import Easel
from livesell.demo.painting.scene import Palette, room, tag

THINGS = {
    "jar": vessels.jar,
    "vase": vessels.vase,
    "teapot": vessels.teapot,
    "mug": vessels.mug,
    "bowl": vessels.bowl,
    "plant": vessels.plant,
    "lamp": household.lamp,
    "candles": household.candles,
    "books": household.books,
    "clock": household.clock,
    "print": household.picture,
    "scarf": cloth.scarf,
    "cushion": cloth.cushion,
}


def paint(thing: str, number: int, palette: Palette) -> bytes:
    """The thing on its table with its number, as a PNG."""
    easel = Easel()
    room(easel, palette)
    THINGS[thing](easel, palette)
    tag(easel, number, palette)
    return easel.finished()
