"""A text can be hidden and forgotten; the chain does not notice."""

import json

import pytest

from chat import messages
from livesell.ledger import read, texts
from livesell.ledger.models import Text
from livesell.live import show
from tests.support import auditor
from tests.support.turns import Room

pytestmark = pytest.mark.django_db
RUDE = "your jam is bad"


def readings(room: Room) -> list[str]:
    """Everything that a reader can be given of the room, by every way there is."""
    name = room.ledger()
    return [
        show(room.id),
        *(one.wire for one in read.after(name, 0)),
        *(one.model_dump_json() for one in messages.history(room.id)),
        *(one.wire for one in read.last(name, ["message.posted"], most=10)),
    ]


def served(room: Room, offset: int) -> str | None:
    stored = read.at(room.ledger(), offset)
    assert stored is not None
    text: str | None = json.loads(stored.wire)["text"]
    return text


def test_a_text_stands_beside_its_fact_which_holds_only_its_hash(room: Room) -> None:
    offset = room.say("ben", RUDE)

    assert served(room, offset) == RUDE
    assert RUDE not in room.last.answers[0]
    assert Text.objects.get(ledger__name=room.ledger(), offset=offset).text == RUDE


@pytest.mark.parametrize("forget", [texts.hide, texts.erase])
def test_a_hidden_or_erased_text_is_served_nowhere_and_the_chain_holds(room: Room, forget: object) -> None:
    offset = room.say("ben", RUDE)
    kept = room.say("bea", "I like it")
    assert any(RUDE in reading for reading in readings(room))

    assert callable(forget)
    forget(room.ledger(), offset)

    assert not any(RUDE in reading for reading in readings(room))
    assert (served(room, offset), served(room, kept)) == (None, "I like it")
    auditor.check(room)


def test_a_hidden_text_waits_for_an_appeal_and_an_erased_one_is_gone(room: Room) -> None:
    hidden, erased = room.say("ben", RUDE), room.say("ben", RUDE)

    texts.hide(room.ledger(), hidden)
    texts.erase(room.ledger(), erased)

    rows = {text.offset: (text.text, bool(text.salt)) for text in Text.objects.all()}
    assert rows == {hidden: (RUDE, True), erased: (None, False)}


def test_the_same_words_have_another_hash_each_time(room: Room) -> None:
    """Nobody can test a guess of what was said."""
    for _ in range(3):
        room.say("ben", "yes")

    hashes = {fact["event"]["text_hash"] for fact in room.facts() if "text_hash" in fact["event"]}
    assert len(hashes) == 3


def test_the_same_offset_of_another_ledger_is_left_alone(room: Room) -> None:
    offset = room.say("ben", RUDE)

    texts.erase(room.ledger("desk"), offset)

    assert served(room, offset) == RUDE
