"""Items from a file into a party and back: looked at first, then all of them or none."""

import csv
import io
import random
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from livesell.accounts.models import User
from livesell.wire.codes import Code
from livesell.wire.ids import new_id
from rooms.frames.items import AddItem, ImportItems, WithdrawItem
from rooms.frames.parties import CancelParty, StartParty
from rooms.items.items import MAX_ITEMS
from rooms.items.sheets.reading import COLUMNS
from rooms.models.items import Item, Sheet, Variant
from tests.support.turns import Room, open_room

pytestmark = pytest.mark.django_db
THINGS = ("jar", "scarf", "mug", "lamp", "teapot", "quilt", "bowl", "basket", "candle", "print")
COLOURS = ("red", "moss", "ochre", "indigo", "grey")


def real_looking(many: int) -> bytes:
    """A file of so many items, some of which have sizes and colours, own prices, words in other scripts, and quotes."""
    dice = random.Random(500)
    out = io.StringIO(newline="")
    rows = csv.DictWriter(out, COLUMNS)
    rows.writeheader()
    for number in range(1, many + 1):
        shared = {
            "Item": f"sku-{number}",
            "Title": f"{dice.choice(COLOURS).title()} {dice.choice(THINGS)} no. {number}",
            "Description": dice.choice(
                ("", 'Says "hello", softly.', "Zwei Zeilen:\nschön.", "日本の器", "+ a gift")
            ),
            "Note": dice.choice(("", "=4.20 paid", "from the second box")),
            "Price": f"{dice.randrange(100, 20_000) / 100:.2f}",
            "Limit": dice.choice(("", "1", "3")),
            "Weight": dice.choice(("", "80", "1200")),
        }
        if number % 5:
            rows.writerow(shared | {"Stock": dice.randrange(0, 40)})
            continue
        for size in ("S", "M"):
            for colour in COLOURS[:2]:
                axes = {"Option1 Name": "Size", "Option1 Value": size, "Option2 Name": "Colour"}
                kind = {"Option2 Value": colour, "Kind price": dice.choice(("", "99.90")), "Stock": 2}
                rows.writerow(shared | axes | kind)
    return out.getvalue().encode()


@pytest.fixture
def clients(users: dict[str, User]) -> dict[str, Client]:
    """A browser for everybody of the cast, and one for a guest."""
    made = {name: Client() for name in users}
    for name, client in made.items():
        client.force_login(users[name])
    return made | {"guest": Client()}


def send(
    client: Client, room: Room, party: str, data: bytes, query: str = "", status: int = 200
) -> dict[str, Any]:
    """Somebody sends a file to be looked at."""
    file = SimpleUploadedFile("items.csv", data, "text/csv")
    answer = client.post(f"/api/rooms/{room.id}/parties/{party}/sheets{query}", {"file": file})
    assert answer.status_code == status, answer.content
    found: dict[str, Any] = answer.json()
    return found


def download(client: Client, room: Room, party: str) -> bytes:
    answer = client.get(f"/api/rooms/{room.id}/parties/{party}/items.csv")
    assert answer.status_code == 200, answer.content
    return answer.content


def items_of(party: str) -> list[tuple[Any, ...]]:
    """Everything that a file says of a party's items."""
    found = Item.objects.filter(party_id=party).prefetch_related("variants").order_by("place")
    return [
        (
            item.title, item.description, item.note, item.price, item.per_buyer_limit, item.axes,
            [(one.name, one.options, one.price, one.stock) for one in item.variants.order_by("place")],
        )
        for item in found
    ]  # fmt: skip


