"""What comes through Redis is a hint: whoever writes to it shows nobody anything. (Attack A98.)"""

import asyncio
import json
import time

import pytest
from channels_redis.pubsub import RedisPubSubChannelLayer
from redis.asyncio import Redis

from livesell.ledger import publish
from livesell.operate import valkey
from tests.support import shows
from tests.support.people import Person
from tests.support.server import Server
from tests.support.shop import Come

FORGED = json.dumps({"offset": 1, "at": 1, "event": {"type": "message.posted"}, "text": "forged"})


def layer_of(server: Server, *, key: str | None = None) -> RedisPubSubChannelLayer:
    """The server's channel layer, as somebody has it who holds its secret; or another key."""
    secret = key or (server.data / "secret_key").read_text().strip()
    hosts = [{"address": valkey.url(server.data)}]
    return RedisPubSubChannelLayer(
        hosts, prefix="livesell", symmetric_encryption_keys=[f"channel-layer:{secret}"]
    )


@pytest.fixture
def room(hana: Person) -> str:
    return shows.open_room(hana)


async def test_what_is_put_into_redis_is_not_shown(
    shop: Server, come: Come, room: str, ben: Person, bea: Person
) -> None:
    client, talker = await come(ben), await come(bea)
    joined = await client.join(room)
    name, epoch, tip = f"room.{room}", joined["epoch"], joined["offset"]
    fact = [("message.posted", FORGED)]
    ours, strangers = layer_of(shop), layer_of(shop, key="another secret")
    forgeries = [
        {"type": publish.MESSAGE, "news": [name, epoch, tip + 1, "0" * 64, "1" * 64, fact, tip]},
        {"type": publish.MESSAGE, "news": [name, epoch, tip + 5, "0" * 64, "1" * 64, fact, tip]},
        {"type": publish.MESSAGE, "news": [name, "another", 1, "0" * 64, "1" * 64, fact, tip]},
        {"type": publish.MESSAGE, "news": [name, epoch, tip, "0" * 64, "1" * 64, fact, tip]},
        {"type": "websocket.disconnect", "news": []},
        {"type": "close"},
    ]
    lines = len(shop.output.splitlines())

    for forgery in forgeries:
        await ours.group_send(publish.group(name), forgery)
    await asyncio.sleep(0.3)
    said = await talker.ask({"type": "message.post", "text": "true"}, room)
    await strangers.group_send(publish.group(name), forgeries[0])
    await ours.group_send(publish.group(name), {"type": publish.MESSAGE, "news": "none"})
    async with Redis.from_url(valkey.url(shop.data)) as link:
        await link.publish(f"livesell__group__{publish.group(name)}", b"\x00garbage")
    for layer in (ours, strangers):
        await layer.flush()

    await client.reach(room, said["fact"]["offset"])
    await asyncio.sleep(1.5)
    assert [fact["text"] for fact in client.facts[f"{room}.show"]] == ["true"]
    assert client.resets == 0
    logged = shop.output.splitlines()[lines:]
    assert 1 <= len([line for line in logged if "news" in line]) <= 5, logged


async def test_after_forgeries_the_room_goes_on(
    shop: Server, come: Come, room: str, ben: Person, bea: Person
) -> None:
    client, talker = await come(ben), await come(bea)
    await client.join(room)
    async with Redis.from_url(valkey.url(shop.data)) as link:
        for _ in range(20):
            await link.publish(f"livesell__group__{publish.group(f'room.{room}')}", b"garbage")

    began = time.perf_counter()
    said = await talker.ask({"type": "message.post", "text": "and on"}, room)
    await client.reach(room, said["fact"]["offset"])

    assert time.perf_counter() - began < 2
