"""Who bids against whom without ever buying is shown to the room's owner, and to nobody else."""

from typing import Any

import pytest
from django.test import Client

from livesell.accounts.models import User
from livesell.ledger.clock import now_ms
from rooms.frames.auctions import OpenAuction
from rooms.frames.claims import ConfirmClaim
from rooms.frames.orders import MarkPaid
from rooms.frames.parties import EditParty
from rooms.models.orders import Order
from tests.support import lots
from tests.support.turns import Room, party_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def driven(room: Room) -> Room:
    """Otto bids against Bea for three lots, and loses all of them."""
    room.now = now_ms()
    jam = room.live(stock=3)
    room.must("hana", EditParty(party_id=party_of(jam).pk, several_lots=True))
    for _ in range(3):
        lot = lots.put_up(room, jam)
        room.must("sam", OpenAuction(auction_id=lot))
        lots.bid(room, "bea", lot, 5_000)
        lots.bid(room, "otto", lot, 4_000)
        lots.run_out(room, lot)
    return room


def ask(room: Room, who: str, address: str) -> Any:
    client = Client()
    client.force_login(User.objects.get(pk=room.cast[who].user_id))
    return client.get(address.format(room.id))


def test_the_owner_is_shown_the_pair(driven: Room) -> None:
    (pair,) = ask(driven, "hana", "/api/rooms/{}/rivals").json()

    assert (pair["bidder"]["name"], pair["other"]["name"], pair["what"]) == ("Otto", "Bea", "rival")
    assert (pair["lots"], pair["bids"]) == (3, 3)
    page = ask(driven, "hana", "/rooms/{}/unpaid/").content.decode()
    assert "<bdi>Otto</bdi> bid against <bdi>Bea</bdi> for 3 lots" in page


def test_nobody_else_is(driven: Room) -> None:
    driven.give("ben", "host")

    answers = {
        who: ask(driven, who, "/api/rooms/{}/rivals").status_code for who in ("ben", "sam", "mona", "otto")
    }
    assert answers == {"ben": 403, "sam": 403, "mona": 403, "otto": 404}
    assert "bid against" not in ask(driven, "ben", "/rooms/{}/unpaid/").content.decode()


def test_who_bought_something_is_no_shill(driven: Room) -> None:
    bought = Order.objects.get()
    jam = driven.item(bought.party_id, title="Plum jam").variants.get()
    driven.must("sam", ConfirmClaim(claim_id=driven.place("otto", jam).claim))
    own = Order.objects.get(buyer_id=driven.cast["otto"].user_id)
    driven.must("sam", MarkPaid(order_id=own.pk))

    assert ask(driven, "hana", "/api/rooms/{}/rivals").json() == []
