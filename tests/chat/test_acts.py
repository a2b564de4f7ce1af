"""Time-outs, warnings, and bans that take two: what each takes, until when, and who may."""

from collections.abc import Callable

import pytest

from chat.features import FEATURES as TALKING
from chat.frames.messages import PostMessage, RemoveMessage
from chat.frames.moderation import (
    AcknowledgeWarning,
    BanMember,
    ConfirmBan,
    MuteMember,
    UnbanMember,
    UnmuteMember,
    WarnMember,
)
from chat.models.moderation import ModerationAction
from chat.moderation.log import acts
from livesell.accounts.models import User
from livesell.app.chat_claims import SPEAKING
from livesell.app.protocol import Mine
from livesell.wire.codes import Code
from livesell.wire.envelope import Command
from rooms.frames.rooms import EditRoom, FollowRoom
from rooms.models.rooms import Member
from tests.rooms.test_permissions import GATES
from tests.support.turns import NOON, Room, open_room, with_roles

pytestmark = pytest.mark.django_db
DAY = 24 * 3_600_000
Act = Callable[[Room, str], Command]
SILENT = {
    "message.pin",
    "message.unpin",
    "poll.close",
    "poll.remove",
    "question.close",
    "question.remove",
    "question.take",
    "message.remove",
    "announcement.take_down",
    "shoutout.end",
    "raid.join",
    "raid.take_back",
    "raid.dismiss",
    "raid.allow",
    "warning.acknowledge",
    "ban.confirm",
    "message.remove_all_of",
    "act.undo",
    "appeal.answer",
    "appeal.file",
    "person.drop_note",
    "person.note",
    "member.ban",
    "member.mute",
    "member.unban",
    "member.unmute",
    "member.warn",
    "modes.set",
    "shield.raise",
    "shield.lower",
    "filters.set",
    "term.add",
    "term.remove",
    "evasion.dismiss",
    "held.withdraw",
    "held.take",
    "held.decide",
    "held.deny_all",
    "report.file",
    "mentions.choose",
    "staff.remove",
    "report.take",
    "report.decide",
}
"""Commands of talking that nobody reads as her words: to take back, and to keep it kind."""
SPOKEN = [
    frame
    for frame, _ in GATES
    if type(frame) in {row.frame for feature in (*TALKING, SPEAKING) for row in feature.commands}
    and frame.model_dump()["type"] not in SILENT
]


def mute(room: Room, who: str, seconds: int = 600) -> MuteMember:
    return MuteMember(user_id=room.cast[who].user_id, seconds=seconds, reason_code="insult")


def warn(room: Room, who: str) -> WarnMember:
    return WarnMember(user_id=room.cast[who].user_id, reason="Please no capitals.")


def own(room: Room, who: str) -> Mine:
    return Mine.model_validate_json(room.entrance(who).mine)


# Time-out


def test_after_a_time_out_nothing_of_hers_is_said_until_it_ends(room: Room) -> None:
    """All at once, in one batch: what stood before it counts, what comes after it does not."""
    answers = room.batch(
        room.ask("ben", PostMessage(text="before")),
        room.ask("mona", mute(room, "ben")),
        room.ask("ben", PostMessage(text="after")),
    )

    assert [one.code for one in answers] == [None, None, Code.MUTED]
    assert '"retry":false,"retry_after_ms":600000' in answers[2].text
    room.now = NOON + 599_999
    assert room.why_not("ben", PostMessage(text="hello")) == Code.MUTED
    room.now = NOON + 600_000
    assert room.why_not("ben", PostMessage(text="hello")) is None


@pytest.mark.parametrize("frame", SPOKEN, ids=lambda frame: str(frame.model_dump()["type"]))
@pytest.mark.parametrize(("act", "code"), [(mute, Code.MUTED), (warn, Code.ACKNOWLEDGE_FIRST)])
def test_every_command_by_which_one_is_heard_is_refused(
    room: Room, frame: Command, act: Act, code: Code
) -> None:
    """Whoever adds a command of talking says here that it is silent, or has it refused."""
    room.give("ben", "host")
    room.must("hana", act(room, "ben"))

    assert room.why_not("ben", frame) == code


