"""Uploaded pictures: decoded, turned upright, and made anew in two widths. Nothing of the upload is kept.

What a file is, is decided by decoding it; its name and declared type are never looked at. It is decoded by
`rooms.items.decoding` in a process of its own, with a limit to its memory and time, one after the other: what a hostile
or huge file costs is bounded for the whole server, and the room's commands do not wait for it.
"""

import hashlib
import logging
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from django.conf import settings
from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from livesell.accounts import people
from livesell.wire.ids import new_id
from rooms.items import decoding
from rooms.models.items import Picture

MAX_OWNED = 2_000
MAX_BYTES = 20 * 1024 * 1024
"""A phone's 50 million pixels are 8 to 16 MB as JPEG."""
TOO_LARGE = "too_large"
WORDS = {
    TOO_LARGE: _("The picture is larger than %(number)s MB."),
    decoding.NOT_A_PICTURE: _("This file is not a picture we can read. JPEG, PNG, WebP and HEIC work."),
    decoding.TOO_MANY_PIXELS: _("The picture has more than %(number)s million pixels."),
    decoding.TOO_MUCH: _("This picture takes too much work to read. Save it as a plain JPEG and try again."),
    decoding.CUT_OFF: _("The file of this picture ends too early. Send it again."),
}
MOST_WAITING = 32
PATIENCE_SECONDS = 120.0
"""As long as twelve of the largest take on a machine with much else to do."""
WALL_SECONDS = 45.0
"""For `decoding.CPU_SECONDS` of work on a machine that has other things to do."""

_log = logging.getLogger(__name__)
_places = threading.BoundedSemaphore(MOST_WAITING)
_decoding = threading.Lock()


class Upload(Protocol):
    """A file that was sent, wherever it lies."""

    def read(self) -> bytes:
        """All of it."""
        ...


class TooMany(Exception):
    """She has uploaded as many pictures as one person may."""


class BadPicture(Exception):
    """The upload is not a picture that can be shown; the words are for the person who sent it. `why`: of `WORDS`, with
    the number that belongs to it."""

    def __init__(self, why: str) -> None:
        word, _colon, number = why.partition(":")
        super().__init__(str(WORDS.get(word, WORDS[decoding.NOT_A_PICTURE])) % {"number": number})


def too_large() -> BadPicture:
    """What is said of more than `MAX_BYTES`."""
    return BadPicture(f"{TOO_LARGE}:{MAX_BYTES // 1024**2}")


class Busy(Exception):
    """Too many pictures wait; the same may be sent again in a moment."""


def keep(upload: bytes | Upload, owner_id: str, now: int) -> Picture:
    """The picture, written to the media folder. Waits for its turn. Raises `BadPicture`, `Busy`, `TooMany`."""
    if owned(owner_id) >= MAX_OWNED:  # before the work of decoding; `record` asks where it counts
        raise TooMany
    with _turn():
        content = (
            upload if isinstance(upload, bytes) else upload.read()
        )  # not before: who waits takes no memory
        made = dict(zip(decoding.WIDTHS, _decoded(content), strict=True))
    names = {size: _write(picture) for size, picture in made.items()}
    return record(owner_id, now, names)


def record(owner_id: str, now: int, names: dict[str, str]) -> Picture:
    """The row of a picture whose files are written. `TooMany` where she has as many as one person may."""
    with transaction.atomic():
        people.hold(owner_id)
        if owned(owner_id) >= MAX_OWNED:
            raise TooMany
        return Picture.objects.create(pk=new_id(), owner_id=owner_id, created_at=now, **names)


def owned(owner_id: str) -> int:
    """How many pictures somebody has uploaded."""
    return Picture.objects.filter(owner_id=owner_id).count()


@contextmanager
def _turn() -> Iterator[None]:
    """One picture at a time in this process; who waits gives her connection to the database back."""
    if not _places.acquire(blocking=False):
        raise Busy
    try:
        if not connection.in_atomic_block:
            connection.close()
        if not _decoding.acquire(timeout=PATIENCE_SECONDS):
            raise Busy
        try:
            yield
        finally:
            _decoding.release()
    finally:
        _places.release()


def _decoded(upload: bytes) -> list[bytes]:
    """The picture in each of `decoding.WIDTHS`. Its decoder sees no settings and no secrets of the server."""
    if len(upload) > MAX_BYTES:
        raise too_large()
    command = [sys.executable, "-I", decoding.__file__]
    env = {"MALLOC_ARENA_MAX": "1", "LD_LIBRARY_PATH": os.environ.get("LD_LIBRARY_PATH", "")}
    try:
        done = subprocess.run(  # noqa: S603 - our own script, and no shell
            command, input=upload, capture_output=True, env=env, timeout=WALL_SECONDS, check=False
        )
    except subprocess.TimeoutExpired as late:
        raise BadPicture(decoding.TOO_MUCH) from late
    if done.returncode == decoding.REFUSED:
        raise BadPicture(done.stderr.decode())
    if done.returncode:
        _log.warning("a picture's decoder ended with %s: %s", done.returncode, done.stderr[-500:])
        raise BadPicture(decoding.TOO_MUCH)
    return _parted(done.stdout)


def _parted(output: bytes) -> list[bytes]:
    found: list[bytes] = []
    at = 0
    while at < len(output):
        begin = at + decoding.LENGTH
        at = begin + int.from_bytes(output[at:begin], "big")
        found.append(output[begin:at])
    return found


def _write(picture: bytes) -> str:
    """Write the picture; the file's name is its content's hash, so the same picture is one file."""
    name = f"{hashlib.sha256(picture).hexdigest()[:40]}.webp"
    folder = Path(settings.MEDIA_ROOT)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    if not path.exists():
        part = path.with_suffix(f".{new_id()}")
        part.write_bytes(picture)
        part.replace(path)  # a crash in between leaves no half picture under a good name
    return name
