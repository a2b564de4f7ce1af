"""Decodes one picture in a process of its own, which may be killed: reads the upload, writes it anew in two widths.

Run by `rooms.items.pictures` as a script, with the upload on standard input. On standard output: for each of `WIDTHS` a
length of four bytes and a WebP file. Exit status `REFUSED` with words for the person on standard error, if the upload
is no picture or too large a one. Knows no Django, so that it starts in a tenth of a second.
"""

import io
import os
import re
import resource
import sys
from collections.abc import Callable

import pi_heif
from PIL import AvifImagePlugin, Image, ImageChops, ImageCms, ImageFile

FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "HEIF", "AVIF")
WIDTHS = {"small": 400, "large": 1280}
REFUSED = 3
LENGTH = 4

MAX_PIXELS = 64_000_000
"""Phones make pictures of 50 million pixels in formats that are only decoded whole."""
MAX_JPEG_PIXELS = 205_000_000
"""Those of 200 million are JPEG, of which an eighth of each side is decoded at no more cost."""
MAX_SCANS = 100
"""A progressive JPEG has about ten; each further one goes through the whole picture again."""
MEMORY = 1_000_000_000
"""Bytes of addresses: 50 million pixels take 500 to 600 MB as HEIF or AVIF."""
CPU_SECONDS = 10
NICE = 10
"""Beside a busy server it gets a tenth of a core, and what is idle: whoever buys comes first."""
MISSING = 0.1
"""The share of the rows that may be missing at the end, as after a copy that was cut short."""

NOT_A_PICTURE, TOO_MANY_PIXELS, TOO_MUCH, CUT_OFF = "not_a_picture", "too_many_pixels", "too_much", "cut_off"
"""Why an upload is refused; `rooms.items.pictures` has the words for each."""

_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_START_OF_SCAN, _END_OF_IMAGE = 0xDA, 0xD9
_NEVER_DECODED = ((0, 0, 0), (128, 128, 128))
"""What decoders leave where no data came: black, or the middle of a JPEG's range."""
_ORIENTATION = 0x0112
_TURNED = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


class Refused(Exception):
    """What is wrong with the upload, in one word; with a colon and a number behind it where one belongs to it."""


def anew(upload: bytes) -> list[bytes]:
    """The picture as WebP in each of `WIDTHS`, in their order: upright, in sRGB, with no metadata. Raises `Refused`."""
    picture = _shrunk(upload)
    return [_written(picture, width) for width in WIDTHS.values()]


def scans(jpeg: bytes) -> int:
    """How many scans a JPEG has, counted up to one more than `MAX_SCANS`. What follows its end is not looked at."""
    found, at = 0, 2
    while found <= MAX_SCANS and (marker := _MARKER.search(jpeg, at)):
        kind = jpeg[marker.start() + 1]
        if kind == _END_OF_IMAGE:
            break
        found += kind == _START_OF_SCAN
        at = marker.end() + int.from_bytes(jpeg[marker.end() : marker.end() + 2], "big")
    return found


def _shrunk(upload: bytes) -> Image.Image:
    try:
        opened = _opened(upload)
        opened.load()
    except OSError:
        opened = _mended(upload)
    turned = _TURNED.get(_orientation(opened))
    profile = opened.info.get("icc_profile")
    picture = _plain(opened)
    picture.thumbnail((max(WIDTHS.values()) * 2,) * 2, reducing_gap=2.0)
    picture = _in_srgb(picture, profile)
    return picture.transpose(turned) if turned is not None else picture


def _opened(upload: bytes) -> Image.Image:
    """The first frame, not decoded yet; of a JPEG so small a part as serves."""
    opened = Image.open(io.BytesIO(upload), formats=FORMATS)
    is_jpeg = opened.format in ("JPEG", "MPO")
    most = MAX_JPEG_PIXELS if is_jpeg else MAX_PIXELS
    if opened.width * opened.height > most:
        raise Refused(f"{TOO_MANY_PIXELS}:{most // 1_000_000}")
    if is_jpeg and scans(upload) > MAX_SCANS:
        raise Refused(TOO_MUCH)
    opened.draft("RGB", (max(WIDTHS.values()),) * 2)
    return opened


