"""What clients asked and what they were told. Recorded while a run goes on, judged by `checkers` afterwards."""

import json
import secrets
import time
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

Frame = dict[str, Any]


class Outcome(StrEnum):
    """What one sending of a command came to. Unknown is never counted as a refusal: it may have happened."""

    ANSWERED = "answered"
    REFUSED = "refused"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Wish:
    """One command of one person under its id, however often it is sent."""

    actor_id: str
    token: str
    type: str
    body: Frame
    id: str = field(default_factory=lambda: secrets.token_urlsafe(12))


@dataclass(frozen=True, slots=True)
class Attempt:
    """One sending of a wish, by the clock of the clients; `text` is the reply to the byte, if one came."""

    wish: Wish
    began: float
    ended: float
    text: str | None

    @property
    def outcome(self) -> Outcome:
        """A verdict that says "ask again" leaves it as open as no answer at all."""
        reply = self.reply
        if reply is None:
            return Outcome.UNKNOWN
        if reply["ok"]:
            return Outcome.ANSWERED
        return Outcome.UNKNOWN if reply["error"]["retry"] else Outcome.REFUSED

    @property
    def reply(self) -> Frame | None:
        """The reply's frame, if it is one."""
        try:
            found = json.loads(self.text or "")
        except ValueError:
            return None
        return found if isinstance(found, dict) and found.get("kind") == "reply" else None


class History:
    """Everything that was asked in one run, in the order in which it ended."""

    def __init__(self) -> None:
        self.attempts: list[Attempt] = []
        self.invoked: dict[str, tuple[float, Wish]] = {}

    def invoke(self, wish: Wish) -> float:
        """A wish is about to be sent; the moment."""
        now = time.monotonic()
        self.invoked.setdefault(wish.id, (now, wish))
        return now

    def told(self, wish: Wish, began: float, text: str | None) -> Attempt:
        """What came back."""
        self.attempts.append(Attempt(wish, began, time.monotonic(), text))
        return self.attempts[-1]

    def settled(self) -> dict[str, Attempt]:
        """The first answer or refusal of each wish that has one."""
        found: dict[str, Attempt] = {}
        for attempt in self.attempts:
            if attempt.outcome is not Outcome.UNKNOWN:
                found.setdefault(attempt.wish.id, attempt)
        return found

    def counts(self) -> dict[str, int]:
        """How many sendings came to what."""
        outcomes = [attempt.outcome for attempt in self.attempts]
        return {outcome.value: outcomes.count(outcome) for outcome in Outcome}
