"""How far one ledger of a room was read: each fact once, in its order, and following the chain of hashes if asked."""

import json

from livesell.client.frames import Body, Frame
from livesell.wire.chain import link


class Gap(Exception):
    """A fact is missing before the one that came. Join again from the position: it has not moved."""


class ChainBroken(Exception):
    """What was told does not follow from what was told before. No reconnect mends that: tell a person."""


class Reading:
    """One reader's place in a ledger. `position` and `hash` are None until it was joined for the first time."""

    def __init__(self, room: str, ledger: str = "show", *, checks_chain: bool = False) -> None:
        self.room = room
        self.ledger = ledger
        self.position: Frame | None = None
        self.hash: str | None = None
        self._checks_chain = checks_chain

    def join(self) -> Body:
        """The command that reads on from here."""
        return {"type": "room.join", "ledger": self.ledger, "position": self.position}

    def begin(self, frame: Frame) -> None:
        """Go on from where a `joined` or a `reset` says; the snapshot in it, if there is one, is the state there."""
        self.position = {"epoch": frame["epoch"], "offset": frame["offset"]}
        self.hash = frame["hash"]

    def take(self, push: Frame) -> list[Frame]:
        """The facts of a push that are news. `Gap` before a hole, `ChainBroken` where the hashes do not agree.

        Both are raised before anything of the push counts as read.
        """
        if self.position is None or self.hash is None:
            return []
        offset = self.position["offset"]
        news = [fact for fact in push["facts"] if fact["offset"] > offset]
        for fact in news:
            offset += 1
            if fact["offset"] != offset:
                raise Gap(f"{offset} is missing, {fact['offset']} came")
        if news and self._checks_chain:
            self._check(self.hash, news, push["hash"])
        if news:
            self.position["offset"], self.hash = offset, push["hash"]
        return news

    @staticmethod
    def _check(start: str, news: list[Frame], told: str) -> None:
        for fact in news:
            start = link(start, as_hashed(fact))
        if start != told:
            raise ChainBroken(f"after {news[-1]['offset']}")


def as_hashed(fact: Frame) -> str:
    """The bytes of a fact that its ledger hashed: without the text, which lives apart from it."""
    hashed = {name: fact[name] for name in ("offset", "at", "event")}
    return json.dumps(hashed, ensure_ascii=False, separators=(",", ":"))