def _mended(upload: bytes) -> Image.Image:
    """A picture whose file ends too early, if next to nothing is missing: every viewer shows it."""
    ImageFile.LOAD_TRUNCATED_IMAGES = True
    opened = _opened(_padded(upload))
    opened.load()
    picture = opened.convert("RGB")
    last = picture.getpixel((picture.width - 1, picture.height - 1))
    if last in _NEVER_DECODED:
        there = ImageChops.difference(picture, Image.new("RGB", picture.size, last)).getbbox()
        if there is None or there[3] < picture.height * (1 - MISSING):
            raise Refused(CUT_OFF)
    return opened


def _padded(upload: bytes) -> bytes:
    """A WebP says how long it is, and its decoder wants as much; that the last bytes are others shows nowhere."""
    missing = int.from_bytes(upload[4:8], "little") + 8 - len(upload) if upload[:4] == b"RIFF" else 0
    return upload + bytes(missing) if 0 < missing < len(upload) * MISSING else upload


def _orientation(picture: Image.Image) -> int:
    """As the EXIF data says, if they can be read at all; odd ones beside it do not matter."""
    try:
        value = picture.getexif().get(_ORIENTATION, 1)
        return int(value[0] if isinstance(value, tuple) else value)
    except Exception:  # what is in there is whatever some camera or program wrote
        return 1


def _plain(picture: Image.Image) -> Image.Image:
    """Eight bits a channel: RGB, or RGBA where something can be seen through, or CMYK until its profile was asked."""
    if picture.mode.startswith("I"):
        picture = picture.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if picture.mode in ("CMYK", "RGB", "RGBA") and "transparency" not in picture.info:
        return picture
    see_through = picture.mode in ("RGBA", "LA", "La", "PA", "RGBa") or "transparency" in picture.info
    return picture.convert("RGBA" if see_through else "RGB")


def _in_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """What a wide or printed colour space calls a number is another colour to a browser."""
    alpha = picture.getchannel("A") if picture.mode == "RGBA" else None
    colours = picture.convert("RGB") if alpha else picture
    if profile:
        try:
            own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            turned = ImageCms.profileToProfile(colours, own, ImageCms.createProfile("sRGB"), outputMode="RGB")
            colours = turned or colours
        except (ImageCms.PyCMSError, OSError, ValueError):
            pass  # a profile of other colours than the picture's, or none at all
    colours = colours.convert("RGB")
    if alpha:
        colours.putalpha(alpha)
    return colours


def _written(picture: Image.Image, width: int) -> bytes:
    small = picture.copy()
    small.thumbnail((width, width * 2))
    clean = Image.new(small.mode, small.size)
    clean.paste(small)
    out = io.BytesIO()
    clean.save(out, "WEBP", quality=80, method=4)
    return out.getvalue()


def _limited() -> None:
    """Too much memory raises, too much time kills; the room's commands go first."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.nice(5)


def refused_by(work: Callable[[], list[bytes]]) -> list[bytes]:
    """What `work` makes; whatever a decoder raises over a broken file is `Refused`."""
    try:
        return work()
    except Refused:
        raise
    except MemoryError as error:
        raise Refused(TOO_MUCH) from error
    except Exception as error:  # decoders raise whatever they like
        raise Refused(NOT_A_PICTURE) from error


def main() -> int:
    """One picture from standard input to standard output."""
    os.nice(NICE)
    _limited()
    Image.MAX_IMAGE_PIXELS = None  # ours are asked for each format
    AvifImagePlugin.DEFAULT_MAX_THREADS = 1  # each thread takes addresses of its own, and there is no hurry
    pi_heif.register_heif_opener(thumbnails=False, depth_images=False, aux_images=False, decode_threads=1)
    try:
        pictures = refused_by(lambda: anew(sys.stdin.buffer.read()))
    except Refused as refused:
        sys.stderr.write(str(refused))
        return REFUSED
    for picture in pictures:
        sys.stdout.buffer.write(len(picture).to_bytes(LENGTH, "big") + picture)
    return 0


if __name__ == "__main__":
    sys.exit(main())
