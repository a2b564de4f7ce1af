"""The recent facts of one ledger, kept once for everybody who watches it in this process. Pure."""

import json
from collections import deque
from dataclasses import dataclass
from typing import Any

MAX_FACTS = 2_000
MAX_BYTES = 4 * 1024 * 1024
TEXT = '"text":'


@dataclass(slots=True)
class Entry:
    """One fact as readers get it, and the hash of the chain after it."""

    offset: int
    wire: str
    hash: str


class Ring:
    """A window that ends at the ledger's tip. Offsets inside are contiguous."""

    def __init__(
        self, tip: int, digest: str = "", *, most_facts: int = MAX_FACTS, most_bytes: int = MAX_BYTES
    ) -> None:
        self.tip = tip
        self._before = digest
        """The hash at the floor."""
        self._entries: deque[Entry] = deque()
        self._size = 0
        self._most_facts = most_facts
        self._most_bytes = most_bytes

    @property
    def floor(self) -> int:
        """The smallest offset from which a reader can go on."""
        return self.tip - len(self._entries)

    @property
    def fill(self) -> float:
        """How full the ring is, from 0 to 1."""
        return max(len(self._entries) / self._most_facts, self._size / self._most_bytes)

    def append(self, wire: str, digest: str) -> int:
        """Add the next fact; its offset. The oldest make room."""
        self.tip += 1
        self._entries.append(Entry(self.tip, wire, digest))
        self._size += len(wire)
        while len(self._entries) > self._most_facts or self._size > self._most_bytes:
            oldest = self._entries.popleft()
            self._size -= len(oldest.wire)
            self._before = oldest.hash
        return self.tip

    def prepend(self, facts: list[tuple[str, str]], before: str) -> None:
        """Add the facts just before the floor, (wire form, hash), so that a reader further back can go on.

        Not beyond the limits. `before`: the hash before the first of them.
        """
        hashes = [before, *(digest for _, digest in facts)]
        for place in range(len(facts) - 1, -1, -1):
            wire, digest = facts[place]
            full = len(self._entries) >= self._most_facts or self._size + len(wire) > self._most_bytes
            if full or not self.floor:
                return
            self._entries.appendleft(Entry(self.floor, wire, digest))
            self._size += len(wire)
            self._before = hashes[place]

    def hash_at(self, offset: int) -> str:
        """The hash of the chain at an offset that is covered."""
        return self._before if offset == self.floor else self._entries[offset - self.floor - 1].hash

    def covers(self, offset: int) -> bool:
        """Whether a reader at `offset` can be given everything that followed."""
        return self.floor <= offset <= self.tip

    def between(self, after: int, upto: int) -> list[str]:
        """The facts in `after < offset <= upto`. The caller has made sure that `after` is covered."""
        floor, entries = self.floor, self._entries
        if upto - after == 1 and upto == self.tip:
            return [entries[-1].wire]
        return [entries[place].wire for place in range(after - floor, upto - floor)]

    def reach(self, after: int, most: int) -> int:
        """Where a piece ends that begins after `after`: at most so many characters, but one fact at least."""
        if after + 1 >= self.tip:
            return self.tip
        start, size = after - self.floor, 0
        for place in range(start, len(self._entries)):
            size += len(self._entries[place].wire)
            if size > most and place > start:
                return self.floor + place
        return self.tip

    def redact(self, offset: int, field: str = "", upto: int | None = None) -> None:
        """See that the text of the fact at `offset` is never served from here again, nor by a later fact that says it
        once more: one that names the offset in `field`, and stands no later than `upto`."""
        for entry in self._entries:
            said = entry.offset == offset or (field and f'"{field}":{offset}' in entry.wire)
            if said and TEXT in entry.wire and entry.offset <= (upto or self.tip):
                fact = json.loads(entry.wire)
                if entry.offset == offset or fact["event"].get(field) == offset:
                    self._silence(entry, fact)

    def redact_all_of(self, user_id: str, upto: int) -> None:
        """See that no text whose author is that user is served from here again, of the facts up to an offset."""
        for entry in self._entries:
            if entry.offset <= upto and user_id in entry.wire and TEXT in entry.wire:
                fact = json.loads(entry.wire)
                if fact["event"].get("author", {}).get("id") == user_id:
                    self._silence(entry, fact)

    def _silence(self, entry: Entry, fact: dict[str, Any]) -> None:
        fact["text"] = None
        self._size -= len(entry.wire)
        entry.wire = json.dumps(fact, ensure_ascii=False, separators=(",", ":"))
        self._size += len(entry.wire)
