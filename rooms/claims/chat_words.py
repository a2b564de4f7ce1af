"""Claims by chat word: what somebody said is done in the turn in which she said it, by the button's own functions."""

from livesell.ledger.turn import Refused, Turn
from rooms.claims import claims, rows
from rooms.events.claims import ClaimView
from rooms.events.heard import Candidate, Heard, HeardClaim, HeardPass, HeardRefused, HeardUnsure
from rooms.frames.claims import ReleaseClaim
from rooms.membership.standing import Members, standing
from rooms.rules.lexicon import Line, lexicon, words_of
from rooms.rules.roles import HOSTS
from rooms.rules.words import Counter, Kind, Thing, Understood, Unsure, read
from rooms.stock.rows import Stock

MOST_BESIDE = 3
"""Words beside the chat word in "sold 14 blue large"."""


def hear(turn: Turn, text: str) -> Heard | None:
    """Do what the line asks for. None where it is talk; a refusal is told, and raises nothing. May be bulk.

    Hosts sell by talking: their lines are never claims.
    """
    line = lexicon(*turn.use(Members).words).listen(text)
    if line is None or standing(turn).role in HOSTS:
        return None
    shop = turn.use(Shop)
    counter = shop.of(turn.actor.user_id) if line.verb == "pass" else shop.counter(line.numbers)
    answer = read(line, counter) if counter.things else None
    if isinstance(answer, Understood):
        return _done(turn, shop, line, answer)
    return _asked(shop, line, answer) if isinstance(answer, Unsure) else None


def is_order(turn: Turn, text: str) -> bool:
    """True if the line begins with a chat word of the room's and adds no more than what it is about: no talk."""
    line = lexicon(*turn.use(Members).words).listen(text)
    return line is not None and line.leads and len(line.rest) <= MOST_BESIDE


class Shop:
    """What can be claimed by word: loaded by the numbers that are said, once for everybody in the turn."""

    def __init__(self, turn: Turn) -> None:
        self._turn = turn
        self._things: dict[int, Thing] = {}
        self._looked: set[int] | None = None
        self._on_air: tuple[Thing, ...] = ()
        self._named: dict[str, tuple[str, str]] = {}

    def counter(self, numbers: list[int]) -> Counter:
        """The items of these numbers in the party that is live, and the one on air."""
        fresh = [number for number in numbers if self._looked is None or number not in self._looked]
        if fresh or self._looked is None:
            found = rows.kinds_on_sale(self._turn.room_id, fresh)
            self._looked = (self._looked or set()) | set(fresh)
            self._things |= {thing.number: thing for thing in self._read(found)}
            on_air = {row.number for row in found if row.on_air}
            self._on_air = tuple(self._things[number] for number in sorted(on_air))
        said = tuple(self._things[number] for number in numbers if number in self._things)
        return Counter((*said, *self._on_air), self._on_air)

    def of(self, buyer_id: str) -> Counter:
        """What somebody has claimed: she need not say its number."""
        variants = sorted({claim.variant_id for claim in self._turn.use(Stock).active_of(buyer_id)})
        hers = tuple(self._read(rows.kinds(variants)))
        return Counter(hers, hers)

    def candidate(self, thing: Thing, kind: Kind) -> Candidate:
        """A variant, to be chosen."""
        item_id, name = self._named[kind.variant_id]
        return Candidate(item_id=item_id, variant_id=kind.variant_id, number=thing.number, name=name)

    def said(self, line: Line, answer: Understood) -> str:
        """What was understood, in the one form that every claim by word has."""
        _, name = self._named[answer.kind.variant_id]
        times = f"×{answer.quantity}" if answer.quantity > 1 else ""  # noqa: RUF001 - the sign is meant
        return " ".join(word for word in (line.word, str(answer.thing.number), name, times) if word)

    def save(self) -> None:
        """Nothing is written through this unit."""

    def _read(self, found: list[rows.NamedKind]) -> list[Thing]:
        kinds: dict[str, tuple[int, list[Kind]]] = {}
        for row in found:
            self._named[row.variant_id] = (row.item_id, row.name)
            kind = Kind(row.variant_id, frozenset(words_of(row.name)))
            kinds.setdefault(row.item_id, (row.number, []))[1].append(kind)
        return [Thing(number, tuple(listed)) for number, listed in kinds.values()]


def _done(turn: Turn, shop: Shop, line: Line, answer: Understood) -> Heard:
    said, variant_id = shop.said(line, answer), answer.kind.variant_id
    try:
        if line.verb == "pass":
            return HeardPass(said=said, claim=_passed(turn, variant_id))
        claim, _, ahead = claims.enter(turn, variant_id, answer.quantity, price_version=None)
    except Refused as refusal:
        return HeardRefused(said=said, variant_id=variant_id, quantity=answer.quantity, code=refusal.code)
    return HeardClaim(said=said, claim=claim.view(), ahead=ahead)


def _passed(turn: Turn, variant_id: str) -> ClaimView:
    """Give back the actor's latest claim of that variant; as it was."""
    hers = turn.use(Stock).active_of(turn.actor.user_id)
    was = next(claim for claim in reversed(hers) if claim.variant_id == variant_id).view()
    claims.release(turn, ReleaseClaim(claim_id=was.id))
    return was


def _asked(shop: Shop, line: Line, answer: Unsure) -> HeardUnsure:
    candidates = [shop.candidate(thing, kind) for thing, kind in answer.candidates]
    return HeardUnsure(verb=line.verb, ask=answer.ask, candidates=candidates)
