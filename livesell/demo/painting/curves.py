"""Points in units of the picture (0 to 1000, down and to the right), and smooth lines through them."""

import math
from collections.abc import Iterable, Sequence

Point = tuple[float, float]
STEPS = 14


def smooth(points: Sequence[Point], *, closed: bool = False) -> list[Point]:
    """A Catmull-Rom curve through the points."""
    ring = [points[-1], *points, *points[:2]] if closed else [points[0], *points, points[-1]]
    curve: list[Point] = []
    for before, here, there, after in zip(ring, ring[1:], ring[2:], ring[3:], strict=False):
        curve += [_between(before, here, there, after, step / STEPS) for step in range(STEPS)]
    return curve if closed else [*curve, points[-1]]


def turned(middle: float, profile: Sequence[Point]) -> list[Point]:
    """The outline of a turned vessel: `profile` is half its width at each height, from top to bottom."""
    right = smooth([(middle + half, y) for half, y in profile])
    return right + [(2 * middle - x, y) for x, y in reversed(right)]


def leaf(root: Point, angle: float, length: float, width: float) -> list[Point]:
    """A leaf that grows from its root; the angle in degrees, 0 up, 90 to the right."""
    shape = [(0, 0), (width * 0.42, length * 0.3), (width * 0.4, length * 0.62), (0, length)]
    back = [(-across, along) for across, along in reversed(shape[1:-1])]
    return list(moved(smooth([*shape, *back], closed=True), root, angle))


def moved(points: Iterable[Point], root: Point, angle: float) -> Iterable[Point]:
    """Points given as (across, along), turned by the angle and set down at the root."""
    sine, cosine = math.sin(math.radians(angle)), math.cos(math.radians(angle))
    for across, along in points:
        yield root[0] + across * cosine + along * sine, root[1] + across * sine - along * cosine


def box(left: float, top: float, right: float, bottom: float, corner: float = 0) -> list[Point]:
    """A rectangle with rounded corners."""
    corners = [(right, top, -90), (right, bottom, 0), (left, bottom, 90), (left, top, 180)]
    outline: list[Point] = []
    for x, y, start in corners:
        cx, cy = x + (-corner if x == right else corner), y + (-corner if y == bottom else corner)
        for step in range(7):
            turn = math.radians(start + step * 15)
            outline.append((cx + corner * math.cos(turn), cy + corner * math.sin(turn)))
    return outline


def oval(middle: Point, across: float, down: float, *, start: float = 0, end: float = 360) -> list[Point]:
    """An ellipse, or an arc of one, by its two radii; degrees clockwise from the right."""
    steps = 48
    turns = [math.radians(start + (end - start) * step / steps) for step in range(steps + 1)]
    return [(middle[0] + across * math.cos(turn), middle[1] + down * math.sin(turn)) for turn in turns]


def _between(before: Point, here: Point, there: Point, after: Point, t: float) -> Point:
    def along(a: float, b: float, c: float, d: float) -> float:
        return 0.5 * (
            2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3
        )

    return along(before[0], here[0], there[0], after[0]), along(before[1], here[1], there[1], after[1])