def test_who_is_timed_out_watches_claims_and_follows(room: Room) -> None:
    jam = room.live(stock=2)
    room.must("mona", mute(room, "ben"))

    assert room.place("ben", jam).ok
    assert room.do("ben", FollowRoom()).ok
    assert room.entrance("ben")


def test_she_claims_nothing_by_words(room: Room) -> None:
    room.live()
    room.must("hana", EditRoom(claim_words=["sold"]))
    room.must("mona", mute(room, "ben"))

    assert room.why_not("ben", PostMessage(text="sold 1")) == Code.MUTED
    assert "claim.held" not in room.types()


def test_she_may_take_back_her_own_words(room: Room) -> None:
    said = room.say("ben", "rude")
    room.must("mona", mute(room, "ben"))

    assert room.do("ben", RemoveMessage(message_offset=said)).ok


def test_the_room_learns_neither_who_nor_why_and_the_desk_both(room: Room) -> None:
    event = room.must("mona", mute(room, "ben"))

    assert event == {
        "type": "member.muted",
        "user_id": room.cast["ben"].user_id,
        "until": NOON + 600_000,
    }
    (act,) = acts(room.id)
    assert (act.act, act.by.name, act.user.name, act.reason_code, act.until) == (
        "mute",
        "Mona",
        "Ben",
        "insult",
        NOON + 600_000,
    )


def test_her_own_part_says_until_when(room: Room) -> None:
    assert own(room, "ben").muted_until is None
    room.must("mona", mute(room, "ben"))
    assert own(room, "ben").muted_until == NOON + 600_000
    assert own(room, "bea").muted_until is None


def test_another_time_out_takes_the_place_of_the_first(room: Room) -> None:
    room.must("mona", mute(room, "ben"))
    room.must("hana", mute(room, "ben", seconds=1))
    room.now += 1_000

    assert room.do("ben", PostMessage(text="hello")).ok


def test_a_time_out_ends_early_once(room: Room) -> None:
    ben = room.cast["ben"].user_id
    room.must("mona", mute(room, "ben"))
    room.must("hana", UnmuteMember(user_id=ben))

    assert room.do("ben", PostMessage(text="hello")).ok
    assert room.why_not("hana", UnmuteMember(user_id=ben)) == Code.WRONG_STATE


@pytest.mark.parametrize("who", ["mona", "hana"])
@pytest.mark.parametrize("act", [mute, warn])
def test_nobody_acts_on_her_equals_or_those_above(room: Room, who: str, act: Act) -> None:
    assert room.why_not("mona", act(room, who)) == Code.FORBIDDEN
    assert acts(room.id) == []


def test_a_stranger_to_a_room_for_members_is_not_let_in_by_a_time_out(users: dict[str, User]) -> None:
    closed = with_roles(open_room("hana", users, private=True))

    assert closed.why_not("mona", mute(closed, "otto")) == Code.NOT_FOUND
    assert closed.why_not("mona", warn(closed, "otto")) == Code.NOT_FOUND
    assert not Member.objects.filter(room_id=closed.id, user=users["otto"]).exists()


# Warning


def test_who_was_warned_says_nothing_before_she_acknowledged_it(room: Room) -> None:
    event = room.must("mona", warn(room, "ben"))

    assert event == {"type": "member.warned", "user_id": room.cast["ben"].user_id}
    assert own(room, "ben").warned
    assert room.why_not("ben", PostMessage(text="hello")) == Code.ACKNOWLEDGE_FIRST
    assert room.place("ben", room.live()).ok
    room.must("ben", AcknowledgeWarning())
    assert not own(room, "ben").warned
    assert room.do("ben", PostMessage(text="hello")).ok


def test_there_is_nothing_to_acknowledge_where_nobody_warned(room: Room) -> None:
    assert room.why_not("ben", AcknowledgeWarning()) == Code.WRONG_STATE


