"""Polls: one question, one vote each, and the result is what the votes say."""

import pytest
from pydantic import ValidationError

from chat.frames.moderation import BanMember
from chat.frames.polls import ClosePoll, OpenPoll, RemovePoll, VotePoll
from chat.models.polls import Poll, Vote
from chat.polls.polls import EndPoll
from livesell.accounts.models import User
from livesell.app.snapshots import show
from livesell.ledger.feature import purge
from livesell.wire.codes import Code
from livesell.wire.ids import new_id
from rooms.clock import due
from tests.support.turns import Room, open_room

pytestmark = pytest.mark.django_db
QUESTION, CHOICES = "နောက်ယို ဘယ်ဟာလဲ؟ 🫙", ["plum", "fig", "تين ناضج"]


def opened(room: Room, *, who: str = "hana", seconds: int = 60) -> str:
    """The id of a poll that somebody opens."""
    poll: str = room.must(who, OpenPoll(question=QUESTION, choices=CHOICES, seconds=seconds))["poll_id"]
    return poll


def votes(poll: str, choice: int) -> VotePoll:
    return VotePoll(poll_id=poll, choice=choice)


def result(room: Room) -> list[int]:
    """What the last poll's closing fact says."""
    closed = [fact["event"] for fact in room.facts() if fact["event"]["type"] == "poll.closed"]
    counts: list[int] = closed[-1]["counts"]
    return counts


def test_everybody_sees_what_is_asked_and_what_there_is_to_choose(room: Room) -> None:
    poll = opened(room)

    shown = show(room.id).poll
    assert (shown.id, shown.author.name, shown.question, shown.choices) == (poll, "Hana", QUESTION, CHOICES)
    assert (shown.counts, shown.closes_at, shown.closed) == ([0, 0, 0], room.now + 60_000, False)


def test_one_has_one_vote_and_the_last_one_counts(room: Room) -> None:
    poll = opened(room)
    for choice in (0, 2, 1):
        assert room.do("ben", votes(poll, choice)).ok
    room.batch(
        room.ask("bea", votes(poll, 0)), room.ask("bea", votes(poll, 2)), room.ask("sam", votes(poll, 2))
    )

    assert show(room.id).poll.counts == [0, 1, 2]
    room.must("mona", ClosePoll(poll_id=poll))
    assert (result(room), show(room.id).poll.counts) == ([0, 1, 2], [0, 1, 2])


def test_a_vote_is_told_to_nobody(room: Room) -> None:
    poll = opened(room)
    offset = room.offset()
    answer = room.do("ben", votes(poll, 1))

    assert (answer.fact, room.offset()) == (None, offset)
    assert '"vote":1' in room.entrance("ben").mine
    assert '"vote":null' in room.entrance("bea").mine


def test_after_the_close_no_vote_changes_anything(room: Room) -> None:
    poll = opened(room)
    assert room.do("ben", votes(poll, 1)).ok
    answers = room.batch(
        room.ask("hana", ClosePoll(poll_id=poll)),
        room.ask("ben", votes(poll, 0)),
        room.ask("bea", votes(poll, 0)),
        room.ask("hana", ClosePoll(poll_id=poll)),
    )

    assert [one.code for one in answers] == [None, Code.OVER, Code.OVER, Code.OVER]
    assert show(room.id).poll.counts == [0, 1, 0]


def test_a_vote_that_comes_when_the_time_is_over_does_not_count(room: Room) -> None:
    poll = opened(room, seconds=15)
    room.now += 15_000

    assert room.why_not("ben", votes(poll, 0)) == Code.OVER


def test_the_clock_closes_it_and_once(room: Room) -> None:
    poll = opened(room, seconds=15)
    assert room.why_not("clock", EndPoll(poll_id=poll)) == Code.WRONG_STATE
    assert due.find(room.now + 14_999) == []

    room.now += 15_000
    (one,), (other,) = due.find(room.now), due.find(room.now)
    for each in (one, other):
        room.do("clock", each.frame, key=each.command_id)

    assert room.types().count("poll.closed") == 1
    assert due.find(room.now) == []


