"""Paying by Stripe, against a stand-in for its API and with webhooks signed by ourselves: every attack on the door."""

import hashlib
import hmac
import json
import secrets
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs

import httpx
import pytest
from pytest_httpserver import HTTPServer

from tests.support import shows
from tests.support.people import Person, sign_up
from tests.support.plain import NO_TLS
from tests.support.server import Server
from tests.support.shows import Show

SECRET = "whsec_of_a_test"
PAGE = "https://checkout.example.org/c/1"
HOME = {"name": "Ben Miller", "address": "12 Mill Lane", "country": "DE"}


@pytest.fixture(scope="module")
def shop(make_httpserver: HTTPServer) -> Iterator[Server]:
    """A server that is set up with a Stripe account."""
    server = Server(
        LIVESELL_STRIPE_KEY="sk_test_x",
        LIVESELL_STRIPE_WEBHOOK_SECRET=SECRET,
        LIVESELL_STRIPE_API=make_httpserver.url_for("").rstrip("/"),
    )
    yield server.start()
    server.kill()


@pytest.fixture(scope="module")
def people(shop: Server) -> dict[str, Person]:
    return {name: sign_up(shop.url, name) for name in ("Hana", "Ben", "Bea")}


@pytest.fixture(scope="module")
def show(people: dict[str, Person]) -> Show:
    return shows.live(people["Hana"], stock=1_000)


@pytest.fixture
def order(show: Show, people: dict[str, Person]) -> dict[str, Any]:
    """Ben owes Hana for a jar, and said where it goes."""
    return ordered(show, people["Ben"])


def ordered(show: Show, buyer: Person) -> dict[str, Any]:
    claim = shows.do(buyer, show.room, "claim.place", variant_id=show.variant, price_version=1)
    while claim["error"] and claim["error"]["code"] == "too_fast":
        time.sleep(claim["error"]["retry_after_ms"] / 1_000)
        claim = shows.do(buyer, show.room, "claim.place", variant_id=show.variant, price_version=1)
    show.do("claim.confirm", claim_id=claim["fact"]["event"]["claim"]["id"])
    found = read(buyer, "/api/orders")[0]
    for command, body in (("order.deliver", HOME), ("order.confirm", {})):
        assert shows.do(buyer, show.room, command, order_id=found["id"], **body)["ok"]
    return found


def read(person: Person, path: str) -> Any:
    with person.app as http:
        return http.get(path).json()


def state(order: dict[str, Any], person: Person) -> tuple[str, int]:
    shown = read(person, f"/api/orders/{order['id']}")
    return shown["state"], shown["owed_back"]


def news(order_id: str, amount: int = 500, **more: Any) -> dict[str, Any]:
    """What Stripe says of a checkout that was paid."""
    session = {
        "id": "cs_1",
        "object": "checkout.session",
        "client_reference_id": order_id,
        "payment_status": "paid",
        "payment_intent": f"pi_{secrets.token_hex(8)}",
        "amount_total": amount,
        "currency": "eur",
    } | more
    return {
        "id": f"evt_{secrets.token_hex(8)}",
        "object": "event",
        "type": "checkout.session.completed",
        "data": {"object": session},
    }


def tell(
    shop: Server, said: Any, *, secret: str = SECRET, at: float | None = None, header: str | None = None
) -> int:
    """Bring it to the door, signed; the status it got."""
    body = said if isinstance(said, bytes) else json.dumps(said).encode()
    stamp = int(time.time() if at is None else at)
    digest = hmac.new(secret.encode(), f"{stamp}.".encode() + body, hashlib.sha256).hexdigest()
    signature = f"t={stamp},v1={digest}" if header is None else header
    headers = {"Stripe-Signature": signature, "Content-Type": "application/json"}
    return httpx.post(f"{shop.url}/webhooks/stripe", content=body, headers=headers, verify=NO_TLS).status_code


def begin(buyer: Person, order: dict[str, Any]) -> httpx.Response:
    with buyer.app as http:
        return http.post(f"/api/orders/{order['id']}/pay")


# The way there


def test_the_buyer_is_led_to_a_page_for_the_whole_sum(
    httpserver: HTTPServer, people: dict[str, Person], order: dict[str, Any]
) -> None:
    httpserver.expect_request("/v1/checkout/sessions", method="POST").respond_with_json(
        {"id": "cs_1", "object": "checkout.session", "url": PAGE}
    )

    assert begin(people["Ben"], order).json()["url"] == PAGE

    ((request, _),) = httpserver.log
    asked = parse_qs(request.get_data(as_text=True))
    assert asked["client_reference_id"] == [order["id"]]
    assert asked["line_items[0][price_data][unit_amount]"] == ["500"]
    assert asked["line_items[0][price_data][currency]"] == ["eur"]
    assert "Mill Lane" not in request.get_data(as_text=True)


def test_asked_again_it_is_the_same_request(
    httpserver: HTTPServer, people: dict[str, Person], order: dict[str, Any]
) -> None:
    httpserver.expect_request("/v1/checkout/sessions").respond_with_json(
        {"id": "cs_1", "object": "checkout.session", "url": PAGE}
    )
    begin(people["Ben"], order)
    begin(people["Ben"], order)

    (one, _), (other, _) = httpserver.log
    assert one.headers["Idempotency-Key"] == other.headers["Idempotency-Key"]
    assert one.get_data() == other.get_data()


