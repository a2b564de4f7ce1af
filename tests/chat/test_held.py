"""Messages that wait: held for a moderator, or delayed so that moderators act first."""

import json
from typing import Any

import pytest

from chat.frames.filters import AddTerm, LowerShield, RaiseShield, SetModes
from chat.frames.held import DecideHeld, DenyAllHeld, TakeHeld, WithdrawHeld
from chat.frames.messages import PostMessage
from chat.frames.moderation import BanMember, MuteMember
from chat.messages import messages
from chat.moderation import queue
from chat.moderation.queue import ReleaseHeld
from chat.rules.held import EXPIRES_MS, MOST_OF_ONE
from livesell.app.snapshots import desk, show
from livesell.ledger.models import Text
from livesell.wire.codes import Code
from rooms.clock.due import find
from rooms.frames.rooms import EditRoom, FollowRoom
from tests.support.turns import Room

pytestmark = pytest.mark.django_db
WORDS = "cheap watches here"


def say(room: Room, who: str, text: str = WORDS) -> dict[str, Any]:
    """Somebody writes a line that has to wait; what she is told."""
    answer = room.do(who, PostMessage(text=text))
    assert answer.ok, answer.text
    assert answer.fact is None
    told: dict[str, Any] = json.loads(f"{{{answer.text}}}")["aside"]
    assert told["kind"] == "waiting"
    return told


@pytest.fixture
def holding(room: Room) -> Room:
    """First messages are held."""
    room.must("mona", SetModes(first_held=True))
    return room


def public(room: Room, *readers: str) -> str:
    """All that a reader can get of the room."""
    mine = [room.entrance(who).mine for who in readers]
    return str(room.facts()) + show(room.id).model_dump_json() + str(messages.history(room.id)) + str(mine)


def test_a_first_message_waits_and_nobody_reads_it_but_staff_and_its_author(holding: Room) -> None:
    told = say(holding, "ben")

    assert (told["why"], told["text"]) == ("first", WORDS)
    assert WORDS not in public(holding, "bea", "sam")
    assert WORDS in holding.entrance("ben").mine
    assert WORDS in desk(holding.id).model_dump_json()


def test_allowed_it_is_said_as_its_author_s_with_the_time_it_was_written(holding: Room) -> None:
    written_at = holding.now
    told = say(holding, "ben")
    holding.later(5)

    holding.must("mona", DecideHeld(held_id=told["id"], allow=True))

    (message,) = messages.history(holding.id)
    assert (message.author.name, message.role, message.text) == ("Ben", "buyer", WORDS)
    assert (message.said_at, message.at) == (written_at, holding.now)
    assert queue.views(holding.id) == []
    assert WORDS not in holding.entrance("ben").mine
    holding.say("ben", "and now I may speak")


def test_denied_it_is_read_by_nobody_any_more(holding: Room) -> None:
    told = say(holding, "ben")

    holding.must("mona", DecideHeld(held_id=told["id"], allow=False))

    assert holding.facts()[-1]["event"] == {"type": "held.declined", "waited_ids": [told["id"]]}
    served = public(holding, "ben", "bea") + str(holding.facts("desk")) + desk(holding.id).model_dump_json()
    assert WORDS not in served
    assert Text.objects.get(text=WORDS).hidden


def test_allowed_and_removed_it_is_read_by_nobody_any_more(holding: Room) -> None:
    from chat.frames.messages import RemoveMessage

    told = say(holding, "ben")
    holding.must("mona", DecideHeld(held_id=told["id"], allow=True))

    holding.must(
        "mona", RemoveMessage(message_offset=messages.history(holding.id)[0].offset, reason="after all")
    )

    served = public(holding, "ben", "bea") + str(holding.facts("desk")) + desk(holding.id).model_dump_json()
    assert WORDS not in served


def test_a_message_is_decided_once(holding: Room) -> None:
    told = say(holding, "ben")
    holding.must("mona", DecideHeld(held_id=told["id"], allow=True))

    assert holding.why_not("hana", DecideHeld(held_id=told["id"], allow=False)) == Code.NOT_FOUND
    assert holding.why_not("hana", TakeHeld(held_id=told["id"])) == Code.NOT_FOUND


def test_a_colleague_is_on_it(holding: Room) -> None:
    told = say(holding, "ben")
    holding.must("mona", TakeHeld(held_id=told["id"]))

    (view,) = queue.views(holding.id)
    assert view.taken_by is not None
    assert view.taken_by.name == "Mona"
    assert holding.why_not("mona", TakeHeld(held_id=told["id"])) == Code.WRONG_STATE
    assert holding.why_not("hana", TakeHeld(held_id=told["id"])) is None


def test_one_person_does_not_fill_the_queue(holding: Room) -> None:
    for number in range(MOST_OF_ONE):
        say(holding, "ben", f"line {number}")

    assert holding.why_not("ben", PostMessage(text="one more")) == Code.WAITING