def test_a_vote_for_what_there_is_not_is_refused(room: Room) -> None:
    poll = opened(room)

    assert room.why_not("ben", votes(poll, 3)) == Code.BAD_FRAME
    assert room.why_not("ben", votes(new_id(), 0)) == Code.NOT_FOUND


def test_a_poll_of_another_room_is_none_of_this_one(room: Room, users: dict[str, User]) -> None:
    poll = opened(room)
    cellar = open_room("hana", users, title="Hana's cellar")

    assert cellar.why_not("hana", votes(poll, 0)) == Code.NOT_FOUND
    assert cellar.why_not("hana", ClosePoll(poll_id=poll)) == Code.NOT_FOUND


def test_one_poll_at_a_time(room: Room) -> None:
    poll = opened(room)

    assert (
        room.why_not("mona", OpenPoll(question="Now?", choices=["yes", "no"], seconds=60))
        == Code.ANOTHER_LIVE
    )
    room.must("hana", ClosePoll(poll_id=poll))
    opened(room)
    assert show(room.id).poll.counts == [0, 0, 0]


def test_who_is_banned_has_no_vote_in_an_open_poll(room: Room) -> None:
    poll = opened(room)
    for who in ("ben", "bea"):
        assert room.do(who, votes(poll, 1)).ok
    room.must("mona", BanMember(user_id=room.cast["ben"].user_id, reason="no"))

    assert room.why_not("ben", votes(poll, 1)) == Code.BANNED
    room.must("mona", ClosePoll(poll_id=poll))
    assert result(room) == [0, 1, 0]


def test_a_result_stays_what_it_was_when_a_voter_is_banned_later(room: Room) -> None:
    poll = opened(room)
    assert room.do("ben", votes(poll, 1)).ok
    room.must("mona", ClosePoll(poll_id=poll))
    room.must("mona", BanMember(user_id=room.cast["ben"].user_id, reason="no"))

    assert show(room.id).poll.counts == result(room) == [0, 1, 0]


@pytest.mark.parametrize("closed", [False, True])
def test_what_is_taken_down_is_served_no_more(room: Room, *, closed: bool) -> None:
    poll = opened(room)
    if closed:
        room.must("mona", ClosePoll(poll_id=poll))
    room.must("mona", RemovePoll(poll_id=poll))

    assert show(room.id).poll is None
    assert QUESTION not in str(room.facts())
    assert room.why_not("ben", votes(poll, 0)) == Code.OVER
    assert room.why_not("mona", RemovePoll(poll_id=poll)) == Code.WRONG_STATE
    assert due.find(room.now + 3_600_000) == []


def test_it_goes_with_the_ban_of_its_author(room: Room) -> None:
    opened(room, who="mona")
    room.must("hana", BanMember(user_id=room.cast["mona"].user_id, reason="no"))

    assert show(room.id).poll is None
    assert QUESTION not in str(room.facts())


@pytest.mark.parametrize(
    "wrong",
    [
        {"seconds": 14},
        {"seconds": 1_801},
        {"choices": ["one"]},
        {"choices": list("abcdefg")},
        {"choices": ["Plum", " pLUM\u200b"]},
        {"choices": ["plum", ""]},
        {"choices": ["plum", "x" * 61]},
        {"question": ""},
        {"question": "x" * 141},
    ],
)
def test_its_bounds(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        OpenPoll.model_validate({"question": QUESTION, "choices": CHOICES, "seconds": 60} | wrong)


def test_a_question_that_nobody_can_see_is_none(room: Room) -> None:
    assert (
        room.why_not("hana", OpenPoll(question="\u0301", choices=["a", "b"], seconds=60)) == Code.EMPTY_TEXT
    )
    assert not Poll.objects.exists()


def test_nothing_of_it_is_left_of_a_room_that_is_no_more(room: Room) -> None:
    assert room.do("ben", votes(opened(room), 1)).ok
    purge(room.id)

    assert not Poll.objects.exists()
    assert not Vote.objects.exists()
