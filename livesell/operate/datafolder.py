"""The data folder: where an embedded server keeps its database, its secret key, its pictures and Valkey's files."""

import os
import secrets
from pathlib import Path

from livesell.operate.refusal import CannotStart

PROJECT = Path(__file__).resolve().parents[2]


def default() -> Path:
    """Beside `manage.py` in a checkout; in the current directory for an installed package."""
    home = PROJECT if (PROJECT / "manage.py").exists() else Path.cwd()
    return home / "livesell-data"


def ensure(folder: Path) -> Path:
    """The folder exists, belongs to us and can be written, or `CannotStart` says what to do."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        probe = folder / f".probe-{os.getpid()}"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise CannotStart(
            f"The data folder {folder} cannot be written ({error.strerror}): "
            "make it writable or name another one with LIVESELL_DATA."
        ) from error
    return folder


def secret_key(folder: Path) -> str:
    """The server's own secret, made once, readable by its owner only.

    Several processes may ask at once: the first to create the file wins and the others read it.
    """
    file = ensure(folder) / "secret_key"
    if not file.exists():
        _write_once(file, secrets.token_urlsafe(64))
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
