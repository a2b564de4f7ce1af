"""The brushes: a form with light from the left, a line, a soft shadow, a gleam. Colours are `#rrggbb`."""

import io
from collections.abc import Sequence

from PIL import Image, ImageColor, ImageDraw, ImageFilter, ImageFont, ImageOps

from livesell.demo.painting.curves import Point

SIDE = 1000
SCALE = 2
"""Drawn twice as large and shrunk at the end, which makes smooth edges."""
SOFT = 4
"""What is blurred is drawn this much smaller: nobody sees it, and it is quick."""


def mix(one: str, other: str, share: float) -> str:
    """A colour between two."""
    parts = zip(ImageColor.getrgb(one)[:3], ImageColor.getrgb(other)[:3], strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in parts)


def lighter(colour: str, share: float = 0.35) -> str:
    return mix(colour, "#fff8ec", share)


def darker(colour: str, share: float = 0.35) -> str:
    return mix(colour, "#2a1d2e", share)


class Easel:
    """One picture while it is painted."""

    def __init__(self) -> None:
        self._sheet = Image.new("RGB", (SIDE * SCALE, SIDE * SCALE))

    def form(self, outline: Sequence[Point], colour: str, *, relief: float = 1, down: bool = False) -> None:
        """A filled shape, lit from the left (`down`: from above); `relief` 0 is flat."""
        mask, (left, top) = _room_for(_scaled(outline))
        ImageDraw.Draw(mask).polygon([(x - left, y - top) for x, y in _scaled(outline)], fill=255)
        wash = Image.linear_gradient("L")
        if not down:
            wash = wash.transpose(Image.Transpose.ROTATE_90)
        light, dark = lighter(colour, 0.34 * relief), darker(colour, 0.4 * relief)
        paint = ImageOps.colorize(wash.resize(mask.size), light, dark, mid=colour, midpoint=96)
        self._sheet.paste(paint, (left, top), mask)

    def line(self, points: Sequence[Point], width: float, colour: str, opacity: float = 1) -> None:
        """A round-ended stroke."""
        half = width * SCALE / 2
        mask, (left, top) = _room_for(_scaled(points), round(half) + 1)
        draw, path, shade = (
            ImageDraw.Draw(mask),
            [(x - left, y - top) for x, y in _scaled(points)],
            round(255 * opacity),
        )
        draw.line(path, fill=shade, width=round(width * SCALE), joint="curve")
        for x, y in (path[0], path[-1]):
            draw.ellipse((x - half, y - half, x + half, y + half), fill=shade)
        self._sheet.paste(colour, (left, top, left + mask.width, top + mask.height), mask)

    def shadow(self, outline: Sequence[Point], blur: float, opacity: float, colour: str = "#1d1420") -> None:
        """A soft dark patch; with a light colour, a glow."""
        small = Image.new("L", (SIDE * SCALE // SOFT, SIDE * SCALE // SOFT))
        scaled = [(x / SOFT, y / SOFT) for x, y in _scaled(outline)]
        ImageDraw.Draw(small).polygon(scaled, fill=round(255 * opacity))
        small = small.filter(ImageFilter.GaussianBlur(blur * SCALE / SOFT))
        self._sheet.paste(colour, (0, 0), small.resize(self._sheet.size, Image.Resampling.BICUBIC))

    def gleam(self, outline: Sequence[Point], opacity: float = 0.5, blur: float = 5) -> None:
        """Light on a shiny thing."""
        self.shadow(outline, blur, opacity, "#ffffff")

    def words(self, middle: Point, text: str, size: float, colour: str) -> None:
        """A word or a number, in the one face that Pillow brings along."""
        font = ImageFont.load_default(size * SCALE)
        where = (middle[0] * SCALE, middle[1] * SCALE)
        ImageDraw.Draw(self._sheet).text(where, text, colour, font, anchor="mm")

    def finished(self) -> bytes:
        """The picture, as a file to upload."""
        out = io.BytesIO()
        self._sheet.reduce(SCALE).save(out, "PNG", compress_level=1)
        return out.getvalue()


def _room_for(points: Sequence[Point], margin: int = 0) -> tuple[Image.Image, tuple[int, int]]:
    """An empty mask as large as the points need, and where it lies."""
    left, top = (int(min(along)) - margin for along in zip(*points, strict=True))
    right, bottom = (int(max(along)) + 1 + margin for along in zip(*points, strict=True))
    return Image.new("L", (max(1, right - left), max(1, bottom - top))), (left, top)


def _scaled(points: Sequence[Point]) -> list[Point]:
    return [(x * SCALE, y * SCALE) for x, y in points]
