"""A server without a mail server keeps its mails in a file that only its operator reads."""

from pathlib import Path

import httpx
import pytest
from django.core.mail import EmailMessage
from pytest_django.fixtures import Settings

from livesell.operate import mails
from tests.support import folders
from tests.support.server import Server


def test_nothing_of_a_mail_is_on_the_console_but_where_it_is(server: Server) -> None:
    body = {"name": "Ben", "email": "ben@example.org", "password": "a long walk by the sea"}
    httpx.post(f"{server.url}/_allauth/app/v1/auth/signup", json=body, timeout=20)
    asked = {"email": "ben@example.org"}
    answer = httpx.post(f"{server.url}/_allauth/app/v1/auth/password/request", json=asked, timeout=20)

    kept = server.data / mails.NAME
    assert answer.status_code == 200
    assert kept.stat().st_mode & 0o777 == 0o600
    assert "ben@example.org" in kept.read_text()
    assert "http://" in kept.read_text()
    assert str(kept) in server.output
    assert "ben@example.org" not in server.output
    assert "confirm-email" not in server.output


def test_the_file_is_bounded(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.DATA = folders.fresh()
    settings.EMAIL_BACKEND = "livesell.operate.mails.FileBackend"
    monkeypatch.setattr(mails, "MOST_BYTES", 1000)

    for number in range(8):
        EmailMessage(f"Mail {number}", "さよなら " * 30, to=["ben@example.org"]).send()

    kept = [one.name for one in Path(settings.DATA).iterdir()]
    assert sorted(kept) == ["mails.1.txt", "mails.txt"]
    assert sum(one.stat().st_size for one in Path(settings.DATA).iterdir()) < 6000
