"""Staff find somebody by her name, to give her a role."""

import pytest
from django.test import Client

from livesell.accounts.models import User
from tests.support.turns import Room

pytestmark = pytest.mark.django_db


def called(room: Room, asker: str, name: str) -> tuple[int, list[str]]:
    """The status, and the names of those found."""
    client = Client()
    client.force_login(User.objects.get(pk=room.actor(asker).user_id))
    answer = client.get(f"/api/rooms/{room.id}/people", {"name": name})
    return answer.status_code, [one["name"] for one in answer.json()] if answer.status_code == 200 else []


def test_hana_finds_otto_by_his_name_however_it_is_written(room: Room) -> None:
    assert called(room, "hana", "OTTO") == (200, ["Otto"])


def test_nobody_is_found_by_part_of_a_name(room: Room) -> None:
    assert called(room, "hana", "Ott") == (200, [])


def test_who_is_not_staff_cannot_look_people_up(room: Room) -> None:
    assert called(room, "ben", "Otto") == (404, [])
