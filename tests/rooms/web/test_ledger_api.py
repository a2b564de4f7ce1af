"""The public ledger over HTTPS: whoever may watch reads what `livesell export` prints, page by page."""

import json
from typing import Any

import pytest
from django.test import Client

from livesell.accounts.models import User
from livesell.ledger import proof, texts
from livesell.wire.ids import new_id
from tests.support.turns import Room, open_room

pytestmark = pytest.mark.django_db(transaction=True)  # a page is read at one moment of its own


def read(room: str, after: int = 0, *, who: User | None = None, status: int = 200) -> Any:
    client = Client()
    if who:
        client.force_login(who)
    answer = client.get(f"/api/rooms/{room}/ledger?after={after}")
    assert answer.status_code == status, answer.content
    return answer.json()


def test_a_guest_reads_the_lines_of_the_export(room: Room) -> None:
    room.live()
    room.say("ben", "hello")
    head, *lines = (json.loads(line) for line in proof.lines(room.ledger()))

    page = read(room.id)

    assert page["facts"] == lines
    assert {key: page[key] for key in head} == head
    assert page["offset"] == len(lines)
    assert read(room.id, len(lines) - 1)["facts"] == lines[-1:]
    assert read(room.id, len(lines))["facts"] == []


def test_a_page_has_an_end_and_the_next_one_goes_on(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    room.live()
    monkeypatch.setattr(proof, "PAGE", 2)

    offsets: list[int] = []
    while facts := read(room.id, len(offsets))["facts"]:
        assert len(facts) <= 2
        offsets += [json.loads(line["fact"])["offset"] for line in facts]
    assert offsets == list(range(1, room.offset() + 1))


def test_words_that_were_removed_are_not_told(room: Room) -> None:
    texts.hide(room.ledger(), said := room.say("ben", "rude"), room.now, by=said + 1)

    assert "rude" not in json.dumps(read(room.id))


def test_who_may_not_watch_reads_nothing(room: Room, users: dict[str, User]) -> None:
    private = open_room("hana", users, private=True)
    room.shut_out("ben")

    read(room.id, who=users["ben"], status=403)
    read(private.id, status=404)
    read(new_id(), status=404)
    read(f"{room.id}.desk", who=users["hana"], status=404)
    assert read(private.id, who=users["hana"])["offset"] == private.offset()


@pytest.mark.parametrize("after", ["-1", "x", str(2**60)])
def test_an_offset_is_a_number(room: Room, after: str) -> None:
    assert Client().get(f"/api/rooms/{room.id}/ledger?after={after}").status_code == 422
