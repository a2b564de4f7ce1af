"""An operator's mistake is one line that says what to do, and an exit code that is not 0."""

import os
import socket
import subprocess

import pytest

from tests.support import folders, server
from tests.support.postgresql import PostgreSQL
from tests.support.server import Server, livesell


def refused(result: "subprocess.CompletedProcess[str]", *words: str) -> None:
    assert result.returncode != 0
    lines = result.stderr.strip().splitlines()
    assert len(lines) == 1, result.stderr
    assert "Traceback" not in result.stderr
    for word in words:
        assert word in lines[0]


def test_a_port_in_use() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])

        refused(livesell("serve", "--port", port, LIVESELL_DATA=str(folders.fresh())), port, "--port")


def test_an_address_of_another_machine() -> None:
    refused(livesell("serve", "--host", "203.0.113.9", LIVESELL_DATA=str(folders.fresh())), "203.0.113.9")


def test_a_folder_that_cannot_be_written() -> None:
    # A file in the way: a missing permission would not stop root.
    blocked = folders.fresh() / "file"
    blocked.touch()

    refused(livesell("serve", LIVESELL_DATA=str(blocked)), "LIVESELL_DATA")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_permission() -> None:
    folder = folders.fresh()
    folder.chmod(0o500)

    refused(livesell("serve", LIVESELL_DATA=str(folder / "data")), "LIVESELL_DATA")


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://nobody@127.0.0.1:1/nothing",
        "postgresql://nobody@nowhere.invalid/nothing",
        "nonsense",
        "nonsense://x",
        "sqlite:////nonexistent/folder/db.sqlite3",
    ],
)
def test_a_broken_database_url(url: str) -> None:
    port = str(server.free_port())

    refused(
        livesell("serve", "--port", port, LIVESELL_DATA=str(folders.fresh()), DATABASE_URL=url),
        "DATABASE_URL",
    )


def test_a_password_is_not_repeated() -> None:
    url = "postgresql://nobody:hunter2hunter2@127.0.0.1:1/nothing"

    result = livesell("serve", LIVESELL_DATA=str(folders.fresh()), DATABASE_URL=url)

    assert "hunter2" not in result.stderr + result.stdout


def test_several_workers_without_postgresql() -> None:
    refused(livesell("serve", "--workers", "2", LIVESELL_DATA=str(folders.fresh())), "DATABASE_URL")


def test_two_servers_on_one_folder(server: Server) -> None:
    other = server.run("serve", "--port", str(server.port + 1 if server.port < 65_000 else 8000))

    refused(other, str(server.pid), "LIVESELL_DATA")


@pytest.mark.parametrize(
    ("env", "word"),
    [
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS"),
        ({"DEBUG": "1", "LIVESELL_HOST": "0.0.0.0"}, "DEBUG"),
        ({"SECRET_KEY": "changeme", "LIVESELL_HOST": "0.0.0.0"}, "SECRET_KEY"),
        ({"LIVESELL_ORIGINS": "https://shop.example/path"}, "LIVESELL_ORIGINS"),
        ({"LIVESELL_ORIGINS": "*"}, "LIVESELL_ORIGINS"),
        ({"DEBUG": "1", "LIVESELL_ORIGINS": "https://shop.example"}, "DEBUG"),
        ({"REDIS_URL": "nonsense"}, "REDIS_URL"),
        ({"REDIS_URL": "redis://127.0.0.1:port"}, "REDIS_URL"),
    ],
)
def test_dangerous_settings(env: dict[str, str], word: str) -> None:
    refused(
        livesell("serve", "--port", str(server.free_port()), LIVESELL_DATA=str(folders.fresh()), **env), word
    )


def test_a_data_folder_that_others_can_read_is_closed_to_them() -> None:
    folder = folders.fresh()
    folder.chmod(0o755)

    livesell("migrate", "--verbosity", "0", LIVESELL_DATA=str(folder)).check_returncode()

    assert folder.stat().st_mode & 0o777 == 0o700


@pytest.mark.attack("A107")
def test_a_data_folder_that_others_can_write_is_refused() -> None:
    folder = folders.fresh()
    folder.chmod(0o777)

    refused(livesell("serve", LIVESELL_DATA=str(folder)), str(folder), "chmod 700")

    assert list(folder.iterdir()) == []


@pytest.mark.attack("A107")
@pytest.mark.skipif(os.geteuid() != 0, reason="only root may give a folder away")
def test_a_data_folder_of_another_user_is_refused() -> None:
    folder = folders.fresh()
    (folder / ".env").write_text("DEBUG=1\n")
    os.chown(folder, 65534, 65534)

    refused(livesell("serve", LIVESELL_DATA=str(folder)), str(folder), "another user")


def test_more_connections_than_the_database_has(postgres: PostgreSQL) -> None:
    env = {"LIVESELL_DATA": str(folders.fresh()), "DATABASE_URL": postgres.fresh(), "LIVESELL_DB_POOL": "300"}

    refused(
        livesell("serve", "--port", str(server.free_port()), "--workers", "2", **env),
        "LIVESELL_DB_POOL",
        "max_connections",
    )
