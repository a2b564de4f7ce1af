"""Lamps, candles, books, clocks and what hangs on a wall."""

from livesell.demo.painting.curves import box, leaf, oval, smooth, turned
from livesell.demo.painting.easel import Easel, darker, lighter, mix
from livesell.demo.painting.scene import FLOOR, Palette, ground

MIDDLE = 450


def lamp(easel: Easel, colours: Palette) -> None:
    """A table lamp, lit."""
    ground(easel, MIDDLE, 130)
    easel.shadow(oval((MIDDLE, 400), 330, 280), 70, 0.6, "#ffedb8")
    base = [(16, 500), (18, 560), (52, 620), (84, 690), (72, 752), (112, 782), (118, FLOOR)]
    easel.form(turned(MIDDLE, base), colours.main, relief=1.25)
    easel.line(oval((MIDDLE, 756), 74, 12, start=8, end=172), 5, lighter(colours.main, 0.55), 0.8)
    easel.gleam(smooth([(396, 650), (384, 700), (398, 736), (408, 690)], closed=True), 0.7, 6)
    shade = [(118, 196), (214, 512)]
    easel.form(turned(MIDDLE, shade), colours.second, relief=0.5)
    easel.shadow(oval((MIDDLE, 430), 120, 90), 46, 0.75, "#fff6d2")
    easel.form(oval((MIDDLE, 512), 214, 25), lighter(colours.second, 0.75), relief=0.2)
    easel.line(oval((MIDDLE, 512), 214, 25), 6, darker(colours.second, 0.25), 0.8)
    easel.form(oval((MIDDLE, 197), 118, 13), lighter(colours.second, 0.5), relief=0.3)
    for turn in (-0.66, -0.22, 0.22, 0.66):
        easel.line(
            [(MIDDLE + 118 * turn, 208), (MIDDLE + 214 * turn, 530 - 14 * abs(turn))],
            4,
            darker(colours.second, 0.2),
            0.35,
        )
    easel.line(smooth([(568, FLOOR - 10), (700, 812), (800, 842), (1000, 830)]), 7, darker(colours.main, 0.4))


def candles(easel: Easel, colours: Palette) -> None:
    """Three candles of beeswax."""
    for middle, top, floor, half in ((330, 470, 782, 62), (560, 400, 776, 60), (452, 540, FLOOR + 14, 68)):
        ground(easel, middle, half + 34, floor)
        easel.form(oval((middle, floor - 10), half + 40, 24), colours.second, relief=1)
        easel.form(oval((middle, floor - 18), half + 28, 16), darker(colours.second, 0.3), relief=0.6)
        easel.shadow(oval((middle, top - 50), 130, 140), 44, 0.6, "#ffe9ae")
        easel.form(
            turned(middle, [(half, top), (half - 2, top + 40), (half, floor - 16)]), colours.main, relief=0.95
        )
        easel.form(oval((middle, top), half, 14), lighter(colours.main, 0.55), relief=0.3)
        drip = smooth(
            [(middle - half, top + 4), (middle - half + 8, top + 86), (middle - half + 22, top + 30)],
            closed=True,
        )
        easel.form(drip, lighter(colours.main, 0.3), relief=0.3)
        easel.line([(middle, top), (middle + 2, top - 26)], 6, "#3b2a22")
        flame = [(0, -18), (26, 24), (0, 106), (-24, 28)]
        easel.form(
            smooth([(middle + 2 + x, top - 16 - y) for x, y in flame], closed=True), "#f6a83c", relief=0.4
        )
        heart = [(0, -8), (13, 16), (0, 58), (-12, 18)]
        easel.form(
            smooth([(middle + 2 + x, top - 20 - y) for x, y in heart], closed=True), "#fff3c4", relief=0.1
        )


