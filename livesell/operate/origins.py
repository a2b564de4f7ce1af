"""Which web addresses are ours: exact origins, host names and whether the world reaches us by https."""

from urllib.parse import urlsplit

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
ANY_ADDRESS = ("", "0.0.0.0", "::", "[::]")  # noqa: S104 - compared with, never bound


def default_origins(host: str, port: int) -> tuple[str, ...]:
    """Loopback by its two names, and the address served when it is a particular one."""
    names = ["127.0.0.1", "localhost"]
    if host not in (*names, *ANY_ADDRESS):
        names.append(f"[{host}]" if ":" in host and not host.startswith("[") else host)
    return tuple(_origin("http", name, port) for name in names)


def host_names(origins: tuple[str, ...]) -> list[str]:
    """The host names of the origins, as ALLOWED_HOSTS wants them: without ports."""
    names = [urlsplit(origin).hostname or "" for origin in origins]
    return [f"[{name}]" if ":" in name else name for name in names if name]


def socket_sources(origins: tuple[str, ...]) -> list[str]:
    """The same places as ws:// and wss://: some browsers do not count them under 'self'."""
    return [origin.replace("http", "ws", 1) for origin in origins]


def is_public(host: str) -> bool:
    """Whether others than this machine can reach an address we listen on."""
    return host not in ("127.0.0.1", "localhost", "::1", "[::1]") and not host.startswith("127.")


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
