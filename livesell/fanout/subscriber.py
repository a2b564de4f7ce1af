"""A process's subscriber: through the Channels layer it hears what other processes committed. Hints, nothing more.

Redis may die, hang or forget, and the layer may go deaf without a word: its receiving task ends for good when
Redis hangs. So the subscriber sends itself a pulse every second, and begins anew with a new layer when it has heard
nothing for a while. What it missed the hub finds by its poll.
"""

import asyncio
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any

import structlog
from channels import DEFAULT_CHANNEL_LAYER
from channels.layers import channel_layers, get_channel_layer

from livesell.ledger import publish
from livesell.ledger.turn import News, Told

log = structlog.get_logger(__name__)
PULSE = "ledger.pulse"
PULSE_SECONDS = 1.0
DEAF_SECONDS = 4.0
PATIENCE = 1.5
"""Seconds that one word with Redis may take."""


class Subscriber:
    """Hears news of the ledgers that `wanted` names. One for each process."""

    def __init__(self, wanted: Callable[[], Iterable[str]], heard: Callable[[News], None]) -> None:
        self._wanted = wanted
        self._heard = heard
        self._channel = ""
        self._joined: set[str] = set()
        self._is_deaf = False

    async def listen(self) -> None:
        """Hear until cancelled, whatever Redis does and whoever writes to it."""
        pulse = asyncio.create_task(self._pulse())
        try:
            while True:
                try:
                    async with asyncio.timeout(PATIENCE):
                        self._channel = await get_channel_layer().new_channel()
                    await self._hear()
                except Exception as error:
                    self._complain(error)
                    await self._begin_anew()
        finally:
            pulse.cancel()

    async def join(self, name: str) -> bool:
        """Hear of that ledger from now on, if Redis can be had; if not, as soon as it can. Whether it could."""
        if not self._channel or name in self._joined:
            return bool(self._channel)
        channel = self._channel
        try:
            async with asyncio.timeout(PATIENCE):
                await get_channel_layer().group_add(publish.group(name), channel)
        except Exception as error:  # the poll carries the room until the next pulse tries again
            self._complain(error)
            return False
        if channel == self._channel:
            self._joined.add(name)
        return True

    async def leave(self, name: str) -> None:
        """Hear of it no more."""
        self._joined.discard(name)
        try:
            async with asyncio.timeout(PATIENCE):
                await get_channel_layer().group_discard(publish.group(name), self._channel)
        except Exception as error:  # news of a ledger nobody watches here are ignored anyway
            log.warning("group_not_left", ledger=name, error=type(error).__name__)

    async def _hear(self) -> None:
        layer = get_channel_layer()
        while True:
            async with asyncio.timeout(DEAF_SECONDS):
                message = await layer.receive(self._channel)
            self._is_deaf = False
            if message.get("type") == publish.MESSAGE:
                self._heard(_news(message["news"]))

    def _complain(self, error: Exception) -> None:
        """Told once, not every second until something is heard again."""
        if not self._is_deaf:
            log.warning("news_not_heard", error=type(error).__name__)
        self._is_deaf = True

    async def _pulse(self) -> None:
        while True:
            await asyncio.sleep(PULSE_SECONDS)
            if not self._channel:
                continue
            for name in set(self._wanted()) - self._joined:
                if not await self.join(name):
                    break  # the others would not fare better
            with suppress(Exception):  # that nothing was heard is noticed by `_hear`
                async with asyncio.timeout(PATIENCE):
                    await get_channel_layer().send(self._channel, {"type": PULSE})

    async def _begin_anew(self) -> None:
        """A new layer, with connections of its own: the old one cannot be trusted to mend itself."""
        self._channel = ""
        self._joined.clear()
        old = get_channel_layer()
        channel_layers.set(DEFAULT_CHANNEL_LAYER, channel_layers.make_backend(DEFAULT_CHANNEL_LAYER))
        with suppress(Exception):
            async with asyncio.timeout(PATIENCE):
                await old.flush()
        await asyncio.sleep(PULSE_SECONDS)


def _news(parts: Any) -> News:
    """Checked by use: a message of any other shape raises, and is lost like any other hint."""
    name, epoch, first, previous, digest, facts, show_offset = parts
    told = [Told(kind, wire, after) for kind, wire, after in facts]
    return News(name, epoch, int(first), previous, digest, told, int(show_offset))
