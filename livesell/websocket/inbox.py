"""What a client said and its application has not taken yet."""

import asyncio
from collections import deque
from typing import Any

MAX_INBOX, MAX_INBOX_CHARACTERS = 16, 64 * 1024
"""Messages that may wait for the application before no more is read from the network, and what they may hold."""


class Inbox:
    """The messages that wait, in order. While too much waits, no more is read from the network."""

    __slots__ = ("_is_paused", "_size", "_waiting", "_wanted")

    def __init__(self) -> None:
        self._waiting: deque[dict[str, Any]] | None = None
        self._size = 0
        self._wanted: asyncio.Future[None] | None = None
        self._is_paused = False

    def put(self, message: dict[str, Any], transport: asyncio.ReadTransport) -> None:
        """One more message."""
        if self._waiting is None:
            self._waiting = deque()
        self._waiting.append(message)
        self._size += _characters(message)
        if self._wanted and not self._wanted.done():
            self._wanted.set_result(None)
        if not self._is_paused and (len(self._waiting) >= MAX_INBOX or self._size > MAX_INBOX_CHARACTERS):
            self._is_paused = True
            transport.pause_reading()

    async def take(self, transport: asyncio.ReadTransport) -> dict[str, Any]:
        """The next message, as soon as there is one."""
        while not self._waiting:
            self._wanted = asyncio.get_running_loop().create_future()
            await self._wanted
        message = self._waiting.popleft()
        self._size -= _characters(message)
        if self._is_paused and not self._waiting:
            self._is_paused = False
            transport.resume_reading()
        return message


def _characters(message: dict[str, Any]) -> int:
    return len(message.get("text") or message.get("bytes") or "")
