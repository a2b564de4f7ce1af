"""The whole life of a show as a new user lives it, over the API alone: from an empty room to the packing list."""

import csv
import io
import time
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from tests.support import shows
from tests.support.people import Person, sign_up
from tests.support.plain import NO_TLS
from tests.support.server import Server
from tests.support.shows import Show

PATIENCE = 60


def must(person: Person, show: Show, command: str, **body: Any) -> dict[str, Any]:
    reply = shows.do(person, show.room, command, **body)
    assert reply["ok"], (command, reply)
    return reply


def read(person: Person, path: str) -> Any:
    with person.app as http:
        answer = http.get(path)
    assert answer.status_code == 200, answer.text
    return answer.json()


def page(person: Person, path: str) -> str:
    """A page as her browser gets it."""
    cookies = {"sessionid": person.token}
    answer = httpx.get(f"{person.base_url}{path}", cookies=cookies, verify=NO_TLS, timeout=15)
    assert answer.status_code == 200, path
    return answer.text


def until(look: Callable[[], Any]) -> Any:
    """What it says once it says something."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if found := look():
            return found
        time.sleep(2)
    raise AssertionError("it never came")


def add(seller: Person, show: Show, title: str, **more: Any) -> dict[str, Any]:
    """An item of the seller's in the draft; as staff read it."""
    body = {"party_id": show.party, "title": title, "price": 500, "variants": [{"stock": 1}]} | more
    must(seller, show, "item.add", **body)
    (party,) = [one for one in read(seller, f"/api/rooms/{show.room}/parties") if one["id"] == show.party]
    found: dict[str, Any] = party["items"][-1]
    return found


def variant(item: dict[str, Any]) -> str:
    return str(item["variants"][0]["id"])


def rehearsed(show: Show, mona: Person, sam: Person) -> None:
    """Mona buys a jar of Sam's in a rehearsal; when it is over, stock and orders are as they were."""
    before = stock(show)
    with show.host.app as http:
        opened = http.post(
            "/api/rehearsals", json={"party_id": show.party}, headers={"Idempotency-Key": "rehearse-it"}
        ).json()
    beside = Show(show.host, opened["fact"]["event"]["room"]["id"])
    (draft,) = read(show.host, f"/api/rooms/{beside.room}/parties")
    beside.do("party.start", party_id=draft["id"])
    (jar,) = (item for item in draft["items"] if item["title"] == "A jar of plum jam")
    held = must(mona, beside, "claim.place", variant_id=variant(jar), price_version=1)
    must(sam, beside, "claim.confirm", claim_id=held["fact"]["event"]["claim"]["id"])
    assert [order["rehearsal"] for order in read(mona, "/api/orders")] == [True]

    beside.do("rehearsal.close")

    assert read(mona, "/api/orders") == []
    assert stock(show) == before


def stock(show: Show) -> list[tuple[int, int, int]]:
    """(stock, held, sold) of everything in the real room."""
    (party,) = read(show.host, f"/api/rooms/{show.room}/parties")
    kinds = [kind for item in party["items"] for kind in item["variants"]]
    return [(kind["stock"], kind["held"], kind["sold"]) for kind in kinds]


