"""What nobody else may learn occurs nowhere: not in a ledger, a push, a snapshot, a page or a file of anybody else.

One long show with every secret there is, each a word or a number that occurs nowhere else.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.test import Client

from chat.frames.moderation import BanMember
from livesell.accounts.models import User
from livesell.app.api import api
from livesell.app.snapshots import desk, show
from livesell.ledger import proof
from rooms.frames.auctions import AcceptOffer, OpenAuction, PauseAuction, ResumeAuction
from rooms.frames.items import NoteItem
from rooms.frames.orders import ConfirmOrder, DeliverOrder, MarkPaid, RedeemCode, SetLimits
from rooms.frames.parties import EditParty
from rooms.frames.terms import SetDiscount
from rooms.models.auctions import Auction
from rooms.models.orders import Order
from tests.support import lots
from tests.support.buying import DAY, fresh, wake
from tests.support.turns import Room, party_of

pytestmark = [
    pytest.mark.django_db(transaction=True),  # addresses read at moments of their own
    pytest.mark.slow,
]
RESERVE = 77_701
"""Of a lot for which nobody would pay it: once it is met, it is the price."""
MOST = {"otto": 88_019, "ben": 90_017, "bea": 95_023}
RAISED = 91_019
LIMIT = 9_876_543
DELIVERY = {"name": "Zebulon Quillfeather", "address": "4711 Xanadu Alley", "note": "ring at Kubla's"}
CODE, NOTE = "ZWIEBEL77", "the handle was glued"


@dataclass(frozen=True)
class Secret:
    """Something and the only people who may read it; `()` is nobody at all."""

    text: str
    known_to: tuple[str, ...] = ()

    def told_in(self, whole: str) -> bool:
        """A number also as money is written for people; digits inside of an id or a hash are no number."""
        if not self.text.isdecimal():
            return self.text in whole
        written = f"{self.text[:-2]}[.,]?{self.text[-2:]}"
        return re.search(rf"(?<![0-9A-Za-z_-]){written}(?![0-9A-Za-z])", whole) is not None


SECRETS = (
    Secret(str(RESERVE)),
    Secret(str(MOST["bea"]), ("bea",)),
    Secret(str(MOST["otto"]), ("otto",)),
    Secret(str(MOST["ben"]), ("ben",)),
    Secret(
        str(RAISED), ("ben", "sam", "hana")
    ),  # what he pays in the end: his order says it, and nothing else
    Secret(str(LIMIT), ("otto",)),
    *(Secret(text, ("ben", "sam")) for text in DELIVERY.values()),
    Secret(CODE, ("ben", "sam", "hana")),
    Secret(NOTE, ("sam", "hana")),
    Secret("@example.org"),
)


@pytest.fixture
def night(room: Room) -> Room:
    """A winner who does not pay, a runner-up who takes it, bids that are struck, a lot below its reserve."""
    party = party_of(room.live(stock=5, title="The blue vase"))
    vase = party.items.get().variants.get()
    room.must("hana", EditParty(party_id=party.pk, several_lots=True))
    assert room.do("sam", NoteItem(item_id=vase.item_id, note=NOTE)).ok
    assert room.do("sam", SetDiscount(code=CODE, points=1_000)).ok
    assert room.do("otto", SetLimits(currency="EUR", day=LIMIT, week=None, minutes=None)).ok
    sold, passed, struck = (lots.put_up(room, vase, reserve=one) for one in (None, RESERVE, 60_000))
    for lot in (sold, passed, struck):
        room.must("sam", OpenAuction(auction_id=lot))
    for who, most in MOST.items():
        assert lots.bid(room, who, sold, most).ok
        if who == "ben":
            assert lots.bid(room, who, sold, RAISED).ok
    room.must("sam", PauseAuction(auction_id=sold))
    room.must("sam", ResumeAuction(auction_id=sold))
    lots.bid(room, "ben", passed, 4_000)
    lots.bid(room, "otto", struck, MOST["otto"])
    lots.bid(room, "bea", struck, MOST["bea"])
    for lot in (passed, sold):
        lots.run_out(room, lot)
    order = Order.objects.get(buyer_id=room.cast["bea"].user_id)
    room.must("bea", ConfirmOrder(order_id=order.pk))
    room.later(DAY)
    while fresh(order).state == "confirmed":
        assert wake(room, order).ok
    assert Auction.objects.get(pk=sold).leader_id == room.cast["ben"].user_id
    room.must("ben", AcceptOffer(auction_id=sold))
    own = Order.objects.get(buyer_id=room.cast["ben"].user_id)
    room.must("ben", DeliverOrder(order_id=own.pk, country="DE", **DELIVERY))
    room.must("ben", RedeemCode(order_id=own.pk, code=CODE))
    room.must("ben", ConfirmOrder(order_id=own.pk))
    room.must("sam", MarkPaid(order_id=own.pk))
    room.must("mona", BanMember(user_id=room.cast["bea"].user_id, reason="shouted"))
    return room


def told(room: Room, who: str) -> Iterator[tuple[str, str]]:
    """Everything that somebody is told or may read, each with where it stands."""
    yield "the ledger", json.dumps(room.facts(), ensure_ascii=False)
    yield "the export", "\n".join(proof.lines(room.ledger()))
    yield "the snapshot", show(room.id).model_dump_json()
    if who in ("sam", "hana", "mona"):
        yield "the desk", json.dumps(room.facts("desk"), ensure_ascii=False) + desk(room.id).model_dump_json()
    if who != "bea":
        yield "her own", room.entrance(who or None).mine
    client = Client()
    if who:
        client.force_login(User.objects.get(pk=room.cast[who].user_id))
    for address in addresses(room):
        yield address, client.get(address).getvalue().decode()


def addresses(room: Room) -> Iterator[str]:
    """Every address that can be read, with every id there is in the room."""
    ids = {
        "room_id": [room.id],
        "auction_id": list(Auction.objects.values_list("pk", flat=True)),
        "order_id": list(Order.objects.values_list("pk", flat=True)),
        "party_id": [party.pk for party in {party_of(lot.variant) for lot in Auction.objects.all()}],
        "item_id": list({lot.variant.item_id for lot in Auction.objects.all()}),
        "variant_id": list({lot.variant_id for lot in Auction.objects.all()}),
    }
    pages = ("/", "/orders/", "/orders/{order_id}/", "/orders/{order_id}/invoice/")
    of_room = (
        "",
        "studio/",
        "terms/",
        "limits/",
        "unpaid/",
        "orders/",
        "orders/{party_id}/packing/",
        "calendar.ics",
    )
    written = [path for path, verbs in api.get_openapi_schema()["paths"].items() if "get" in verbs]
    for path in (*written, *pages, *(f"/rooms/{{room_id}}/{one}" for one in of_room)):
        filled = [path]
        for name, values in ids.items():
            filled = [one.replace(f"{{{name}}}", value) for one in filled for value in values]
        yield from (one for one in dict.fromkeys(filled) if "{" not in one)


@pytest.mark.parametrize("who", ["", "otto", "ben", "bea", "mona", "sam", "hana"])
def test_no_secret_is_told_to_whom_it_is_not(night: Room, who: str) -> None:
    kept = [secret for secret in SECRETS if who not in secret.known_to]

    leaks = [(where, one.text) for where, whole in told(night, who) for one in kept if one.told_in(whole)]

    assert leaks == []


def test_whom_it_concerns_does_read_it(night: Room) -> None:
    """The control: these are the secrets of this show, and the walk comes past them."""
    for secret in SECRETS:
        for who in secret.known_to:
            if who not in ("bea", "otto") and secret.text not in (NOTE, str(MOST["ben"])):
                assert any(secret.told_in(whole) for _, whole in told(night, who)), (secret, who)


def test_no_turn_pushes_a_secret(room: Room) -> None:
    """What is published is what the ledger says, and the reply of the one who asked."""
    lot = lots.opened(room)
    pushed = []
    for who, most in (("otto", MOST["otto"]), ("ben", MOST["ben"]), ("ben", RAISED)):
        lots.bid(room, who, lot, most)
        pushed.append(repr(room.last))
    lots.run_out(room, lot)
    pushed.append(repr(room.last))
    for answer in (lots.fails_to_pay(room, lot), room.do("otto", AcceptOffer(auction_id=lot))):
        assert answer.ok, answer.text
        pushed.append(repr(room.last))

    secrets = {str(number) for number in (RAISED, *MOST.values())}
    assert not [secret for secret in secrets if secret in "".join(pushed)]