def test_a_queue_has_an_end(holding: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chat.rules.held.MOST", 1)
    say(holding, "ben")

    assert holding.why_not("bea", PostMessage(text="hello")) == Code.LIMIT


def test_whoever_spoke_before_is_no_first_timer(room: Room) -> None:
    room.say("ben", "hello")
    room.must("mona", SetModes(first_held=True))

    room.say("ben", "hello again")


def test_a_word_is_held(room: Room) -> None:
    room.must("mona", AddTerm(kind="words", act="hold", term="watches"))

    assert say(room, "ben")["why"] == "words"
    room.say("ben", "hello")


def test_a_held_message_expires(holding: Room) -> None:
    told = say(holding, "ben")
    holding.now += EXPIRES_MS
    (due,) = [one for one in find(holding.now) if isinstance(one.frame, ReleaseHeld)]

    holding.must("clock", ReleaseHeld())

    assert due.room_id == holding.id
    assert holding.facts()[-1]["event"]["waited_ids"] == [told["id"]]
    assert queue.views(holding.id) == []
    assert holding.why_not("clock", ReleaseHeld()) == Code.WRONG_STATE


def test_whoever_is_banned_says_nothing_that_waited(holding: Room) -> None:
    say(holding, "ben")

    holding.must("mona", BanMember(user_id=holding.cast["ben"].user_id, reason="no"))

    assert queue.views(holding.id) == []
    assert WORDS not in public(holding, "bea")


@pytest.mark.parametrize("whose", ["ben", None])
def test_all_that_waits_is_denied_at_once(holding: Room, whose: str | None) -> None:
    mine = [say(holding, "ben", f"line {number}")["id"] for number in range(2)]
    others = say(holding, "bea")["id"]

    holding.must("mona", DenyAllHeld(user_id=holding.cast[whose].user_id if whose else None))

    left = [view.id for view in queue.views(holding.id)]
    assert left == ([others] if whose else [])
    assert set(mine) <= set(holding.facts()[-1]["event"]["waited_ids"])
    assert holding.why_not("mona", DenyAllHeld(user_id=holding.cast["ben"].user_id)) == Code.WRONG_STATE


def test_what_waits_claims_at_once(holding: Room) -> None:
    holding.live(stock=2)
    holding.must("hana", EditRoom(claim_words=["sold"]))

    answer = holding.do("ben", PostMessage(text="sold 1"))

    told = json.loads(f"{{{answer.text}}}")["aside"]
    assert (told["kind"], told["heard"]["kind"]) == ("waiting", "claimed")
    assert "claim.held" in holding.types()


def test_the_same_id_waits_once(holding: Room) -> None:
    first = holding.do("ben", PostMessage(text="hello"), key="the-same-id")

    assert holding.do("ben", PostMessage(text="hello"), key="the-same-id").text == first.text
    assert len(queue.views(holding.id)) == 1


# Delayed


@pytest.mark.parametrize("seconds", [2, 4, 6])
def test_a_delayed_message_reaches_nobody_before_its_time(room: Room, seconds: int) -> None:
    room.must("mona", SetModes(delay_seconds=seconds))
    said_at = room.now
    told = say(room, "ben")

    room.now += seconds * 1_000 - 1
    assert room.why_not("clock", ReleaseHeld()) == Code.WRONG_STATE
    assert WORDS not in public(room, "bea")
    assert [one.at for one in find(room.now) if isinstance(one.frame, ReleaseHeld)] == [told["until"]]
    room.now += 1
    room.must("clock", ReleaseHeld())

    (message,) = messages.history(room.id)
    assert (message.author.name, message.text, message.said_at) == ("Ben", WORDS, said_at)


def test_delayed_messages_keep_their_order(room: Room) -> None:
    room.must("mona", SetModes(delay_seconds=2))
    for number in range(5):
        say(room, "ben", f"line {number}")
    room.now += 2_000

    room.must("clock", ReleaseHeld())

    assert [one.text for one in messages.history(room.id)] == [f"line {number}" for number in range(5)]


def test_moderators_act_first(room: Room) -> None:
    room.must("mona", SetModes(delay_seconds=6))
    told = say(room, "ben")
    room.must("mona", DecideHeld(held_id=told["id"], allow=False))
    room.now += 6_000

    assert room.why_not("clock", ReleaseHeld()) == Code.WRONG_STATE
    assert WORDS not in public(room, "bea")


def test_staff_are_not_delayed(room: Room) -> None:
    room.must("mona", SetModes(delay_seconds=6, first_held=True))

    room.say("sam", "hello")


# The shield


def test_the_shield_holds_first_messages(room: Room) -> None:
    room.must("ben", FollowRoom())
    room.later(10)
    room.must("mona", RaiseShield())

    assert say(room, "ben")["why"] == "first"
    room.must("mona", LowerShield())
    room.now += 30_000
    room.say("bea", "hello")


def test_its_author_takes_it_back_and_nobody_reads_it_any_more(holding: Room) -> None:
    told = say(holding, "ben")
    assert holding.do("ben", WithdrawHeld(held_id=told["id"])).ok

    assert queue.views(holding.id) == []
    served = public(holding, "ben", "bea") + str(holding.facts("desk")) + desk(holding.id).model_dump_json()
    assert WORDS not in served
    decided = holding.facts("desk")[-1]["event"]
    assert (decided["type"], decided["how"], decided["by"]) == ("held.decided", "withdrawn", None)
    assert holding.why_not("ben", WithdrawHeld(held_id=told["id"])) == Code.NOT_FOUND
    assert holding.why_not("mona", DecideHeld(held_id=told["id"], allow=True)) == Code.NOT_FOUND


def test_also_in_a_time_out_and_it_makes_room_for_another(holding: Room) -> None:
    told = [say(holding, "ben", f"{WORDS} {number}") for number in range(MOST_OF_ONE)]
    assert holding.why_not("ben", PostMessage(text="one more")) == Code.WAITING
    assert holding.do("ben", WithdrawHeld(held_id=told[0]["id"])).ok
    say(holding, "ben", "one more")

    holding.must("mona", MuteMember(user_id=holding.cast["ben"].user_id, seconds=60, reason_code="spam"))
    assert holding.do("ben", WithdrawHeld(held_id=told[1]["id"])).ok


def test_nobody_takes_back_what_somebody_else_wrote(holding: Room) -> None:
    told = say(holding, "ben")
    for who in ("bea", "mona", "hana"):
        assert holding.why_not(who, WithdrawHeld(held_id=told["id"])) == Code.NOT_FOUND
    assert len(queue.views(holding.id)) == 1