@pytest.mark.parametrize(
    "server", [{}, {"database": "postgresql"}], indirect=True, ids=["sqlite", "postgresql"]
)
def test_a_show_from_the_first_click_to_the_last_parcel(server: Server) -> None:
    hana, sam, mona, ben, bea = (sign_up(server.url, name) for name in ("Hana", "Sam", "Mona", "Ben", "Bea"))

    # before
    show = Show(hana, shows.open_room(hana))
    show.do("room.edit", claim_words=["sold", "mine"])
    for person, role in ((sam, "seller"), (mona, "moderator")):
        show.do("member.set_role", user_id=person.id, role=role)
    rule = {"everywhere": {"by": "pieces", "first": 490, "further": 100}}
    must(sam, show, "terms.set", shipping=rule, tax_rate=1_900, imprint="Sam, Leipzig", pay_hours=48)
    must(sam, show, "discount.set", code="HELLO", points=1_000)
    created = show.do("party.create", title="Friday finds", currency="EUR")
    show.party = created["fact"]["event"]["party_id"]
    jam = add(sam, show, "A jar of plum jam", variants=[{"stock": 2}])
    scarf, mug, plate = (
        add(sam, show, title, **more)
        for title, more in (("A scarf", {}), ("A mug", {"first_paid": True}), ("A plate", {}))
    )
    findings = {one["what"] for one in read(hana, f"/api/rooms/{show.room}/parties/{show.party}/preflight")}
    assert "no_picture" in findings
    assert not findings & {"nothing_to_sell", "no_price", "no_stock", "no_shipping", "no_moderator"}
    show.do("party.schedule", party_id=show.party, starts_at=int(time.time() * 1_000) + 60_000)
    must(ben, show, "party.rsvp", party_id=show.party, coming=True)
    rehearsed(show, mona, sam)

    # live: by button, by word, under the hammer, to who pays first, and for nothing
    show.do("party.start", party_id=show.party)
    held = must(ben, show, "claim.place", variant_id=variant(jam), price_version=1)

    def says_mine() -> bool:
        """A price of the last five seconds is not what she saw; she says it again."""
        said = must(bea, show, "message.post", text=f"mine {jam['number']}")
        return bool(said["aside"]["kind"] == "claimed")

    until(says_mine)
    claims = read(sam, f"/api/rooms/{show.room}/claims")["claims"]
    assert {one["buyer"]["name"]: one["state"] for one in claims} == {"Ben": "held", "Bea": "held"}
    for one in claims:
        must(sam, show, "claim.confirm", claim_id=one["id"])
    assert held["fact"]["event"]["claim"]["id"] in {one["id"] for one in claims}

    lot = must(sam, show, "auction.add", variant_id=variant(scarf), start_price=300, seconds=5)
    lot_id = lot["fact"]["event"]["auction"]["id"]
    must(sam, show, "auction.open", auction_id=lot_id)
    must(ben, show, "bid.place", auction_id=lot_id, amount=800)

    must(bea, show, "claim.place", variant_id=variant(mug), price_version=1)

    given = must(
        sam,
        show,
        "giveaway.open",
        party_id=show.party,
        prize="A plate",
        variant_id=variant(plate),
        seconds=15,
    )
    must(bea, show, "giveaway.enter", giveaway_id=given["fact"]["event"]["giveaway"]["id"])

    def lines(person: Person) -> list[dict[str, Any]]:
        return [line for order in read(person, "/api/orders") for line in order["lines"]]

    until(lambda: [line for line in lines(ben) if line["source"] == "lot"])
    until(lambda: [line for line in lines(bea) if line["source"] == "giveaway"])
    show.do("party.end", party_id=show.party)

    # after
    (bens,), (beas,) = read(ben, "/api/orders"), read(bea, "/api/orders")
    assert [line["title"] for line in bens["lines"]] == ["A jar of plum jam", "A scarf"]
    assert [line["title"] for line in beas["lines"]] == ["A jar of plum jam", "A mug", "A plate"]
    for person, order in ((ben, bens), (bea, beas)):
        to = {"name": person.name, "address": "12 Mill Lane", "country": "DE", "note": "Ring twice"}
        must(person, show, "order.deliver", order_id=order["id"], **to)
    must(ben, show, "order.redeem", order_id=bens["id"], code="hello")
    for person, order in ((ben, bens), (bea, beas)):
        must(person, show, "order.confirm", order_id=order["id"])
        must(sam, show, "order.mark_paid", order_id=order["id"])
    bens, beas = read(ben, f"/api/orders/{bens['id']}"), read(bea, f"/api/orders/{beas['id']}")
    goods = bens["totals"]["goods"]
    assert bens["totals"]["total"] == goods - bens["totals"]["discount"] + 590
    assert (bens["totals"]["discount"], beas["totals"]["goods"]) == ((goods + 5) // 10, 1_000)

    packing = page(sam, f"/rooms/{show.room}/orders/{show.party}/packing/")
    assert packing.count("Ring twice") == 2
    assert "A mug" in packing
    assert "Sam, Leipzig" in page(ben, f"/orders/{bens['id']}/invoice/")
    for person, order in ((ben, bens), (bea, beas)):
        must(sam, show, "order.ship", order_id=order["id"], tracking="JD01")
        must(person, show, "order.finish", order_id=order["id"])
    with sam.app as http:
        table = http.get(f"/api/rooms/{show.room}/orders.csv").text.removeprefix("\ufeff")
    rows = list(csv.DictReader(io.StringIO(table, newline="")))
    assert [row["item"] for row in rows] == [
        line["title"] for order in (bens, beas) for line in order["lines"]
    ]
    assert {row["state"] for row in rows} == {"done"}
