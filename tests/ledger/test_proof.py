"""A stranger checks an exported ledger: every tampering is found, and nothing that was removed is told."""

import json

import pytest

from livesell.ledger import proof, texts
from livesell.ledger.models import Text
from tests.support.turns import Room

pytestmark = pytest.mark.django_db


@pytest.fixture
def exported(room: Room) -> list[str]:
    """A few facts, among them three messages: one stands, one is hidden, one is forgotten."""
    room.live()
    stands, hidden, forgotten = (
        room.say("ben", words) for words in ("hello\nမင်္ဂလာပါ 🫙", "rude", "my address")
    )
    assert stands
    texts.hide(room.ledger(), hidden, room.now, 1)
    texts.erase([Text.objects.get(ledger__name=room.ledger(), offset=forgotten).pk])
    return list(proof.lines(room.ledger()))


def test_an_untouched_export_is_in_order(exported: list[str]) -> None:
    facts, wrong = proof.check(exported)

    assert (facts, wrong) == (len(exported) - 1, [])


def test_words_that_were_removed_or_forgotten_are_not_exported(exported: list[str]) -> None:
    told = [json.loads(line).get("text") for line in exported]

    assert [text for text in told if text] == ["hello\nမင်္ဂလာပါ 🫙"]


@pytest.mark.parametrize(
    ("old", "new"), [("room.opened", "room.closed"), ("hello", "hallo"), ('"epoch"', '"epoch2"')]
)
def test_a_changed_word_is_found(exported: list[str], old: str, new: str) -> None:
    tampered = [line.replace(old, new) for line in exported]

    if "epoch" in old:
        with pytest.raises(KeyError):
            proof.check(tampered)
    else:
        assert proof.check(tampered)[1]


def test_a_fact_left_out_is_found(exported: list[str]) -> None:
    assert proof.check(exported[:3] + exported[4:])[1]


def test_an_export_that_was_cut_off_is_found_wherever_it_was_cut(exported: list[str]) -> None:
    for facts in range(len(exported) - 1):
        cut = exported[: facts + 1]

        told = f"{facts}: the export ends here, and the ledger at {len(exported) - 1}"
        assert proof.check(cut) == (facts, [told])


def test_an_export_that_says_another_end_is_found(exported: list[str]) -> None:
    head = json.loads(exported[0])
    cut = [json.dumps(head | {"offset": head["offset"] - 1}), *exported[1:-1]]

    assert proof.check(cut)[1]


def test_an_export_ends_where_the_ledger_stood_when_it_began(room: Room) -> None:
    lines = proof.lines(room.ledger())
    first = next(lines)
    room.say("ben", "hello")

    assert proof.check([first, *lines])[1] == []


def test_facts_that_changed_places_are_found(exported: list[str]) -> None:
    exported[2], exported[3] = exported[3], exported[2]

    assert proof.check(exported)[1]


def test_nothing_is_not_an_export() -> None:
    assert proof.check([]) == (0, ["the export is empty"])
