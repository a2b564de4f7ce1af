"""What is read of talking over HTTPS."""

from typing import Any

import pytest
from django.test import Client

from chat.frames.messages import RemoveMessage
from livesell.accounts.models import User
from livesell.wire.ids import new_id
from tests.support.turns import Room, open_room

pytestmark = pytest.mark.django_db


def history(room: str, query: str = "", *, who: User | None = None, status: int = 200) -> Any:
    client = Client()
    if who:
        client.force_login(who)
    answer = client.get(f"/api/rooms/{room}/messages{query}")
    assert answer.status_code == status, answer.content
    return answer.json()


def texts(messages: list[dict[str, Any]]) -> list[str | None]:
    return [message["text"] for message in messages]


def test_a_guest_reads_the_last_messages_and_goes_back_page_by_page(room: Room) -> None:
    said = [room.say("ben", f"line {number}") for number in range(5)]

    assert texts(history(room.id, "?limit=2")) == ["line 3", "line 4"]
    assert texts(history(room.id, f"?limit=2&before={said[3]}")) == ["line 1", "line 2"]
    assert texts(history(room.id, f"?before={said[0]}")) == []
    assert len(history(room.id)) == 5


def test_removed_words_are_not_in_the_history(room: Room) -> None:
    room.must("mona", RemoveMessage(message_offset=room.say("ben", "your jam is bad"), reason="rude"))

    assert texts(history(room.id)) == [None]


@pytest.mark.parametrize(
    "query", ["?limit=0", "?limit=101", "?limit=x", "?before=-1", f"?before={2**53}", "?before="]
)
def test_a_question_that_makes_no_sense_is_refused(room: Room, query: str) -> None:
    assert history(room.id, query, status=422)


def test_a_private_room_and_none_at_all_answer_the_same(users: dict[str, User]) -> None:
    private = open_room("hana", users, private=True)

    assert history(private.id, who=users["ben"], status=404) == history(new_id(), status=404)
    assert history(private.id, who=users["hana"]) == []


def test_who_is_banned_does_not_read_either(room: Room, users: dict[str, User]) -> None:
    room.shut_out("ben")

    history(room.id, who=users["ben"], status=403)
