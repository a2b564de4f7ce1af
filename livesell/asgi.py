"""The whole application: Django for HTTP, one consumer for the socket, and the gateway's life around both.

uvicorn serves it in production; `daphne livesell.asgi:application` and `runserver` serve the same.
"""

import asyncio
import os
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "livesell.settings")

from django import setup

setup(set_prefix=False)  # which everything below needs

from django.conf import settings  # noqa: E402
from django.urls import reverse  # noqa: E402

from livesell import urls  # noqa: E402, F401 - now, so that the first request need not wait for all views
from livesell.app.api import find  # noqa: E402
from livesell.app.gateway import gateway  # noqa: E402
from livesell.edge.fast_path import FastPath  # noqa: E402
from livesell.edge.health import with_health  # noqa: E402
from livesell.edge.shared_pages import SharedPages  # noqa: E402
from livesell.edge.static_files import with_static_files  # noqa: E402
from livesell.gateway.consumer import LiveConsumer, nowhere  # noqa: E402
from livesell.operate import database, gc_tuning, valkey  # noqa: E402
from livesell.operate.bounds import bounded  # noqa: E402
from livesell.operate.request_gate import GatedHandler  # noqa: E402
from livesell.operate.request_rates import paced  # noqa: E402
from livesell.wire.ids import ID_PATTERN  # noqa: E402

valkey.ensure_alone()

consumer: Any = LiveConsumer.as_asgi(gateway=gateway, origins=frozenset(settings.LIVESELL_ORIGINS))
room_page = reverse("rooms:room", args=["ROOM"]).replace("ROOM", f"({ID_PATTERN.strip('^$')})")
http = GatedHandler()
pages = SharedPages(http, room_page, lambda room_id: gateway().is_public(room_id))
bounded_http = bounded(FastPath(pages, find(), lambda: gateway().sessions))
paced_http = paced(
    with_static_files(bounded_http), settings.LIVESELL_ADDRESS_RATE, lambda: gateway().requests
)
served_http = with_health(paced_http)


async def application(scope: dict[str, Any], receive: Any, send: Any) -> None:
    """Serve one HTTP request or socket; or, where the server tells of it, start and stop with the process."""
    if scope["type"] == "lifespan":
        await _live(receive, send)
    elif scope["type"] == "http":
        await served_http(scope, receive, send)
    else:
        await (consumer if scope["path"] == "/ws" else nowhere)(scope, receive, send)


async def _live(receive: Any, send: Any) -> None:
    while True:
        message = await receive()
        if message["type"] == "lifespan.startup":
            await gateway().set_clock()  # before the first command has a moment
            gateway().start()
            gc_tuning.settle()
            await send({"type": "lifespan.startup.complete"})
        else:
            await gateway().stop()
            await http.close()
            await asyncio.to_thread(database.write_back)
            await send({"type": "lifespan.shutdown.complete"})
            return
