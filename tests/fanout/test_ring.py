"""The ring: a window on a ledger that ends at its tip."""

import json

from hypothesis import given, strategies as st

from livesell.fanout.ring import Ring


def fact(offset: int, text: str | None = "hello") -> str:
    return json.dumps({"offset": offset, "at": 1, "event": {"type": "message.posted"}, "text": text})


def ring_of(count: int, *, tip: int = 0, **limits: int) -> Ring:
    ring = Ring(tip, **limits)
    for _ in range(count):
        append(ring)
    return ring


def append(ring: Ring, text: str | None = "hello") -> int:
    offset = ring.tip + 1
    return ring.append(fact(offset, text), f"h{offset}")


def prepend(ring: Ring, *offsets: int) -> None:
    ring.prepend(
        [(fact(offset), f"h{offset}") for offset in offsets], f"h{offsets[0] - 1}" if offsets else ""
    )


def offsets(wires: list[str]) -> list[int]:
    return [json.loads(wire)["offset"] for wire in wires]


def test_an_empty_ring_covers_its_tip_alone() -> None:
    ring = Ring(7)

    assert [ring.covers(offset) for offset in (6, 7, 8)] == [False, True, False]
    assert ring.between(7, 7) == []


def test_an_appended_fact_stands_at_the_next_offset() -> None:
    ring = Ring(7)

    assert append(ring) == 8
    assert ring.tip == 8
    assert offsets(ring.between(7, 8)) == [8]


def test_a_reader_gets_exactly_what_lies_between() -> None:
    ring = ring_of(10, tip=5)

    assert offsets(ring.between(5, 15)) == list(range(6, 16))
    assert offsets(ring.between(8, 11)) == [9, 10, 11]
    assert offsets(ring.between(14, 15)) == [15]
    assert ring.between(15, 15) == []


def test_the_oldest_fact_makes_room_for_the_newest() -> None:
    ring = ring_of(5, most_facts=3)

    assert ring.floor == 2
    assert not ring.covers(1)
    assert offsets(ring.between(2, 5)) == [3, 4, 5]


def test_many_bytes_make_room_too() -> None:
    ring = Ring(0, most_bytes=3 * len(fact(1)))
    for _ in range(8):
        append(ring)

    assert offsets(ring.between(ring.floor, 8)) == [6, 7, 8]


def test_one_fact_larger_than_the_ring_leaves_it_empty() -> None:
    ring = ring_of(2, most_bytes=200)

    append(ring, "x" * 300)

    assert ring.tip == ring.floor == 3
    assert append(ring) == 4
    assert offsets(ring.between(3, 4)) == [4]


def test_older_facts_can_be_kept_again() -> None:
    ring = ring_of(2, tip=5)

    prepend(ring, 3, 4, 5)

    assert ring.floor == 2
    assert offsets(ring.between(2, 7)) == [3, 4, 5, 6, 7]


def test_reaching_back_stops_at_the_limits() -> None:
    ring = ring_of(2, tip=5, most_facts=3)

    prepend(ring, 3, 4, 5)

    assert offsets(ring.between(ring.floor, 7)) == [5, 6, 7]


def test_nothing_stands_before_the_first_fact() -> None:
    ring = ring_of(1, tip=1)

    prepend(ring, 0, 1)

    assert ring.floor == 0


def test_a_piece_is_as_long_as_it_may_be_and_never_empty() -> None:
    ring, length = ring_of(10, tip=5), len(fact(6))

    assert ring.reach(5, 3 * length) == 8
    assert ring.reach(8, 1) == 9
    assert ring.reach(13, 1_000_000) == 15
    assert ring.reach(14, 1) == 15
    assert ring.reach(15, 1) == 15


def test_a_redacted_text_is_not_served_again() -> None:
    ring = ring_of(3)

    ring.redact(2)

    texts = [json.loads(wire)["text"] for wire in ring.between(0, 3)]
    assert texts == ["hello", None, "hello"]
    assert offsets(ring.between(0, 3)) == [1, 2, 3]


def test_redacting_what_the_ring_does_not_hold_does_nothing() -> None:
    ring = ring_of(3, most_facts=2)

    for offset in (0, 1, 4, 99):
        ring.redact(offset)

    assert [json.loads(wire)["text"] for wire in ring.between(1, 3)] == ["hello", "hello"]


def test_the_fill_tells_of_the_nearer_limit() -> None:
    assert ring_of(5, most_facts=10).fill == 0.5
    assert Ring(0).fill == 0
    many = ring_of(5, most_bytes=10 * len(fact(1)))
    assert many.fill == 0.5


step = st.one_of(
    st.tuples(st.just("append"), st.integers(0, 40)),
    st.tuples(st.just("prepend"), st.integers(0, 4)),
    st.tuples(st.just("redact"), st.integers(0, 60)),
)


@given(st.integers(0, 20), st.lists(step, max_size=40))
def test_offsets_are_contiguous_and_limits_hold_whatever_happens(
    tip: int, steps: list[tuple[str, int]]
) -> None:
    ring = Ring(tip, most_facts=6, most_bytes=500)
    redacted: set[int] = set()
    for kind, number in steps:
        if kind == "append":
            append(ring, "x" * number)
        elif kind == "prepend":
            prepend(ring, *range(max(1, ring.floor - number + 1), ring.floor + 1))
            redacted -= set(range(ring.floor + 1))
        else:
            ring.redact(number)
            redacted.add(number)

        kept = ring.between(ring.floor, ring.tip)
        assert offsets(kept) == list(range(ring.floor + 1, ring.tip + 1))
        assert len(kept) <= 6
        assert ring.fill <= 1 or len(kept) == 0
        assert 0 <= ring.floor <= ring.tip


def test_every_offset_that_is_covered_has_its_hash() -> None:
    ring = Ring(5, "h5", most_facts=4)
    for _ in range(2):
        append(ring)
    prepend(ring, 3, 4, 5)

    assert [ring.hash_at(offset) for offset in range(ring.floor, 8)] == ["h3", "h4", "h5", "h6", "h7"]
    append(ring)
    assert [ring.hash_at(offset) for offset in range(ring.floor, 9)] == ["h4", "h5", "h6", "h7", "h8"]
