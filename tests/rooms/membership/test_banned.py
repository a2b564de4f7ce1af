"""What somebody who is shut out of a room still sees of it: that she is, and until when."""

import pytest
from django.test import Client

from chat.frames.moderation import BanMember
from livesell.accounts.models import User
from rooms.frames.parties import EditParty, ScheduleParty
from rooms.web import pages
from tests.support.turns import MINUTE, NOON, Room

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("until", [None, NOON + 7 * 24 * 3_600_000])
def test_who_is_banned_reads_that_and_until_when_instead_of_every_page_and_feed(
    room: Room, until: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "now_ms", lambda: room.now)
    party = room.draft()
    room.item(party)
    room.must("hana", EditParty(party_id=party, notes="The oven is new."))
    room.must("hana", ScheduleParty(party_id=party, starts_at=NOON + MINUTE))
    ben = Client()
    ben.force_login(User.objects.get(pk=room.cast["ben"].user_id))
    here = f"/rooms/{room.id}/"
    addresses = (here, f"{here}calendar.ics", f"{here}parties/{party}.ics", f"{here}studio/")
    assert ben.get(here).status_code == ben.get(addresses[1]).status_code == 200

    room.must("mona", BanMember(user_id=room.cast["ben"].user_id, reason="Shouted.", until=until))

    for address in addresses:
        answer = ben.get(address)
        words = answer.content.decode()
        assert answer.status_code == 403
        assert "You are banned from this room" in words
        assert ("until Jun 22, 2025" in words) is (until is not None)
        assert "The oven is new." not in words
    if until:
        room.now = until
        assert ben.get(here).status_code == 200
