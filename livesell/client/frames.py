"""Frames as a client reads and writes them: JSON as in docs/protocol.md, kept as dictionaries."""

import json
import secrets
from typing import Any

Frame = dict[str, Any]
"""What came from the wire. A later server may say more in it."""
Body = dict[str, Any]
"""What a command says: its `type` and its fields."""


def fresh_id() -> str:
    """An id for one intent: kept for as long as it is asked again, never used for another."""
    return secrets.token_urlsafe(12)


def encode(body: Body, room: str | None, request_id: str) -> str:
    """A request as it is sent."""
    return json.dumps({"id": request_id, "room": room, "body": body})
