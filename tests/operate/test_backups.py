"""`livesell backup` and `restore`: everything in one file, which tells when it is damaged, and writes over nothing."""

import json
import os
import sqlite3
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from livesell.operate import cli
from livesell.operate.backups import nightly
from livesell.operate.backups.archive import MANIFEST, SQLITE, Manifest, Member, Writer
from livesell.operate.refusal import CannotStart
from tests.support import folders, people, shows
from tests.support.server import Server, livesell

PICTURE = "pictures/日本/small.webp"


@pytest.fixture(scope="module")
def source() -> Iterator[Server]:
    """A server with a show, some talk and a picture."""
    server = Server().start()
    show = shows.live(people.sign_up(server.url, "Hana"), stock=3)
    for line in ("こんにちは", "مرحبا", "ဟုတ်ကဲ့"):
        show.do("message.post", text=line)
    picture = server.data / "media" / PICTURE
    picture.parent.mkdir(parents=True)
    picture.write_bytes(b"a picture")
    yield server
    server.kill()


@pytest.fixture(scope="module")
def kept(source: Server) -> Path:
    """Its backup, made while it runs."""
    file = folders.fresh() / "evening.zip"
    made = source.run("backup", str(file))
    assert made.returncode == 0, made.stderr
    assert "2 ledgers" in made.stdout
    return file


def verified(file: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """What `livesell backup --verify` says of a bad file."""
    assert cli.main(["backup", "--verify", str(file)]) == 2
    return capsys.readouterr().err


def changed(
    kept: Path, tmp_path: Path, change: Callable[[dict[str, bytes]], None], *, sealed: bool = False
) -> Path:
    """A copy with other members; `sealed` with a manifest that fits them."""
    with zipfile.ZipFile(kept) as file:
        members = {name: file.read(name) for name in file.namelist()}
    change(members)
    target = tmp_path / "changed.zip"
    with zipfile.ZipFile(target, "w") as file:
        manifest = Manifest.model_validate_json(members.pop(MANIFEST))
        writer = Writer(file)
        for name, body in members.items():
            writer.add(name, [body])
        marks: dict[str, Member] = writer.members if sealed else manifest.members
        writer.finish(manifest.model_copy(update={"members": marks}))
    return target


def without_manifest_of(field: str, value: Any) -> Callable[[dict[str, bytes]], None]:
    def change(members: dict[str, bytes]) -> None:
        members[MANIFEST] = json.dumps(json.loads(members[MANIFEST]) | {field: value}).encode()

    return change


def in_database(statement: str) -> Callable[[dict[str, bytes]], None]:
    """Somebody writes into the database of a backup."""

    def change(members: dict[str, bytes]) -> None:
        file = folders.fresh() / "database"
        file.write_bytes(members[SQLITE])
        with closing(sqlite3.connect(file)) as link:
            link.execute(statement)
            link.commit()
        members[SQLITE] = file.read_bytes()

    return change


def lose(members: dict[str, bytes]) -> None:
    del members[f"media/{PICTURE}"]


def replace(members: dict[str, bytes]) -> None:
    members[f"media/{PICTURE}"] = b"another"


def add(members: dict[str, bytes]) -> None:
    members["media/new.webp"] = b"new"


def lead_out(members: dict[str, bytes]) -> None:
    members["media/../../.bashrc"] = b"echo"


def test_a_good_backup_is_whole_and_ours_alone(kept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["backup", "--verify", str(kept)]) == 0

    assert "all in order" in capsys.readouterr().out
    assert kept.stat().st_mode & 0o777 == 0o600
    assert list(kept.parent.iterdir()) == [kept], "no draft is left"
    with zipfile.ZipFile(kept) as file:
        assert {"keys/secret_key", f"media/{PICTURE}", SQLITE, MANIFEST} <= set(file.namelist())


@pytest.mark.parametrize(
    ("change", "sealed", "says"),
    [
        (lose, False, "is missing"),
        (replace, False, "was changed"),
        (add, False, "is not in the manifest"),
        (lead_out, True, "leads out"),
        (without_manifest_of("format", 2), True, "format 2"),
        (in_database("UPDATE ledger_event SET fact = replace(fact, '500', '501')"), True, "does not follow"),
        (in_database('DELETE FROM ledger_event WHERE "offset" = 2'), True, "does not follow"),
        (in_database('DELETE FROM ledger_event WHERE "offset" > 3'), True, "its end is missing"),
        (in_database("DELETE FROM ledger_event"), True, "all its facts are missing"),
        (in_database('UPDATE ledger_ledger SET epoch = "x"'), True, "do not stand where the manifest says"),
        (lambda members: members.update({SQLITE: b"no database at all"}), True, "cannot be read"),
    ],
)
def test_a_damaged_backup_is_refused_with_the_reason(
    kept: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    change: Callable[[dict[str, bytes]], None],
    sealed: bool,
    says: str,
) -> None:
    assert says in verified(changed(kept, tmp_path, change, sealed=sealed), capsys)


@pytest.mark.parametrize("share", [0, 0.5, 0.99])
def test_a_backup_that_was_cut_off_is_refused(
    kept: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], share: float
) -> None:
    cut = tmp_path / "cut.zip"
    cut.write_bytes(kept.read_bytes()[: int(kept.stat().st_size * share)])

    assert "cannot be read as a backup" in verified(cut, capsys)


