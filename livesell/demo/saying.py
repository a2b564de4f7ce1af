"""Choosing what to say: something that fits and was not said a moment ago."""

from collections.abc import Sequence
from random import Random

from livesell.client.frames import Body
from livesell.demo.view_state import Seen


def say(seen: Seen, dice: Random, lines: Sequence[str], **words: str) -> Body:
    """One of the lines, rather one that nobody said lately."""
    options = [line.format(**words) for line in lines]
    fresh = [line for line in options if line not in seen.recent]
    return {"type": "message.post", "text": dice.choice(fresh or options)}


def first_name(person: dict[str, str]) -> str:
    """How somebody is addressed."""
    return person["name"].split()[0]
