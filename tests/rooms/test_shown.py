"""One row that cannot be shown takes no shared page with it: it is left out, and the log says so."""

import json
from datetime import UTC, datetime

import pytest
from django.test import Client

from livesell.accounts.models import User
from livesell.app.snapshots import show
from livesell.wire.codes import Code
from livesell.wire.envelope import LAST_MS
from rooms.frames.parties import CancelParty, ScheduleParty
from rooms.frames.series import RepeatParty
from rooms.models.orders import Order
from rooms.models.parties import Party, Series
from rooms.models.terms import Discount, Terms
from rooms.rules.parties import MAX_AHEAD
from tests.rooms.parties.test_series import tick, weekly
from tests.support import buying
from tests.support.turns import MINUTE, NOON, Room

pytestmark = pytest.mark.django_db
YEAR_9999 = round(datetime(9999, 12, 31, 23, 30, tzinfo=UTC).timestamp()) * 1000
NEVER = 2**60
"""An instant for which no library has a date."""


@pytest.fixture
def announced(room: Room) -> str:
    """An honest party that is to come."""
    party = room.draft("Friday finds")
    room.item(party)
    room.must("hana", ScheduleParty(party_id=party, starts_at=NOON + MINUTE))
    return party


@pytest.fixture(params=[YEAR_9999, NEVER])
def strange(request: pytest.FixtureRequest, room: Room, announced: str) -> str:
    """A party with a moment as an older release let it in."""
    assert announced
    party = room.draft("Far away")
    room.item(party)
    room.must("hana", ScheduleParty(party_id=party, starts_at=NOON + 2 * MINUTE))
    Party.objects.filter(pk=party).update(starts_at=request.param)
    return party


def test_shared_pages_show_the_others(room: Room, announced: str, strange: str) -> None:
    guest, host = Client(), Client()
    host.force_login(User.objects.get(pk=room.cast["hana"].user_id))
    pages = ("/", f"/rooms/{room.id}/", f"/rooms/{room.id}/calendar.ics", "/api/parties")

    answers = {page: client.get(page) for client in (guest, host) for page in pages}

    assert {page: answer.status_code for page, answer in answers.items()} == dict.fromkeys(pages, 200)
    assert "Friday finds" in answers["/"].content.decode()
    assert "Friday finds" in answers[pages[2]].content.decode()
    assert "Far away" not in answers[pages[2]].content.decode()
    assert [one["party"]["id"] for one in answers["/api/parties"].json()] == [announced]
    staff = host.get(f"/api/rooms/{room.id}/parties")
    assert [one["id"] for one in staff.json()] == [announced]
    assert [one["id"] for one in json.loads(show(room.id).model_dump_json())["parties"]] == [announced]


def test_the_log_names_the_row(
    room: Room, announced: str, strange: str, caplog: pytest.LogCaptureFixture
) -> None:
    show(room.id).model_dump_json()

    assert strange in caplog.text
    assert announced not in caplog.text


def test_such_a_party_is_mended_by_a_new_time_and_can_be_called_off(room: Room, strange: str) -> None:
    room.must("hana", ScheduleParty(party_id=strange, starts_at=NOON + 3 * MINUTE))
    assert strange in {one["id"] for one in json.loads(show(room.id).model_dump_json())["parties"]}
    Party.objects.filter(pk=strange).update(starts_at=YEAR_9999)

    room.must("hana", CancelParty(party_id=strange))


@pytest.mark.parametrize("ahead", [MAX_AHEAD + 1, LAST_MS - NOON])
def test_a_party_is_announced_two_years_ahead_at_most(room: Room, ahead: int) -> None:
    party = room.draft()
    room.item(party)

    assert room.why_not("hana", ScheduleParty(party_id=party, starts_at=NOON + ahead)) == Code.BAD_FRAME
    room.must("hana", ScheduleParty(party_id=party, starts_at=NOON + MAX_AHEAD))


def test_lists_of_orders_terms_codes_and_items_show_the_others(room: Room) -> None:
    jam = room.live(stock=5)
    one = buying.confirmed(room, "ben", jam)
    other = buying.confirmed(room, "bea", jam)
    Order.objects.filter(pk=one.pk).update(opened_at=NEVER)
    for seller in ("sam", "hana"):
        Terms.objects.create(
            room_id=room.id, seller_id=room.cast[seller].user_id, shipping={"odd": seller}, pay_hours=12
        )
    Discount.objects.create(room_id=room.id, seller_id=room.cast["sam"].user_id, code="ODD", expires_at=NEVER)
    sam = Client()
    sam.force_login(User.objects.get(pk=room.cast["sam"].user_id))

    listed = sam.get(f"/api/rooms/{room.id}/orders").json()
    table = sam.get(f"/api/rooms/{room.id}/orders.csv")

    assert [order["id"] for order in listed] == [other.pk]
    assert table.status_code == 200
    assert one.pk not in table.content.decode()
    for path in ("terms", "discounts"):
        answer = sam.get(f"/api/rooms/{room.id}/{path}")
        assert (answer.status_code, answer.json()) == (200, [])


def test_a_series_in_a_year_that_is_none_ends_and_honest_ones_go_on(room: Room, announced: str) -> None:
    room.must("hana", RepeatParty(party_id=announced, repeat=weekly()))
    room.must("hana", CancelParty(party_id=announced))
    Series.objects.bulk_create(
        Series(room_id=room.id, every=1, unit="week", zone="UTC", first_at=YEAR_9999) for _ in range(520)
    )

    assert "party.scheduled" in [*tick(room), *tick(room)]
    assert Series.objects.filter(goes_on=True).count() == 1
