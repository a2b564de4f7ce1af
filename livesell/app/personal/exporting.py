"""Everything about a person as a file: asked for, made beside the sales, kept for some days, hers alone."""

import json
import os
import secrets
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder

from livesell.accounts.models import DataExport
from livesell.app.personal import collecting

KEPT_MS = 7 * 24 * 3_600_000
AGAIN_MS = 24 * 3_600_000
"""A person has a new file made once a day at most."""
LEASE_MS = 15 * 60_000
README = """Everything that this server keeps about you, as JSON.

account.json   your account
orders.json    what you bought
messages.json  what you wrote, in every room
acts.json      what you did: in which ledger, at which offset, when
tables/        each table in which you are named, by the name of the table and of the column

Times are milliseconds since 1970 in UTC. Money is in the smallest unit of its currency. What would let somebody in
(passwords, keys) and whom else a row names is left out.
"""


def folder() -> Path:
    """Where the files are; nobody else on the machine reads it."""
    found: Path = settings.DATA / "exports"
    found.mkdir(mode=0o700, exist_ok=True)
    return found


def request(user_id: str, now: int) -> bool:
    """She wants a file. False where one is being made, or was made less than a day ago."""
    one, created = DataExport.objects.get_or_create(user_id=user_id, defaults={"asked_at": now})
    if created:
        return True
    if one.made_at is None or now < one.made_at + AGAIN_MS:
        return False
    forget(one)
    return DataExport.objects.get_or_create(user_id=user_id, defaults={"asked_at": now})[1]


def take(now: int) -> DataExport | None:
    """One that is to be made, for this process alone until its lease is over."""
    waiting = DataExport.objects.filter(made_at=None, leased_until__lte=now, user__is_active=True)
    one = waiting.order_by("asked_at").first()
    if one is None:
        return None
    mine = DataExport.objects.filter(pk=one.pk, leased_until=one.leased_until, made_at=None)
    return one if mine.update(leased_until=now + LEASE_MS) else None


def make(one: DataExport) -> str:
    """Write the file; its name. It is there whole or not at all."""
    name = f"{secrets.token_hex(24)}.zip"
    part = folder() / f"{name}.part"
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("README.txt", README)
            for part_name, rows in collecting.everything(one.user_id):
                _write(archive, f"{part_name}.json", rows)
        part.rename(folder() / name)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return name


def made(one: DataExport, name: str, now: int) -> None:
    """It is there: whoever asked is told from now on."""
    if not DataExport.objects.filter(pk=one.pk, made_at=None).update(made_at=now, file=name):
        (folder() / name).unlink(missing_ok=True)


def path_of(user_id: str, now: int) -> Path | None:
    """Her file, while it is kept."""
    one = DataExport.objects.filter(user_id=user_id, made_at__gt=now - KEPT_MS).first()
    path = folder() / one.file if one and one.file else None
    return path if path and path.is_file() else None


def forget(one: DataExport) -> None:
    """Delete the file and that it was asked for."""
    if one.file:
        (folder() / one.file).unlink(missing_ok=True)
    one.delete()


def forget_old(now: int) -> None:
    """Delete what was kept long enough, and files that belong to nobody: a process died while it made them."""
    for one in DataExport.objects.filter(made_at__lte=now - KEPT_MS):
        forget(one)
    known = set(DataExport.objects.values_list("file", flat=True))
    for path in folder().iterdir():
        if path.name not in known and path.stat().st_mtime * 1000 < now - 2 * LEASE_MS:
            path.unlink(missing_ok=True)


def _write(archive: zipfile.ZipFile, name: str, rows: Iterator[dict[str, Any]]) -> None:
    """A JSON list, a row a line; a part without rows is left out."""
    first = next(rows, None)
    if first is None:
        return
    with archive.open(name, "w") as file:
        file.write(b"[\n" + _line(first))
        for row in rows:
            file.write(b",\n" + _line(row))
        file.write(b"\n]\n")


def _line(row: dict[str, Any]) -> bytes:
    return json.dumps(row, cls=DjangoJSONEncoder, ensure_ascii=False).encode("utf-8", "surrogatepass")
