"""A text can be hidden and forgotten; the chain does not notice."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from chat.frames.messages import RemoveMessage
from chat.messages import messages
from livesell.app import retention
from livesell.app.retention import DAY_MS
from livesell.app.snapshots import show
from livesell.ledger import read, texts
from livesell.ledger.models import Text
from tests.support import auditor
from tests.support.turns import Room

pytestmark = pytest.mark.django_db
RUDE = "your jam is bad"


def readings(room: Room) -> list[str]:
    """Everything that a reader can be given of the room, by every way there is."""
    name = room.ledger()
    return [
        show(room.id).model_dump_json(),
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
    assert RUDE not in room.last.answers[0].json
    assert Text.objects.get(ledger__name=room.ledger(), offset=offset).text == RUDE


def hide(room: Room, offset: int) -> None:
    texts.hide(room.ledger(), offset, room.now, 1)


def erase(room: Room, offset: int) -> None:
    texts.erase([Text.objects.get(ledger__name=room.ledger(), offset=offset).pk])


@pytest.mark.parametrize("forget", [hide, erase])
def test_a_hidden_or_erased_text_is_served_nowhere_and_the_chain_holds(
    room: Room, forget: Callable[[Room, int], None]
) -> None:
    offset = room.say("ben", RUDE)
    kept = room.say("bea", "I like it")
    assert any(RUDE in reading for reading in readings(room))

    forget(room, offset)

    assert not any(RUDE in reading for reading in readings(room))
    assert (served(room, offset), served(room, kept)) == (None, "I like it")
    auditor.check(room)


def test_a_hidden_text_waits_for_an_appeal_and_an_erased_one_is_gone(room: Room) -> None:
    hidden, erased = room.say("ben", RUDE), room.say("ben", RUDE)

    hide(room, hidden)
    erase(room, erased)

    rows = {text.offset: (text.text, bool(text.salt)) for text in Text.objects.all()}
    assert rows == {hidden: (RUDE, True), erased: (None, False)}


def test_the_same_words_have_another_hash_each_time(room: Room) -> None:
    """Nobody can test a guess of what was said."""
    for _ in range(3):
        room.say("ben", "yes")

    hashes = {fact["event"]["text_hash"] for fact in room.facts() if "text_hash" in fact["event"]}
    assert len(hashes) == 3


def test_hiding_the_same_offset_of_another_ledger_leaves_it_alone(room: Room) -> None:
    offset = room.say("ben", RUDE)

    texts.hide(room.ledger("desk"), offset, room.now, 1)

    assert served(room, offset) == RUDE


def test_a_removed_text_is_erased_after_its_days_and_no_other(room: Room, settings: Any) -> None:
    settings.LIVESELL_REMOVED_TEXT_DAYS, settings.LIVESELL_TEXT_DAYS = 30, None
    removed, kept = room.say("ben", RUDE), room.say("bea", "また来ます")
    room.must("mona", RemoveMessage(message_offset=removed, reason="rude"))

    assert texts.erase_page(0, retention.due(room.now + 30 * DAY_MS - 1)) is None
    assert left() == {removed: RUDE, kept: "また来ます"}
    texts.erase_page(0, retention.due(room.now + 30 * DAY_MS))

    assert left() == {removed: None, kept: "また来ます"}
    assert not Text.objects.get(offset=removed).salt
    auditor.check(room)


def test_all_words_are_erased_after_their_days_where_that_is_set(room: Room, settings: Any) -> None:
    settings.LIVESELL_TEXT_DAYS = 90
    old = room.say("ben", "مرحبا")
    room.later(60 * 24 * 90)
    new = room.say("bea", "hello")

    texts.erase_page(0, retention.due(room.now))

    assert left() == {old: None, new: "hello"}
    assert served(room, old) is None


def test_erasing_goes_page_by_page_to_the_end(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts, "PAGE", 2)
    for number in range(5):
        room.say("ben", f"line {number}")

    after: int | None = 0
    while after is not None:
        after = texts.erase_page(after, texts.Retention(0, room.now))

    assert set(left().values()) == {None}


def left() -> dict[int, str | None]:
    """The words that are kept, by their offset."""
    return dict(Text.objects.values_list("offset", "text"))
