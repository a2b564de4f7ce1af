"""The number of viewers on everybody's screen: counted here, added up by `presence`, told when it changes."""

import asyncio

from livesell.gateway.connection_limits import networks_of
from livesell.gateway.sockets import Socket, Sockets
from livesell.presence.viewers import EXCHANGE_SECONDS, Viewers
from livesell.wire.envelope import Presence

GUESTS_PER_ADDRESS = 5
"""Guests of one address that count as viewers of a room: a family's, and no more."""


class ViewerCount:
    """How many watch each room that is watched in this process. Frames go only to lines that are free."""

    def __init__(self, sockets: Sockets, viewers: Viewers) -> None:
        self._sockets = sockets
        self._viewers = viewers
        self._known: dict[str, int] = {}

    @property
    def is_alone(self) -> bool:
        """True if no other process was there for a while: nobody else is to be told what was committed here."""
        return self._viewers.is_alone

    async def count(self) -> None:
        """Exchange and tell, every two seconds. Runs for ever."""
        while True:
            await asyncio.sleep(EXCHANGE_SECONDS)
            counted = await self._viewers.exchange(self._here())
            for room, viewers in counted.items():
                if self._known.get(room) != viewers:
                    self._tell(room, viewers)
            self._known = counted

    async def close(self) -> None:
        """Stop counting."""
        await self._viewers.close()

    def frame(self, room: str) -> str | None:
        """What a newcomer is told at once: the last known number, with herself at least."""
        return (
            Presence(room=room, viewers=max(1, self._known[room])).model_dump_json()
            if room in self._known
            else None
        )

    def _here(self) -> dict[str, int]:
        """Distinct people for each room; of the guests at one address only some, since they may be one person."""
        people: dict[str, set[object]] = {}
        for socket in self._sockets.open:
            for (room, which), watching in socket.watching.items():
                if which == "show" and watching.is_in:
                    people.setdefault(room, set()).add(_whom(socket, people.get(room, set())))
        return {room: len(seen - {None}) for room, seen in people.items()}

    def _tell(self, room: str, viewers: int) -> None:
        frame = Presence(room=room, viewers=viewers).model_dump_json()
        for socket in tuple(self._sockets.open):
            watching = socket.watching.get((room, "show"))
            if watching and watching.is_in and socket.line.ready:
                socket.write(frame)


def _whom(socket: Socket, seen: set[object]) -> object:
    """As whom it counts; None where enough guests of its address are counted."""
    if socket.actor.user_id:
        return socket.actor.user_id
    network = next(iter(networks_of(socket.address)))
    places = ((network, number) for number in range(GUESTS_PER_ADDRESS))
    return next((place for place in places if place not in seen), None)
