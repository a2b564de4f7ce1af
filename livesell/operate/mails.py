"""Mails of a server that has no mail server: in a file that only its operator reads, never on the console.

They hold addresses and the keys of password links.
"""

import fcntl
import os
from collections.abc import Sequence
from pathlib import Path

import structlog
from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.message import EmailMessage

LOG = structlog.get_logger("livesell.operate")
NAME = "mails.txt"
MOST_BYTES = 4 * 1024 * 1024
"""Then the file is set aside as `mails.1.txt`, in the place of the one before it."""


class FileBackend(BaseEmailBackend):
    """Appends each mail to `mails.txt` in the data folder, and says where."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """How many were written: all of them, or an OSError where the disk takes no more."""
        file = Path(settings.DATA) / NAME
        text = b"".join(one.message().as_bytes() + b"\n\n" + b"-" * 79 + b"\n" for one in email_messages)
        _append(file, text)
        LOG.info("mail_kept", mails=len(email_messages), file=str(file), why="EMAIL_URL is not set")
        return len(email_messages)


def _append(file: Path, text: bytes) -> None:
    if file.exists() and file.stat().st_size > MOST_BYTES:
        file.replace(file.with_name("mails.1.txt"))
    handle = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    with os.fdopen(handle, "wb") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        os.fchmod(stream.fileno(), 0o600)
        stream.write(text)
