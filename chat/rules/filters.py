"""Filters of a room: its terms, its links, rude words in its languages. What each does with a text that holds it."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from chat.rules import links, profanity
from chat.rules.folding import Span, View
from chat.rules.profanity import Language
from chat.rules.terms import Finder, masked, outside

Kind = Literal["words", "pattern", "site"]
Act = Literal["refuse", "hold", "mask", "allow"]
RudeAct = Literal["off", "refuse", "hold", "mask"]
ACTS: tuple[Literal["refuse", "hold", "mask"], ...] = ("refuse", "hold", "mask")


class Term(NamedTuple):
    """Something to look for, and what follows where it is found."""

    kind: Kind
    act: Act
    term: str


class Found(NamedTuple):
    """What filters say of a text: the strictest act that applies, and the text, masked where it has to be."""

    act: Literal["pass", "refuse", "hold"]
    text: str


@dataclass(frozen=True, slots=True)
class Filters:
    """A room's filters, ready to use."""

    finders: dict[Act, Finder]
    rude: RudeAct = "off"
    languages: tuple[Language, ...] = ()
    sites: frozenset[str] = field(default_factory=frozenset)

    @property
    def are_on(self) -> bool:
        """Whether there is anything to look for."""
        return bool(self.finders) or (self.rude != "off" and bool(self.languages))

    def judge(self, text: str, seen: Sequence[View]) -> Found:
        """What becomes of a text. What an allowed term covers counts for nothing."""
        allowed = self.finders["allow"].find(text, seen) if "allow" in self.finders else []
        spans = {act: outside(self._spans(act, text, seen), allowed) for act in ACTS}
        if spans["refuse"]:
            return Found("refuse", text)
        return Found("hold" if spans["hold"] else "pass", masked(text, spans["mask"]))

    def _spans(self, act: Act, text: str, seen: Sequence[View]) -> list[Span]:
        found = self.finders[act].find(text, seen) if act in self.finders else []
        return [*found, *profanity.finder(self.languages).find(text, seen)] if act == self.rude else found


def filters_of(terms: Iterable[Term], rude: RudeAct, languages: Collection[Language]) -> Filters:
    """The filters that these terms make, with rude words in these languages."""
    listed = list(terms)
    finders: dict[Act, Finder] = {}
    for act in {term.act for term in listed if term.kind != "site"}:
        words = [term.term for term in listed if term.kind == "words" and term.act == act]
        patterns = [term.term for term in listed if term.kind == "pattern" and term.act == act]
        finders[act] = Finder.of(words, patterns)
    sites = frozenset(term.term for term in listed if term.kind == "site")
    return Filters(finders, rude, tuple(sorted(languages)), sites)


def has_link_outside(mode: Literal["free", "listed", "off"], sites: Collection[str], text: str) -> bool:
    """Whether a text holds an address that the room does not let through."""
    return mode != "free" and bool(links.strange(text, sites if mode == "listed" else ()))
