"""Static files from memory, before Django's chain: most of what a first visit asks for.

The build has written compressed copies beside its files (`frontend/compressed.ts`); nothing is compressed here. Only
names that were there at the start are served, so no address leads out of the folders.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders

from livesell.edge.responses import (
    READING,
    UNKEPT,
    Application,
    Headers,
    Receive,
    Scope,
    Send,
    guarded,
    respond,
)

BUILT = "dist/assets/"
"""Where each name holds a hash of its content: the same name never means another file."""
FOR_EVER = "public, max-age=31536000, immutable"
SHORTLY = "public, max-age=60"
ENDINGS = {"br": ".br", "gzip": ".gz"}
"""Encodings as clients name them, the better one first, and the endings of their files."""
TYPES = {
    ".css": "text/css; charset=utf-8",
    ".gif": "image/gif",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".map": "application/json",
    ".md": "text/plain; charset=utf-8",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
}
NO_ENCODING = re.compile(r";\s*q=0(\.0*)?\s*$")


class Copy(NamedTuple):
    """A file in one encoding, and what is said with it: whole, and where the client has it already."""

    body: bytes
    tag: bytes
    headers: Headers
    unchanged: Headers


def with_static_files(application: Application) -> Application:
    """The application, where what stands under STATIC_URL is answered here, missing files too."""
    folder = _Folder()
    secure_only: bool = settings.SECURE_SSL_REDIRECT

    async def served(scope: Scope, receive: Receive, send: Send) -> None:
        path: str = scope["path"]
        if not path.startswith(settings.STATIC_URL) or (secure_only and scope["scheme"] != "https"):
            await application(scope, receive, send)
            return
        if scope["method"] not in READING:
            await respond(send, 405, folder.refusal(scope["scheme"], allow="GET, HEAD"), b"")
            return
        told = dict(scope["headers"])
        name, encodings = path.removeprefix(settings.STATIC_URL), accepted(told.get(b"accept-encoding", b""))
        copy = folder.copy(name, encodings, scope["scheme"])
        if copy is None:
            await respond(send, 404, folder.refusal(scope["scheme"]), b"")
        elif is_known(told.get(b"if-none-match"), copy.tag):
            await respond(send, 304, copy.unchanged, b"")
        else:
            await respond(send, 200, copy.headers, copy.body if scope["method"] == "GET" else b"")

    return served


class _Folder:
    """All static files of this installation by their names, read when they are first asked for and then kept."""

    def __init__(self) -> None:
        self._paths = dict(_found())
        self._copies: dict[tuple[str, str, str], Copy | None] = {}

    def copy(self, name: str, encodings: tuple[str, ...], scheme: str) -> Copy | None:
        """The best copy that is understood; None where there is no such file."""
        if name not in self._paths:
            return None
        written = next((one for one in encodings if name + ENDINGS[one] in self._paths), "")
        key = name, written, scheme
        if key not in self._copies:
            self._copies[key] = self._read(*key)
        return self._copies[key]

    def refusal(self, scheme: str, **headers: str) -> Headers:
        """What is said where there is nothing to be sent."""
        return guarded(scheme, {"Content-Length": "0", "Cache-Control": UNKEPT, **headers})

    def _read(self, name: str, encoding: str, scheme: str) -> Copy | None:
        try:
            body = self._paths[name + ENDINGS.get(encoding, "")].read_bytes()
        except FileNotFoundError:
            return None
        tag = f'"{blake2b(body, digest_size=16).hexdigest()}"'
        kept = {"Cache-Control": FOR_EVER if name.startswith(BUILT) else SHORTLY, "ETag": tag}
        if any(name + ending in self._paths for ending in ENDINGS.values()):
            kept["Vary"] = "Accept-Encoding"
        sent = {"Content-Length": str(len(body)), "Content-Type": TYPES.get(Path(name).suffix.lower(), PLAIN)}
        if encoding:
            sent["Content-Encoding"] = encoding
        return Copy(body, tag.encode(), guarded(scheme, kept | sent), guarded(scheme, kept))


PLAIN = "application/octet-stream"


def _found() -> Iterator[tuple[str, Path]]:
    """Every static file of the apps and of the build; of two with one name the first counts, as for Django."""
    seen: set[str] = set()
    for finder in get_finders():
        for path, storage in finder.list([]):
            name = "/".join((*filter(None, [getattr(storage, "prefix", "")]), *Path(path).parts))
            if name not in seen:
                seen.add(name)
                yield name, Path(storage.path(path))


@lru_cache(maxsize=256)
def accepted(header: bytes) -> tuple[str, ...]:
    """The encodings of ours that a client understands, the best first (RFC 9110, 12.5.3)."""
    said = [part.strip().lower() for part in header.decode("latin-1").split(",")]
    named = {part.partition(";")[0].strip() for part in said if not NO_ENCODING.search(part)}
    return tuple(one for one in ENDINGS if one in named)


def is_known(header: bytes | None, tag: bytes) -> bool:
    """True if the client says that it has the copy of this tag (RFC 9110, 13.1.2)."""
    if header is None:
        return False
    known = {part.strip().removeprefix(b"W/") for part in header.split(b",")}
    return tag in known or b"*" in known