# Bans that take two


def test_a_ban_for_good_is_of_thirty_days_until_somebody_else_confirms_it(room: Room) -> None:
    ben = room.cast["ben"].user_id
    event = room.must("mona", BanMember(user_id=ben, reason_code="scam"))
    act = ModerationAction.objects.get()

    assert event["until"] == NOON + 30 * DAY
    assert act.pending
    assert room.why_not("mona", ConfirmBan(act_id=act.pk)) == Code.FORBIDDEN
    assert room.must("hana", ConfirmBan(act_id=act.pk))["until"] is None
    assert Member.objects.get(room_id=room.id, user_id=ben).banned_until is None
    assert room.facts()[-1]["event"] == {"type": "member.banned", "user_id": ben, "until": None}
    assert room.why_not("hana", ConfirmBan(act_id=act.pk)) == Code.WRONG_STATE


def test_a_ban_of_thirty_days_takes_one(room: Room) -> None:
    ben = room.cast["ben"].user_id
    room.must("mona", BanMember(user_id=ben, reason_code="scam", until=NOON + 30 * DAY))

    assert not ModerationAction.objects.get().pending


def test_a_longer_one_ends_after_thirty_days_where_nobody_confirmed_it(room: Room) -> None:
    ben = room.cast["ben"].user_id
    room.must("mona", BanMember(user_id=ben, reason_code="scam", until=NOON + 31 * DAY))
    room.now = NOON + 30 * DAY

    assert room.do("ben", PostMessage(text="hello")).ok


def test_who_keeps_it_kind_alone_bans_for_good_alone(empty_room: Room) -> None:
    """Nobody could confirm it; the banned may appeal all the same."""
    event = empty_room.must("hana", BanMember(user_id=empty_room.cast["ben"].user_id, reason="scam"))

    assert event["until"] is None
    assert not ModerationAction.objects.get().pending


def test_what_was_let_go_is_not_confirmed(room: Room) -> None:
    room.must("mona", BanMember(user_id=room.cast["ben"].user_id, reason="scam"))
    room.must("hana", UnbanMember(user_id=room.cast["ben"].user_id))

    act = ModerationAction.objects.get(act="ban")
    assert room.why_not("hana", ConfirmBan(act_id=act.pk)) == Code.WRONG_STATE


# Reasons


def test_staff_remove_nothing_without_a_reason(room: Room) -> None:
    said = room.say("ben", "hello")

    assert room.why_not("mona", RemoveMessage(message_offset=said)) == Code.BAD_FRAME
    assert room.why_not("mona", RemoveMessage(message_offset=said, reason_code="spam")) is None


@pytest.mark.parametrize("kind", [MuteMember, WarnMember, BanMember])
def test_an_act_against_somebody_has_a_reason(kind: type[Command]) -> None:
    with pytest.raises(ValueError, match="needs a reason_code"):
        kind.model_validate(
            {"user_id": "0" * 26, "seconds": 1} if kind is MuteMember else {"user_id": "0" * 26}
        )


# Who is known


def test_a_first_message_is_marked_and_a_regular_is_known(room: Room) -> None:
    marks = []
    for _ in range(5):
        room.say("ben", "good evening")
        marks.append(room.facts()[-1]["event"]["familiarity"])
        room.now += DAY
    room.say("ben", "and again")

    assert marks == ["first", None, None, None, "regular"]
    assert room.facts()[-1]["event"]["familiarity"] == "regular"
    assert Member.objects.get(room_id=room.id, user_id=room.cast["ben"].user_id).spoke_days == 6


def test_the_first_of_two_lines_of_one_turn_is_the_first(room: Room) -> None:
    room.batch(room.ask("ben", PostMessage(text="one")), room.ask("ben", PostMessage(text="two")))

    marks = [
        fact["event"]["familiarity"] for fact in room.facts() if fact["event"]["type"] == "message.posted"
    ]
    assert marks == ["first", None]