@pytest.mark.slow
def test_five_hundred_items_are_looked_at_then_imported_in_one_turn_and_exported_the_same(
    room: Room, clients: dict[str, Client]
) -> None:
    party = room.draft()
    room.item(party, title="There before")
    room.must("hana", StartParty(party_id=party))

    seen = send(clients["sam"], room, party, real_looking(500))
    assert (seen["wrong"], seen["count"], seen["rows"]) == ([], 500, 800)
    assert seen["units"] == sum(kind.stock for one in _items(seen["id"]) for kind in one.variants)
    assert Item.objects.filter(party_id=party).count() == 1

    before = room.offset()
    first = room.must("sam", ImportItems(sheet_id=seen["id"]))
    assert (first["type"], first["item"]["number"], first["item"]["seller"]["name"]) == (
        "item.added",
        2,
        "Sam",
    )
    assert room.types(after=before) == ["item.added"] * 500
    assert list(Item.objects.order_by("number").values_list("number", "place")) == [
        (number, number) for number in range(1, 502)
    ]

    again = room.draft("Once more")
    copy = send(clients["hana"], room, again, download(clients["hana"], room, party))
    assert copy["wrong"] == []
    room.must("hana", ImportItems(sheet_id=copy["id"]))
    assert items_of(again) == items_of(party)


def _items(sheet_id: str) -> list[AddItem]:
    return [AddItem.model_validate(item) for item in Sheet.objects.get(pk=sheet_id).items]


def test_of_a_file_with_mistakes_nothing_is_imported_and_every_line_is_named(
    room: Room, clients: dict[str, Client]
) -> None:
    party = room.draft()
    lines = real_looking(500).decode().split("\r\n")
    spoilt = [number for number in range(2, 700, 50) if lines[number - 1].startswith("sku")]
    for number in spoilt:
        lines[number - 1] = ",No price here" + "," * (len(COLUMNS) - 2) + "3"

    seen = send(clients["sam"], room, party, "\r\n".join(lines).encode())

    assert seen["id"] is None
    assert seen["wrong_count"] == len(seen["wrong"])
    told = [one for one in seen["wrong"] if one["column"] == "Price"]
    assert len(told) == len(spoilt) > 5
    assert {one["why"] for one in told} == {"write the price as 12.50"}
    assert not Sheet.objects.exists()
    assert not Item.objects.exists()


def test_a_party_that_would_be_too_full_takes_none_of_them(room: Room, clients: dict[str, Client]) -> None:
    party = room.draft()
    sam = room.cast["sam"].user_id
    Item.objects.create(party_id=party, seller_id=sam, number=MAX_ITEMS - 1, place=1, title="Jam", price=1)
    seen = send(clients["sam"], room, party, b"Title,Price,Stock\nTea,5,1\nMug,5,1")

    assert room.why_not("sam", ImportItems(sheet_id=seen["id"])) == Code.LIMIT
    assert Item.objects.count() == 1


def test_a_sheet_is_its_sender_s_and_used_once(room: Room, clients: dict[str, Client]) -> None:
    party = room.draft()
    tea, mug = b"Title,Price,Stock\nTea,5,1", b"Title,Price,Stock\nMug,5,1"
    first = send(clients["sam"], room, party, tea)["id"]
    second = send(clients["sam"], room, party, mug)["id"]

    assert room.why_not("sam", ImportItems(sheet_id=first)) == Code.NOT_FOUND
    assert room.why_not("hana", ImportItems(sheet_id=second)) == Code.NOT_FOUND
    room.must("sam", ImportItems(sheet_id=second))
    assert room.why_not("sam", ImportItems(sheet_id=second)) == Code.NOT_FOUND
    assert [item.title for item in Item.objects.all()] == ["Mug"]


def test_a_sheet_goes_into_the_party_it_was_read_for(
    room: Room, users: dict[str, User], clients: dict[str, Client]
) -> None:
    """Its prices are in that party's currency; in another room it does not exist, and over is over."""
    party = room.draft()
    sheet = send(clients["hana"], room, party, b"Title,Price,Stock\nTea,5,1")["id"]
    elsewhere = open_room("hana", users)

    assert elsewhere.why_not("hana", ImportItems(sheet_id=sheet)) == Code.NOT_FOUND
    room.must("hana", CancelParty(party_id=party))
    assert room.why_not("hana", ImportItems(sheet_id=sheet)) == Code.OVER
    send(clients["hana"], room, party, b"Title,Price,Stock\nTea,5,1", status=409)


