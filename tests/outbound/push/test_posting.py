"""What push services answer, and what follows: gone for good, left alone for a while, tried again, given up."""

import pytest

from livesell.outbound.models import Delivery, PushSubscription
from livesell.outbound.push.keys import vapid
from livesell.outbound.push.messages import Message
from livesell.outbound.push.posting import Posted, Poster, pause_of
from rooms.frames.rooms import FollowRoom
from tests.outbound.conftest import Outbox
from tests.support.pushes import Browser, PushService
from tests.support.turns import Room


def message(to: Browser, **more: object) -> Message:
    body = to.body
    plain = {"ttl": 60, "topic": "t" * 32, "urgent": True, "text": b'{"notification": {"title": "Hi"}}'}
    return Message("id", body["endpoint"], body["p256dh"], body["auth"], **(plain | more))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("status", "headers", "posted"),
    [
        (201, {}, Posted(ok=True)),
        (200, {}, Posted(ok=True)),
        (404, {}, Posted(gone=True)),
        (410, {}, Posted(gone=True)),
        (400, {}, Posted(refused=True)),
        (403, {}, Posted(refused=True)),
        (413, {}, Posted(refused=True)),
        (302, {"Location": "http://127.0.0.1:1/"}, Posted(refused=True)),
        (500, {}, Posted(again_ms=5_000)),
        (429, {"Retry-After": "40"}, Posted(again_ms=40_000)),
        (503, {"Retry-After": "soon"}, Posted(again_ms=5_000)),
    ],
)
def test_each_answer_has_its_meaning(
    service: PushService, status: int, headers: dict[str, str], posted: Posted
) -> None:
    browser = service.browser("ben")
    service.answering = lambda *_: (status, headers)

    assert Poster(vapid(), loopback=True).post(message(browser)) == posted
    assert browser.asked == 1  # no redirect is followed


def test_a_service_that_is_busy_is_asked_nothing_until_then(service: PushService) -> None:
    ben, bea = service.browser("ben"), service.browser("bea")
    service.answering = lambda *_: (429, {"Retry-After": "60"})
    poster = Poster(vapid(), loopback=True)
    poster.post(message(ben))

    assert 0 < poster.post(message(bea)).again_ms <= 60_000
    assert bea.asked == 0


def test_a_service_that_is_away_is_tried_again(service: PushService) -> None:
    browser = service.browser("ben")
    service.close()

    assert Poster(vapid(), loopback=True).post(message(browser)) == Posted()


def test_an_endpoint_on_this_machine_is_refused_unless_a_test_wants_it(service: PushService) -> None:
    browser = service.browser("ben")

    assert Poster(vapid()).post(message(browser)) == Posted(refused=True)
    assert browser.asked == 0


@pytest.mark.parametrize(
    ("header", "wait"),
    [
        ("", 0),
        ("120", 120_000),
        ("-5", 0),
        ("1e9", 0),
        ("9" * 30, 86_400_000),
        ("٣", 0),
        ("Sat, 01 Jan 2000 00:00:00 GMT", 0),
    ],
)
def test_how_long_a_service_asks_to_wait(header: str, wait: int) -> None:
    assert pause_of(header) == wait


@pytest.mark.django_db
def test_a_browser_that_is_gone_is_forgotten(room: Room, outbox: Outbox) -> None:
    phone, laptop = outbox.browser("ben"), outbox.browser("ben")
    outbox.service.answering = lambda browser, _: (410 if browser is phone else 201, {})
    room.must("ben", FollowRoom())
    room.live()
    outbox.run()

    assert [one.endpoint for one in PushSubscription.objects.all()] == [laptop.endpoint]
    assert laptop.titles == ["Live now: Friday finds"]


@pytest.mark.django_db
def test_what_could_not_be_sent_is_tried_again_in_order_and_not_when_it_is_late(
    room: Room, outbox: Outbox
) -> None:
    phone = outbox.browser("bea")
    outbox.service.answering = lambda _, time: (500 if time < 3 else 201, {})
    jar = room.live(stock=1)
    ben = room.place("ben", jar).claim
    room.place("bea", jar)
    room.release("ben", ben)
    outbox.run()
    assert phone.pushes == []

    for _ in range(3):
        room.later(minutes=1)
        outbox.run()
    assert phone.titles == ["It is your turn: A jar of plum jam"]

    outbox.service.answering = lambda *_: (500, {})
    room.later(minutes=9)
    outbox.run()
    room.later(minutes=4)
    outbox.run()
    assert Delivery.objects.filter(state="late").count() == 1
    assert len(phone.pushes) == 1
