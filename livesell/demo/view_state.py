"""What one person sees of the room: a snapshot, and the facts that came after it. Plain values, no clock."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field, fields

from livesell.client.frames import Body, Frame


@dataclass
class Variant:
    """A kind of an item, with its stock."""

    id: str
    name: str
    stock: int
    held: int
    sold: int
    waiting: int

    @property
    def free(self) -> int:
        return self.stock - self.held - self.sold


@dataclass
class Item:
    """An item on sale."""

    id: str
    party_id: str
    number: int
    title: str
    seller: Frame
    price_version: int
    withdrawn: bool
    variants: list[Variant]

    @property
    def is_gone(self) -> bool:
        return all(variant.free <= 0 for variant in self.variants)


@dataclass
class Claim:
    """Somebody's claim that is not over. `at`: when it came into its state."""

    id: str
    item_id: str
    variant_id: str
    buyer: Frame
    quantity: int
    state: str
    at: int


@dataclass
class Seen:
    """The room in somebody's eyes. `troupe`: the ids of the cast, who know each other."""

    me: str
    troupe: frozenset[str]
    party: str = ""
    live: bool = False
    on_air: str = ""
    on_air_since: int = 0
    items: dict[str, Item] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)
    tried: set[str] = field(default_factory=set)
    """Items that I have claimed, or could not, since they were last put on air."""
    recent: deque[str] = field(default_factory=lambda: deque(maxlen=40))
    """What was said last, by anybody."""
    met: dict[str, int] = field(default_factory=dict)
    """At which offset each stranger first said or claimed something."""
    news: deque[Frame] = field(default_factory=lambda: deque(maxlen=200))

    def begin(self, snapshot: Frame, now: int) -> None:
        """Forget the room and see it anew."""
        self.items = {item["id"]: _item(item) for item in snapshot["items"]}
        self.claims, self.live = {}, False
        for party in snapshot["parties"]:
            if party["state"] == "live":
                self.party, self.live = party["id"], True
                self.on_air, self.on_air_since = party["on_air"] or "", now

    def take(self, fact: Frame) -> None:
        """One more fact, in its order."""
        event = fact["event"]
        if change := CHANGES.get(event["type"]):
            change(self, event, fact["at"])
        somebody = event.get("author") or event.get("claim", {}).get("buyer")
        if somebody and somebody["id"] not in self.troupe:
            self.met.setdefault(somebody["id"], fact["offset"])
        if fact.get("text"):
            self.recent.append(fact["text"])
        self.news.append(fact)

    def hear(self) -> list[Frame]:
        """The facts since the last time."""
        heard = list(self.news)
        self.news.clear()
        return heard

    def offered(self) -> list[Item]:
        """What is on sale, in the order of the party."""
        shown = [item for item in self.items.values() if item.party_id == self.party and not item.withdrawn]
        return sorted(shown, key=lambda item: item.number)

    def variant(self, item_id: str, variant_id: str) -> Variant | None:
        item = self.items.get(item_id)
        return next((one for one in item.variants if one.id == variant_id), None) if item else None

    def refused(self, body: Body) -> None:
        """A claim that was refused is not tried again and again."""
        for item in self.items.values():
            if any(variant.id == body.get("variant_id") for variant in item.variants):
                self.tried.add(item.id)

    def mine(self) -> list[Claim]:
        """My claims that are not over."""
        return [claim for claim in self.claims.values() if claim.buyer["id"] == self.me]


def _item(view: Frame) -> Item:
    shared = {
        key: view[key]
        for key in ("id", "party_id", "number", "title", "seller", "price_version", "withdrawn")
    }
    kept = [one.name for one in fields(Variant)]
    variants = [Variant(**{key: variant[key] for key in kept}) for variant in view["variants"]]
    return Item(**shared, variants=variants)


def _started(seen: Seen, event: Frame, at: int) -> None:
    party = event["party"]
    seen.party, seen.live = party["id"], True
    seen.on_air, seen.on_air_since = party["on_air"] or "", at
    seen.items = {key: item for key, item in seen.items.items() if item.party_id == seen.party}
    seen.claims.clear()
    seen.tried.clear()


def _ended(seen: Seen, event: Frame, _at: int) -> None:
    if event["party_id"] == seen.party:
        seen.live = False


def _shown(seen: Seen, event: Frame, _at: int) -> None:
    seen.items[event["item"]["id"]] = _item(event["item"])


def _featured(seen: Seen, event: Frame, at: int) -> None:
    if event["party_id"] == seen.party:
        seen.on_air, seen.on_air_since = event["item_id"] or "", at
        if all(claim.item_id != seen.on_air for claim in seen.mine()):
            seen.tried.discard(seen.on_air)


def _came(seen: Seen, event: Frame, at: int) -> None:
    view = event["claim"]
    claim = Claim(
        **{key: view[key] for key in ("id", "item_id", "variant_id", "buyer", "quantity", "state")}, at=at
    )
    seen.claims[claim.id] = claim
    if claim.buyer["id"] == seen.me:
        seen.tried.add(claim.item_id)
    if variant := seen.variant(claim.item_id, claim.variant_id):
        if claim.state == "held":
            variant.held += claim.quantity
            variant.waiting -= bool(event["promoted"])
        else:
            variant.waiting += 1


def _went(seen: Seen, event: Frame, _at: int) -> None:
    view = event["claim"]
    seen.claims.pop(view["id"], None)
    if variant := seen.variant(view["item_id"], view["variant_id"]):
        if view["state"] == "waitlisted":
            variant.waiting -= 1
            return
        variant.held -= view["quantity"]
        if event["type"] == "claim.ordered":
            variant.sold += view["quantity"]


CHANGES: dict[str, Callable[[Seen, Frame, int], None]] = {
    "party.started": _started,
    "party.ended": _ended,
    "item.added": _shown,
    "item.edited": _shown,
    "item.featured": _featured,
    "flash.announced": _shown,
    "flash.begun": _shown,
    "flash.ended": _shown,
    "claim.held": _came,
    "claim.waitlisted": _came,
    "claim.released": _went,
    "claim.expired": _went,
    "claim.ordered": _went,
}
