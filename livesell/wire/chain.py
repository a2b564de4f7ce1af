"""The hash chain over a ledger, and how a text can be forgotten without breaking it. Pure.

Each fact is kept as the exact bytes that were hashed, so a stranger verifies an exported ledger with
nothing but SHA-256: `hash[n] = sha256(hash[n-1] + "\\n" + fact[n])`, and `hash[0]` from the name and epoch.
"""

import hashlib
import json
from collections.abc import Iterable


def genesis(name: str, epoch: str) -> str:
    """The hash before the first event."""
    return hashlib.sha256(f"livesell:{name}:{epoch}".encode()).hexdigest()


def link(previous: str, fact: str) -> str:
    """The hash after `fact`."""
    return hashlib.sha256(f"{previous}\n{fact}".encode()).hexdigest()


def text_hash(salt: str, text: str) -> str:
    """What a fact says of a text that lives apart from it. Without the salt nobody can test a guess."""
    return hashlib.sha256(f"{salt}\n{text}".encode()).hexdigest()


def compose(offset: int, at: int, event: str) -> str:
    """The fact: an event, in JSON, at its place and moment."""
    return f'{{"offset":{offset},"at":{at},"event":{event}}}'


def with_text(fact: str, text: str | None) -> str:
    """The fact as readers get it where a text belongs to it; null when it may not be served any more."""
    return f'{fact[:-1]},"text":{json.dumps(text, ensure_ascii=False)}}}'


def first_break(start: str, facts: Iterable[tuple[int, str, str]], offset: int = 0) -> int | None:
    """The offset at which (offset, fact, hash) rows stop following from `start`, or None if all do."""
    previous = start
    for place, fact, digest in facts:
        offset += 1
        if place != offset or json.loads(fact)["offset"] != offset or link(previous, fact) != digest:
            return offset
        previous = digest
    return None
