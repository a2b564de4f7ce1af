"""Things of glass, clay and metal."""

from livesell.demo.painting.curves import Point, box, leaf, oval, smooth, turned
from livesell.demo.painting.easel import Easel, darker, lighter, mix
from livesell.demo.painting.scene import FLOOR, Palette, ground

MIDDLE = 450


def jar(easel: Easel, colours: Palette) -> None:
    """Jam under a cloth."""
    ground(easel, MIDDLE, 150)
    glass = [(112, 380), (120, 405), (158, 460), (162, 560), (160, 760), (140, FLOOR)]
    easel.form(turned(MIDDLE, glass), mix(colours.main, "#dfe9ec", 0.55), relief=0.5)
    jam = [(140, 452), (152, 490), (152, 600), (150, 752), (128, 786)]
    easel.form(turned(MIDDLE, jam), colours.main)
    easel.form(box(MIDDLE - 112, 540, MIDDLE + 112, 690, 14), "#f8efdc", relief=0.35)
    easel.form(oval((MIDDLE, 600), 34, 32), colours.main, relief=0.9)
    easel.form(leaf((MIDDLE + 4, 572), 55, 58, 30), "#5f8a4c", relief=0.5)
    easel.line([(MIDDLE - 62, 658), (MIDDLE + 62, 658)], 5, darker(colours.main, 0.3), 0.7)
    easel.gleam(box(MIDDLE - 136, 470, MIDDLE - 118, 740, 9), 0.75, 4)
    cloth = [(92, 296), (120, 318), (128, 372), (172, 428), (150, 446)]
    easel.form(turned(MIDDLE, cloth), colours.second)
    for x in (-84, -28, 28, 84):
        easel.line([(MIDDLE + x * 0.8, 306), (MIDDLE + x, 372), (MIDDLE + x * 1.5, 434)], 9, "#fff6ea", 0.55)
    easel.line(
        smooth([(MIDDLE - 124, 370), (MIDDLE, 384), (MIDDLE + 124, 370)]), 12, darker(colours.second, 0.45)
    )


def vase(easel: Easel, colours: Palette) -> None:
    """A glazed vase with branches."""
    ground(easel, MIDDLE, 130)
    stem = darker("#6d7a45", 0.25)
    for tip, bend in (((300, 168), -60), ((452, 140), 18), ((610, 190), 70)):
        easel.line(smooth([(MIDDLE, 440), (MIDDLE + bend, 320), tip]), 7, stem)
    for x, y, angle in ((392, 316, -70), (352, 250, 20), (322, 206, -62), (455, 300, 66), (458, 230, -58),
                        (522, 310, 96), (556, 262, -8), (588, 222, 88)):  # fmt: skip
        easel.form(leaf((x, y), angle, 86, 46), "#7c9155", relief=0.8)
    for x, y in ((300, 168), (452, 140), (610, 190), (398, 222), (540, 196)):
        for turn in range(0, 360, 72):
            easel.form(leaf((x, y), turn + 12, 40, 34), colours.second, relief=0.35)
        easel.form(oval((x, y), 10, 10), "#f3d27a", relief=0.4)
    body = [(58, 420), (46, 452), (60, 505), (138, 600), (148, 676), (106, 764), (84, FLOOR)]
    easel.form(turned(MIDDLE, body), colours.main, relief=1.2)
    easel.form(oval((MIDDLE, 421), 58, 11), darker(colours.main, 0.5), relief=0.3)
    for y, half in ((566, 112), (594, 134)):
        easel.line(oval((MIDDLE, y), half - 4, 16, start=8, end=172), 6, lighter(colours.main, 0.6), 0.8)
    easel.gleam(smooth([(352, 610), (336, 668), (356, 724), (366, 668)], closed=True), 0.7, 8)


def teapot(easel: Easel, colours: Palette) -> None:
    """A round pot for four cups."""
    ground(easel, MIDDLE, 190)
    handle = smooth([(600, 520), (690, 500), (716, 590), (668, 670), (592, 700)])
    easel.line(handle, 34, darker(colours.main, 0.3))
    easel.line([(x - 4, y - 5) for x, y in handle], 14, lighter(colours.main, 0.2), 0.7)
    spout: list[Point] = [(300, 690), (232, 640), (190, 520), (146, 478), (206, 470), (246, 530), (300, 580)]
    easel.form(smooth(spout, closed=True), colours.main, relief=0.8)
    body = [(84, 452), (150, 482), (196, 560), (202, 640), (170, 730), (112, 790), (104, FLOOR)]
    easel.form(turned(MIDDLE, body), colours.main, relief=1.15)
    band = [(200, 612), (203, 640), (200, 668)]
    easel.form(turned(MIDDLE, band), colours.second, relief=0.8)
    for x in range(-160, 161, 64):
        easel.form(oval((MIDDLE + x, 640), 11, 11), colours.main, relief=0.5)
    lid = [(14, 404), (60, 418), (92, 446), (96, 462)]
    easel.form(turned(MIDDLE, lid), darker(colours.main, 0.08))
    easel.line(oval((MIDDLE, 456), 95, 13, start=4, end=176), 6, darker(colours.main, 0.5), 0.6)
    easel.form(oval((MIDDLE, 388), 26, 24), colours.second)
    easel.gleam(smooth([(318, 540), (288, 600), (312, 584), (352, 520)], closed=True), 0.8, 7)


