"""Modes: who may speak in a room at the moment, how often, and in what. Staff are exempt from all of them."""

from dataclasses import dataclass
from typing import Literal

import regex
from pydantic import Field

from livesell.wire.codes import Code
from livesell.wire.envelope import Frame

LONGEST_SLOW = 300
LONGEST_FOLLOWING = 129_600
"""Minutes: three months."""
UNIQUE_MS = 30_000
"""For so long nobody says again what somebody said."""
NO_EMOJI = regex.compile(
    r"(?:[0-9#*]\uFE0F?\u20E3|\p{Emoji_Presentation}|\p{Emoji}\uFE0F|\p{Extended_Pictographic}|\p{Emoji_Modifier}"
    r"|\p{Regional_Indicator}|[\u200D\uFE0F\s\U000E0020-\U000E007F]|:[a-z0-9_]{2,32}:)+(*SKIP)(*FAIL)|."
)


class Modes(Frame):
    """What a room asks of those who speak."""

    slow_seconds: int = Field(
        default=0, ge=0, le=LONGEST_SLOW, description="between two messages of one person; 0: off"
    )
    followers_minutes: int | None = Field(
        default=None,
        ge=0,
        le=LONGEST_FOLLOWING,
        description="only who has followed the room for so long; null: off",
    )
    buyers_only: bool = Field(default=False, description="only who has bought in the room")
    emoji_only: bool = False
    unique_only: bool = Field(
        default=False, description="nothing that was said, or nearly, within the last 30 seconds"
    )
    first_held: bool = Field(default=False, description="a person's first message here waits for a moderator")
    delay_seconds: int = Field(
        default=0, ge=0, le=6, multiple_of=2, description="messages are said so much later"
    )
    links: Literal["free", "listed", "off"] = Field(
        default="free", description="listed: to sites that the room allows"
    )


OFF = Modes()
SHIELD = {"slow_seconds": 30, "followers_minutes": 10}
"""What the shield asks at least."""


def shielded(modes: Modes) -> Modes:
    """The modes while the shield is up: what was asked already stays asked."""
    least = {name: max(getattr(modes, name) or 0, least) for name, least in SHIELD.items()}
    return modes.model_copy(update={**least, "links": "off", "first_held": True})


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who wants to speak: when she spoke last, since when she follows the room, and whether she has bought in it."""

    last_at: int | None = None
    followed_at: int | None = None
    bought: bool = False


@dataclass(frozen=True, slots=True)
class Denied:
    """She may not, for this reason; after so many ms she may, where that is known."""

    code: Code
    retry_after_ms: int | None = None


def why_not(modes: Modes, speaker: Speaker, text: str, now: int) -> Denied | None:
    """Why a message is refused, what time alone does not mend first; None where it is not."""
    if modes.buyers_only and not speaker.bought:
        return Denied(Code.BUYERS_ONLY)
    if denied := _why_not_as_follower(modes.followers_minutes, speaker.followed_at, now):
        return denied
    if modes.emoji_only and not is_emoji(text):
        return Denied(Code.EMOJI_ONLY)
    free_at = (speaker.last_at or 0) + modes.slow_seconds * 1_000
    return Denied(Code.SLOW_MODE, free_at - now) if speaker.last_at and now < free_at else None


def _why_not_as_follower(minutes: int | None, followed_at: int | None, now: int) -> Denied | None:
    if minutes is None:
        return None
    if followed_at is None:
        return Denied(Code.FOLLOWERS_ONLY)
    free_at = followed_at + minutes * 60_000
    return Denied(Code.FOLLOWERS_ONLY, free_at - now) if now < free_at else None


def is_emoji(text: str) -> bool:
    """Whether a text is emoji and spaces alone."""
    return NO_EMOJI.search(text) is None
