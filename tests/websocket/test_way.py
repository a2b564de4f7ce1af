"""Whose way the kernel sees: that of a client, or that of the proxy before her."""

import asyncio
from typing import Any

import pytest
from uvicorn.server import ServerState

from livesell.operate import server
from livesell.websocket.protocol import SocketProtocol

PROXY, CLIENT = "198.51.101.1", "198.51.101.7"


class Line(asyncio.Transport):
    """A connection from somewhere, to which nothing is really written."""

    def __init__(self, peer: Any) -> None:
        super().__init__({"peername": peer})

    def set_write_buffer_limits(self, high: int | None = None, low: int | None = None) -> None: ...

    def write(self, data: Any) -> None: ...

    def writelines(self, list_of_data: Any) -> None: ...

    def is_closing(self) -> bool:
        return False

    def close(self) -> None: ...

    def abort(self) -> None: ...


@pytest.mark.parametrize(
    ("peer", "most"),
    [((CLIENT, 9), 40 * 1.25 + 30), ((PROXY, 9), 300), (("10.0.0.9", 9), 300), ("", 300), (None, 300)],
)
async def test_a_pong_may_claim_no_more_than_the_kernel_saw_of_a_client_herself(peer: Any, most: int) -> None:
    request = {"method": "POST", "headers": []}
    protocol = SocketProtocol(server.config(trusted_proxies=[PROXY]), ServerState(), request)
    protocol.connection_made(Line(peer))

    for _ in range(8):
        protocol.round_trips.note(0.9, of_kernel=0.04)

    assert protocol.round_trips.shortest_ms == most
    protocol.connection_lost(None)
