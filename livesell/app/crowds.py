"""Counts the new accounts of one address or one browser that want the same thing, and has the desk told.

Kept in this process for minutes and nowhere else; each process counts what comes to it. What was counted is lost with
the process, which costs a notice and nothing more.
"""

import json
from collections.abc import Callable

from chat.frames.messages import PostMessage
from livesell.access.actor import SYSTEM
from livesell.commanding.dispatch import Answered
from livesell.gateway.gateway import Gateway
from livesell.ledger.answers import Answer
from livesell.ledger.turn import PendingCommand
from livesell.wire.envelope import Command
from livesell.wire.ids import derived_id
from rooms.frames.auctions import BuyNow, PlaceBid
from rooms.frames.claims import PlaceClaim
from rooms.frames.giveaways import EnterGiveaway
from rooms.newcomers import NOTICE, NoticeNewcomers
from rooms.rules import newcomers as rules

MOST = 10_000
"""Pairs of a source and a thing wanted that are remembered; the oldest is forgotten."""
Place = tuple[str, str, str]
"""A room, a thing wanted in it, and a source."""
Tell = Callable[[str, str, NoticeNewcomers], None]


class Crowds:
    """Who came from where lately. `tell` is given a room, the notice's id and the notice."""

    def __init__(self, tell: Tell) -> None:
        self._tell = tell
        self._seen: dict[Place, dict[str, int]] = {}

    def answered(self, room_id: str, ask: PendingCommand, answer: Answer) -> None:
        """Count who asked, if her account is new, it was done, and she may be one of many."""
        sources = ask.arrival.sources if ask.arrival else ()
        now = ask.arrival.at if ask.arrival else 0
        if not sources or not rules.is_fresh(ask.actor.since, now) or not answer.ok:
            return
        if wanted := _wanted(ask.frame, answer):
            for source in sources:
                self._count((room_id, wanted.wanted, source), wanted, ask.actor.user_id, now)

    def _count(self, place: Place, wanted: NoticeNewcomers, user_id: str, now: int) -> None:
        self._seen[place], many = rules.arrived(self._seen.pop(place, {}), user_id, now)
        if len(self._seen) > MOST:
            del self._seen[next(iter(self._seen))]
        if many is not None:
            notice_id = derived_id(*place, str(many), str(now // rules.WITHIN))
            self._tell(place[0], notice_id, wanted.model_copy(update={"accounts": many}))


def watch(gateway: Gateway) -> Answered:
    """What the gateway calls with each command that was decided."""
    return Crowds(lambda room, key, notice: _tell(gateway, room, key, notice)).answered


def _tell(gateway: Gateway, room_id: str, key: str, notice: NoticeNewcomers) -> None:
    gateway.dispatch.act(SYSTEM, key, room_id, notice, NOTICE)


def _wanted(frame: Command, answer: Answer) -> NoticeNewcomers | None:
    """What a command that was done asked for, if many may want it; a chat word by what it was taken for."""
    if isinstance(frame, PlaceBid | BuyNow):
        return NoticeNewcomers(what="bids", wanted=frame.auction_id, accounts=1)
    if isinstance(frame, EnterGiveaway):
        return NoticeNewcomers(what="entries", wanted=frame.giveaway_id, accounts=1)
    if isinstance(frame, PlaceClaim) or (
        isinstance(frame, PostMessage) and '"kind":"claimed"' in answer.json
    ):
        read = json.loads(f"{{{answer.json}}}")
        claim = (read["aside"] or read["fact"]["event"]).get("claim")
        return NoticeNewcomers(what="claims", wanted=claim["item_id"], accounts=1) if claim else None
    return None
