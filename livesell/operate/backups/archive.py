"""The file of a backup: a zip whose manifest names every other member with its size and SHA-256.

Needs no database and no settings, so that a backup can be checked anywhere.
"""

import hashlib
import os
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO, Literal

from pydantic import BaseModel, ValidationError

from livesell.operate.refusal import CannotStart

FORMAT = 1
MANIFEST = "manifest.json"
SQLITE = "database.sqlite3"
TABLES = "tables/"
MEDIA = "media/"
KEYS = "keys/"
PIECE = 1024 * 1024
UNREADABLE = (OSError, EOFError, zipfile.BadZipFile, zlib.error, KeyError, NotImplementedError, RuntimeError)
"""What reading a damaged zip raises."""


class Member(BaseModel):
    """What a member has to be."""

    size: int
    sha256: str


class Ledger(BaseModel):
    """Where a ledger stood, and from which epoch its chain begins."""

    id: int
    name: str
    epoch: str
    first_epoch: str
    offset: int
    hash: str


class Manifest(BaseModel):
    """What is in a backup. `migrations`: those of the database in it, as `app.name`; `made_at` in ms."""

    format: int
    version: str
    made_at: int
    database: Literal["sqlite", "postgresql"]
    migrations: list[str]
    ledgers: list[Ledger]
    members: dict[str, Member]
    notes: list[str] = []


class Writer:
    """Adds members to a zip and remembers what the manifest must say of them."""

    def __init__(self, file: zipfile.ZipFile) -> None:
        self._file = file
        self.members: dict[str, Member] = {}

    def add(self, name: str, pieces: Iterable[bytes], *, packed: bool = True) -> None:
        """One member, written piece by piece."""
        info = zipfile.ZipInfo(name)
        info.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
        info.external_attr = 0o600 << 16
        size, digest = 0, hashlib.sha256()
        with self._file.open(info, "w", force_zip64=True) as member:
            for piece in pieces:
                member.write(piece)
                size += len(piece)
                digest.update(piece)
        self.members[name] = Member(size=size, sha256=digest.hexdigest())

    def finish(self, manifest: Manifest) -> None:
        """The manifest comes last, since it knows the others."""
        self._file.writestr(MANIFEST, manifest.model_dump_json(indent=1))


@contextmanager
def written(target: Path) -> Iterator[Writer]:
    """A new file, readable by its owner alone, that has its name only once it is whole and on the disk."""
    if target.exists():
        raise CannotStart(f"{target} exists already: name another file.")
    draft = target.with_name(f".{target.name}.{os.getpid()}.partial")
    try:
        with os.fdopen(os.open(draft, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b") as stream:
            with zipfile.ZipFile(stream, "w", allowZip64=True) as file:
                yield Writer(file)
            stream.flush()
            os.fsync(stream.fileno())
        draft.rename(target)
    except OSError as error:
        raise CannotStart(f"{target} cannot be written ({error.strerror}).") from error
    finally:
        draft.unlink(missing_ok=True)


@contextmanager
def opened(path: Path) -> Iterator[tuple[zipfile.ZipFile, Manifest]]:
    """A backup that was checked member by member; `CannotStart` says what is wrong with it."""
    try:
        with zipfile.ZipFile(path) as file:
            manifest = _manifest(path, file)
            if wrong := list(_damage(file, manifest)):
                raise CannotStart(f"{path} is damaged: {'; '.join(wrong[:5])}.")
            yield file, manifest
    except UNREADABLE as error:
        raise CannotStart(f"{path} cannot be read as a backup ({type(error).__name__}: {error}).") from error


def pieces(stream: IO[bytes]) -> Iterator[bytes]:
    """The stream in pieces that fit in memory."""
    while piece := stream.read(PIECE):
        yield piece


def _manifest(path: Path, file: zipfile.ZipFile) -> Manifest:
    try:
        manifest = Manifest.model_validate_json(file.read(MANIFEST))
    except ValidationError as error:
        raise CannotStart(f"{path} is damaged: its manifest cannot be read.") from error
    if manifest.format != FORMAT:
        raise CannotStart(f"{path} has format {manifest.format}, which this version does not know.")
    return manifest


def _damage(file: zipfile.ZipFile, manifest: Manifest) -> Iterator[str]:
    names = file.namelist()
    if len(names) != len(set(names)):
        yield "a member is there twice"
    yield from (f"{name} is not in the manifest" for name in set(names) - {MANIFEST, *manifest.members})
    for name, member in manifest.members.items():
        if name not in names:
            yield f"{name} is missing"
        elif _leads_out(name):
            yield f"{name} leads out of its folder"
        elif (fault := _fault(file, name, member)) is not None:
            yield fault


def _fault(file: zipfile.ZipFile, name: str, member: Member) -> str | None:
    size, digest = 0, hashlib.sha256()
    try:
        with file.open(name) as stream:
            for piece in pieces(stream):
                size += len(piece)
                digest.update(piece)
    except UNREADABLE:
        return f"{name} cannot be read"
    return None if (size, digest.hexdigest()) == (member.size, member.sha256) else f"{name} was changed"


def _leads_out(name: str) -> bool:
    path = PurePosixPath(name)
    return path.is_absolute() or ".." in path.parts or "\\" in name