def test_one_wrong_byte_is_found(kept: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with zipfile.ZipFile(kept) as file:
        inside = file.getinfo(SQLITE).header_offset + 2_000
    whole = bytearray(kept.read_bytes())
    whole[inside] ^= 1
    bad = tmp_path / "bad.zip"
    bad.write_bytes(whole)

    assert SQLITE in verified(bad, capsys)


def test_a_backup_comes_back_with_pictures_keys_and_all(kept: Path, source: Server) -> None:
    data = folders.fresh()

    restored = livesell("restore", str(kept), LIVESELL_DATA=str(data))

    assert restored.returncode == 0, restored.stderr
    assert (data / "media" / PICTURE).read_bytes() == b"a picture"
    assert (data / "secret_key").read_text() == (source.data / "secret_key").read_text()
    assert (data / "livesell.sqlite3").stat().st_mode & 0o777 == 0o600
    with closing(sqlite3.connect(data / "livesell.sqlite3")) as link:
        epochs = [epoch for (epoch,) in link.execute("SELECT epoch FROM ledger_ledger")]
    assert all(epoch.startswith("2-") for epoch in epochs)
    again = livesell("restore", str(kept), LIVESELL_DATA=str(data))
    assert (again.returncode, "restore into an empty folder" in again.stderr) == (2, True)


def test_nothing_is_restored_over_a_running_server(kept: Path, source: Server) -> None:
    refused = source.run("restore", str(kept))

    assert refused.returncode == 2
    assert "Another livesell" in refused.stderr


def test_a_damaged_backup_touches_nothing(kept: Path, tmp_path: Path) -> None:
    data = folders.fresh()
    bad = changed(kept, tmp_path, in_database('DELETE FROM ledger_event WHERE "offset" = 2'), sealed=True)

    refused = livesell("restore", str(bad), LIVESELL_DATA=str(data))

    assert (refused.returncode, "does not follow" in refused.stderr) == (2, True)
    assert {one.name for one in data.iterdir()} <= {"secret_key", "vapid_key"}, "which every verb makes"


def test_a_backup_of_a_newer_version_or_another_database_is_refused(kept: Path, tmp_path: Path) -> None:
    newer = changed(kept, tmp_path, without_manifest_of("migrations", ["rooms.9999_later"]), sealed=True)

    refused = livesell("restore", str(newer), LIVESELL_DATA=str(folders.fresh()))
    other = livesell(
        "restore", str(kept), LIVESELL_DATA=str(folders.fresh()), DATABASE_URL="postgresql://nobody@nowhere/x"
    )

    assert "which is newer" in refused.stderr
    assert "backup of a sqlite database" in other.stderr


def test_a_file_that_exists_is_not_written_over(kept: Path, source: Server) -> None:
    before = kept.read_bytes()

    refused = source.run("backup", str(kept))

    assert (refused.returncode, "exists already" in refused.stderr) == (2, True)
    assert kept.read_bytes() == before


def test_the_supervisor_makes_one_a_day_and_the_oldest_go(start_server: Callable[..., Server]) -> None:
    folder = folders.fresh()
    for day in ("01", "02", "03"):
        (folder / f"livesell-2026-01-{day}.zip").touch()
    today = folder / f"livesell-{datetime.now(UTC):%Y-%m-%d}.zip"
    start_server(LIVESELL_BACKUP_FOLDER=str(folder), LIVESELL_BACKUP_HOUR="0", LIVESELL_BACKUP_KEEP="2")

    deadline = time.monotonic() + 60
    while (folder / "livesell-2026-01-02.zip").exists() and time.monotonic() < deadline:
        time.sleep(0.1)

    assert sorted(one.name for one in folder.glob("*.zip")) == ["livesell-2026-01-03.zip", today.name]
    assert today.stat().st_mode & 0o777 == 0o600


def test_the_doctor_misses_a_backup_that_is_late(tmp_path: Path) -> None:
    with pytest.raises(CannotStart, match="no backup"):
        nightly.newest(tmp_path)
    old = tmp_path / "livesell-2026-01-01.zip"
    old.touch()
    assert "livesell-2026-01-01.zip" in nightly.newest(tmp_path)
    os.utime(old, (time.time() - 3 * 86_400,) * 2)

    with pytest.raises(CannotStart, match="3 days old"):
        nightly.newest(tmp_path)
