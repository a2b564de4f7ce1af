"""The hash chain: a stranger checks a ledger with SHA-256 alone, and forgetting a text does not break it."""

import hashlib
import json

import pytest
from hypothesis import given, strategies as st

from livesell.wire import chain

Row = tuple[int, str, str]


def ledger(count: int, start: str) -> list[Row]:
    rows: list[Row] = []
    previous = start
    for offset in range(1, count + 1):
        fact = chain.compose(offset, 1_000 + offset, json.dumps({"type": "item.added", "title": "jam"}))
        previous = chain.link(previous, fact)
        rows.append((offset, fact, previous))
    return rows


START = chain.genesis("room.r", "spring")


def test_a_stranger_needs_nothing_but_sha256() -> None:
    (_, first, digest), (_, second, last) = ledger(2, START)

    assert digest == hashlib.sha256(START.encode() + b"\n" + first.encode()).hexdigest()
    assert last == hashlib.sha256(digest.encode() + b"\n" + second.encode()).hexdigest()


def test_the_start_depends_on_the_name_and_the_life() -> None:
    starts = {chain.genesis(name, epoch) for name in ("room.a", "room.b") for epoch in ("spring", "autumn")}

    assert len(starts) == 4


def test_an_untouched_ledger_has_no_break() -> None:
    assert chain.first_break(START, ledger(20, START)) is None
    assert chain.first_break(START, []) is None


def test_a_later_part_can_be_checked_by_itself() -> None:
    rows = ledger(20, START)

    assert chain.first_break(rows[9][2], rows[10:], offset=10) is None


@given(st.integers(0, 8), st.sampled_from(["fact", "hash", "swap", "drop", "twice"]))
def test_any_change_is_found_where_it_was_made(place: int, change: str) -> None:
    rows = ledger(10, START)
    offset, fact, digest = rows[place]
    if change == "fact":
        rows[place] = (offset, fact.replace("jam", "ham"), digest)
    elif change == "hash":
        rows[place] = (offset, fact, "0" * 64)
    elif change == "swap":
        rows[place], rows[place + 1] = rows[place + 1], rows[place]
    elif change == "drop":
        del rows[place]
    else:
        rows.insert(place + 1, rows[place])

    assert chain.first_break(START, rows) == (place + 2 if change == "twice" else place + 1)


def test_a_cut_tail_is_told_by_the_head_not_by_the_chain() -> None:
    assert chain.first_break(START, ledger(10, START)[:5]) is None


def test_the_text_stands_beside_the_fact_and_not_in_what_is_hashed() -> None:
    fact = chain.compose(7, 1_000, '{"type":"message.posted","text_hash":"x"}')

    shown = json.loads(chain.with_text(fact, 'Grüße, "Ben"'))
    forgotten = json.loads(chain.with_text(fact, None))

    assert shown["text"] == 'Grüße, "Ben"'
    assert forgotten["text"] is None
    assert {key: shown[key] for key in ("offset", "at", "event")} == json.loads(fact)


def test_the_hash_of_a_text_says_nothing_without_its_salt() -> None:
    assert chain.text_hash("salt", "yes") != chain.text_hash("other", "yes")
    assert chain.text_hash("salt", "yes") == hashlib.sha256(b"salt\nyes").hexdigest()


@pytest.mark.parametrize("text", ["", "\n", "\u2028", '"}', "\\", "</script>", "👩‍👧"])
def test_no_text_breaks_out_of_its_frame(text: str) -> None:
    fact = chain.compose(1, 1, '{"type":"message.posted"}')

    assert json.loads(chain.with_text(fact, text)) == {
        "offset": 1,
        "at": 1,
        "event": {"type": "message.posted"},
        "text": text,
    }
