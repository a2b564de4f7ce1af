"""Where a command comes from, as far as anybody has to know: a keyed hash of an address, or of a browser.

The key is made when the process starts and stands nowhere, so what was kept of a source tells nothing afterwards. Where
several processes have to know the same source, it is made from the server's secret instead (`share`).
"""

import hashlib
import ipaddress
import secrets
from collections.abc import Iterator

_key = [secrets.token_bytes(32)]
IPV6_BITS = 64
"""Of IPv6, what one customer has at least."""


def share(secret: str) -> None:
    """From now on every process with this secret means the same by a source."""
    _key[0] = hashlib.blake2b(secret.encode(), person=b"sources", digest_size=32).digest()


def sources_of(address: str, device: str = "") -> tuple[str, ...]:
    """Equal for those who come from one address, and for those who come by one browser."""
    return tuple(
        hashlib.blake2b(one.encode(), key=_key[0], digest_size=12).hexdigest()
        for one in _named(address, device)
    )


def _named(address: str, device: str) -> Iterator[str]:
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        pass  # no address at all, as in a test or behind a socket of the machine: it says nothing
    else:
        bits = 32 if ip.version == 4 else IPV6_BITS
        yield f"address {ipaddress.ip_network((ip, bits), strict=False)}"
    if device:
        yield f"device {device}"
