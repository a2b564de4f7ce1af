"""A seller's customers: who they are, what they agreed to, what she may take out, and what they see of that."""

import csv
import io
from collections.abc import Iterator

import pytest
from django.test import Client

from livesell.accounts.models import User
from livesell.ledger.turn import Refused
from livesell.wire.cells import safe
from livesell.wire.ids import new_id
from rooms.customers import consents
from rooms.customers.export import COLUMNS
from rooms.frames.orders import CancelOrder, NoteRefund
from rooms.frames.parties import EndParty, StartParty
from rooms.frames.rooms import FollowRoom, SetRole
from rooms.models.customers import CustomerExport, MarketingConsent
from rooms.models.items import Variant
from tests.support.buying import buy, confirmed, paid
from tests.support.rehearsing import rehearse
from tests.support.turns import Room

pytestmark = pytest.mark.django_db
Browsers = dict[str, Client]


@pytest.fixture
def clients(users: dict[str, User]) -> Browsers:
    made = {name: Client() for name in users}
    for name, client in made.items():
        client.force_login(users[name])
    return made


@pytest.fixture
def jam(room: Room) -> Variant:
    return room.live(stock=50, per_buyer_limit=50)


def page(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status
    return answer.content.decode()


def say(
    room: Room, client: Client, yes: bool, *, seller: str = "sam", version: int = consents.CURRENT
) -> int:
    form = {"room": room.id, "seller": room.cast[seller].user_id, "version": version}
    return client.post("/sellers/", form | {"say": "yes" if yes else "no"}).status_code


def rows(room: Room, client: Client) -> list[dict[str, str]]:
    answer = client.post(f"/rooms/{room.id}/customers.csv")
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    text = answer.content.decode()
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def cards(text: str) -> Iterator[str]:
    return iter(" ".join(one.split()) for one in text.split("data-customer")[1:])


# Who is listed


def test_she_lists_who_bought_from_her_with_what_is_paid(room: Room, clients: Browsers, jam: Variant) -> None:
    room.must("ben", FollowRoom())
    paid(room, "ben", jam)
    confirmed(room, "ben", jam)
    room.later(1)
    confirmed(room, "bea", jam)

    bea, ben = cards(page(clients["sam"], f"/rooms/{room.id}/customers/"))

    assert "Bea" in bea
    assert "0 of 1 order paid" in bea
    assert "Follows since" not in bea
    assert "1 of 2 orders paid · €5.00" in ben
    assert "Last bought or spoke here" in ben
    assert "Follows since" in ben
    assert "@example.org" not in bea + ben


def test_what_was_given_back_is_not_received_and_a_cancelled_order_is_none(
    room: Room, clients: Browsers, jam: Variant
) -> None:
    order = paid(room, "ben", jam)
    room.must("sam", CancelOrder(order_id=order.pk, reason="Broken"))
    room.must("sam", NoteRefund(order_id=order.pk, amount=500, reason="Broken"))

    (ben,) = cards(page(clients["sam"], f"/rooms/{room.id}/customers/"))

    assert "0 of 0 orders paid" in ben


def test_a_host_sees_her_own_customers_and_not_those_of_others(
    room: Room, clients: Browsers, jam: Variant
) -> None:
    paid(room, "ben", jam)

    assert "No customers yet." in page(clients["hana"], f"/rooms/{room.id}/customers/")


@pytest.mark.parametrize("who", ["ben", "otto", "mona"])
def test_to_who_does_not_sell_there_is_no_such_page_and_no_such_file(
    room: Room, clients: Browsers, jam: Variant, who: str
) -> None:
    paid(room, "ben", jam)

    page(clients[who], f"/rooms/{room.id}/customers/", 404)
    assert clients[who].post(f"/rooms/{room.id}/customers.csv").status_code == 404
    page(clients["sam"], f"/rooms/{new_id()}/customers/", 404)
    assert not CustomerExport.objects.exists()


def test_who_sells_no_more_takes_nothing_out(room: Room, clients: Browsers, jam: Variant) -> None:
    paid(room, "ben", jam)
    assert say(room, clients["ben"], yes=True) == 302
    room.must("hana", SetRole(user_id=room.cast["sam"].user_id, role="buyer"))

    assert clients["sam"].post(f"/rooms/{room.id}/customers.csv").status_code == 404
    page(clients["sam"], f"/rooms/{room.id}/customers/", 404)


def test_the_file_is_not_had_by_a_link(room: Room, clients: Browsers) -> None:
    assert clients["sam"].get(f"/rooms/{room.id}/customers.csv").status_code == 405


# Consent


def test_a_yes_is_kept_with_its_time_its_words_and_its_language(
    room: Room, clients: Browsers, jam: Variant
) -> None:
    paid(room, "ben", jam)
    User.objects.filter(name="Ben").update(language="ar")

    assert say(room, clients["ben"], yes=True) == 302

    (kept,) = MarketingConsent.objects.all()
    assert (kept.version, kept.language, kept.withdrawn_at) == (consents.CURRENT, "ar", None)
    assert kept.given_at > 1_700_000_000_000
    assert say(room, clients["ben"], yes=True) == 302
    assert list(MarketingConsent.objects.values_list("pk")) == [(kept.pk,)]


def test_the_buyer_alone_is_asked_on_her_order(room: Room, clients: Browsers, jam: Variant) -> None:
    order = paid(room, "ben", jam)

    assert "Sam may write to me about new things in “Hana&#x27;s attic”" in page(
        clients["ben"], f"/orders/{order.pk}/"
    )
    for who in ("sam", "hana"):
        assert "data-consent" not in page(clients[who], f"/orders/{order.pk}/")


def test_nobody_is_asked_in_a_rehearsal(room: Room, clients: Browsers) -> None:
    party = room.draft()
    room.item(party, stock=3)
    beside = rehearse(room, party)
    jam = Variant.objects.get(item__party__room_id=beside.id)
    beside.must("hana", StartParty(party_id=jam.item.party_id))
    order = buy(beside, "mona", jam)

    assert "data-consent" not in page(clients["mona"], f"/orders/{order.pk}/")
    assert "No seller knows you yet." in page(clients["mona"], "/sellers/")


def test_she_takes_it_back_at_any_time_also_when_the_seller_is_gone(
    room: Room, clients: Browsers, jam: Variant
) -> None:
    paid(room, "ben", jam)
    say(room, clients["ben"], yes=True)
    User.objects.filter(name="Sam").update(is_active=False)

    assert "Take my yes back" in page(clients["ben"], "/sellers/")
    assert say(room, clients["ben"], yes=False) == 302

    (kept,) = MarketingConsent.objects.all()
    assert kept.withdrawn_at is not None
    assert kept.withdrawn_at >= kept.given_at
    assert "Take my yes back" not in page(clients["ben"], "/sellers/")


def test_said_again_after_it_was_taken_back_it_is_another_yes(
    room: Room, clients: Browsers, jam: Variant
) -> None:
    paid(room, "ben", jam)
    for yes in (True, False, True):
        say(room, clients["ben"], yes=yes)

    assert sorted(one.withdrawn_at is None for one in MarketingConsent.objects.all()) == [False, True]


def test_other_words_than_those_that_are_asked_now_are_agreed_to_by_nobody(
    room: Room, clients: Browsers, jam: Variant
) -> None:
    paid(room, "ben", jam)

    for version in ("", "0", "2", "1.0", "²", "9" * 40):
        form = {"room": room.id, "seller": room.cast["sam"].user_id, "version": version, "say": "yes"}
        shown = clients["ben"].post("/sellers/", form, follow=True)
        assert "These words were changed meanwhile." in shown.content.decode()

    assert not MarketingConsent.objects.exists()


def test_a_seller_who_does_not_know_her_is_not_there(room: Room, clients: Browsers, jam: Variant) -> None:
    assert say(room, clients["bea"], yes=True) == 404
    assert clients["bea"].post("/sellers/", {"say": "yes", "version": "1"}).status_code == 404
    assert clients["bea"].post("/sellers/", {"say": "yes", "version": "1", "room": "\0"}).status_code == 404
    assert say(room, clients["bea"], yes=False) == 302
    assert not MarketingConsent.objects.exists()

    with pytest.raises(Refused):
        consents.give("nobody", room.id, room.cast["sam"].user_id, version=1, language="en", now=1)


def test_who_follows_a_room_is_asked_of_those_who_sell_there(room: Room, clients: Browsers) -> None:
    assert "No seller knows you yet." in page(clients["bea"], "/sellers/")
    room.must("bea", FollowRoom())

    shown = page(clients["bea"], "/sellers/")
    assert "<bdi>Sam</bdi>" in shown
    assert "<bdi>Mona</bdi>" not in shown
    assert say(room, clients["bea"], yes=True) == 302


# The file


def test_only_those_who_said_yes_are_in_the_file(room: Room, clients: Browsers, jam: Variant) -> None:
    for who in ("ben", "bea"):
        paid(room, who, jam)
    assert rows(room, clients["sam"]) == []
    say(room, clients["ben"], yes=True)

    (ben,) = rows(room, clients["sam"])
    assert list(ben) == list(COLUMNS)
    assert [ben[name] for name in ("name", "e-mail", "orders", "paid", "received", "currency", "to words")] == [
        "Ben", "ben@example.org", "1", "1", "5.00", "EUR", "1",
    ]  # fmt: skip
    assert ben["said yes"].startswith("20")

    say(room, clients["ben"], yes=False)
    assert rows(room, clients["sam"]) == []


@pytest.mark.parametrize("how", ["banned", "gone"])
def test_who_is_banned_or_gone_is_in_no_file(room: Room, clients: Browsers, jam: Variant, how: str) -> None:
    paid(room, "ben", jam)
    say(room, clients["ben"], yes=True)
    if how == "banned":
        room.shut_out("ben")
    else:
        User.objects.filter(name="Ben").update(is_active=False)

    assert rows(room, clients["sam"]) == []
    assert "Table of" not in page(clients["sam"], f"/rooms/{room.id}/customers/")


@pytest.mark.parametrize(
    ("currency", "received"), [("HUF", "500.00"), ("JPY", "50000"), ("KWD", "50.000"), ("EUR", "500.00")]
)
def test_money_is_a_number_as_people_write_it(
    room: Room, clients: Browsers, currency: str, received: str
) -> None:
    paid(room, "ben", room.live(stock=1, currency=currency, price=50_000))
    say(room, clients["ben"], yes=True)

    (ben,) = rows(room, clients["sam"])
    assert (ben["received"], ben["currency"]) == (received, currency)


def test_a_customer_has_a_row_for_each_currency(room: Room, clients: Browsers, jam: Variant) -> None:
    paid(room, "ben", jam)
    room.must("hana", EndParty(party_id=jam.item.party_id))
    confirmed(room, "ben", room.live(stock=1, currency="JPY", price=700))
    say(room, clients["ben"], yes=True)

    found = [
        (one["currency"], one["orders"], one["paid"], one["received"]) for one in rows(room, clients["sam"])
    ]
    assert found == [("EUR", "1", "1", "5.00"), ("JPY", "1", "0", "0")]


@pytest.mark.parametrize(
    ("name", "cell"),
    [
        ("梅のジャム屋", "梅のジャム屋"),
        ("مريم العطار", "مريم العطار"),
        ("สมหญิง", "สมหญิง"),
        ("=1+1", "'=1+1"),
        ("＝1+1", "'＝1+1"),  # noqa: RUF001 as a Japanese keyboard writes it
        ('Ben "the, jar"', 'Ben "the, jar"'),
    ],
)
def test_names_of_all_writings_are_whole_and_none_is_a_formula(
    room: Room, clients: Browsers, jam: Variant, name: str, cell: str
) -> None:
    paid(room, "ben", jam)
    say(room, clients["ben"], yes=True)
    User.objects.filter(pk=room.cast["ben"].user_id).update(name=name)

    (ben,) = rows(room, clients["sam"])
    assert ben["name"] == cell
    assert safe(name) == cell


# Who knows that it was taken


def test_the_buyer_and_the_host_see_that_a_file_was_taken(
    room: Room, clients: Browsers, jam: Variant
) -> None:
    for who in ("ben", "bea"):
        paid(room, who, jam)
    say(room, clients["ben"], yes=True)
    rows(room, clients["sam"])
    say(room, clients["ben"], yes=False)

    assert "Took a file with your name" in page(clients["ben"], "/sellers/")
    assert "Took a file with your name" not in page(clients["bea"], "/sellers/")
    for who in ("sam", "hana"):
        assert "1 person" in page(clients[who], f"/rooms/{room.id}/customers/").split("data-export")[1]


def test_another_seller_does_not_see_who_took_what(room: Room, clients: Browsers, jam: Variant) -> None:
    paid(room, "ben", jam)
    rows(room, clients["sam"])
    room.give("otto", "seller")

    assert "data-export" not in page(clients["otto"], f"/rooms/{room.id}/customers/")
