"""Mails about orders: once at most, whatever crashes."""

import pytest
from django.core import mail

from livesell.accounts.models import User
from rooms.checkout import mails
from rooms.models.orders import Mail
from tests.support.buying import DAY, confirmed
from tests.support.turns import MINUTE, Room

pytestmark = pytest.mark.django_db


def test_a_mail_says_what_happened_and_where_to_look(room: Room) -> None:
    order = confirmed(room, "ben", room.live())

    (one,) = mails.take(room.now)
    assert mails.send(one)

    (sent,) = mail.outbox
    assert sent.to == ["ben@example.org"]
    assert sent.subject == "Your order can be paid: Friday finds"
    assert f"/orders/{order.pk}/" in sent.body


def test_what_was_taken_is_not_taken_again_also_after_a_crash(room: Room) -> None:
    """The process that took it is gone, before or after it sent: nobody knows, so nobody sends it twice."""
    confirmed(room, "ben", room.live())

    assert len(mails.take(room.now)) == 1
    assert mails.take(room.now) == []


def test_what_could_not_be_sent_is_tried_again_for_a_day(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_server(*_: object) -> int:
        raise ConnectionRefusedError

    confirmed(room, "ben", room.live())
    (one,) = mails.take(room.now)
    monkeypatch.setattr(mails, "send_mail", no_server)
    assert not mails.send(one)

    mails.give_back([one.id], room.now)

    assert [again.id for again in mails.take(room.now + DAY * MINUTE - 1)] == [one.id]
    mails.give_back([one.id], room.now)
    assert mails.take(room.now + DAY * MINUTE) == []
    assert Mail.objects.get().taken_at is None


def test_every_kind_of_letter_has_a_subject(room: Room) -> None:
    order = confirmed(room, "ben", room.live())
    for kind in mails.SUBJECTS:
        Mail.objects.create(order=order, to_id=order.buyer_id, kind=kind, at=room.now)

    assert len(mails.take(room.now)) == len(mails.SUBJECTS) + 1


def test_a_mail_is_in_the_language_of_who_gets_it(room: Room, users: dict[str, User]) -> None:
    """Also when the clock sends it, which has none."""
    User.objects.filter(pk=users["ben"].pk).update(language="de")
    jam = room.live(stock=2)
    for who in ("ben", "bea"):
        confirmed(room, who, jam)

    subjects = {one.to: one.subject for one in mails.take(room.now)}

    assert subjects == {
        "ben@example.org": "Du kannst deine Bestellung bezahlen: Friday finds",
        "bea@example.org": "Your order can be paid: Friday finds",
    }
