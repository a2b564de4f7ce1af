"""Wool and linen."""

from livesell.demo.painting.curves import Point, box, oval, smooth
from livesell.demo.painting.easel import Easel, darker, lighter
from livesell.demo.painting.scene import FLOOR, Palette, ground

MIDDLE = 450


def scarf(easel: Easel, colours: Palette) -> None:
    """A long scarf over a peg, with stripes and fringes."""
    easel.form(oval((MIDDLE, 208), 26, 26), "#8a6244")
    for left, right, end, colour in (
        (452, 588, 536, darker(colours.main, 0.14)),
        (316, 472, 610, colours.main),
    ):
        _hanging(easel, left, right, end, colour, colours.second)
    fold: list[Point] = [
        (322, 300),
        (350, 220),
        (450, 190),
        (548, 216),
        (588, 300),
        (520, 330),
        (452, 300),
        (390, 334),
    ]
    easel.form(smooth(fold, closed=True), lighter(colours.main, 0.12), relief=1)
    easel.line(smooth([(392, 322), (430, 250), (470, 226)]), 6, darker(colours.main, 0.4), 0.5)
    easel.line(smooth([(520, 322), (506, 262), (476, 236)]), 6, darker(colours.main, 0.4), 0.5)


def _hanging(easel: Easel, left: float, right: float, end: float, colour: str, stripe: str) -> None:
    easel.shadow(box(left + 22, 300, right + 26, end, 10), 14, 0.3)
    for step in range(12):
        x = left + 8 + (right - left - 16) * step / 11
        easel.line(
            [(x, end - 6), (x + (6 if step % 2 else -5), end + 56)],
            7,
            lighter(colour, 0.1) if step % 2 else darker(colour, 0.15),
        )
    easel.form(box(left, 262, right, end, 8), colour, relief=0.9)
    for top in (end - 196, end - 140, end - 84, end - 34):
        easel.form(box(left, top, right, top + 26), stripe, relief=0.9)
    for row in range(300, round(end) - 10, 18):
        for x in range(round(left) + 10, round(right) - 8, 16):
            easel.line([(x, row), (x + 5, row + 7), (x + 10, row)], 1.6, darker(colour, 0.5), 0.28)


def cushion(easel: Easel, colours: Palette) -> None:
    """A linen cushion with a pattern of leaves."""
    ground(easel, MIDDLE, 240, FLOOR + 4)
    upper: list[Point] = [
        (190, 388),
        (320, 408),
        (MIDDLE, 400),
        (580, 408),
        (712, 384),
        (694, 520),
        (700, 600),
    ]
    lower: list[Point] = [
        (716, 798),
        (580, 788),
        (MIDDLE, 802),
        (320, 788),
        (186, 800),
        (206, 600),
        (200, 500),
    ]
    plump = [*upper, *lower]
    easel.form(smooth(plump, closed=True), colours.main, relief=0.9)
    easel.line(smooth([*plump, plump[0]]), 7, darker(colours.main, 0.35), 0.7)
    for row, y in enumerate((476, 556, 636, 716)):
        for column in range(5):
            x = 272 + column * 90 + (0 if row % 2 else 22)
            if x < 660:
                _sprig(easel, x, y, colours.second)
    easel.shadow(smooth([(640, 430), (688, 600), (660, 770), (620, 600)], closed=True), 22, 0.22)
    easel.gleam(smooth([(240, 430), (228, 560), (262, 640), (280, 500)], closed=True), 0.22, 18)


def _sprig(easel: Easel, x: float, y: float, colour: str) -> None:
    easel.line([(x, y + 24), (x, y - 22)], 4, colour)
    for side in (-1, 1):
        for lift in (-12, 6):
            easel.form(oval((x + side * 14, y + lift), 11, 6), colour, relief=0.3)
