"""Everything of a person taken away by one fact, and what moderators did taken back."""

import json

import pytest

from chat.frames.messages import PostMessage, RemoveMessage
from chat.frames.moderation import BanMember, MuteMember, RemoveAllOf, UnbanMember, UndoAct, WarnMember
from chat.messages import messages
from chat.models.moderation import ModerationAction
from chat.moderation.log import acts
from livesell.app.snapshots import show
from livesell.ledger import proof, texts
from livesell.ledger.models import Text
from livesell.wire.codes import Code
from livesell.wire.ids import new_id
from rooms.models.rooms import Member
from tests.ledger.test_texts import readings
from tests.support.turns import Room

pytestmark = pytest.mark.django_db


def last(room: Room) -> str:
    found: str = ModerationAction.objects.filter(room_id=room.id).latest("offset").pk
    return found


def all_of(room: Room, who: str) -> RemoveAllOf:
    return RemoveAllOf(user_id=room.cast[who].user_id, reason_code="spam")


def undo(room: Room, act: str | None = None) -> UndoAct:
    return UndoAct(act_id=act or last(room), reason="it was a joke")


def heard(room: Room) -> list[str | None]:
    return [one.text for one in messages.history(room.id)]


# All of a person's


def test_all_lines_of_somebody_go_by_one_fact_and_nobody_elses(room: Room) -> None:
    for text in ("one", "two"):
        room.say("ben", f"ben says {text}")
    room.say("bea", "bea says three")
    before = room.offset()

    event = room.must("mona", all_of(room, "ben"))

    assert event == {"type": "messages.removed", "user_id": room.cast["ben"].user_id}
    assert room.types(after=before) == ["messages.removed"]
    assert heard(room) == [None, None, "bea says three"]
    assert "ben says" not in "".join([*readings(room), *proof.lines(room.ledger())])
    (act,) = acts(room.id)
    assert (act.act, act.user.name, act.reason_code) == ("remove_all", "Ben", "spam")


def test_what_she_says_later_stands(room: Room) -> None:
    room.say("ben", "rude")
    room.must("mona", all_of(room, "ben"))
    room.say("ben", "sorry")

    assert heard(room) == [None, "sorry"]


def test_where_she_said_nothing_there_is_nothing_to_remove(room: Room) -> None:
    assert room.why_not("mona", all_of(room, "ben")) == Code.WRONG_STATE
    assert room.why_not("mona", RemoveAllOf(user_id=new_id(), reason_code="spam")) == Code.NOT_FOUND


@pytest.mark.parametrize("who", ["mona", "hana"])
def test_the_lines_of_equals_and_those_above_stay(room: Room, who: str) -> None:
    room.say(who, "hello")

    assert room.why_not("mona", all_of(room, who)) == Code.FORBIDDEN


def test_lines_said_in_the_same_turn_go_too(room: Room) -> None:
    room.batch(room.ask("ben", PostMessage(text="rude")), room.ask("mona", all_of(room, "ben")))

    assert heard(room) == [None]


# Undo


def test_a_removed_line_comes_back_with_its_words(room: Room) -> None:
    line = room.say("ben", "good jam")
    room.must("mona", RemoveMessage(message_offset=line, reason_code="spam"))
    event = room.must("hana", undo(room))

    assert event["type"] == "act.undone"
    assert heard(room) == ["good jam"]
    told = room.facts()[-1]
    assert (told["event"]["type"], told["event"]["message_offset"], told["text"]) == (
        "message.restored",
        line,
        "good jam",
    )
    (act,) = acts(room.id)
    assert act.undone_by is not None
    assert act.undone_by.name == "Hana"


def test_removed_again_it_is_served_nowhere(room: Room) -> None:
    line = room.say("ben", "good jam")
    remove = RemoveMessage(message_offset=line, reason_code="spam")
    room.must("mona", remove)
    room.must("mona", undo(room))
    room.must("mona", remove)

    assert "good jam" not in "".join([*readings(room), *proof.lines(room.ledger())])


def test_all_lines_come_back_but_those_that_were_removed_before_or_forgotten(room: Room) -> None:
    gone = room.say("ben", "removed before")
    forgotten = room.say("ben", "forgotten")
    room.say("ben", "good jam")
    room.must("mona", RemoveMessage(message_offset=gone, reason_code="insult"))
    room.must("mona", all_of(room, "ben"))
    texts.erase([Text.objects.get(ledger__name=room.ledger(), offset=forgotten).pk])
    room.must("mona", undo(room))

    assert heard(room) == [None, None, "good jam"]


def test_lines_beyond_the_snapshot_come_back_in_the_history_alone(room: Room) -> None:
    room.batch(*(room.ask("sam", PostMessage(text=f"line {number}")) for number in range(120)))
    room.must("mona", all_of(room, "sam"))
    before = room.offset()
    room.must("mona", undo(room))

    assert len(room.types(after=before)) == messages.SHOWN
    assert messages.history(room.id, before=20)[0].text == "line 0"
    assert [one["text"] for one in json.loads(show(room.id).model_dump_json())["messages"]][:1] == ["line 20"]


def test_a_time_out_a_warning_and_a_ban_end(room: Room) -> None:
    ben = room.cast["ben"].user_id
    for frame in (
        MuteMember(user_id=ben, seconds=60, reason_code="spam"),
        WarnMember(user_id=ben, reason_code="spam"),
        BanMember(user_id=ben, reason_code="spam"),
    ):
        room.must("mona", frame)
        room.must("hana", undo(room))
        room.say("ben", "hello")

    assert room.types()[-2:] == ["member.unbanned", "message.posted"]


def test_what_a_later_act_put_in_force_stays(room: Room) -> None:
    ben = room.cast["ben"].user_id
    room.must("mona", MuteMember(user_id=ben, seconds=60, reason_code="spam"))
    first = last(room)
    room.must("hana", MuteMember(user_id=ben, seconds=600, reason_code="spam"))
    room.must("mona", undo(room, first))

    member = Member.objects.get(room_id=room.id, user_id=ben)
    assert member.muted_until == room.now + 600_000


def test_an_act_is_undone_once_and_an_end_is_none(room: Room) -> None:
    ben = room.cast["ben"].user_id
    room.must("mona", BanMember(user_id=ben, reason_code="spam"))
    ban = last(room)
    room.must("mona", UnbanMember(user_id=ben))

    assert room.why_not("mona", undo(room)) == Code.WRONG_STATE
    assert room.why_not("mona", undo(room, ban)) is None
    assert room.why_not("mona", undo(room, ban)) == Code.WRONG_STATE
    assert room.why_not("mona", undo(room, new_id())) == Code.NOT_FOUND


def test_nobody_undoes_an_act_against_her_equals(room: Room) -> None:
    room.give("bea", "moderator")
    room.must("hana", WarnMember(user_id=room.cast["bea"].user_id, reason_code="other"))

    assert room.why_not("mona", undo(room)) == Code.FORBIDDEN
    assert room.why_not("bea", undo(room)) == Code.FORBIDDEN


def test_the_chain_holds_over_all_of_it(room: Room) -> None:
    line = room.say("ben", "good jam")
    room.must("mona", RemoveMessage(message_offset=line, reason_code="spam"))
    room.must("mona", undo(room))

    assert proof.check(proof.lines(room.ledger()))[1] == []
