"""A request out of bounds is refused in a word, by a server that lives on and prints no traceback. (A88-A90, A79.)"""

import socket
from collections.abc import Iterator

import httpx
import pytest

from livesell.operate.bounds import MAX_BODY
from tests.support.plain import NO_TLS
from tests.support.server import Server

MEGABYTE = b"x" * 2**20
LOGIN = "/_allauth/app/v1/auth/login"


@pytest.fixture(scope="module")
def shop() -> Iterator[Server]:
    running = Server().start()
    yield running
    running.kill()


def knock(shop: Server, head: str, *pieces: bytes) -> bytes:
    """Send a request by hand, as much of it as is taken; the first line of the answer."""
    with socket.create_connection(("127.0.0.1", shop.port), timeout=10) as line:
        line.sendall(f"POST {LOGIN} HTTP/1.1\r\nHost: 127.0.0.1:{shop.port}\r\n{head}\r\n\r\n".encode())
        try:
            for piece in pieces:
                line.sendall(piece)
        except OSError:
            pass  # the door is closed already
        return line.recv(100).partition(b"\r\n")[0]


def test_a_body_that_is_promised_too_large_is_not_waited_for(shop: Server) -> None:
    assert b" 413 " in knock(shop, f"Content-Length: {2**32}")


def test_a_body_without_a_promise_is_cut_off(shop: Server) -> None:
    chunk = b"100000\r\n" + MEGABYTE + b"\r\n"

    assert b" 413 " in knock(shop, "Transfer-Encoding: chunked", *[chunk] * (MAX_BODY // 2**20 + 1))


def test_a_body_as_large_as_allowed_is_read(shop: Server) -> None:
    answer = httpx.post(f"{shop.url}{LOGIN}", content=b"x" * MAX_BODY, verify=NO_TLS)

    assert answer.status_code == 400


@pytest.mark.parametrize(
    "path", ["/%00", "/api/rooms/%00/snapshot", "/rooms/a%00b/", "/api/parties?name=%00", "/admin/?q=a%00"]
)
def test_a_nul_in_an_address(shop: Server, path: str) -> None:
    assert httpx.get(f"{shop.url}{path}", verify=NO_TLS).status_code == 400


def test_what_a_client_does_wrong_prints_no_traceback(shop: Server) -> None:
    deep = httpx.post(
        f"{shop.url}{LOGIN}",
        content=b"[" * 100_000,
        headers={"Content-Type": "application/json"},
        verify=NO_TLS,
    )
    strange = httpx.get(f"{shop.url}/", headers={"Host": "evil.example"}, verify=NO_TLS)
    many = httpx.post(
        f"{shop.url}/api/pictures",
        files={f"f{number}": (None, "x") for number in range(2_000)},
        verify=NO_TLS,
    )

    assert [answer.status_code for answer in (deep, strange, many)] == [400, 400, 400]
    assert "evil.example" in shop.output, "the reason is told"
    assert "Traceback" not in shop.output
