"""Appeals: once, also by who is banned, decided by somebody else than who acted."""

import pytest

from chat.frames.appeals import AnswerAppeal, FileAppeal
from chat.frames.messages import PostMessage, RemoveMessage
from chat.frames.moderation import BanMember, MuteMember, UndoAct
from chat.models.moderation import ModerationAction
from chat.moderation.appeals import appeals
from livesell.wire.codes import Code
from livesell.wire.ids import new_id
from tests.support.turns import NOON, Room

pytestmark = pytest.mark.django_db
DAY = 24 * 3_600_000


def mute(room: Room, who: str = "ben", *, by: str = "mona") -> str:
    room.must(by, MuteMember(user_id=room.cast[who].user_id, seconds=600, reason_code="insult"))
    return last(room)


def last(room: Room) -> str:
    found: str = ModerationAction.objects.filter(room_id=room.id).latest("offset").pk
    return found


def file(act: str) -> FileAppeal:
    return FileAppeal(act_id=act, text="It was said in fun.")


def answer(appeal: str, *, granted: bool) -> AnswerAppeal:
    return AnswerAppeal(appeal_id=appeal, granted=granted, text="We looked at it again.")


def filed(room: Room, act: str) -> str:
    found: str = room.must("ben", file(act))["appeal"]["id"]
    return found


def test_who_was_acted_on_appeals_once(room: Room) -> None:
    act = mute(room)

    assert room.must("ben", file(act))["appeal"]["state"] == "open"
    assert room.why_not("ben", file(act)) == Code.WRONG_STATE
    (one,) = appeals(room.id)
    assert (one.user.name, one.act, one.act_by.name, one.text, one.due_at) == (
        "Ben",
        "mute",
        "Mona",
        "It was said in fun.",
        NOON + 7 * DAY,
    )


def test_nobody_appeals_for_another(room: Room) -> None:
    act = mute(room)

    assert room.why_not("bea", file(act)) == Code.NOT_FOUND
    assert room.why_not("bea", file(new_id())) == Code.NOT_FOUND


def test_who_is_banned_may_appeal(room: Room) -> None:
    room.must("mona", BanMember(user_id=room.cast["ben"].user_id, reason_code="scam"))

    assert room.do("ben", file(last(room))).ok


def test_granted_it_is_undone_and_the_room_goes_on(room: Room) -> None:
    room.must("mona", BanMember(user_id=room.cast["ben"].user_id, reason_code="scam"))
    appeal = filed(room, last(room))
    event = room.must("hana", answer(appeal, granted=True))

    assert (event["type"], event["appeal"]["state"], event["appeal"]["by"]["name"]) == (
        "appeal.answered",
        "granted",
        "Hana",
    )
    assert room.do("ben", PostMessage(text="thank you")).ok
    assert ModerationAction.objects.get(act="ban").undone_by_id == room.cast["hana"].user_id
    assert room.types("desk")[-2:] == ["appeal.answered", "act.undone"]


def test_rejected_it_stays(room: Room) -> None:
    appeal = filed(room, mute(room))
    room.must("hana", answer(appeal, granted=False))

    assert room.why_not("ben", PostMessage(text="hello")) == Code.MUTED
    assert room.why_not("hana", answer(appeal, granted=True)) == Code.WRONG_STATE


def test_somebody_else_than_the_author_decides(room: Room) -> None:
    appeal = filed(room, mute(room))

    assert room.why_not("mona", answer(appeal, granted=False)) == Code.FORBIDDEN
    assert room.why_not("sam", answer(appeal, granted=False)) == Code.FORBIDDEN
    assert room.why_not("hana", answer(new_id(), granted=False)) == Code.NOT_FOUND


def test_a_moderator_decides_what_the_owner_did(room: Room) -> None:
    appeal = filed(room, mute(room, by="hana"))

    assert room.why_not("hana", answer(appeal, granted=False)) == Code.FORBIDDEN
    assert room.do("mona", answer(appeal, granted=True)).ok


def test_who_keeps_a_room_kind_alone_decides_herself(empty_room: Room) -> None:
    """The appellant is told that it was her."""
    appeal = filed(empty_room, mute(empty_room, by="hana"))

    assert empty_room.do("hana", answer(appeal, granted=False)).ok


def test_nobody_decides_about_her_equals(room: Room) -> None:
    room.give("bea", "moderator")
    act = mute(room, "bea", by="hana")
    appeal = room.must("bea", file(act))["appeal"]["id"]

    assert room.why_not("mona", answer(appeal, granted=True)) == Code.FORBIDDEN


def test_an_act_may_be_appealed_for_thirty_days_and_a_ban_while_it_holds(room: Room) -> None:
    act = mute(room)
    room.shut_out("bea")
    ban = ModerationAction.objects.get(act="ban").pk
    room.now = NOON + 30 * DAY

    assert room.why_not("ben", file(act)) == Code.WRONG_STATE
    assert room.do("bea", file(ban)).ok


def test_what_was_undone_needs_no_appeal(room: Room) -> None:
    act = mute(room)
    room.must("hana", UndoAct(act_id=act))

    assert room.why_not("ben", file(act)) == Code.WRONG_STATE


def test_an_appeal_against_what_was_undone_meanwhile_is_still_answered(room: Room) -> None:
    act = mute(room)
    appeal = filed(room, act)
    room.must("hana", UndoAct(act_id=act))

    assert room.do("hana", answer(appeal, granted=True)).ok
    assert room.types("desk")[-1] == "appeal.answered"


def test_five_appeals_are_open_at_most(room: Room) -> None:
    for number in range(6):
        line = room.say("ben", f"line {number}")
        room.must("mona", RemoveMessage(message_offset=line, reason_code="spam"))
        code = room.why_not("ben", file(last(room)))
        assert code == (None if number < 5 else Code.LIMIT)
