"""The address on which the server listens: bound by the supervisor, which keeps it while workers come and go."""

import ipaddress
import os
import socket

from livesell.operate.refusal import CannotStart

BACKLOG = 8192
"""Connections that wait to be taken; also those that come while a worker is changed for another."""
SEND_BUFFER = 65_536
"""Bytes that the kernel keeps for one viewer (it takes twice as many). Left alone it keeps 4 MB for each who does not
read, and on waking she is told old news before the reset."""
FIRST_GIVEN = 3
"""The first file descriptor that systemd hands over: `man sd_listen_fds`."""


def bind(host: str, port: int) -> socket.socket:
    """The address is ours from here on, or `CannotStart` says why not.

    A socket that systemd opened for us is taken instead of `host` and `port`: it outlives the server, so that over a
    restart connections wait and are not refused.
    """
    if given := _given():
        given.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER)
        return given
    try:
        family, kind, proto, _, address = socket.getaddrinfo(
            host.strip("[]") or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listener = socket.socket(family, kind, proto)
    except OSError as error:
        raise CannotStart(f"{host!r} is no address of this machine: choose another --host.") from error
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER)  # its connections inherit it
    try:
        listener.bind(address)
    except OSError as error:
        listener.close()
        raise CannotStart(
            f"Port {port} on {host} cannot be used ({error.strerror}): choose another one with --port."
        ) from error
    return listener


def near_address() -> str:
    """The address by which the network at home, or in the office, knows this machine; empty where it stands in none.

    A public address is none of those: who serves the world says by which names (LIVESELL_ORIGINS). Nothing is sent: the
    route to a documentation address (RFC 5737) tells which of our own would be used.
    """
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return ""
        found = ipaddress.ip_address(probe.getsockname()[0])
    return str(found) if found.is_private and not found.is_loopback else ""


def _given() -> socket.socket | None:
    """The socket that systemd hands over with the start; for us alone, and no process we start may think so too."""
    pid, count = os.environ.pop("LISTEN_PID", ""), os.environ.pop("LISTEN_FDS", "")
    os.environ.pop("LISTEN_FDNAMES", None)
    if pid != str(os.getpid()) or not count:
        return None
    if count != "1":
        raise CannotStart(f"systemd hands over {count} sockets: one is needed, the address of the server.")
    return socket.socket(fileno=FIRST_GIVEN)
