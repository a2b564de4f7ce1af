"""The opening handshake of a WebSocket (RFC 6455 section 4.2), over a request that was parsed already. Pure."""

import base64
import binascii
import hashlib
from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import unquote

GUID = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
Header = tuple[bytes, bytes]


def why_not(request: Mapping[str, Any]) -> int:
    """The status that answers a request, a scope of HTTP, which is no handshake; 0 for a good one."""
    headers = request["headers"]
    if request["method"] != "GET":
        return HTTPStatus.METHOD_NOT_ALLOWED
    if request["http_version"] != "1.1" or not _only(headers, b"host") or _brings_a_body(headers):
        return HTTPStatus.BAD_REQUEST
    if _only(headers, b"sec-websocket-version") != b"13":
        return HTTPStatus.UPGRADE_REQUIRED
    try:
        key = base64.b64decode(_only(headers, b"sec-websocket-key") or b"", validate=True)
    except binascii.Error:
        return HTTPStatus.BAD_REQUEST
    return 0 if len(key) == 16 else HTTPStatus.BAD_REQUEST


def acceptance(headers: Iterable[Header]) -> list[Header]:
    """The headers that accept a good handshake."""
    key = _only(headers, b"sec-websocket-key") or b""
    proof = base64.b64encode(hashlib.sha1(key + GUID, usedforsecurity=False).digest())
    return [(b"upgrade", b"websocket"), (b"connection", b"Upgrade"), (b"sec-websocket-accept", proof)]


def offers(headers: Iterable[Header]) -> bytes:
    """The extensions that the client offers."""
    return b",".join(_all(headers, b"sec-websocket-extensions"))


def scope_of(
    request: Mapping[str, Any], *, root: str, asgi: str, extensions: dict[str, Any]
) -> dict[str, Any]:
    """The ASGI scope of the socket that `request`, a scope of HTTP with its `url`, asked for."""
    raw_path, _, query = request["url"].partition(b"?")
    lines = _all(request["headers"], b"sec-websocket-protocol")
    return {
        "type": "websocket",
        "asgi": {"version": asgi, "spec_version": "2.4"},
        "http_version": "1.1",
        "scheme": "wss" if request["scheme"] == "https" else "ws",
        "server": request["server"],
        "client": request["client"],
        "root_path": root,
        "path": root + unquote(raw_path.decode("latin-1")),
        "raw_path": root.encode() + raw_path,
        "query_string": query,
        "headers": request["headers"],
        "subprotocols": [name.strip().decode("latin-1") for line in lines for name in line.split(b",")],
        "extensions": {"websocket.http.response": {}, **extensions},
    }


def head(status: int, headers: Iterable[Header]) -> bytes:
    """The head of an answer."""
    lines = [b"HTTP/1.1 %d %s" % (status, HTTPStatus(status).phrase.encode())]
    lines += [name + b": " + value for name, value in headers]
    return b"\r\n".join((*lines, b"", b""))


def _brings_a_body(headers: Iterable[Header]) -> bool:
    return any(
        name == b"transfer-encoding" or (name == b"content-length" and value != b"0")
        for name, value in headers
    )


def _all(headers: Iterable[Header], name: bytes) -> list[bytes]:
    return [value for key, value in headers if key == name]


def _only(headers: Iterable[Header], name: bytes) -> bytes | None:
    """The value of a header that is there exactly once."""
    found = _all(headers, name)
    return found[0].strip() if len(found) == 1 else None