@pytest.mark.parametrize(("who", "status"), [("mona", 403), ("ben", 404), ("guest", 404)])
def test_files_are_for_those_who_sell(room: Room, clients: dict[str, Client], who: str, status: int) -> None:
    party = room.draft()

    send(clients[who], room, party, b"Title,Price,Stock\nTea,5,1", status=status)
    assert clients[who].get(f"/api/rooms/{room.id}/parties/{party}/items.csv").status_code == status
    send(clients["sam"], room, new_id(), b"", status=404)


def test_a_file_that_is_too_large_is_not_read(room: Room, clients: dict[str, Client]) -> None:
    seen = send(clients["sam"], room, room.draft(), b"x" * 1_048_577)

    assert seen["wrong"] == [{"line": 1, "column": "", "why": "the file is larger than 1 MiB"}]


def test_a_seller_exports_hers_with_her_notes_and_no_formula(room: Room, clients: dict[str, Client]) -> None:
    party = room.draft()
    room.item(party, title="=cmd()", note="4.20 paid")
    room.item(party, seller="hana", title="Hana's")
    room.must("sam", WithdrawItem(item_id=room.item(party, title="Broken").pk))

    sams = download(clients["sam"], room, party).decode("utf-8-sig").splitlines()
    hanas = download(clients["hana"], room, party).decode("utf-8-sig").splitlines()

    assert sams == [",".join(COLUMNS), "1,'=cmd(),,4.20 paid,5.00,,,,,,,,1,,,"]
    assert len(hanas) == 3


LEFT_OUT = {"type", "party_id", "pictures"}
"""A file of words has no pictures; the party is where it is imported."""


@pytest.mark.parametrize("currency", ["EUR", "JPY", "KWD", "HUF"])
def test_every_field_of_an_item_comes_back_from_its_export(
    room: Room, clients: dict[str, Client], currency: str
) -> None:
    party, another = room.draft(currency=currency), room.draft(currency=currency)
    kinds = [
        {"name": "", "options": ["S", "赤"], "price": None, "stock": 3},
        {"name": "the =big one", "options": ["L", "أزرق"], "price": 1_751, "stock": 0},
    ]
    whole = {
        "title": '=Linen, "washed"', "description": "One;\ntwo\u00a0three", "note": "'60s, 4.20 paid", "price": 1_501,
        "hold_minutes": 7, "per_buyer_limit": 2, "first_paid": True, "weight": 180, "axes": ["Size", "Colour"],
        "variants": kinds,
    }  # fmt: skip
    assert set(whole) == set(AddItem.model_fields) - LEFT_OUT
    room.must("sam", AddItem.model_validate({"party_id": party} | whole))
    room.item(party, title="Plain")

    again = send(clients["sam"], room, another, download(clients["sam"], room, party))

    assert again["wrong"] == []
    told = [one.model_dump() for one in _items(again["id"])]
    assert {name: told[0][name] for name in whole} == whole
    assert told[1]["title"] == "Plain"


def test_an_export_of_several_locations_is_sent_again_with_its_stock(
    room: Room, clients: dict[str, Client]
) -> None:
    party, data = room.draft(), b"Handle,Title,Variant Price\nmug,Mug,5"

    asks = send(clients["sam"], room, party, data)
    told = send(clients["sam"], room, party, data, "?stock=4")

    assert (asks["id"], asks["asks_stock"], told["asks_stock"], told["units"]) == (None, True, False, 4)


def test_stock_that_was_sold_is_exported_as_there_was(room: Room, clients: dict[str, Client]) -> None:
    jam: Variant = room.live(stock=3, axes=[])
    room.confirm("sam", room.place("ben", jam).claim)

    assert download(clients["sam"], room, jam.item.party_id).decode().splitlines()[1].endswith(",3,,,")


def test_a_sheet_that_was_kept_under_other_bounds_is_refused_and_stays(room: Room) -> None:
    item = {"party_id": room.draft(), "title": "", "price": -1, "variants": [{"stock": 1}]}
    kept = Sheet.objects.create(owner_id=room.cast["sam"].user_id, party_id=item["party_id"], items=[item])

    assert room.why_not("sam", ImportItems(sheet_id=kept.pk)) == Code.BAD_FRAME
    assert Sheet.objects.filter(pk=kept.pk).exists()
