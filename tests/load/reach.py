"""Ten thousand followers of a room that goes live: how long until each is told by push and by mail, and what it costs
claims in the same room. `make tell` prints JSON; the push service and the mail server are fakes on loopback, in this
process's own threads. `others_on_the_machine` is the load average of the last 15 minutes: where it is high, so is the
rest.

`LIVESELL_REACH=1000` takes fewer people. Beside it stand the claims of a room that nobody follows, as the baseline.
"""

import asyncio
import json
import os
import sys
import time
from functools import partial
from typing import Any

import django

from tests.support import folders

os.environ.setdefault("LIVESELL_DATA", str(folders.fresh()))
os.environ.setdefault("LIVESELL_PUSH_LOOPBACK", "1")
os.environ.setdefault("LIVESELL_LOG", "ERROR")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "livesell.settings")
PEOPLE = int(os.environ.get("LIVESELL_REACH", "10000"))
CLAIMS_A_SECOND = 50
SECONDS = 30
LIMIT_SECONDS = 300


def people(room: Any, service: Any) -> None:
    """Followers, each with a browser; those of one key, since to make ten thousand takes long."""
    from livesell.accounts.models import User
    from livesell.outbound.models import PushSubscription
    from livesell.outbound.subscriptions import digest
    from livesell.wire.ids import new_id
    from rooms.models.lists import Follow

    shared = service.browser("crowd")
    made = [
        User(
            id=new_id(),
            email=f"p{number}@example.org",
            name=f"P {number}",
            name_key=f"p {number}",
            name_look=f"p {number}",
            password="!",
        )
        for number in range(PEOPLE)
    ]
    User.objects.bulk_create(made, batch_size=500)
    Follow.objects.bulk_create([Follow(room_id=room.id, user=one) for one in made], batch_size=500)
    PushSubscription.objects.bulk_create(
        [
            PushSubscription(
                user=one,
                endpoint=f"{shared.endpoint}?{number}",
                p256dh=shared.p256dh,
                auth=shared.body["auth"],
                stamp=digest(one.get_session_auth_hash()),
                made_at=0,
            )
            for number, one in enumerate(made)
        ],
        batch_size=500,
    )
    service.crowd = shared


async def claims(gateway: Any, room: Any, variant: Any, seconds: float) -> list[float]:
    """Claims at a steady pace, each given back; how many ms each took."""
    from rooms.frames.claims import PlaceClaim, ReleaseClaim

    took: list[float] = []

    async def one(number: int) -> None:
        began = time.perf_counter()
        frame = PlaceClaim(variant_id=variant.pk, quantity=1, price_version=1)
        actor = room.actor(("ben", "bea", "otto", "mona")[number % 4])
        answer = await gateway.dispatch.submit(actor, f"{room.id[:8]}-{number:08}", room.id, frame)
        took.append((time.perf_counter() - began) * 1000)
        if '"ok":true' in answer.json:
            claim = json.loads("{" + answer.json + "}")["fact"]["event"]["claim"]["id"]
            frame = ReleaseClaim(claim_id=claim, reason="")
            await gateway.dispatch.submit(actor, f"{room.id[:8]}-back-{number:08}", room.id, frame)

    until, number, tasks = time.monotonic() + seconds, 0, []
    while time.monotonic() < until:
        tasks.append(asyncio.create_task(one(number)))
        number += 1
        await asyncio.sleep(1 / CLAIMS_A_SECOND)
    await asyncio.gather(*tasks)
    return took


def p99(took: list[float]) -> float:
    return round(sorted(took)[int(len(took) * 0.99)], 1)


def sent() -> int:
    from livesell.outbound.models import Delivery

    return Delivery.objects.filter(state="sent").count()


async def measured(quiet: Any, loud: Any, variants: tuple[Any, Any]) -> dict[str, Any]:
    from livesell.app.gateway import gateway

    live = gateway()
    await live.set_clock()
    live.start()
    await asyncio.sleep(3)
    baseline = await claims(live, quiet, variants[0], SECONDS)
    variant, began = await live.database.write(variants[1]), time.monotonic()
    beside = asyncio.create_task(claims(live, loud, variant, SECONDS))
    told = asyncio.create_task(_all_sent(live, began))
    found = {"claims_p99_ms_quiet": p99(baseline), "claims_p99_ms_beside": p99(await beside)}
    seconds, number = await told
    await live.stop()
    ratio = round(found["claims_p99_ms_beside"] / found["claims_p99_ms_quiet"], 2)
    about = {"people": PEOPLE, "sent": number, "seconds": round(seconds, 1), "p99_ratio": ratio}
    return found | about | {"cores": os.cpu_count(), "others_on_the_machine": os.getloadavg()[2]}


async def _all_sent(live: Any, began: float) -> tuple[float, int]:
    number = 0
    while number < 2 * PEOPLE and time.monotonic() - began < LIMIT_SECONDS:
        await asyncio.sleep(1)
        number = await live.database.read(sent)
    return time.monotonic() - began, number


def main() -> None:
    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    from livesell.accounts.models import User
    from livesell.operate import valkey
    from tests.support.pushes import PushService
    from tests.support.turns import open_room, with_roles

    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    valkey.ensure(settings.DATA)
    call_command("migrate", verbosity=0)
    names = ("hana", "sam", "mona", "ben", "bea", "otto")
    users = {one: User.objects.create_user(f"{one}@example.org", one.title(), "by the sea") for one in names}
    quiet, loud = (with_roles(open_room("hana", users, title=title)) for title in ("Quiet", "Loud"))
    now = time.time_ns() // 1_000_000
    quiet.now = loud.now = now
    service = PushService()
    people(loud, service)
    service.take = partial(_taken, service)  # type: ignore[method-assign]
    variants = quiet.live(stock=10_000), partial(loud.live, stock=10_000)
    try:
        found = asyncio.run(measured(quiet, loud, variants))
    finally:
        valkey.stop(settings.DATA)
    sys.stdout.write(json.dumps(found, indent=1) + "\n")


def _taken(service: Any, _path: str, _sealed: bytes, _headers: dict[str, str]) -> tuple[int, dict[str, str]]:
    """Taken unread: what reading costs is the browser's."""
    service.crowd.asked += 1
    return 201, {}


if __name__ == "__main__":
    main()
