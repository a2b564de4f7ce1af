"""Reactions: counted in this process, told with those of the others at most twice a second a room, and kept nowhere."""

import asyncio
from collections import Counter
from typing import Annotated

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError

from livesell.access.buckets import Buckets, rate
from livesell.gateway.sockets import Socket, Sockets
from livesell.ledger import answers
from livesell.ledger.answers import Answer
from livesell.ledger.clock import now_ms
from livesell.presence.bursts import Bursts
from livesell.wire.codes import Code
from livesell.wire.envelope import Emoji, Id, Offset, React, Reaction, Reactions

BEAT_SECONDS = 0.5
OFTEN = rate("30 in 10s")
"""Of one person in one room: a happy thumb, and no machine."""
MOST_AT_ONCE = 50
"""Messages and signs of a room that one frame tells of; what comes besides in the half second is not shown."""
MOST_TIMES = 100_000
Given = tuple[str, int | None]
HEARD: TypeAdapter[dict[str, list[tuple[Emoji, int | None, int]]]] = TypeAdapter(
    dict[
        Id,
        Annotated[
            list[tuple[Emoji, Offset | None, Annotated[int, Field(ge=1, le=MOST_TIMES)]]],
            Field(max_length=MOST_AT_ONCE),
        ],
    ],
    config=ConfigDict(strict=False),
)


class ReactionCount:
    """What was given since the last beat, by room."""

    def __init__(self, sockets: Sockets, bursts: Bursts) -> None:
        self._sockets = sockets
        self._bursts = bursts
        self._buckets = Buckets()
        self._own: dict[str, Counter[Given]] = {}
        self._heard: dict[str, Counter[Given]] = {}

    def take(self, socket: Socket, room: str, body: React) -> Answer:
        """Count it, of somebody who reads here and may speak.

        `sign_in`, `not_found` where she does not watch, `busy` while her standing is asked again, `muted` where she
        may not speak, `too_fast`. She is cut off at the offset of a ban, so nothing counts after it.
        """
        watching = socket.watching.get((room, "show"))
        if socket.actor.is_guest:
            return answers.refused(Code.SIGN_IN)
        if watching is None:
            return answers.refused(Code.NOT_FOUND)
        if not watching.is_in:
            return answers.busy()
        if now_ms() < watching.silent_until:
            return answers.refused(Code.MUTED, retry_after_ms=watching.silent_until - now_ms())
        now = asyncio.get_running_loop().time()
        if wait := self._buckets.take((socket.actor.user_id, room), OFTEN, now, tokens=body.times):
            return answers.refused(Code.TOO_FAST, retry_after_ms=int(wait * 1000) + 1)
        self._add(self._own, room, (body.emoji, body.message_offset), body.times)
        return answers.QUIET

    async def tell(self) -> None:
        """Tell what was given, every half second. Runs for ever."""
        while True:
            await asyncio.sleep(BEAT_SECONDS)
            own, heard, self._own, self._heard = self._own, self._heard, {}, {}
            for room in own.keys() | heard.keys():
                self._show(room, own.get(room, Counter()) + heard.get(room, Counter()))
            if own:
                await self._bursts.tell(
                    {room: [(*what, times) for what, times in given.items()] for room, given in own.items()}
                )

    async def listen(self) -> None:
        """Take in what the other processes tell. Runs for ever."""
        await self._bursts.listen(self._hear)

    async def close(self) -> None:
        """Tell no more."""
        await self._bursts.close()

    def _hear(self, told: object) -> None:
        """What another process counted; what is no burst is nobody's."""
        try:
            burst = HEARD.validate_python(told)
        except ValidationError:
            return
        for room, given in burst.items():
            for emoji, offset, times in given:
                self._add(self._heard, room, (emoji, offset), times)

    def _add(self, counts: dict[str, Counter[Given]], room: str, what: Given, times: int) -> None:
        given = counts.setdefault(room, Counter())
        if what in given or len(given) < MOST_AT_ONCE:
            given[what] = min(given[what] + times, MOST_TIMES)

    def _show(self, room: str, given: Counter[Given]) -> None:
        told = [
            Reaction.model_validate({"emoji": emoji, "message_offset": offset, "times": times})
            for (emoji, offset), times in given.most_common(MOST_AT_ONCE)
        ]
        frame = Reactions(room=room, given=told).model_dump_json()
        for socket in tuple(self._sockets.open):
            watching = socket.watching.get((room, "show"))
            if watching and watching.is_in and socket.line.ready:
                socket.write(frame)
