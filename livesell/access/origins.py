"""Which web addresses are ours: exact origins, host names and whether the world reaches us by https."""

import ipaddress
from typing import Any
from urllib.parse import urlsplit

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
ANY_ADDRESS = ("", "0.0.0.0", "::", "[::]")  # noqa: S104 - compared with, never bound
WIDEST = {4: 8, 6: 16}
"""Bits that a trusted public network must fix at least: no provider's is wider."""


def default_origins(host: str, port: int, near: str = "") -> tuple[str, ...]:
    """Loopback by its two names, and the address served: a particular one, or where every one is, the one by which the
    network at home knows this machine (`near`)."""
    names = ["127.0.0.1", "localhost"]
    served = near if host in ANY_ADDRESS else host
    if served not in ("", *names):
        names.append(f"[{served}]" if ":" in served and not served.startswith("[") else served)
    return tuple(_origin("http", name, port) for name in names)


def host_names(origins: tuple[str, ...]) -> list[str]:
    """The host names of the origins, as ALLOWED_HOSTS wants them: without ports."""
    names = [urlsplit(origin).hostname or "" for origin in origins]
    return [f"[{name}]" if ":" in name else name for name in names if name]


def socket_sources(origins: tuple[str, ...]) -> list[str]:
    """The same places as ws:// and wss://: some browsers do not count them under 'self'."""
    return [origin.replace("http", "ws", 1) for origin in origins]


def is_public(host: str) -> bool:
    """Whether others than this machine can be meant by a host name, an address or a network of them."""
    name = host.strip("[]").lower().rstrip(".")
    try:
        return not ipaddress.ip_network(name, strict=False).is_loopback
    except ValueError:
        return name != "localhost" and not name.endswith(".localhost")


def is_at_home(origin: str) -> bool:
    """Whether an origin is this machine as its own network knows it: a private address, and not loopback."""
    try:
        address = ipaddress.ip_address(urlsplit(origin).hostname or "")
    except ValueError:
        return False
    return address.is_private and not address.is_loopback


def others_come(settings: Any) -> bool:
    """Whether the settings let others than this machine reach the server, by itself or through a proxy."""
    names = (settings.LIVESELL_HOST, *host_names(tuple(settings.LIVESELL_ORIGINS)))
    return any(map(is_public, (*names, *settings.ALLOWED_HOSTS, *settings.LIVESELL_TRUSTED_PROXIES)))


def may_be_trusted(proxy: str) -> bool:
    """An address, or a network that could be one operator's: a proxy's word is who somebody is."""
    try:
        network = ipaddress.ip_network(proxy)
    except ValueError:
        return False
    return network.prefixlen >= WIDEST[network.version] or (network.is_private and network.prefixlen > 0)


def _origin(scheme: str, name: str, port: int) -> str:
    usual = {"http": 80, "https": 443}[scheme]
    return f"{scheme}://{name}" if port == usual else f"{scheme}://{name}:{port}"


def is_exact(origin: str) -> bool:
    """Scheme, host and perhaps a port, and nothing else."""
    try:
        parts = urlsplit(origin)
        port = parts.port
    except ValueError:
        return False
    if parts.scheme not in ("http", "https") or not parts.hostname or "*" in origin:
        return False
    name = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return origin == f"{parts.scheme}://{name}" + (f":{port}" if port is not None else "")