def books(easel: Easel, colours: Palette) -> None:
    """Five old books, and a pair of glasses' worth of reading."""
    ground(easel, MIDDLE, 240)
    shades = (
        colours.main,
        "#e6d3a8",
        colours.second,
        mix(colours.main, "#1f2d3d", 0.55),
        mix(colours.second, "#f3e2c0", 0.45),
    )
    bottom: float = FLOOR
    for number, (colour, height, left, right) in enumerate(
        zip(shades, (92, 66, 84, 60, 74), (206, 240, 196, 262, 232), (704, 690, 668, 676, 640), strict=True)
    ):
        top = bottom - height
        easel.form(box(left, top, right, bottom, 10), colour, relief=0.7)
        easel.form(box(right - 40, top + 9, right + 6, bottom - 9, 3), "#f6ecd3", relief=0.5)
        for inset in (30, 46):
            easel.line([(left + inset, top + 4), (left + inset, bottom - 4)], 5, "#e8c878", 0.85)
        middle = (left + right) / 2 + (-20 if number % 2 else 10)
        easel.line([(middle - 84, (top + bottom) / 2), (middle + 84, (top + bottom) / 2)], 8, "#f0d79a", 0.8)
        easel.shadow(box(left + 10, bottom - 6, right - 10, bottom), 4, 0.4)
        bottom = top
    easel.form(leaf((452, bottom), -30, 150, 56), "#8aa06a", relief=0.8)
    easel.line(smooth([(452, bottom), (430, bottom - 60), (378, bottom - 126)]), 4, "#55683d", 0.7)


def clock(easel: Easel, colours: Palette) -> None:
    """A mantel clock, at ten past ten."""
    ground(easel, MIDDLE, 210)
    case = [(0, 268), (96, 290), (178, 372), (206, 490), (214, 700), (214, 752)]
    easel.form(turned(MIDDLE, case), colours.main, relief=1)
    easel.form(box(MIDDLE - 244, 742, MIDDLE + 244, FLOOR, 12), darker(colours.main, 0.18), relief=0.9)
    easel.line([(MIDDLE - 226, 750), (MIDDLE + 226, 750)], 6, lighter(colours.main, 0.5), 0.7)
    easel.form(oval((MIDDLE, 520), 158, 158), "#d9b35f", relief=1)
    easel.form(oval((MIDDLE, 520), 140, 140), "#fbf4e2", relief=0.35)
    for hour in range(12):
        mark = oval((MIDDLE, 520), 118, 118, start=hour * 30, end=hour * 30 + 0.1)[0]
        easel.form(oval(mark, 9 if hour % 3 == 0 else 5, 9 if hour % 3 == 0 else 5), colours.second, relief=0)
    easel.line([(MIDDLE, 520), (MIDDLE - 58, 484)], 11, "#33262b")
    easel.line([(MIDDLE, 520), (MIDDLE + 82, 470)], 8, "#33262b")
    easel.form(oval((MIDDLE, 520), 13, 13), "#d9b35f")
    easel.gleam(smooth([(366, 440), (340, 500), (356, 492), (398, 428)], closed=True), 0.6, 6)


def picture(easel: Easel, colours: Palette) -> None:
    """A framed print: hills, a sun, a lake."""
    easel.shadow(box(212, 190, 728, 700, 6), 20, 0.4)
    easel.form(box(196, 164, 704, 676, 6), colours.main, relief=0.9)
    easel.form(box(222, 190, 678, 650, 2), "#fbf5e6", relief=0.2)
    left, top, right, bottom = 276, 244, 624, 596
    easel.form(box(left, top, right, bottom), "#f6cfa0", relief=0.5, down=True)
    easel.form(oval((520, 366), 46, 46), "#f08a4b", relief=0.4)
    hills = (
        (430, 70, lighter(colours.second, 0.45)),
        (474, 50, lighter(colours.second, 0.15)),
        (520, 34, darker(colours.second, 0.2)),
    )
    for number, (y, swell, colour) in enumerate(hills):
        ridge = smooth(
            [
                (left, y),
                (left + 96, y - swell * (1 - number * 0.4)),
                (left + 200, y + 14),
                (left + 282, y - swell * 0.6),
                (right, y + 6),
            ]
        )
        easel.form([*ridge, (right, bottom), (left, bottom)], colour, relief=0.3)
    easel.form(
        smooth([(left + 60, 566), (left + 160, 546), (left + 280, 562), (left + 180, 580)], closed=True),
        "#d9ecec",
        relief=0.3,
    )
    easel.gleam([(240, 190), (330, 190), (222, 420), (222, 250)], 0.22, 6)
