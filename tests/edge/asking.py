"""Asking an ASGI application one thing, without a server."""

from typing import Any

from livesell.edge.responses import Application, Message

CHAIN = 418
"""What the application behind says, so that a test sees that it was asked."""


async def behind(scope: dict[str, Any], _receive: Any, send: Any) -> None:
    await send({"type": "http.response.start", "status": CHAIN, "headers": []})
    await send({"type": "http.response.body", "body": b"of the chain"})


async def ask(
    application: Application, path: str, *, method: str = "GET", scheme: str = "http", **headers: str
) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body."""
    said: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        said.append(message)

    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "query_string": b"",
        "scheme": scheme,
        "headers": raw,
    }
    await application(scope, receive, send)
    start, *rest = said
    told = {name.decode(): value.decode() for name, value in start["headers"]}
    return start["status"], told, b"".join(message.get("body", b"") for message in rest)
