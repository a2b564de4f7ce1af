"""What a buyer does next: a pure decision over what she sees, how she is, and a throw of the dice.

She reacts to what happened to her, gives back what she no longer wants, claims what is on air, asks about
it or says something. One thing at a look, often nothing.
"""

from random import Random

from livesell.client.frames import Body, Frame
from livesell.demo import lines
from livesell.demo.cast import Temper
from livesell.demo.catalogue import BY_TITLE
from livesell.demo.saying import first_name, say
from livesell.demo.view_state import Item, Seen, Variant

TALKS_OF_HERSELF = 0.6
CHEERS = 0.05
LOOKS_AROUND = 0.12
MOST_CLAIMS = 4
LONGEST_LINE = 3
KEEPS_MS = 6_000
"""Nobody gives back what she has had for less."""


def decide(seen: Seen, news: list[Frame], temper: Temper, dice: Random, now: int) -> Body | None:
    """The body of a command, or nothing this time."""
    if not seen.live:
        return say(seen, dice, lines.IDLE) if dice.random() < temper.chatty / 2 else None
    return (
        _of_herself(seen, news, dice)
        or _give_back(seen, temper, dice, now)
        or _claim(seen, temper, dice, now)
        or _cheer(seen, news, dice)
        or _remark(seen, temper, dice)
    )


def _of_herself(seen: Seen, news: list[Frame], dice: Random) -> Body | None:
    own = [
        fact["event"] for fact in news if fact["event"].get("claim", {}).get("buyer", {}).get("id") == seen.me
    ]
    if not own or dice.random() > TALKS_OF_HERSELF:
        return None
    event = own[-1]
    item = seen.items.get(event["claim"]["item_id"])
    fitting = {
        "claim.held": lines.PROMOTED if event.get("promoted") else lines.HELD,
        "claim.waitlisted": lines.WAITING,
        "claim.ordered": lines.ORDERED,
        "claim.expired": lines.EXPIRED,
        "claim.released": lines.GAVE_BACK if event.get("reason") == "buyer" else (),
    }[event["type"]]
    return say(seen, dice, fitting, who=first_name(item.seller)) if fitting and item else None


def _give_back(seen: Seen, temper: Temper, dice: Random, now: int) -> Body | None:
    for claim in seen.mine():
        if now - claim.at > KEEPS_MS and dice.random() < temper.fickle:
            return {"type": "claim.release", "claim_id": claim.id}
    return None


def _claim(seen: Seen, temper: Temper, dice: Random, now: int) -> Body | None:
    item = seen.items.get(seen.on_air)
    if dice.random() < LOOKS_AROUND:
        item = dice.choice(seen.offered() or [item])
    elif now - seen.on_air_since < temper.slow:
        return None
    if item is None or item.withdrawn or item.id in seen.tried or len(seen.mine()) >= MOST_CLAIMS:
        return None
    variant = dice.choice(item.variants)
    if dice.random() > temper.eager * _pull(variant):
        return None
    return {
        "type": "claim.place",
        "variant_id": variant.id,
        "quantity": 1,
        "price_version": item.price_version,
    }


def _pull(variant: Variant) -> float:
    """What is about to go is wanted most; a long line puts people off."""
    if variant.free > 0:
        return 1.7 if variant.free == 1 else 1.0
    return 0.8 if variant.waiting < LONGEST_LINE else 0.0


def _cheer(seen: Seen, news: list[Frame], dice: Random) -> Body | None:
    for fact in news:
        event = fact["event"]
        if (
            event["type"] == "claim.held"
            and event["claim"]["buyer"]["id"] != seen.me
            and dice.random() < CHEERS
        ):
            return say(seen, dice, lines.CHEERS, who=first_name(event["claim"]["buyer"]))
    return None


def _remark(seen: Seen, temper: Temper, dice: Random) -> Body | None:
    item = seen.items.get(seen.on_air)
    if item is None or dice.random() > temper.chatty:
        return None
    questions = _open_questions(seen, item)
    return say(seen, dice, questions if questions and dice.random() < 0.5 else lines.REMARKS)


def _open_questions(seen: Seen, item: Item) -> list[str]:
    ware = BY_TITLE.get(item.title)
    return [question for question, _ in ware.asked if question not in seen.recent] if ware else []
