"""Uploaded pictures: decoded, turned upright, and made anew in two widths. Nothing of the upload is kept.

What a file is, is decided by decoding it; its name and declared type are never looked at. Metadata,
colour profiles and further frames are left behind.
"""

import hashlib
import io
from pathlib import Path

import pi_heif
from django.conf import settings
from PIL import Image, ImageOps

from livesell.wire.ids import new_id
from rooms.models import Picture

MAX_BYTES = 8 * 1024 * 1024
MAX_PIXELS = 25_000_000
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "HEIF", "AVIF")
WIDTHS = {"small": 400, "large": 1280}

pi_heif.register_heif_opener()


class BadPicture(Exception):
    """The upload is not a picture that can be shown; the words are for the person who sent it."""


def keep(upload: bytes, owner_id: str, now: int) -> Picture:
    """The picture, written to the media folder. Raises `BadPicture`."""
    picture = _decode(upload)
    names = {size: _write(picture, width) for size, width in sorted(WIDTHS.items(), key=lambda one: -one[1])}
    return Picture.objects.create(pk=new_id(), owner_id=owner_id, created_at=now, **names)


def _decode(upload: bytes) -> Image.Image:
    if len(upload) > MAX_BYTES:
        raise BadPicture("The picture is larger than 8 MB.")
    try:
        with Image.open(io.BytesIO(upload), formats=FORMATS) as opened:
            if opened.width * opened.height > MAX_PIXELS:
                raise BadPicture("The picture has more than 25 million pixels.")
            opened.draft("RGB", (WIDTHS["large"] * 2, WIDTHS["large"] * 2))
            upright = ImageOps.exif_transpose(opened)
            return upright.convert("RGBA" if _has_alpha(upright) else "RGB")
    except BadPicture:
        raise
    except Exception as error:  # decoders raise whatever they like over broken files
        raise BadPicture("This file is not a picture we can read. JPEG, PNG, WebP and HEIC work.") from error


def _has_alpha(picture: Image.Image) -> bool:
    return picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info


def _write(picture: Image.Image, width: int) -> str:
    """Shrink the picture and write it; the file's name is its content's hash, so the same picture is one file."""
    picture.thumbnail((width, width * 2))
    clean = Image.new(picture.mode, picture.size)
    clean.paste(picture)
    out = io.BytesIO()
    clean.save(out, "WEBP", quality=80, method=4)
    name = f"{hashlib.sha256(out.getvalue()).hexdigest()[:40]}.webp"
    folder = Path(settings.MEDIA_ROOT)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    if not path.exists():
        part = path.with_suffix(f".{new_id()}")
        part.write_bytes(out.getvalue())
        part.replace(path)  # a crash in between leaves no half picture under a good name
    return name