def mug(easel: Easel, colours: Palette) -> None:
    """Two mugs, one behind the other, and steam."""
    for middle, top, floor, colour in ((565, 500, 770, colours.second), (385, 520, FLOOR + 10, colours.main)):
        ground(easel, middle, 118, floor)
        ear = smooth(
            [
                (middle + 100, top + 60),
                (middle + 186, top + 70),
                (middle + 178, top + 180),
                (middle + 96, top + 196),
            ]
        )
        easel.line(ear, 28, darker(colour, 0.28))
        easel.line([(x - 3, y - 4) for x, y in ear], 10, lighter(colour, 0.3), 0.6)
        easel.form(
            turned(middle, [(122, top), (120, top + 120), (112, floor - 40), (90, floor)]), colour, relief=1.1
        )
        dip = [(122, top), (121, top + 46), (119, top + 84)]
        easel.form(turned(middle, dip), lighter(colour, 0.62), relief=0.7)
        easel.form(oval((middle, top), 122, 24), lighter(colour, 0.5), relief=0.4)
        easel.form(oval((middle, top + 5), 104, 17), "#4a2c1f", relief=0.5)
        easel.gleam(box(middle - 98, top + 110, middle - 84, floor - 60, 7), 0.6, 5)
    for x, y in ((345, 470), (425, 452)):
        steam = smooth([(x, y), (x + 26, y - 60), (x - 18, y - 130), (x + 18, y - 200)])
        easel.shadow([*steam, *[(sx + 16, sy) for sx, sy in reversed(steam)]], 7, 0.55, "#ffffff")


def bowl(easel: Easel, colours: Palette) -> None:
    """Lemons in a wide bowl."""
    ground(easel, MIDDLE, 190)
    easel.form(oval((MIDDLE, 548), 262, 44), darker(colours.main, 0.45), relief=0.4)
    for x, y, size in ((330, 500, 84), (566, 506, 86), (452, 452, 92), (408, 532, 78), (520, 544, 74)):
        easel.form(_lemon(x, y, size), colours.second, relief=0.8)
        easel.gleam(oval((x - size * 0.32, y - size * 0.28), size * 0.2, size * 0.12), 0.7, 6)
    easel.form(leaf((470, 376), -64, 120, 62), "#5d8a4a", relief=0.9)
    easel.form(leaf((472, 378), 62, 96, 52), "#76a35c", relief=0.9)
    front = [(262, 552), (250, 580), (214, 680), (130, 762), (96, FLOOR)]
    easel.form(turned(MIDDLE, front), colours.main, relief=1.1)
    easel.line(oval((MIDDLE, 552), 258, 44, start=2, end=178), 12, lighter(colours.main, 0.5))
    for shift in range(-150, 151, 75):
        root = (MIDDLE + shift, 716 - abs(shift) * 0.1)
        easel.form(leaf(root, 0, 74, 34), lighter(colours.main, 0.55), relief=0.3)
    easel.gleam(smooth([(258, 620), (286, 690), (330, 738), (300, 680)], closed=True), 0.45, 8)


def _lemon(x: float, y: float, size: float) -> list[Point]:
    shape = [(-1, 0.1), (-0.4, -0.66), (0.5, -0.6), (1.12, -0.06), (0.45, 0.68), (-0.5, 0.66)]
    return smooth([(x + size * across, y + size * down) for across, down in shape], closed=True)


def plant(easel: Easel, colours: Palette) -> None:
    """A fern in a clay pot."""
    ground(easel, MIDDLE, 130)
    fronds = [(-78, 300), (-52, 350), (-24, 390), (4, 410), (30, 385), (56, 345), (80, 290)]
    for number, (angle, length) in enumerate(fronds):
        _frond(easel, angle, length, colours.second if number % 2 else darker(colours.second, 0.18))
    pot = [(132, 590), (134, 628), (112, 640), (104, 720), (88, FLOOR)]
    easel.form(turned(MIDDLE, pot), colours.main, relief=1.1)
    easel.form(turned(MIDDLE, [(140, 572), (142, 600), (138, 632)]), lighter(colours.main, 0.12), relief=1.1)
    easel.line([(MIDDLE - 134, 636), (MIDDLE + 134, 636)], 7, darker(colours.main, 0.45), 0.55)
    easel.gleam(box(MIDDLE - 96, 656, MIDDLE - 84, 760, 6), 0.4, 6)


def _frond(easel: Easel, angle: float, length: float, colour: str) -> None:
    reach = length * abs(angle) / 110
    tip = (MIDDLE + angle * length / 115, 585 - length + reach)
    stalk = smooth([(MIDDLE + angle * 0.4, 585), (MIDDLE + angle * length / 240, 585 - length * 0.62), tip])
    easel.line(stalk, 5, darker(colour, 0.3))
    for step, (x, y) in enumerate(stalk[3::2]):
        size = 78 * (1 - step / (len(stalk[3::2]) + 2))
        for side in (-62, 62):
            easel.form(leaf((x, y), angle * 0.75 + side, size, size * 0.38), colour, relief=0.6)
