"""Putting a backup into an empty place: looked at first, whole; then loaded; then every ledger begins a new life."""

import os
import zipfile
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from livesell.app import fence
from livesell.ledger import lives
from livesell.operate import database, lockfile
from livesell.operate.backups import archive, chains, tables
from livesell.operate.backups.archive import Manifest
from livesell.operate.refusal import CannotStart


def restore(path: Path) -> Manifest:
    """What was restored. `CannotStart` with the reason, and nothing touched, where it cannot be."""
    with archive.opened(path) as (file, manifest):
        chains.check(file, manifest)
        _same_kind(manifest)
        with lockfile.hold(settings.DATA):
            _nothing_there()
            _database(file, manifest)
            _files(file, manifest)
            call_command("migrate", interactive=False, verbosity=0)
            lives.renew("restored from a backup", above=fence.highest_life())
    return manifest


def _same_kind(manifest: Manifest) -> None:
    if manifest.database != connection.vendor:
        raise CannotStart(
            f"This is a backup of a {manifest.database} database, and the settings name {connection.vendor}: "
            + ("set DATABASE_URL." if manifest.database == "postgresql" else "unset DATABASE_URL.")
        )
    known = {".".join(one) for one in MigrationExecutor(None).loader.disk_migrations}
    if newer := sorted(set(manifest.migrations) - known):
        raise CannotStart(
            f"This backup was made by livesell {manifest.version}, which is newer ({newer[0]}): install that."
        )


def _nothing_there() -> None:
    """A place in use is never written over."""
    media = Path(settings.MEDIA_ROOT)
    if media.is_dir() and any(media.iterdir()):
        raise CannotStart(f"{media} has files in it: restore into an empty folder (LIVESELL_DATA).")
    if connection.vendor == "sqlite":
        if Path(connection.settings_dict["NAME"]).exists():
            raise CannotStart(
                f"{connection.settings_dict['NAME']} exists: restore into an empty folder (LIVESELL_DATA)."
            )
        return
    database.check()
    for table in ("ledger_ledger", "accounts_user"):
        if table in tables.names() and tables.has_rows(table):
            raise CannotStart("The database of DATABASE_URL is in use: name an empty one.")


def _database(file: zipfile.ZipFile, manifest: Manifest) -> None:
    if manifest.database == "sqlite":
        _put(file, archive.SQLITE, Path(connection.settings_dict["NAME"]))
        return
    executor = MigrationExecutor(connection)
    wanted = {(app, name) for app, _, name in (one.partition(".") for one in manifest.migrations)}
    if set(executor.loader.applied_migrations) - wanted:
        raise CannotStart("The database of DATABASE_URL was made by a newer livesell: name an empty one.")
    executor.migrate([one for one in sorted(wanted) if not _later_in_its_app(executor, one) & wanted])
    tables.load(file)


def _later_in_its_app(executor: MigrationExecutor, one: tuple[str, str]) -> set[tuple[str, str]]:
    children = executor.loader.graph.node_map[one].children
    return {child.key for child in children if child.key[0] == one[0]}


def _files(file: zipfile.ZipFile, manifest: Manifest) -> None:
    for name in manifest.members:
        if name.startswith(archive.MEDIA):
            _put(file, name, Path(settings.MEDIA_ROOT) / name.removeprefix(archive.MEDIA))
        elif name in (f"{archive.KEYS}secret_key", f"{archive.KEYS}vapid_key") or (
            name == f"{archive.KEYS}.env" and not (Path(settings.DATA) / ".env").exists()
        ):
            _put(file, name, Path(settings.DATA) / name.removeprefix(archive.KEYS))


def _put(file: zipfile.ZipFile, name: str, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = target.with_name(f".{target.name}.restoring")
    with file.open(name) as packed:
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as plain:
            plain.writelines(archive.pieces(packed))
            plain.flush()
            os.fsync(plain.fileno())
    draft.rename(target)
