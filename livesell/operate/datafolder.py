"""The data folder: where an embedded server keeps its database, its secret key, its pictures and Valkey's files."""

import os
import secrets
import stat
from collections.abc import Callable
from pathlib import Path

from livesell.operate.refusal import CannotStart

PROJECT = Path(__file__).resolve().parents[2]


def default() -> Path:
    """Beside `manage.py` in a checkout; in the current directory for an installed package."""
    home = PROJECT if (PROJECT / "manage.py").exists() else Path.cwd()
    return home / "livesell-data"


def ensure(folder: Path) -> Path:
    """The folder exists, is ours alone and can be written, or `CannotStart` says what to do.

    What others could only read is closed to them; what they could write they may have written, so it is refused.
    """
    try:
        found = _made(folder)
        if found.st_mode & 0o022 == 0 and found.st_mode & 0o077 and found.st_uid == os.geteuid():
            folder.chmod(0o700)
        probe = folder / f".probe-{os.getpid()}"
        probe.touch(mode=0o600)
        probe.unlink()
    except OSError as error:
        raise CannotStart(
            f"The data folder {folder} cannot be written ({error.strerror}): "
            "make it writable or name another one with LIVESELL_DATA."
        ) from error
    return private(folder)


def private(folder: Path) -> Path:
    """The folder exists, belongs to us and nobody else can enter it, or `CannotStart` says what to do.

    Whatever we keep stands in such a folder: a socket, a lock or a key in a place where others can write may be theirs.
    """
    try:
        found = _made(folder)
    except OSError as error:
        raise CannotStart(f"The folder {folder} cannot be made ({error.strerror}).") from error
    if not stat.S_ISDIR(found.st_mode):
        raise CannotStart(
            f"{folder} is no folder: remove it, or name another data folder with LIVESELL_DATA."
        )
    if found.st_uid != os.geteuid():
        raise CannotStart(
            f"The folder {folder} belongs to another user (id {found.st_uid}): run livesell as that user, "
            "or name another data folder with LIVESELL_DATA."
        )
    if found.st_mode & 0o077:
        raise CannotStart(
            f"Others can write to or enter the folder {folder}: look what is in it, then chmod 700 it, "
            "or name another data folder with LIVESELL_DATA."
        )
    return folder


def _made(folder: Path) -> os.stat_result:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder.lstat()


def secret_key(folder: Path) -> str:
    """The server's own secret, made once, readable by its owner only.

    Several processes may ask at once: the first to create the file wins and the others read it.
    """
    return _made_once(folder / "secret_key", lambda: secrets.token_urlsafe(64))


def vapid_key(folder: Path) -> str:
    """The key by which push services know this server, in PEM; kept as `secret_key` is."""

    def make() -> str:
        from livesell.outbound.push.vapid import new_key

        return new_key()

    return _made_once(folder / "vapid_key", make)


def _made_once(file: Path, make: Callable[[], str]) -> str:
    if not file.exists():
        _write_once(file, make())
    return file.read_text().strip()


def _write_once(file: Path, text: str) -> None:
    draft = file.with_name(f".{file.name}-{secrets.token_hex(8)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())
    try:
        os.link(draft, file)  # fails if somebody was first, and never shows a half-written key
    except FileExistsError:
        pass
    finally:
        draft.unlink()
