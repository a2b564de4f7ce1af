"""A reader's place in a ledger: each fact once, none missed, and the chain of hashes if asked."""

from typing import Any

import pytest

from livesell.client.reading import ChainBroken, Gap, Reading, as_hashed
from livesell.wire import chain

GENESIS = chain.genesis("room.r", "e1")


def fact(offset: int, text: str = "こんにちは 🌸") -> dict[str, Any]:
    return {
        "offset": offset,
        "at": 1_000 + offset,
        "event": {"type": "test.said", "words": text},
        "text": text,
    }


def push(*facts: dict[str, Any], after: str = GENESIS) -> dict[str, Any]:
    for one in facts:
        after = chain.link(after, as_hashed(one))
    return {"kind": "push", "facts": list(facts), "hash": after}


def reading() -> Reading:
    made = Reading("r", checks_chain=True)
    made.begin({"epoch": "e1", "offset": 0, "hash": GENESIS})
    return made


def test_facts_are_taken_in_their_order_and_move_the_position() -> None:
    ben = reading()
    assert ben.take(push(fact(1), fact(2))) == [fact(1), fact(2)]
    assert ben.join() == {"type": "room.join", "ledger": "show", "position": {"epoch": "e1", "offset": 2}}


def test_a_fact_that_comes_again_is_told_once() -> None:
    ben = reading()
    first = push(fact(1))
    ben.take(first)
    assert ben.take(first) == []
    assert ben.take(push(fact(1), fact(2))) == [fact(2)]


def test_a_hole_moves_nothing() -> None:
    ben = reading()
    with pytest.raises(Gap):
        ben.take(push(fact(1), fact(3)))
    assert (ben.position, ben.hash) == ({"epoch": "e1", "offset": 0}, GENESIS)
    assert ben.take(push(fact(1))) == [fact(1)]


def test_facts_that_do_not_follow_are_not_read() -> None:
    ben = reading()
    forged = push(fact(1)) | {"facts": [fact(1, "something else")]}
    with pytest.raises(ChainBroken):
        ben.take(forged)
    assert ben.position == {"epoch": "e1", "offset": 0}


def test_nothing_is_read_before_a_ledger_was_joined() -> None:
    assert Reading("r").take(push(fact(1))) == []
