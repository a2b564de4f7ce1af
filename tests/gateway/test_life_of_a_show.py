"""The whole life of a show as a new user lives it, over the API alone: from an empty room to the packing list and the
files that are taken home."""

import csv
import io
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.support import shows
from tests.support.people import Person, sign_up
from tests.support.plain import NO_TLS
from tests.support.server import Server
from tests.support.shows import Show

PATIENCE = 60
Row = dict[str, Any]


@dataclass
class Evening:
    """Who is there, and what they have made so far."""

    show: Show
    sam: Person
    mona: Person
    ben: Person
    bea: Person
    items: dict[str, Row] = field(default_factory=dict)
    """By their titles, as staff read them."""

    def must(self, person: Person, command: str, **body: Any) -> Row:
        """A command that is done; its event."""
        reply = shows.do(person, self.show.room, command, **body)
        assert reply["ok"], (command, reply)
        return dict((reply["fact"] or {"event": {}})["event"])

    def variant(self, title: str) -> str:
        return str(self.items[title]["variants"][0]["id"])

    def draft(self) -> Row:
        """The party as staff read it, with its items."""
        (party,) = read(self.show.host, f"/api/rooms/{self.show.room}/parties")
        return dict(party)

    def orders(self) -> list[tuple[Person, Row]]:
        """Ben's order and Bea's."""
        found = [(person, read(person, "/api/orders")) for person in (self.ben, self.bea)]
        assert [len(orders) for _, orders in found] == [1, 1]
        return [(person, orders[0]) for person, orders in found]


def asked(person: Person, path: str) -> httpx.Response:
    with person.app as http:
        answer = http.get(path)
    assert answer.status_code == 200, answer.text
    return answer


def read(person: Person, path: str) -> Any:
    return asked(person, path).json()


def table(person: Person, path: str) -> list[dict[str, str]]:
    """The rows of a CSV file as a spreadsheet reads them."""
    text = asked(person, path).text.removeprefix("\ufeff")
    return list(csv.DictReader(io.StringIO(text, newline="")))


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


def has_line(person: Person, source: str) -> bool:
    """Whether one of her orders has something that came to her in that way."""
    return any(line["source"] == source for order in read(person, "/api/orders") for line in order["lines"])


# Before the show


def signs_up_and_opens_a_room(server: Server) -> Evening:
    hana, sam, mona, ben, bea = (sign_up(server.url, name) for name in ("Hana", "Sam", "Mona", "Ben", "Bea"))
    evening = Evening(Show(hana, shows.open_room(hana)), sam, mona, ben, bea)
    evening.show.do("room.edit", claim_words=["sold", "mine"])
    for person, role in ((evening.sam, "seller"), (evening.mona, "moderator")):
        shows.give_role(hana, evening.show.room, person, role)
    return evening


def says_the_terms(evening: Evening) -> None:
    rule = {"everywhere": {"by": "pieces", "first": 490, "further": 100}}
    evening.must(
        evening.sam, "terms.set", shipping=rule, tax_rate=1_900, imprint="Sam, Leipzig", pay_hours=48
    )
    evening.must(evening.sam, "discount.set", code="HELLO", points=1_000)


def drafts(evening: Evening) -> None:
    show = evening.show
    show.party = show.do("party.create", title="Friday finds", currency="EUR")["fact"]["event"]["party_id"]
    for title, more in (
        ("A jar of plum jam", {"variants": [{"stock": 2}]}),
        ("A scarf", {}),
        ("A mug", {"first_paid": True}),
        ("A plate", {}),
    ):
        body = {"party_id": show.party, "title": title, "price": 500, "variants": [{"stock": 1}]}
        evening.must(evening.sam, "item.add", **(body | more))
    evening.items = {item["title"]: item for item in evening.draft()["items"]}


def looks_it_over(evening: Evening) -> None:
    """Nothing stops the show; pictures would be good."""
    path = f"/api/rooms/{evening.show.room}/parties/{evening.show.party}/preflight"
    findings = {one["what"] for one in read(evening.show.host, path)}
    assert "no_picture" in findings
    assert not findings & {"nothing_to_sell", "no_price", "no_stock", "no_shipping", "no_moderator"}


