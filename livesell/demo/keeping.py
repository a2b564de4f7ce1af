"""What the host, the moderator and the advertiser do next. The parties themselves run by `party`."""

from random import Random

from livesell.client.frames import Body, Frame
from livesell.demo import lines
from livesell.demo.saying import first_name, say
from livesell.demo.view_state import Seen

REMINDS = 0.02
KINDLY = 0.012
ADVERTISES = 0.014


def host(seen: Seen, news: list[Frame], dice: Random) -> Body | None:
    """Welcome whoever is new, and say now and then how things go here."""
    for fact in news:
        somebody = fact["event"].get("author") or fact["event"].get("claim", {}).get("buyer")
        if somebody and seen.met.get(somebody["id"]) == fact["offset"]:
            return say(seen, dice, lines.NEWCOMER, who=first_name(somebody))
    return say(seen, dice, lines.REMINDERS) if seen.live and dice.random() < REMINDS else None


def moderator(seen: Seen, news: list[Frame], dice: Random) -> Body | None:
    """Take advertising away; be friendly."""
    for fact in news:
        if fact.get("text") in lines.ADS:
            return {"type": "message.remove", "message_offset": fact["offset"], "reason": "Advertising."}
    return say(seen, dice, lines.KINDLY) if seen.live and dice.random() < KINDLY else None


def advertiser(seen: Seen, dice: Random) -> Body | None:
    """Say what nobody wants to read."""
    return say(seen, dice, lines.ADS) if seen.live and dice.random() < ADVERTISES else None
