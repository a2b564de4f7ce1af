"""Health and readiness, and what is served beside the application."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client

from livesell.operate import health


@pytest.mark.django_db
def test_readyz_needs_the_database_but_not_redis(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "REDIS_URL", "redis://127.0.0.1:1")

    answer = client.get("/readyz")

    assert (answer.status_code, answer.json()["database"], answer.json()["redis"]) == (
        200,
        "ok",
        "unreachable",
    )


@pytest.mark.django_db
def test_readyz_says_no_while_the_database_is_away(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "_database", lambda: "unreachable")

    assert client.get("/readyz").status_code == 503


def test_a_picture_is_served_for_ever(client: Client) -> None:
    folder = Path(settings.MEDIA_ROOT)
    folder.mkdir(exist_ok=True)
    (folder / f"{'a' * 40}.webp").write_bytes(b"picture")

    answer = client.get(f"/media/{'a' * 40}.webp")

    assert (answer.content, answer["Content-Type"]) == (b"picture", "image/webp")
    assert "immutable" in answer["Cache-Control"]


@pytest.mark.parametrize("name", ["b" * 40 + ".webp", "../secret_key", "..%2fsecret_key", "a.svg"])
@pytest.mark.django_db
def test_nothing_else_is_served_from_the_data_folder(client: Client, name: str) -> None:
    assert client.get(f"/media/{name}").status_code == 404


def test_the_models_have_their_migrations(db: None) -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
