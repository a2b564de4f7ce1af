"""Answers to a line, and lines that are said otherwise."""

import pytest

from chat.frames.messages import EditMessage, PostMessage, RemoveMessage
from chat.frames.moderation import BanMember, RemoveAllOf, UndoAct
from chat.frames.pins import PinMessage
from chat.frames.polls import OpenPoll
from chat.frames.questions import AskQuestion
from chat.messages import messages
from chat.models.moderation import ModerationAction
from livesell.app.snapshots import show
from livesell.ledger import proof
from livesell.ledger.models import Text
from livesell.wire.codes import Code
from tests.support.turns import Room

pytestmark = pytest.mark.django_db
FORMER = "ဘူးသီး မချိုဘူး، المربى قديم"
FINE = "The jam is fine 🫙"


def edit(offset: int, text: str = FINE) -> EditMessage:
    return EditMessage(message_offset=offset, text=text)


def answer(offset: int, text: str = "It is.") -> PostMessage:
    return PostMessage(text=text, reply_to=offset)


def words(room: Room) -> list[str | None]:
    return [line.text for line in messages.history(room.id)]


# Answers


def test_an_answer_names_the_line_and_who_said_it_and_repeats_no_word(room: Room) -> None:
    asked = room.say("ben", FORMER)

    event = room.must("sam", answer(asked))

    ben = {"id": room.cast["ben"].user_id, "name": "Ben"}
    assert event["reply_to"] == {"offset": asked, "author": ben}
    (_, reply) = messages.history(room.id)
    assert reply.model_dump()["reply_to"] == event["reply_to"]
    assert FORMER not in str(reply)


def test_nobody_answers_what_is_no_line_or_has_no_words_any_more(room: Room) -> None:
    said = room.say("ben", FORMER)
    room.must("ben", RemoveMessage(message_offset=said))

    assert room.why_not("sam", answer(said)) == Code.WRONG_STATE
    assert room.why_not("sam", answer(said - 1)) == Code.NOT_FOUND
    assert room.why_not("sam", answer(10_000)) == Code.NOT_FOUND


def test_a_removal_in_the_same_turn_is_known_to_who_answers_after_it(room: Room) -> None:
    said = room.say("ben", FORMER)

    answers = room.batch(
        room.ask("sam", answer(said)),
        room.ask("mona", RemoveMessage(message_offset=said, reason="rude")),
        room.ask("sam", answer(said)),
    )

    assert [one.code for one in answers] == [None, None, Code.WRONG_STATE]


# Edits


def test_her_own_line_says_other_words_and_is_marked(room: Room) -> None:
    said = room.say("ben", FORMER)

    event = room.must("ben", edit(said))

    assert (event["type"], event["message_offset"]) == ("message.edited", said)
    (line,) = messages.history(room.id)
    assert (line.offset, line.text, line.edited) == (said, FINE, True)


@pytest.mark.parametrize("times", [1, 3])
def test_the_former_words_are_gone_from_the_store_and_everywhere(room: Room, times: int) -> None:
    said = room.say("ben", FORMER)
    for number in range(times):
        room.must("ben", edit(said, f"{FORMER} {number}"))
    room.must("ben", edit(said))

    assert not Text.objects.filter(text__contains=FORMER).exists()
    served = [show(room.id).model_dump_json(), str(messages.history(room.id)), str(room.facts())]
    assert not any(FORMER in one for one in served)
    assert [fact["text"] for fact in room.facts() if fact.get("text")] == [FINE]


def test_the_chain_holds_over_an_edit(room: Room) -> None:
    said = room.say("ben", FORMER)
    room.must("ben", edit(said))

    exported = list(proof.lines(room.ledger()))
    assert proof.check(exported) == (room.offset(), [])
    assert FORMER not in "".join(exported)


def test_words_that_were_edited_are_taken_out_whole(room: Room) -> None:
    said = room.say("ben", FORMER)
    room.must("ben", edit(said))

    room.must("mona", RemoveMessage(message_offset=said, reason="rude"))

    assert words(room) == [None]
    assert FINE not in str(room.facts())
    assert room.why_not("ben", edit(said)) == Code.WRONG_STATE


def test_nobody_edits_the_words_of_others(room: Room) -> None:
    said = room.say("ben", FORMER)

    assert {who: room.why_not(who, edit(said)) for who in ("hana", "mona", "bea")} == dict.fromkeys(
        ("hana", "mona", "bea"), Code.FORBIDDEN
    )


def test_a_line_is_edited_within_a_minute(room: Room) -> None:
    said = room.say("ben", FORMER)
    room.later(1)
    room.must("ben", edit(said, "just in time"))
    room.now += 1

    assert room.why_not("ben", edit(said)) == Code.TOO_LATE
    assert words(room) == ["just in time"]


def test_what_is_refused_leaves_the_former_words(room: Room) -> None:
    said = room.say("ben", FORMER)

    assert room.why_not("ben", edit(said, "\u200b")) == Code.EMPTY_TEXT
    assert room.why_not("ben", edit(said - 1)) == Code.NOT_FOUND
    assert words(room) == [FORMER]


def test_who_is_banned_edits_nothing_after_it(room: Room) -> None:
    said = room.say("ben", FORMER)

    answers = room.batch(
        room.ask("mona", BanMember(user_id=room.cast["ben"].user_id, reason="no")),
        room.ask("ben", edit(said)),
    )

    assert answers[1].code == Code.BANNED
    assert words(room) == [FORMER]


def test_all_words_of_somebody_go_with_her_edits_pins_questions_and_polls(room: Room) -> None:
    said, mona = room.say("mona", FORMER), room.cast["mona"].user_id
    room.must("mona", edit(said))
    room.must("hana", PinMessage(message_offset=said))
    room.must("mona", AskQuestion(text=FINE))
    room.must("mona", OpenPoll(question=FINE, choices=["yes", "no"], seconds=60))
    room.must("hana", RemoveAllOf(user_id=mona, reason="no"))

    shown = show(room.id)
    assert (words(room), shown.pinned, shown.questions, shown.poll) == ([None], None, [], None)
    assert FINE not in str(room.facts()) + shown.model_dump_json()


def test_what_was_edited_and_removed_comes_back_as_it_was_edited(room: Room) -> None:
    said = room.say("ben", FORMER)
    room.must("ben", edit(said))
    room.must("mona", RemoveMessage(message_offset=said, reason="rude"))
    room.must("hana", UndoAct(act_id=ModerationAction.objects.get().pk, reason="not rude"))

    assert words(room) == [FINE]
    assert FORMER not in str(room.facts())
