"""Bans: at once, exactly, with a reason, and written down for the staff."""

import pytest

from chat.frames.messages import PostMessage, RemoveMessage
from chat.frames.moderation import BanMember, UnbanMember
from chat.models.moderation import ModerationAction
from chat.moderation.log import acts
from livesell.wire.codes import Code
from livesell.wire.ids import new_id
from rooms.models.rooms import Member
from tests.support.turns import NOON, Room, place, state, walk

pytestmark = pytest.mark.django_db
REASON = "shouted at Sam"


def ban(room: Room, who: str, *, until: int | None = None) -> BanMember:
    return BanMember(user_id=room.cast[who].user_id, reason=REASON, until=until)


def test_after_a_ban_there_is_nothing_of_the_banned_person(room: Room) -> None:
    """All at once, in one batch: what stood before it counts, what comes after it does not."""
    jam = room.live(stock=5)
    ben = room.cast["ben"].user_id

    answers = room.batch(
        room.ask("ben", PostMessage(text="before")),
        room.ask("mona", ban(room, "ben")),
        room.ask("ben", PostMessage(text="after")),
        room.ask("ben", place(jam)),
    )

    assert [one.code for one in answers] == [None, None, Code.BANNED, Code.BANNED]
    assert answers[1].fact is not None
    later = room.facts(after=answers[1].fact["offset"])
    assert not [fact for fact in later if ben in walk(fact)]


def test_the_room_is_told_of_a_ban_and_not_by_whom_or_why(room: Room) -> None:
    event = room.must("mona", ban(room, "ben", until=NOON + 1_000))

    assert event == {"type": "member.banned", "user_id": room.cast["ben"].user_id, "until": NOON + 1_000}


def test_the_desk_is_told_by_whom_and_why_and_the_table_keeps_it(room: Room) -> None:
    room.must("mona", ban(room, "ben", until=NOON + 1_000))

    (act,) = acts(room.id)
    assert (act.act, act.by.name, act.user.name, act.reason, act.until) == (
        "ban",
        "Mona",
        "Ben",
        REASON,
        NOON + 1_000,
    )
    row = ModerationAction.objects.get()
    assert (row.act, row.by.name, row.user.name, row.reason, row.until, row.at) == (
        "ban",
        "Mona",
        "Ben",
        REASON,
        NOON + 1_000,
        NOON,
    )


def test_a_ban_ends_at_its_moment(room: Room) -> None:
    room.must("mona", ban(room, "ben", until=NOON + 1_000))
    room.now = NOON + 999
    assert room.why_not("ben", PostMessage(text="hello")) == Code.BANNED
    room.now = NOON + 1_000
    assert room.why_not("ben", PostMessage(text="hello")) is None


def test_a_ban_into_the_past_is_refused(room: Room) -> None:
    assert room.why_not("mona", ban(room, "ben", until=NOON)) == Code.WRONG_STATE
    assert not Member.objects.filter(banned=True).exists()


def test_a_ban_may_be_made_longer_and_shorter(room: Room) -> None:
    room.must("mona", ban(room, "ben"))
    room.must("mona", ban(room, "ben", until=NOON + 1_000))
    room.now = NOON + 1_000

    assert room.do("ben", PostMessage(text="hello")).ok


def test_who_was_let_in_again_may_speak_and_claim(room: Room) -> None:
    jam = room.live()
    room.must("mona", ban(room, "ben"))
    event = room.must("mona", UnbanMember(user_id=room.cast["ben"].user_id, reason="said sorry"))

    assert event == {"type": "member.unbanned", "user_id": room.cast["ben"].user_id}
    assert room.do("ben", PostMessage(text="sorry")).ok
    assert room.place("ben", jam).ok
    assert [act.act for act in acts(room.id)] == ["ban", "unban"]


def test_only_who_is_banned_can_be_let_in_again(room: Room) -> None:
    assert room.why_not("mona", UnbanMember(user_id=room.cast["ben"].user_id)) == Code.WRONG_STATE
    assert room.why_not("mona", UnbanMember(user_id=room.cast["hana"].user_id)) == Code.FORBIDDEN


def test_a_ban_of_nobody_is_not_found(room: Room) -> None:
    assert room.why_not("mona", BanMember(user_id=new_id(), reason=REASON)) == Code.NOT_FOUND
    assert room.why_not("mona", UnbanMember(user_id=new_id())) == Code.NOT_FOUND


def test_a_refused_ban_leaves_claims_and_desk_alone(room: Room) -> None:
    jam = room.live()
    claim = room.place("mona", jam).claim

    assert room.why_not("mona", ban(room, "mona")) == Code.FORBIDDEN
    assert state(claim) == "held"
    assert acts(room.id) == []
    assert not ModerationAction.objects.exists()


def test_the_log_shows_the_last_hundred_acts_oldest_first(room: Room) -> None:
    said = [room.say("sam", f"line {number}") for number in range(102)]
    room.batch(*(room.ask("mona", RemoveMessage(message_offset=offset, reason="flood")) for offset in said))

    assert [act.message_offset for act in acts(room.id)] == said[2:]
