"""Which web pages may open a socket: exact origins, compared as they came, never parsed.

A browser sends its page's origin and cannot lie; an app sends none, and no cookie either. A cookie
without an origin is a browser that hides where it comes from.
"""

from collections.abc import Collection, Iterable

from django.http.request import split_domain_port, validate_host

Headers = Iterable[tuple[bytes, bytes]]


def may_connect(headers: Headers, allowed: frozenset[str]) -> bool:
    """Whether the handshake's headers name exactly one allowed origin, or none and no cookie."""
    origins = [value for name, value in headers if name == b"origin"]
    if not origins:
        return not any(name == b"cookie" for name, _ in headers)
    return len(origins) == 1 and origins[0].decode("latin-1") in allowed


def is_our_host(headers: Headers, hosts: Collection[str]) -> bool:
    """Whether the handshake asks for one of our names, as Django asks of every page."""
    asked = [value.decode("latin-1") for name, value in headers if name == b"host"]
    return len(asked) == 1 and validate_host(split_domain_port(asked[0])[0], hosts)
