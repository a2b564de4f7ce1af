"""What the server refuses to start with, and by which reason."""

from typing import Any

import pytest
from django.core.checks import run_checks
from pytest_django.fixtures import Settings

from livesell.access import origins
from livesell.operate import checks
from livesell.operate.refusal import CannotStart

GOOD = {
    "DEBUG": False,
    "SECRET_KEY": "an-unguessable-key-of-more-than-fifty-characters-0123456789",
    "LIVESELL_HOST": "127.0.0.1",
    "LIVESELL_ORIGINS": ("https://shop.example",),
    "ALLOWED_HOSTS": ["127.0.0.1", "localhost", "[::1]", "shop.example"],
    "LIVESELL_TRUSTED_PROXIES": ["127.0.0.1"],
    "REDIS_URL": "redis://127.0.0.1:6379",
    "LIVESELL_STRIPE_KEY": "",
    "LIVESELL_STRIPE_WEBHOOK_SECRET": "",
}
LOCAL = {"LIVESELL_ORIGINS": ("http://127.0.0.1:8000",), "ALLOWED_HOSTS": ["127.0.0.1"]}


def found(settings: Settings, **values: Any) -> list[str]:
    """The ids of what is refused."""
    for name, value in (GOOD | values).items():
        setattr(settings, name, value)
    return [str(error.id) for error in run_checks(tags=[checks.OURS])]


def test_a_language_that_the_server_has_not_is_refused(settings: Settings) -> None:
    assert found(settings, LANGUAGE_CODE="de") == []
    assert found(settings, LANGUAGE_CODE="xx") == ["livesell.E011"]


def test_a_shop_behind_its_proxy_is_served(settings: Settings) -> None:
    assert found(settings) == []


@pytest.mark.parametrize(
    "reached",
    [
        {},
        {**LOCAL, "LIVESELL_HOST": "0.0.0.0"},
        {**LOCAL, "LIVESELL_HOST": "::"},
        {**LOCAL, "LIVESELL_HOST": ""},
        {**LOCAL, "LIVESELL_HOST": "127.evil.example"},
        {**LOCAL, "LIVESELL_ORIGINS": ("http://127.0.0.1:8000", "http://192.168.1.7:8000")},
        {**LOCAL, "ALLOWED_HOSTS": ["127.0.0.1", "shop.example"]},
        {**LOCAL, "LIVESELL_TRUSTED_PROXIES": ["10.0.0.0/8"]},
    ],
)
def test_where_others_come_nothing_is_debugged_and_no_key_is_weak(
    settings: Settings, reached: dict[str, Any]
) -> None:
    assert found(settings, DEBUG=True, **reached) == ["livesell.E003"]
    assert found(settings, SECRET_KEY="changeme", **reached) == ["livesell.E004"]
    assert found(settings, SECRET_KEY="django-insecure-" + "abcdefghij" * 5, **reached) == ["livesell.E004"]


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "[::1]", "127.8.8.8"])
def test_on_this_machine_alone_anything_goes(settings: Settings, host: str) -> None:
    assert found(settings, **LOCAL, LIVESELL_HOST=host, DEBUG=True, SECRET_KEY="changeme") == []


@pytest.mark.parametrize("host", ["*", ".shop.example", "*.shop.example"])
def test_a_pattern_of_hosts(settings: Settings, host: str) -> None:
    assert found(settings, ALLOWED_HOSTS=[host]) == ["livesell.E001"]


@pytest.mark.parametrize(
    "proxy", ["*", "0.0.0.0/0", "::/0", "0.0.0.0/1", "2000::/3", "nginx", "10.0.0.1/8", ""]
)
def test_a_proxy_that_could_be_anybody(settings: Settings, proxy: str) -> None:
    assert found(settings, LIVESELL_TRUSTED_PROXIES=[proxy]) == ["livesell.E008"]


@pytest.mark.parametrize(
    "proxy", ["127.0.0.1", "::1", "10.0.0.0/8", "fd00::/8", "173.245.48.0/20", "192.0.2.7"]
)
def test_a_proxy_that_is_somebody(settings: Settings, proxy: str) -> None:
    assert found(settings, LIVESELL_TRUSTED_PROXIES=[proxy]) == []


@pytest.mark.parametrize(
    "url",
    ["redis://10.0.0.5:6379", "redis://redis.shop.example/0", "rediss://192.0.2.7:6379", "redis://user@r:1"],
)
def test_a_redis_on_the_network_without_a_password(settings: Settings, url: str) -> None:
    assert found(settings, REDIS_URL=url) == ["livesell.E009"]


@pytest.mark.parametrize(
    "url",
    [
        "redis://:word@10.0.0.5:6379",
        "rediss://user:word@r",
        "unix:///run/v.sock",
        "redis://localhost",
        "redis://",
    ],
)
def test_a_redis_that_others_cannot_use(settings: Settings, url: str) -> None:
    assert found(settings, REDIS_URL=url) == []


def test_a_payment_provider_whose_word_cannot_be_checked(settings: Settings) -> None:
    assert found(settings, LIVESELL_STRIPE_KEY="sk_test_1") == ["livesell.E010"]
    assert found(settings, LIVESELL_STRIPE_KEY="sk_test_1", LIVESELL_STRIPE_WEBHOOK_SECRET="whsec_1") == []


def test_the_reason_is_one_sentence_with_what_to_do(settings: Settings) -> None:
    found(settings, ALLOWED_HOSTS=["*"])

    with pytest.raises(CannotStart, match=r"ALLOWED_HOSTS: '\*' is no single host\. Name the hosts\."):
        checks.refuse()


def test_a_bind_to_a_name_that_only_looks_like_loopback_is_public() -> None:
    assert origins.is_public("127.0.0.1.evil.example")
    assert not origins.is_public("shop.localhost")
