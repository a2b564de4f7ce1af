"""Raids: from where a room lets viewers be sent to it, and which addresses elsewhere may be offered."""

from typing import Literal, get_args
from urllib.parse import urlsplit

import regex

from chat.rules.links import ascii_host

RaidsFrom = Literal["everyone", "followed", "nobody"]
AFTER_END_MS = 10 * 60_000
"""How long after the end of a party its viewers may still be offered another room."""
HOST = regex.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]")
REST = regex.compile(r"[!-~]*")


def raids_from(chosen: str, *, private: bool) -> RaidsFrom:
    """What a room chose; a room for members is open to no raid before it says so, others are to all."""
    found: RaidsFrom = "nobody" if private else "everyone"
    return next((one for one in get_args(RaidsFrom) if one == chosen), found)


def is_open_to(chosen: RaidsFrom, *, followed: bool) -> bool:
    """Whether a room lets viewers of another one be sent to it."""
    return chosen == "everyone" or (chosen == "followed" and followed)


def plain_address(text: str) -> str | None:
    """An address as it is shown: https, the host in small letters and punycode, nothing that cannot be seen.

    None for what is none: another scheme, a name and password before the host, a bare number for a host, a port.
    """
    try:
        parts = urlsplit(text.strip())
        has_port = parts.port is not None
        host = (
            f"{'www.' if (parts.hostname or '').startswith('www.') else ''}{ascii_host(parts.hostname or '')}"
        )
    except ValueError:
        return None
    rest = text.strip()[len(parts.scheme) + 3 + len(parts.netloc) :]
    if parts.scheme != "https" or "@" in parts.netloc or has_port:
        return None
    if len(host) > 253 or not HOST.fullmatch(host) or not REST.fullmatch(rest):
        return None
    return f"https://{host}{rest or '/'}"
