"""What the machine's own network knows of a connection."""

import asyncio
import socket
import struct

MIN_RTT_AT, NOT_MEASURED = 148, 2**32 - 1
"""Where `tcpi_min_rtt` stands in Linux's `struct tcp_info` (linux/tcp.h), and what it is before any was measured."""


def host_of(transport: asyncio.Transport) -> str:
    """The address at the other end; empty where there is none, as for a socket of the machine."""
    peer = transport.get_extra_info("peername")
    return str(peer[0]) if isinstance(peer, tuple) else ""


def shortest_of_kernel(transport: asyncio.Transport) -> float:
    """The shortest round trip of the last minutes by TCP's own acknowledgements, in seconds; 0 where it is not told."""
    connection = transport.get_extra_info("socket")
    if connection is None or not hasattr(socket, "TCP_INFO"):
        return 0.0
    try:
        told = connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, MIN_RTT_AT + 4)
    except OSError:  # gone, or no TCP
        return 0.0
    if len(told) < MIN_RTT_AT + 4:  # an older kernel
        return 0.0
    microseconds: int = struct.unpack_from("=I", told, MIN_RTT_AT)[0]
    return microseconds / 1e6 if microseconds < NOT_MEASURED else 0.0