def test_a_provider_that_fails_is_a_refusal_that_says_ask_again(
    httpserver: HTTPServer, shop: Server, people: dict[str, Person], order: dict[str, Any]
) -> None:
    httpserver.expect_request("/v1/checkout/sessions").respond_with_data("gone", status=500)

    answer = begin(people["Ben"], order)

    assert (answer.status_code, answer.json()) == (503, {"detail": "busy"})
    assert "Traceback" not in shop.output


# The way back


def test_what_stripe_says_pays_the_order(
    shop: Server, people: dict[str, Person], order: dict[str, Any]
) -> None:
    assert tell(shop, news(order["id"])) == 200

    assert state(order, people["Ben"]) == ("paid", 0)


def test_news_that_is_told_again_and_again_is_one_payment(
    shop: Server, people: dict[str, Person], order: dict[str, Any]
) -> None:
    said = news(order["id"])
    again = said | {"id": "evt_another"}

    assert [tell(shop, one) for one in (said, said, again)] == [200, 200, 200]

    shown = read(people["Ben"], f"/api/orders/{order['id']}")
    assert (shown["received"], shown["owed_back"]) == (500, 0)


def test_a_second_payment_is_owed_back(
    shop: Server, people: dict[str, Person], order: dict[str, Any]
) -> None:
    tell(shop, news(order["id"]))
    tell(shop, news(order["id"]))

    assert state(order, people["Hana"]) == ("paid", 500)


@pytest.mark.parametrize(
    ("amount", "more"), [(499, {}), (50_000, {}), (500, {"currency": "jpy"})], ids=["less", "more", "yen"]
)
def test_another_amount_pays_nothing(
    shop: Server, people: dict[str, Person], order: dict[str, Any], amount: int, more: dict[str, str]
) -> None:
    assert tell(shop, news(order["id"], amount, **more)) == 200

    assert state(order, people["Ben"]) == ("confirmed", amount)


def test_what_is_not_paid_yet_pays_nothing(
    shop: Server, people: dict[str, Person], order: dict[str, Any]
) -> None:
    assert tell(shop, news(order["id"], payment_status="unpaid")) == 200
    assert tell(shop, news(order["id"]) | {"type": "charge.refunded"}) == 200

    assert state(order, people["Ben"]) == ("confirmed", 0)


@pytest.mark.parametrize(
    "order_id",
    [None, "", "nobody's", "01k0000000000000000000000z", "x" * 500, "'; DROP TABLE rooms_order; --"],
)
def test_money_for_an_order_that_is_not_ours_is_noted_and_taken(shop: Server, order_id: Any) -> None:
    assert tell(shop, news(order_id)) == 200
    assert "payment_of_unknown_order" in shop.output


# Attacks


@pytest.mark.parametrize(
    "forged",
    [
        {"secret": "whsec_guessed"},
        {"header": ""},
        {"header": "t=1,v1="},
        {"header": "v1=" + "0" * 64},
        {"header": "nonsense"},
        {"at": 0},
    ],
    ids=["another secret", "none", "empty", "no time", "nonsense", "old"],
)
def test_what_is_not_signed_by_stripe_now_is_refused(
    shop: Server, people: dict[str, Person], order: dict[str, Any], forged: dict[str, Any]
) -> None:
    assert tell(shop, news(order["id"]), **forged) == 400

    assert state(order, people["Ben"]) == ("confirmed", 0)


def test_a_signature_holds_for_its_own_body_only(
    shop: Server, people: dict[str, Person], order: dict[str, Any]
) -> None:
    stamp = int(time.time())
    digest = hmac.new(SECRET.encode(), f"{stamp}.{{}}".encode(), hashlib.sha256).hexdigest()

    assert tell(shop, news(order["id"]), header=f"t={stamp},v1={digest}") == 400


def test_a_true_webhook_that_is_played_again_later_is_refused(shop: Server, order: dict[str, Any]) -> None:
    assert tell(shop, news(order["id"]), at=time.time() - 301) == 400


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"null",
        b"[]",
        b"{",
        b'"x"',
        b"\xff\xfe",
        b'{"object":"event"}',
        b'{"object":"event","id":1,"type":{}}',
    ],
)
def test_nonsense_that_is_signed_is_refused_without_a_traceback(shop: Server, body: bytes) -> None:
    assert tell(shop, body) == 400
    assert "Traceback" not in shop.output


@pytest.mark.parametrize("amount", ["500", None, -1, 1.5, 10**30])
def test_an_amount_that_is_none_pays_nothing(
    shop: Server, people: dict[str, Person], order: dict[str, Any], amount: Any
) -> None:
    assert tell(shop, news(order["id"], amount)) == 400

    assert state(order, people["Ben"]) == ("confirmed", 0)
    assert "Traceback" not in shop.output


def test_a_body_beyond_all_measure_is_refused(shop: Server) -> None:
    assert tell(shop, b"x" * 300_000) in (400, 413)


def test_a_webhook_is_posted(shop: Server) -> None:
    assert httpx.get(f"{shop.url}/webhooks/stripe", verify=NO_TLS).status_code == 405


def test_without_an_account_there_is_no_such_door(server: Server) -> None:
    assert tell(server, news("x")) == 404
