"""The clock against a real database: five hundred and twenty that fail do not keep an honest one waiting."""

import logging
from functools import partial

import pytest
from asgiref.sync import sync_to_async

from livesell.app.features import COMMANDS
from livesell.app.gateway import Rooms
from livesell.app.timekeeping import Timekeeper
from livesell.gateway.gateway import Gateway, Shape
from livesell.ledger.clock import now_ms
from rooms.clock import deferrals, due
from rooms.models.deferrals import Deferral
from rooms.models.parties import Party, Series
from tests.support.turns import MINUTE, Room

pytestmark = pytest.mark.django_db(transaction=True)
BROKEN = 520
MOST_LOOKS = 20
"""On a busy machine the honest one may be answered `busy` among them. Where they keep it waiting, it waits for ever."""


async def _nothing(_gateway: Gateway) -> None: ...


@pytest.fixture
def honest(room: Room) -> str:
    """A series whose party is over; five hundred and twenty broken ones were there before it."""
    first_at = now_ms() - 60 * MINUTE
    zones = ["Europe/Atlantis"] * BROKEN + ["UTC"]
    series = [
        Series(room_id=room.id, every=1, unit="week", zone=zone, first_at=first_at + number)
        for number, zone in enumerate(zones)
    ]
    Series.objects.bulk_create(series)
    plain = {
        "room_id": room.id,
        "currency": "EUR",
        "hold_minutes": 5,
        "starts_at": first_at,
        "state": "cancelled",
    }
    Party.objects.bulk_create(Party(title="Friday", series=one, **plain) for one in series)
    return series[-1].pk


async def test_broken_series_back_off_and_an_honest_one_is_announced(
    honest: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(
        logging.CRITICAL, "livesell.ledger.turn"
    )  # a thousand tracebacks take longer than the clock
    gateway = Gateway(Shape(COMMANDS, (), Rooms(), _nothing), redis_url="redis://127.0.0.1:1")
    keeper, refused = Timekeeper(gateway), frozenset[str]()

    async def look() -> None:
        nonlocal refused
        found = await gateway.database.read(partial(due.find, now_ms()))
        refused = await keeper._act(found, refused)

    announced = Party.objects.filter(series_id=honest, state="scheduled")
    await look()
    await sync_to_async(Deferral.objects.update)(retry_at=0)  # a slow machine: all of them are due again
    for _ in range(MOST_LOOKS):
        await look()
        known = await sync_to_async(deferrals.known)()
        if await sync_to_async(announced.exists)() and len(known) == BROKEN:
            break
    await gateway.database.close()

    assert await sync_to_async(announced.count)() == 1
    assert len(known) == BROKEN
