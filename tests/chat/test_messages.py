"""Messages: said, taken back, and read again."""

import pytest

from chat.frames.messages import PostMessage, RemoveMessage
from chat.frames.moderation import BanMember
from chat.messages import messages
from livesell.app.snapshots import show
from livesell.ledger.models import Text
from livesell.wire.codes import Code
from livesell.wire.ids import new_id
from tests.support.turns import NOON, Room

pytestmark = pytest.mark.django_db
RUDE = "your jam is bad"


def remove(offset: int, reason: str = "rude") -> RemoveMessage:
    return RemoveMessage(message_offset=offset, reason=reason)


def test_a_message_shows_who_said_it_as_what_and_when(room: Room) -> None:
    room.later(1)
    offset = room.say("sam", "Good evening!")

    (view,) = messages.history(room.id)
    assert view.model_dump() == {
        "offset": offset,
        "at": NOON + 60_000,
        "said_at": None,
        "author": {"id": room.cast["sam"].user_id, "name": "Sam"},
        "role": "seller",
        "text": "Good evening!",
        "familiarity": "first",
        "reply_to": None,
        "me": False,
        "edited": False,
        "mentions": [],
    }


@pytest.mark.parametrize(("who", "role"), [("hana", "owner"), ("mona", "moderator"), ("ben", "buyer")])
def test_a_message_carries_the_role_of_its_moment(room: Room, who: str, role: str) -> None:
    room.say(who, "hello")
    if who != "hana":
        room.give(who, "seller")

    assert messages.history(room.id)[0].role == role


@pytest.mark.parametrize("text", ["\u200b", "\n\n", "  ", ""])
def test_nothing_is_not_a_message(room: Room, text: str) -> None:
    assert room.why_not("ben", PostMessage(text=text)) == Code.EMPTY_TEXT


def test_the_answer_to_a_message_holds_no_words(room: Room) -> None:
    answer = room.do("ben", PostMessage(text=RUDE))

    assert RUDE not in answer.text
    assert set(answer.event) == {
        "type",
        "author",
        "role",
        "text_hash",
        "familiarity",
        "reply_to",
        "me",
        "said_at",
        "waited_id",
        "mentions",
    }


# Taken back


def test_everybody_may_take_back_her_own_words(room: Room) -> None:
    offset = room.say("ben", RUDE)

    event = room.must("ben", remove(offset))

    removed = {"type": "message.removed", "message_offset": offset}
    assert event == removed | {"by_author": True}
    assert room.facts("desk") == []


@pytest.mark.parametrize("who", ["mona", "hana"])
def test_who_keeps_it_kind_takes_words_away_and_the_desk_knows_why(room: Room, who: str) -> None:
    offset = room.say("ben", RUDE)

    event = room.must(who, remove(offset))

    removed = {"type": "message.removed", "message_offset": offset}
    assert event == removed | {"by_author": False}
    (fact,) = room.facts("desk")
    act = fact["event"]
    assert (act["act"], act["by"]["name"], act["user"]["name"]) == ("remove", who.title(), "Ben")
    assert (act["reason"], act["message_offset"]) == ("rude", offset)


def test_removed_words_are_served_nowhere_again(room: Room) -> None:
    offset = room.say("ben", RUDE)
    room.must("mona", remove(offset))

    served = [show(room.id).model_dump_json(), str(messages.history(room.id))]
    served += [str(room.facts()), str(room.facts("desk"))]
    assert not any(RUDE in one for one in served)
    assert messages.history(room.id)[0].text is None
    assert Text.objects.get(offset=offset).hidden


@pytest.mark.parametrize("who", ["bea", "sam"])
def test_others_may_not_take_words_away(room: Room, who: str) -> None:
    assert room.why_not(who, remove(room.say("ben", "hello"))) == Code.FORBIDDEN


@pytest.mark.parametrize("who", ["hana", "bea"])
def test_a_moderator_does_not_take_away_the_words_of_her_equals_or_those_above(room: Room, who: str) -> None:
    room.give("bea", "moderator")

    assert room.why_not("mona", remove(room.say(who, "hello"))) == Code.FORBIDDEN


def test_the_words_of_who_is_a_moderator_no_more_may_be_taken_away(room: Room) -> None:
    room.give("bea", "moderator")
    offset = room.say("bea", "hello")
    room.must("hana", BanMember(user_id=room.cast["bea"].user_id, reason="no"))

    assert room.why_not("mona", remove(offset)) is None


def test_words_are_taken_away_once(room: Room) -> None:
    offset = room.say("ben", RUDE)
    room.must("ben", remove(offset))

    assert room.why_not("ben", remove(offset)) == Code.WRONG_STATE
    assert room.why_not("mona", remove(offset)) == Code.WRONG_STATE


def test_what_is_no_message_cannot_be_taken_away(room: Room) -> None:
    assert room.why_not("mona", remove(1)) == Code.NOT_FOUND
    assert room.why_not("mona", remove(0)) == Code.NOT_FOUND
    assert room.why_not("mona", remove(10_000)) == Code.NOT_FOUND


def test_an_act_of_the_desk_at_that_offset_is_no_message_of_the_room(room: Room) -> None:
    room.must("mona", BanMember(user_id=room.cast["ben"].user_id, reason="no"))

    assert room.why_not("mona", remove(room.offset("desk"))) == Code.NOT_FOUND


# Read again


def test_history_pages_backwards_without_holes_or_doubles(room: Room) -> None:
    said = [room.say("ben", f"line {number}") for number in range(5)]
    room.live()

    last = messages.history(room.id, most=2)
    before = messages.history(room.id, before=last[0].offset, most=2)
    first = messages.history(room.id, before=before[0].offset, most=2)

    assert [one.offset for page in (first, before, last) for one in page] == said
    assert messages.history(room.id, before=said[0]) == []


def test_a_snapshot_has_the_last_hundred_messages(room: Room) -> None:
    room.batch(*(room.ask("sam", PostMessage(text=f"line {number}")) for number in range(101)))

    shown = messages.history(room.id)
    assert [one.text for one in shown] == [f"line {number}" for number in range(1, 101)]


def test_a_room_without_words_has_no_history() -> None:
    assert messages.history(new_id()) == []
