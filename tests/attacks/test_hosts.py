"""A Host header that is not ours is refused at every door alike: page, ticket and socket."""

import socket

import pytest

from tests.support.server import Server

pytestmark = pytest.mark.attack("A110")
UPGRADE = (
    "Upgrade: websocket",
    "Connection: Upgrade",
    "Sec-WebSocket-Version: 13",
    "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
    "Sec-WebSocket-Protocol: livesell.v1.json",
)


def status(server: Server, request: str, host: str, *lines: str) -> int:
    """The status that answers a request with that Host header."""
    head = "\r\n".join((f"{request} HTTP/1.1", f"Host: {host}", *lines, "", ""))
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as link:
        link.sendall(head.encode("latin-1"))
        return int(link.makefile("rb").readline().split()[1])


def doors(server: Server, host: str) -> list[int]:
    close = ("Connection: close", "Content-Length: 0")
    return [
        status(server, "GET /", host, *close),
        status(server, "POST /api/tickets", host, *close),
        status(server, "GET /ws", host, *UPGRADE),
    ]


def test_every_door_asks_for_our_name(server: Server) -> None:
    assert doors(server, f"127.0.0.1:{server.port}") == [200, 200, 101]
    assert doors(server, "LOCALHOST") == [200, 200, 101]
    for host in ("evil.example", "127.0.0.1.evil.example", "127.0.0.1:x", "[::1", "a@127.0.0.1", "*", ""):
        assert doors(server, host) == [400, 400, 400], host
    assert "Traceback" not in server.output
