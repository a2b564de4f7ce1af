"""The ear: it hears what others publish, whatever Redis and the layer do meanwhile."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from channels.layers import get_channel_layer

from livesell.fanout import subscriber
from livesell.fanout.subscriber import Subscriber
from livesell.ledger import publish
from livesell.ledger.turn import News, Told

NAME = "room.attic"
NEWS = News(NAME, "1", 1, "before", "after", [Told("message.posted", "{}", "after")])


class Listener:
    """An ear, and what it heard."""

    def __init__(self) -> None:
        self.heard: asyncio.Queue[News] = asyncio.Queue()
        self.ear = Subscriber(wanted=lambda: [NAME], heard=self.heard.put_nowait)

    async def hears(self) -> News:
        """Publish until it is heard: the ear joins when it can."""
        async with asyncio.timeout(10):
            while True:
                await publish.publish([NEWS])
                try:
                    return await asyncio.wait_for(self.heard.get(), 0.3)
                except TimeoutError:
                    continue


@pytest.fixture
async def listener(valkey: str, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Listener]:
    """An ear with a quick pulse."""
    monkeypatch.setattr(subscriber, "PULSE_SECONDS", 0.1)
    monkeypatch.setattr(subscriber, "DEAF_SECONDS", 0.6)
    found = Listener()
    task = asyncio.create_task(found.ear.listen())
    yield found
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    await get_channel_layer().flush()


async def test_it_hears_of_the_ledgers_that_are_wanted(listener: Listener) -> None:
    assert await listener.hears() == NEWS


async def test_it_hears_nothing_of_a_ledger_it_left(listener: Listener) -> None:
    await listener.hears()
    listener.ear._wanted = list
    await listener.ear.leave(NAME)

    await publish.publish([NEWS])

    with pytest.raises(TimeoutError):
        await asyncio.wait_for(listener.heard.get(), 0.3)


async def test_what_nobody_of_ours_would_say_does_not_stop_it(listener: Listener) -> None:
    await listener.hears()
    await get_channel_layer().group_send(publish.group(NAME), {"type": publish.MESSAGE, "news": ["nonsense"]})

    assert await listener.hears() == NEWS


async def test_a_layer_that_has_gone_deaf_is_replaced(listener: Listener) -> None:
    await listener.hears()
    before = get_channel_layer()
    before._get_layer()._shards[0]._receive_task.cancel()

    async with asyncio.timeout(10):
        while get_channel_layer() is before:
            await asyncio.sleep(0.05)

    assert await listener.hears() == NEWS