def schedules(evening: Evening) -> None:
    soon = int(time.time() * 1_000) + 60_000
    evening.show.do("party.schedule", party_id=evening.show.party, starts_at=soon)
    evening.must(evening.ben, "party.rsvp", party_id=evening.show.party, coming=True)


def rehearses(evening: Evening) -> None:
    """Mona buys a jar of Sam's in a rehearsal; when it is over, stock and orders are as they were."""
    before = stock(evening)
    with evening.show.host.app as http:
        headers = {"Idempotency-Key": "rehearse-it"}
        opened = http.post("/api/rehearsals", json={"party_id": evening.show.party}, headers=headers).json()
    room = opened["fact"]["event"]["room"]["id"]
    beside = Evening(Show(evening.show.host, room), evening.sam, evening.mona, evening.ben, evening.bea)
    draft = beside.draft()
    beside.items = {item["title"]: item for item in draft["items"]}
    beside.show.do("party.start", party_id=draft["id"])
    held = claims(beside, beside.mona, "A jar of plum jam")
    beside.must(beside.sam, "claim.confirm", claim_id=held)
    assert [order["rehearsal"] for order in read(beside.mona, "/api/orders")] == [True]

    beside.show.do("rehearsal.close")

    assert read(evening.mona, "/api/orders") == []
    assert stock(evening) == before


def stock(evening: Evening) -> list[tuple[int, int, int]]:
    """(stock, held, sold) of everything in the room."""
    kinds = [kind for item in evening.draft()["items"] for kind in item["variants"]]
    return [(kind["stock"], kind["held"], kind["sold"]) for kind in kinds]


# Live: five ways to come to something


def goes_live(evening: Evening) -> None:
    evening.show.do("party.start", party_id=evening.show.party)


def claims(evening: Evening, buyer: Person, title: str) -> str:
    """By the button; the claim's id."""
    event = evening.must(buyer, "claim.place", variant_id=evening.variant(title), price_version=1)
    return str(event["claim"]["id"])


def claims_by_word(evening: Evening, buyer: Person, title: str) -> None:
    """A price of the last five seconds is not what she saw; she says it again."""
    text = f"mine {evening.items[title]['number']}"

    def says_it() -> bool:
        reply = shows.do(buyer, evening.show.room, "message.post", text=text)
        return bool(reply["ok"] and reply["aside"]["kind"] == "claimed")

    until(says_it)


def sells_what_is_held(evening: Evening) -> None:
    found = read(evening.sam, f"/api/rooms/{evening.show.room}/claims")["claims"]
    assert {one["buyer"]["name"]: one["state"] for one in found} == {"Ben": "held", "Bea": "held"}
    for one in found:
        evening.must(evening.sam, "claim.confirm", claim_id=one["id"])


def auctions_off(evening: Evening, title: str, bidder: Person) -> None:
    more = {"variant_id": evening.variant(title), "start_price": 300, "seconds": 5}
    lot = evening.must(evening.sam, "auction.add", **more)["auction"]["id"]
    evening.must(evening.sam, "auction.open", auction_id=lot)
    evening.must(bidder, "bid.place", auction_id=lot, amount=800)


def gives_away(evening: Evening, title: str, entrant: Person) -> None:
    more = {"party_id": evening.show.party, "prize": title, "variant_id": evening.variant(title)}
    given = evening.must(evening.sam, "giveaway.open", seconds=15, **more)["giveaway"]["id"]
    evening.must(entrant, "giveaway.enter", giveaway_id=given)


def sells_in_all_five_ways(evening: Evening) -> None:
    claims(evening, evening.ben, "A jar of plum jam")
    claims_by_word(evening, evening.bea, "A jar of plum jam")
    sells_what_is_held(evening)
    auctions_off(evening, "A scarf", evening.ben)
    claims(evening, evening.bea, "A mug")  # to who pays first
    gives_away(evening, "A plate", evening.bea)
    until(lambda: has_line(evening.ben, "lot"))
    until(lambda: has_line(evening.bea, "giveaway"))


