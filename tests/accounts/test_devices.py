"""With which browsers somebody signed in: kept by a keyed hash, so many of them, for as long as their cookies last."""

import pytest
from django.test import Client

from livesell.accounts import devices
from livesell.accounts.models import Device, User
from tests.support.people import PASSWORD

pytestmark = pytest.mark.django_db


def sign_up(browser: Client, name: str) -> User:
    form = {"name": name, "email": f"{name.lower()}@example.org", "password1": PASSWORD}
    assert browser.post("/accounts/signup/", form).status_code == 302
    browser.post("/accounts/logout/")
    return User.objects.get(name=name)


def of(user: User) -> set[str]:
    return set(Device.objects.filter(user=user).values_list("digest", flat=True))


def test_two_people_of_one_browser_have_one_device_and_its_name_is_kept_nowhere(client: Client) -> None:
    ben, bea = sign_up(client, "Ben"), sign_up(client, "Bea")

    assert of(ben) == of(bea)
    assert len(of(ben)) == 1
    assert devices.name_of({devices.COOKIE: client.cookies[devices.COOKIE].value}) not in of(ben)


def test_another_browser_is_another_device(client: Client) -> None:
    ben, otto = sign_up(client, "Ben"), sign_up(Client(), "Otto")

    assert not of(ben) & of(otto)


def test_the_latest_are_kept(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    ben = sign_up(client, "Ben")
    first = of(ben)
    monkeypatch.setattr(devices, "MOST", 2)
    monkeypatch.setattr(devices, "now_ms", lambda: Device.objects.latest("at").at + 1)
    for _ in range(2):
        Client().post("/accounts/login/", {"login": "ben@example.org", "password": PASSWORD})

    assert len(of(ben)) == 2
    assert not of(ben) & first


def test_one_is_forgotten_with_its_cookie(client: Client) -> None:
    ben = sign_up(client, "Ben")
    [device] = Device.objects.filter(user=ben)

    devices.forget(device.at + devices.KNOWN_SECONDS * 1_000)
    assert len(of(ben)) == 1
    devices.forget(device.at + devices.KNOWN_SECONDS * 1_000 + 1)
    assert of(ben) == set()
