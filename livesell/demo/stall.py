"""The wares on their way to the party: painted once, uploaded once, added to every party in the same order."""

import asyncio
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor

from livesell.demo.catalogue import Ware
from livesell.demo.client import Caller, persist
from livesell.demo.painting.stills import paint


class Stall:
    """Paints from the moment it is made, one picture after the other, while the server starts."""

    def __init__(self, wares: Sequence[Ware]) -> None:
        self._wares = wares
        self._painter = ThreadPoolExecutor(1, "painter")
        self._painted: list[Future[bytes]] = [
            self._painter.submit(paint, ware.thing, number, ware.palette)
            for number, ware in enumerate(wares, start=1)
        ]
        self._uploaded: dict[int, str] = {}

    @property
    def size(self) -> int:
        return len(self._wares)

    async def put(self, party_id: str, place: int, seller: Caller) -> None:
        """Add the ware at that place to a party; always by the same seller, who owns its picture."""
        ware = self._wares[place]
        body = {
            "type": "item.add",
            "party_id": party_id,
            "title": ware.title,
            "description": ware.description,
            "price": ware.price,
            "per_buyer_limit": ware.limit,
            "pictures": [await self._picture(place, seller)],
            "variants": [{"name": name, "stock": stock} for name, stock in ware.kinds],
        }
        await seller.ask(body)

    def close(self) -> None:
        """Paint no more."""
        self._painter.shutdown(wait=False, cancel_futures=True)

    async def _picture(self, place: int, seller: Caller) -> str:
        if place not in self._uploaded:
            picture = await asyncio.wrap_future(self._painted[place])
            self._uploaded[place] = await persist(lambda: seller.https.keep_picture(picture))
        return self._uploaded[place]
