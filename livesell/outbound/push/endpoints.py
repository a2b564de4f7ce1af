"""Where a push may go: https, to a known push service, at a public address that is looked up once and kept to.

A browser names its endpoint, so anybody could name any address: what is not known is refused when it is kept, and what
its name stands for when it is used.
"""

import ipaddress
import socket
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

KNOWN = (
    "fcm.googleapis.com",
    "push.services.mozilla.com",
    "push.apple.com",
    "notify.windows.com",
)
"""Hosts of push services; what ends in one of them, behind a dot, is of that service too."""
LONGEST = 1_000
TRANSLATED = ipaddress.ip_network("64:ff9b::/96")


class NotAllowed(ValueError):
    """Nothing may be sent there."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a request goes. `is_plain`: without TLS, on this machine, in tests alone."""

    host: str
    port: int
    path: str
    is_plain: bool = False

    @property
    def origin(self) -> str:
        """Scheme, host, and the port where it is not the usual one."""
        if self.is_plain:
            return f"http://{self.host}:{self.port}"
        return f"https://{self.host}" + ("" if self.port == 443 else f":{self.port}")


def endpoint_of(url: str, services: Sequence[str] = (), *, loopback: bool = False) -> Endpoint:
    """The endpoint, or `NotAllowed`. `services`: hosts that the operator allows besides; `loopback`: see `Endpoint`."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise NotAllowed("no address") from error
    host = (parts.hostname or "").lower().rstrip(".")
    if len(url) > LONGEST or not url.isascii() or not url.isprintable() or " " in url:
        raise NotAllowed("no address")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    if loopback and parts.scheme == "http" and host == "127.0.0.1" and port:
        return Endpoint(host, port, path, is_plain=True)
    if parts.scheme != "https" or parts.username is not None or parts.password is not None:
        raise NotAllowed("https alone")
    if port not in (None, 443) or not any(
        host == one or host.endswith(f".{one}") for one in (*KNOWN, *services)
    ):
        raise NotAllowed("no push service that this server knows")
    return Endpoint(host, 443, path)


def address_of(endpoint: Endpoint) -> str:
    """A public address that its name stands for now, to connect to; `NotAllowed` where there is none."""
    if endpoint.is_plain:
        return endpoint.host
    found = socket.getaddrinfo(endpoint.host, endpoint.port, type=socket.SOCK_STREAM)
    for *_, place in found:
        if is_public(str(place[0])):
            return str(place[0])
    raise NotAllowed("its name stands for no public address")


def is_public(address: str) -> bool:
    """Whether anybody may reach it: not this machine, not a network of our own, also where it is written in IPv6."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped or ip.sixtofour or ip.teredo:
            return False
        if ip in TRANSLATED:
            return is_public(str(ipaddress.IPv4Address(int(ip) & 0xFFFF_FFFF)))
    return ip.is_global and not ip.is_multicast
