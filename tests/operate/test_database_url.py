"""From DATABASE_URL to settings."""

from pathlib import Path

import pytest

from livesell.operate import database_url
from livesell.operate.refusal import CannotStart


def configure(url: str, limit_ms: int = 3000) -> dict[str, object]:
    return database_url.configure(url, data=Path("/data"), pool=8, limit_ms=limit_ms)


def test_without_a_url_it_is_sqlite_that_loses_nothing() -> None:
    found = configure("")

    assert found["NAME"] == Path("/data/livesell.sqlite3")
    assert "synchronous=FULL" in database_url.SQLITE_OPTIONS["init_command"]
    assert database_url.SQLITE_OPTIONS["transaction_mode"] == "IMMEDIATE"


def test_postgresql_has_a_bounded_pool_and_limits() -> None:
    found = configure("postgresql://sam:secret@db.example:5433/shop?sslmode=require")

    options = found["OPTIONS"]
    assert (found["HOST"], found["PORT"], found["NAME"], found["CONN_MAX_AGE"]) == (
        "db.example",
        5433,
        "shop",
        0,
    )
    assert options["pool"] == {"min_size": 1, "max_size": 8, "timeout": 2}
    assert options["sslmode"] == "require"
    assert "statement_timeout=3000" in options["options"]


def test_statements_are_prepared_unless_a_pooler_stands_before_the_database() -> None:
    prepared, plain = (
        database_url.configure("postgresql://db/shop", data=Path("/data"), pool=8, limit_ms=0, prepared=one)
        for one in (True, False)
    )

    assert (prepared["OPTIONS"]["server_side_binding"], prepared["OPTIONS"]["prepare_threshold"]) == (True, 1)
    assert (plain["OPTIONS"]["server_side_binding"], plain["OPTIONS"]["prepare_threshold"]) == (False, None)


def test_patient_work_has_no_limit() -> None:
    assert "statement_timeout=0" in configure("postgresql://db/shop", limit_ms=0)["OPTIONS"]["options"]


def test_a_unix_socket_is_a_folder() -> None:
    assert configure("postgresql://sam@%2Frun%2Fpostgresql/shop")["HOST"] == "/run/postgresql"


@pytest.mark.parametrize(
    "url",
    ["nonsense", "mysql://db/shop", "postgresql://db", "sqlite://", "http://x/y", "postgresql://db:port/x"],
)
def test_anything_else_is_refused(url: str) -> None:
    with pytest.raises(CannotStart, match="DATABASE_URL"):
        configure(url)
