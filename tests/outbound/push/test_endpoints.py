"""Where a push may go. A browser names its endpoint, so anybody could name any address. (Attack A91.)"""

import socket
from typing import Any

import pytest

from livesell.outbound.push.endpoints import Endpoint, NotAllowed, address_of, endpoint_of, is_public

GOOD = "https://fcm.googleapis.com/fcm/send/abc"


@pytest.mark.parametrize(
    "url",
    [
        GOOD,
        "https://updates.push.services.mozilla.com/wpush/v2/abc",
        "https://web.push.apple.com/QGu",
        "https://wns2-par02p.notify.windows.com/w/?token=abc",
        "https://FCM.googleapis.com:443/fcm/send/abc",
    ],
)
def test_the_services_of_the_browsers_are_known(url: str) -> None:
    assert endpoint_of(url).origin.startswith("https://")


@pytest.mark.parametrize(
    "url",
    [
        "http://fcm.googleapis.com/fcm/send/abc",
        "https://fcm.googleapis.com:8443/fcm",
        "https://fcm.googleapis.com.evil.example/fcm",
        "https://evilfcm.googleapis.com.example/",
        "https://xfcm.googleapis.com/",
        "https://user@fcm.googleapis.com/",
        "https://fcm.googleapis.com@127.0.0.1/",
        "https://127.0.0.1/",
        "http://127.0.0.1:6379/",
        "https://[::1]/",
        "https://2130706433/",
        "https://fcm.googleapis.com:99999/",
        "https://[fcm.googleapis.com/",
        "https://fcm.googleapis.com/\r\nHost: evil",
        "https://fcm.googleapis.com/a b",
        "https://fcm.googleapis.com/é",
        "file:///etc/passwd",
        "",
        GOOD + "a" * 1_000,
    ],
)
def test_nothing_else_is_sent_to(url: str) -> None:
    with pytest.raises(NotAllowed):
        endpoint_of(url)


def test_an_operator_may_allow_another_service() -> None:
    assert endpoint_of("https://push.example.org/abc", ["push.example.org"]).host == "push.example.org"


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.0.0.1", "192.168.1.1", "172.16.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0"),
        *("224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1%eth0", "fc00::1", "ff02::1"),
        *("::ffff:127.0.0.1", "::ffff:8.8.8.8", "64:ff9b::7f00:1", "2002:7f00:1::", "fcm"),
    ],
)
def test_no_address_of_our_own_network_is_connected_to(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "2607:f8b0:4004:800::200a", "64:ff9b::808:808"])
def test_public_addresses_are(address: str) -> None:
    assert is_public(address)


def test_a_name_that_stands_for_an_address_of_ours_is_not_connected_to(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def resolved(*_: Any, **__: Any) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", 443))]

    monkeypatch.setattr(socket, "getaddrinfo", resolved)
    with pytest.raises(NotAllowed):
        address_of(Endpoint("fcm.googleapis.com", 443, "/"))
