"""Terms: words, phrases, `*` for any letters, and regular expressions in linear time (RE2, with a bound of memory).

A term is looked for in every view of a text (`chat.rules.folding`). In writings without spaces it may stand inside.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import re2
import regex

from chat.rules.folding import UNSPACED, WORD, Span, View, fold

MAX_TERM, MAX_TERMS, MAX_PATTERNS = 200, 500, 20
"""Characters of a term, terms of a room, and of them regular expressions."""
PATTERN_MEMORY = 1 << 20
"""Bytes that a regular expression may be compiled into."""
PIECE = regex.compile(rf"\*|{WORD.pattern}")
SHORTEST_LOOSE = 4
"""Letters of a word that is looked for inside of letters that stood alone."""


class BadTerm(ValueError):
    """The term says nothing that could be looked for."""


def words_pattern(term: str) -> str:
    """The term as a pattern over the text of a view."""
    parts = [_word_pattern(word) for word in term.split()]
    pattern = "  ".join(part for part in parts if part)
    return pattern if UNSPACED.search(term) else f" {pattern} "


def _word_pattern(word: str) -> str:
    pieces = PIECE.findall(word)
    if "*" not in pieces:
        return "  ".join(re2.escape(fold(piece)) for piece in pieces)
    return "".join("[^ ]*" if piece == "*" else re2.escape(fold(piece)) for piece in pieces)


def checked_pattern(source: str) -> str:
    """A regular expression of a room's, if RE2 takes it; `BadTerm` where not, or where it matches nothing at all."""
    pattern = _compiled(source)
    if pattern is None or pattern.search(""):
        raise BadTerm
    return source


def checked_words(term: str) -> str:
    """A term of words or signs, if there is something to look for; `BadTerm` where not."""
    if not term.strip("* "):
        raise BadTerm
    return term


def _compiled(source: str) -> "re2._Regexp[str] | None":
    options = re2.Options()
    options.max_mem, options.log_errors, options.case_sensitive = PATTERN_MEMORY, False, False
    try:
        return re2.compile(source, options)
    except re2.error:
        return None


@dataclass(frozen=True, slots=True)
class Finder:
    """Terms of one kind, ready to be looked for."""

    words: "re2._Regexp[str] | None"
    loose: "re2._Regexp[str] | None"
    patterns: tuple["re2._Regexp[str]", ...]

    @classmethod
    def of(cls, terms: Iterable[str], patterns: Iterable[str] = ()) -> "Finder":
        """A finder of these terms and regular expressions; those that cannot be looked for are left out."""
        named = list(terms)
        listed = [term for term in named if WORD.search(term)]
        signs = [re2.escape(term) for term in named if term.strip("* ") and not WORD.search(term)]
        joined = [fold("".join(WORD.findall(term))) for term in listed if "*" not in term]
        return cls(
            _any_of(words_pattern(term) for term in listed),
            _any_of(re2.escape(word) for word in joined if len(word) >= SHORTEST_LOOSE),
            tuple(found for source in [*patterns, *signs] if (found := _compiled(source))),
        )

    def find(self, text: str, seen: Sequence[View]) -> list[Span]:
        """Where they stand in the text."""
        found = [match.span() for pattern in self.patterns for match in pattern.finditer(text)]
        for view in seen:
            for words in (self.words, self.loose if view.loose else None):
                found += [view.place(*match.span()) for match in words.finditer(view.text)] if words else []
        return [span for span in found if span[0] < span[1]]


def _any_of(patterns: Iterable[str]) -> "re2._Regexp[str] | None":
    listed = sorted(set(patterns))
    if not listed:
        return None
    options = re2.Options()
    options.log_errors, options.max_mem = False, 64 << 20
    return re2.compile("|".join(listed), options)


def outside(spans: Iterable[Span], allowed: Sequence[Span]) -> list[Span]:
    """Those spans that lie in none of the allowed ones."""
    return [one for one in spans if not any(each[0] <= one[0] and one[1] <= each[1] for each in allowed)]


def masked(text: str, spans: Iterable[Span]) -> str:
    """The text with stars where the spans are."""
    kept, at = "", 0
    for start, end in sorted(spans):
        if end > at:
            kept += text[at : max(start, at)] + "***"
            at = end
    return kept + text[at:]
