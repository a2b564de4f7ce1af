"""Mentions: resolved to people of the room when a line comes in, bounded on both sides, nothing of a removed line."""

from typing import Any

import pytest
from django.test import Client

from chat.frames.filters import SetModes
from chat.frames.held import DecideHeld
from chat.frames.mentions import ChooseMentions
from chat.frames.messages import EditMessage, PostMessage, RemoveMessage
from chat.frames.moderation import BanMember, RemoveAllOf
from chat.models.mentions import Mention
from livesell.accounts.models import User
from livesell.app.snapshots import mine
from rooms.rules.roles import Standing
from tests.support.turns import Room, open_room

pytestmark = pytest.mark.django_db


def mentioned(room: Room, who: str, text: str) -> list[str]:
    """Whom a line mentions."""
    answer = room.do(who, PostMessage(text=text))
    assert answer.ok, answer.text
    return [person["name"] for person in answer.event["mentions"]]


def own(room: Room, who: str) -> list[Any]:
    client = Client()
    client.force_login(User.objects.get(pk=room.cast[who].user_id))
    answer = client.get(f"/api/rooms/{room.id}/mentions/mine")
    assert answer.status_code == 200
    return [line["text"] for line in answer.json()]


@pytest.fixture(autouse=True)
def _both_have_spoken(room: Room) -> None:
    for who in ("ben", "bea"):
        room.say(who, "hello")


def test_who_is_named_is_mentioned_by_her_id_and_reads_it_in_her_list(room: Room) -> None:
    answer = room.do("ben", PostMessage(text="look, @bea, and @Mona: みて"))

    assert answer.event["mentions"] == [
        {"id": room.cast["bea"].user_id, "name": "Bea"},
        {"id": room.cast["mona"].user_id, "name": "Mona"},
    ]
    assert own(room, "bea") == own(room, "mona") == ["look, @bea, and @Mona: みて"]
    assert own(room, "ben") == []


def test_a_name_of_nobody_here_is_just_words(room: Room) -> None:
    """Otto has an account and never spoke here."""
    assert mentioned(room, "ben", "@Otto @Nobody ben@bea.example @Beatrice @Ben") == []


def test_a_name_is_looked_up_as_it_looks(room: Room) -> None:
    assert mentioned(room, "ben", "hi @BEA") == ["Bea"]
    assert mentioned(room, "ben", "hi ＠Bea") == ["Bea"]


def test_who_is_banned_is_mentioned_by_nobody(room: Room) -> None:
    room.must("mona", BanMember(user_id=room.cast["bea"].user_id, reason_code="spam"))

    assert mentioned(room, "ben", "@Bea") == []


def test_she_says_by_whom_she_may_be_mentioned(room: Room) -> None:
    def wanted() -> str:
        user_id = room.cast["bea"].user_id
        found: str = mine(room.id, [Standing(user_id)], 0)[user_id].model_dump()["mentioned_by"]
        return found

    assert wanted() == "all"
    assert room.do("bea", ChooseMentions(wanted="staff")).ok
    assert wanted() == "staff"
    assert mentioned(room, "ben", "@Bea") == []
    assert mentioned(room, "mona", "@Bea") == ["Bea"]
    assert room.do("bea", ChooseMentions(wanted="none")).ok
    assert mentioned(room, "mona", "@Bea") == []


def test_one_person_mentions_another_three_times_in_ten_minutes(room: Room) -> None:
    assert [len(mentioned(room, "ben", f"@Bea {number}")) for number in range(4)] == [1, 1, 1, 0]
    assert mentioned(room, "sam", "@Bea") == ["Bea"]

    room.later(10.1)
    assert mentioned(room, "ben", "@Bea again") == ["Bea"]


def test_the_limit_holds_within_a_turn_and_over_rooms(room: Room, users: dict[str, User]) -> None:
    asks = [room.ask("ben", PostMessage(text=f"@Bea {number}")) for number in range(5)]
    assert [len(answer.event["mentions"]) for answer in room.batch(*asks)] == [1, 1, 1, 0, 0]

    other = open_room("hana", users)
    other.say("bea", "hello")
    assert mentioned(other, "ben", "@Bea") == []


def test_she_is_told_twenty_times_in_ten_minutes_by_all(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chat.rules.mentions.MOST_OF_ALL", 2)

    assert mentioned(room, "ben", "@Bea") == mentioned(room, "sam", "@Bea") == ["Bea"]
    assert mentioned(room, "hana", "@Bea") == []


def test_nothing_of_a_removed_line_is_in_it(room: Room) -> None:
    line = room.say("ben", "@Bea something rude")
    room.must("mona", RemoveMessage(message_offset=line, reason_code="insult"))
    assert own(room, "bea") == []

    room.say("ben", "@Bea something else")
    room.must("mona", RemoveAllOf(user_id=room.cast["ben"].user_id, reason_code="insult"))
    assert own(room, "bea") == []
    assert not Mention.objects.exists()


def test_an_edited_line_mentions_nobody_any_more(room: Room) -> None:
    line = room.say("ben", "@Bea something rude")
    room.must("ben", EditMessage(message_offset=line, text="sorry"))

    assert own(room, "bea") == []


def test_a_line_that_waits_mentions_once_it_is_said(room: Room) -> None:
    room.must("mona", SetModes(first_held=True))
    room.do("otto", PostMessage(text="@Bea hello"))
    assert own(room, "bea") == []

    held = room.facts("desk")[-1]["event"]["held_id"]
    room.must("mona", DecideHeld(held_id=held, allow=True))
    assert own(room, "bea") == ["@Bea hello"]