def ends(evening: Evening) -> None:
    evening.show.do("party.end", party_id=evening.show.party)
    assert evening.draft()["state"] == "ended"


# After the show


def closes_the_orders(evening: Evening) -> None:
    (ben, bens), (bea, beas) = evening.orders()
    assert [line["title"] for line in bens["lines"]] == ["A jar of plum jam", "A scarf"]
    assert [line["title"] for line in beas["lines"]] == ["A jar of plum jam", "A mug", "A plate"]
    for person, order in ((ben, bens), (bea, beas)):
        to = {"name": person.name, "address": "12 Mill Lane", "country": "DE", "note": "Ring twice"}
        evening.must(person, "order.deliver", order_id=order["id"], **to)
    evening.must(ben, "order.redeem", order_id=bens["id"], code="hello")
    for person, order in ((ben, bens), (bea, beas)):
        evening.must(person, "order.confirm", order_id=order["id"])


def pays(evening: Evening) -> None:
    for _, order in evening.orders():
        evening.must(evening.sam, "order.mark_paid", order_id=order["id"])
    (_, bens), (_, beas) = evening.orders()
    goods, discount = bens["totals"]["goods"], bens["totals"]["discount"]
    assert (discount, beas["totals"]["goods"]) == ((goods + 5) // 10, 1_000)
    assert bens["totals"]["total"] == goods - discount + 590
    assert "Sam, Leipzig" in page(evening.ben, f"/orders/{bens['id']}/invoice/")


def packs(evening: Evening) -> None:
    packing = page(evening.sam, f"/rooms/{evening.show.room}/orders/{evening.show.party}/packing/")
    assert packing.count("Ring twice") == 2
    assert "A mug" in packing
    for person, order in evening.orders():
        evening.must(evening.sam, "order.ship", order_id=order["id"], tracking="JD01")
        evening.must(person, "order.finish", order_id=order["id"])


def exports_the_orders(evening: Evening) -> None:
    rows = table(evening.sam, f"/api/rooms/{evening.show.room}/orders.csv")
    lines = [line for _, order in evening.orders() for line in order["lines"]]
    assert [row["item"] for row in rows] == [line["title"] for line in lines]
    assert {row["state"] for row in rows} == {"done"}


def exports_the_items(evening: Evening) -> None:
    rows = table(evening.sam, f"/api/rooms/{evening.show.room}/parties/{evening.show.party}/items.csv")
    assert [row["Title"] for row in rows] == [*evening.items]


def exports_the_ledger(evening: Evening, server: Server, folder: Path) -> None:
    """Whoever has the file may check it, with the giveaway in it; a changed one is found out."""
    exported = server.run("export", evening.show.room)
    assert exported.returncode == 0, exported.stderr
    whole, forged = folder / "show.jsonl", folder / "forged.jsonl"
    whole.write_text(exported.stdout)
    forged.write_text(exported.stdout.replace("plum jam", "fig jam"))

    good, bad = server.run("verify", str(whole)), server.run("verify", str(forged))

    facts = len(exported.stdout.splitlines()) - 1
    assert (good.returncode, good.stdout) == (0, f"{facts} facts and 1 giveaways, all in order\n")
    assert bad.returncode == 1


BEFORE = (says_the_terms, drafts, looks_it_over, schedules, rehearses)
LIVE = (goes_live, sells_in_all_five_ways, ends)
AFTER = (closes_the_orders, pays, packs, exports_the_orders, exports_the_items)


@pytest.mark.parametrize(
    "server", [{}, {"database": "postgresql"}], indirect=True, ids=["sqlite", "postgresql"]
)
def test_a_show_from_the_first_click_to_the_last_parcel(server: Server, tmp_path: Path) -> None:
    evening = signs_up_and_opens_a_room(server)
    for step in (*BEFORE, *LIVE, *AFTER):
        step(evening)
    exports_the_ledger(evening, server, tmp_path)
