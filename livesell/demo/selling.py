"""What a seller does next: a pure decision over what she sees.

The running order needs nobody to keep it: whoever sells the next item puts it on air when the time of the
one before is up. She says what it is, answers questions about hers, takes holds as sold, and finds more in
the back where a line has formed or nothing is left.
"""

from random import Random
from zlib import crc32

from livesell.client.frames import Body, Frame
from livesell.demo import lines
from livesell.demo.catalogue import ANSWERS, BY_TITLE
from livesell.demo.saying import first_name, say
from livesell.demo.view_state import Claim, Item, Seen

AIR_MS = 28_000
GONE_AIR_MS = 20_000
FINDS_MS = 13_000
"""Nobody looks in the back before."""
FIRST_HOLD_MS, HOLDS_DIFFER_MS = 9_000, 68_000
"""A seller takes a hold as sold after a while; some she forgets, and their minute runs out."""
RAISES = 0.25
THANKS = 0.7


def decide(seen: Seen, news: list[Frame], dice: Random, now: int) -> list[Body]:
    """Bodies of commands, in their order."""
    if not seen.live:
        return []
    return (
        _answer(seen, news, dice)
        or _confirm(seen, dice, now)
        or _find_more(seen, dice, now)
        or _next(seen, dice, now)
    )


def next_on_air(seen: Seen, now: int) -> Item | None:
    """The item whose turn has come, or None while the one on air has its time."""
    items = seen.offered()
    current = seen.items.get(seen.on_air)
    if not items or current is None:
        return next(iter(items), None)
    if now - seen.on_air_since < (GONE_AIR_MS if current.is_gone else AIR_MS):
        return None
    later = [item for item in items if item.number > current.number]
    order = later + [item for item in items if item.number < current.number]
    return next((item for item in order if not item.is_gone), next(iter(order), None))


def patience(claim_id: str) -> int:
    """How long a seller leaves a hold before she takes it as sold: always the same for a claim."""
    return FIRST_HOLD_MS + crc32(claim_id.encode()) % HOLDS_DIFFER_MS


def _answer(seen: Seen, news: list[Frame], dice: Random) -> list[Body]:
    for fact in reversed(news):
        event, text = fact["event"], fact.get("text") or ""
        if event["type"] != "message.posted" or event["author"]["id"] == seen.me:
            continue
        if text in ANSWERS and _asked_about_mine(seen, text):
            return [say(seen, dice, [ANSWERS[text]])]
        if "?" in text and event["author"]["id"] not in seen.troupe and _mine(seen, seen.on_air):
            return [say(seen, dice, lines.TO_STRANGERS, who=first_name(event["author"]))]
    return []


def _confirm(seen: Seen, dice: Random, now: int) -> list[Body]:
    ripe = [claim for claim in seen.claims.values() if _is_ripe(seen, claim, now)]
    if not ripe:
        return []
    claim = min(ripe, key=lambda one: one.at)
    thanks = [say(seen, dice, lines.SOLD, who=first_name(claim.buyer))] if dice.random() < THANKS else []
    return [{"type": "claim.confirm", "claim_id": claim.id}, *thanks]


def _is_ripe(seen: Seen, claim: Claim, now: int) -> bool:
    return (
        claim.state == "held"
        and _mine(seen, claim.item_id) is not None
        and now - claim.at > patience(claim.id)
    )


def _find_more(seen: Seen, dice: Random, now: int) -> list[Body]:
    item = _mine(seen, seen.on_air)
    if item is None or now - seen.on_air_since < FINDS_MS or dice.random() > RAISES:
        return []
    everything_gone = all(one.is_gone for one in seen.offered())
    for variant in item.variants:
        if variant.free <= 0 and (variant.waiting >= 2 or everything_gone):
            more = {"type": "item.set_stock", "variant_id": variant.id, "stock": variant.stock + 2}
            return [more, say(seen, dice, lines.RAISED)]
    return []


def _next(seen: Seen, dice: Random, now: int) -> list[Body]:
    item = next_on_air(seen, now)
    if item and item.seller["id"] == seen.me:
        feature = {"type": "item.feature", "party_id": seen.party, "item_id": item.id}
        return (
            [feature, say(seen, dice, [BY_TITLE[item.title].pitch])] if item.title in BY_TITLE else [feature]
        )
    on_air = _mine(seen, seen.on_air)
    if on_air and sum(variant.free for variant in on_air.variants) == 1 and dice.random() < 0.04:
        return [say(seen, dice, lines.LAST_ONE)]
    return []


def _mine(seen: Seen, item_id: str | None) -> Item | None:
    item = seen.items.get(item_id or "")
    return item if item and item.seller["id"] == seen.me else None


def _asked_about_mine(seen: Seen, question: str) -> bool:
    titles = {title for title, ware in BY_TITLE.items() if question in dict(ware.asked)}
    return any(item.title in titles and item.seller["id"] == seen.me for item in seen.offered())
