"""The evening: who is where, what each does at every look, and the parties one after another."""

import asyncio
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import cycle
from random import Random

from livesell.client.frames import Body, Frame, fresh_id
from livesell.client.https import Https
from livesell.demo import buying, cast, keeping, lines, selling
from livesell.demo.cast import Player
from livesell.demo.client import Caller, now_ms, persist
from livesell.demo.saying import say
from livesell.demo.stall import Stall

LOOKS = (1.1, 3.2)
"""Seconds between two looks of one of the cast."""
FIRST_ITEMS = 2
PARTY_SECONDS = 600
LATE_ITEM_SECONDS = 150
BREAK_SECONDS = 20


class Stage:
    """A room with the cast in it. `tally` counts the facts that the host saw."""

    def __init__(self, server: Https, players: Sequence[Player], stall: Stall, seed: str) -> None:
        self._server = server
        self._players = players
        self._stall = stall
        self._seed = seed
        self._dice = self._dice_of("the evening")
        self._callers: dict[str, Caller] = {}
        self.tally: Counter[str] = Counter()
        self.room = ""

    async def play(self, on_live: Callable[[str], None]) -> None:
        """Party after party, until cancelled. `on_live` is told the room's address when the first one is live."""
        troupe = frozenset(player.id for player in self._players)
        host = self._of("host")
        room_id, body = fresh_id(), {"title": cast.ROOM, "about": cast.ABOUT}
        opened = await persist(lambda: host.at(self._server).open_room(body, room_id))
        self.room = opened["fact"]["event"]["room"]["id"]
        async with asyncio.TaskGroup() as everybody:
            for player in self._players:
                caller = self._callers[player.character.name] = Caller(
                    self._server, player, self.room, troupe
                )
                everybody.create_task(caller.stay())
            await self._give_parts()
            for caller in self._callers.values():
                everybody.create_task(self._act(caller))
            await self._parties(on_live)

    async def _give_parts(self) -> None:
        for player in self._players:
            if player.character.part in ("seller", "moderator"):
                await self._host.ask(
                    {"type": "member.set_role", "user_id": player.id, "role": player.character.part}
                )
                caller = self._callers[player.character.name]
                await caller.ask({"type": "member.accept_role", "role": player.character.part})

    async def _parties(self, on_live: Callable[[str], None]) -> None:
        for number, title in enumerate(cycle(cast.PARTIES)):
            party_id = await self._draft(title)
            ready = FIRST_ITEMS if number == 0 else self._stall.size - 1
            await self._prepare(party_id, ready, at_once=number == 0)
            started = await self._host.ask({"type": "party.start", "party_id": party_id})
            if number == 0:
                on_live(f"{self._server.url}/rooms/{self.room}/")
            if started["ok"]:
                await self._party(party_id, ready)
            else:  # a visitor who owns the server has a party of her own here: let her
                await self._host.ask({"type": "party.cancel", "party_id": party_id})
                await asyncio.sleep(BREAK_SECONDS)

    async def _draft(self, title: str) -> str:
        draft = {"type": "party.create", "title": title, "currency": "EUR", "hold_minutes": 1}
        created = await self._host.ask(draft)
        found: str = created["fact"]["event"]["party_id"]
        return found

    async def _prepare(self, party_id: str, ready: int, *, at_once: bool) -> None:
        """The very first party starts with what is painted; later ones are announced with all they have."""
        await self._put(party_id, range(ready))
        if not at_once:
            starts_at = now_ms() + BREAK_SECONDS * 1000
            await self._host.ask({"type": "party.schedule", "party_id": party_id, "starts_at": starts_at})
            await asyncio.sleep(BREAK_SECONDS)

    async def _party(self, party_id: str, ready: int) -> None:
        """From the welcome to the end, which somebody else may bring about earlier."""
        seen = self._host.seen
        await self._host.ask(say(seen, self._dice, lines.OPENING))
        await self._put(party_id, range(ready, self._stall.size - 1))
        await self._while_live(LATE_ITEM_SECONDS)
        late = self._stall.size - 1
        await self._seller(late).ask(say(seen, self._dice, lines.FOUND))
        await self._put(party_id, range(late, late + 1))
        await self._while_live(PARTY_SECONDS - LATE_ITEM_SECONDS)
        await self._host.ask(say(seen, self._dice, lines.CLOSING))
        await self._host.ask({"type": "party.end", "party_id": party_id})

    async def _put(self, party_id: str, places: Iterable[int]) -> None:
        for place in places:
            await self._stall.put(party_id, place, self._seller(place))

    async def _while_live(self, seconds: float) -> None:
        until = now_ms() + seconds * 1000
        while True:
            await asyncio.sleep(0.5)
            if not self._host.seen.live or now_ms() > until:
                return

    async def _act(self, caller: Caller) -> None:
        """One of the cast, for ever: look, decide, do."""
        dice = self._dice_of(caller.player.character.name)
        while True:
            await asyncio.sleep(dice.uniform(*LOOKS))
            news = caller.seen.hear()
            if caller is self._host:
                self.tally.update(_said(fact) for fact in news)
            for body in _decide(caller, news, dice):
                if not (await caller.ask(body))["ok"]:
                    caller.seen.refused(body)

    def _dice_of(self, name: str) -> Random:
        return Random(f"{self._seed}/{name}")

    def _of(self, part: str) -> Player:
        return next(player for player in self._players if player.character.part == part)

    @property
    def _host(self) -> Caller:
        return self._callers[self._of("host").character.name]

    def _seller(self, place: int) -> Caller:
        return self._callers[cast.SELLERS[place % len(cast.SELLERS)].name]


def _decide(caller: Caller, news: list[Frame], dice: Random) -> list[Body]:
    """What the character does now."""
    character, seen = caller.player.character, caller.seen
    if character.part == "seller":
        return selling.decide(seen, news, dice, now_ms())
    if character.part == "host":
        act = keeping.host(seen, news, dice)
    elif character.part == "moderator":
        act = keeping.moderator(seen, news, dice)
    elif character.temper:
        act = buying.decide(seen, news, character.temper, dice, now_ms())
    else:
        act = keeping.advertiser(seen, dice)
    return [act] if act else []


def _said(fact: Frame) -> str:
    event = fact["event"]
    return "claim.promoted" if event.get("promoted") else str(event["type"])
