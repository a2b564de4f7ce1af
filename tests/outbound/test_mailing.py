"""Notifications as mails: in the receiver's language, with a way out of one click, and never twice for who can tell."""

from email import message_from_string
from urllib.parse import urlsplit

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.test import Client
from pytest_django.fixtures import Settings

from livesell.accounts.models import User
from livesell.outbound import choices
from livesell.outbound.hours import Day
from livesell.outbound.models import Delivery
from rooms.frames.parties import ScheduleParty
from rooms.frames.rooms import FollowRoom
from rooms.models.parties import Party
from tests.outbound.conftest import Outbox
from tests.support.buying import confirmed
from tests.support.turns import MINUTE, Room

pytestmark = pytest.mark.django_db
DAY = 24 * 60 * MINUTE


def to_followers(room: Room) -> None:
    """Ben follows, and a show begins."""
    room.must("ben", FollowRoom())
    room.live(title="<b>Jam</b> & ပျားရည်")


def header(sent: object, name: str) -> str:
    assert isinstance(sent, EmailMultiAlternatives)
    return str(message_from_string(sent.message().as_string())[name]).replace("\n", "")


def test_a_mail_is_text_and_plain_html_with_a_way_out(room: Room, outbox: Outbox) -> None:
    to_followers(room)
    outbox.run()

    (sent,) = mail.outbox
    assert isinstance(sent, EmailMultiAlternatives)
    ((html, kind),) = sent.alternatives
    assert kind == "text/html"
    assert f"/rooms/{room.id}/" in str(html)
    assert "<script" not in str(html)
    assert "<img" not in str(html)
    assert '<html lang="en" dir="ltr">' in str(html)
    assert header(sent, "List-Unsubscribe-Post") == "List-Unsubscribe=One-Click"
    assert header(sent, "Message-ID").endswith("@127.0.0.1>") or "@" in header(sent, "Message-ID")


def test_one_click_ends_mails_of_that_kind_and_no_others(room: Room, outbox: Outbox, client: Client) -> None:
    to_followers(room)
    outbox.run()
    way_out = urlsplit(header(mail.outbox[0], "List-Unsubscribe").strip(" <>")).path
    strict = Client(enforce_csrf_checks=True)  # the mail program has no token

    assert client.get(way_out).status_code == 200
    assert choices.chosen([room.actor("ben").user_id]) == {}  # to look ends nothing: scanners look
    assert strict.post(way_out, {"List-Unsubscribe": "One-Click"}).status_code == 200

    assert choices.chosen([room.actor("ben").user_id]) == {
        (room.actor("ben").user_id, "show_starts", "mail"): "off"
    }
    assert (
        strict.post(way_out.replace("notifications/unsubscribe/", "notifications/unsubscribe/x")).status_code
        == 404
    )


def test_the_same_news_sent_again_has_the_same_message_id(room: Room, outbox: Outbox) -> None:
    """The process died between sending and writing that it was sent: the lease runs out."""
    to_followers(room)
    outbox.run()
    Delivery.objects.update(state="waiting", leased_until=room.now)
    room.later(minutes=1)
    outbox.send()

    first, again = mail.outbox
    assert header(first, "Message-ID") == header(again, "Message-ID")


def test_the_messages_of_two_people_have_two_ids(room: Room, outbox: Outbox) -> None:
    room.must("bea", FollowRoom())
    to_followers(room)
    outbox.run()

    assert len({header(one, "Message-ID") for one in mail.outbox}) == 2


def test_the_rest_comes_once_a_day_in_one_mail(room: Room, outbox: Outbox) -> None:
    ben = room.actor("ben").user_id
    choices.set_hours(ben, Day("Asia/Tokyo", digest_hour=6))
    room.must("ben", FollowRoom())
    for title in ("Friday finds", "土曜の市"):
        room.must("hana", ScheduleParty(party_id=room.draft(title), starts_at=room.now + 5 * DAY))
    outbox.run()
    assert mail.outbox == []

    room.later(minutes=24 * 60)
    outbox.run()

    (sent,) = mail.outbox
    assert sent.subject == "2 things are new"
    assert "Announced: Friday finds" in str(sent.body)
    assert "Announced: 土曜の市" in str(sent.body)


def test_nothing_comes_in_quiet_hours_and_what_is_of_use_comes_at_their_end(
    room: Room, outbox: Outbox
) -> None:
    ben = room.actor("ben").user_id
    phone = outbox.browser("ben")
    # NOON of these tests is 15:06 UTC
    choices.set_hours(ben, Day("UTC", quiet_from=15 * 60, quiet_until=15 * 60 + 20))
    confirmed(room, "ben", room.live())
    outbox.run()
    assert (phone.pushes, mail.outbox) == ([], [])

    room.later(minutes=15)
    outbox.run()
    assert (len(phone.pushes), len(mail.outbox)) == (1, 1)


def test_an_address_that_nobody_confirmed_gets_what_its_orders_need_and_no_more(
    room: Room, outbox: Outbox, settings: Settings
) -> None:
    """It may be a stranger's."""
    settings.ACCOUNT_EMAIL_VERIFICATION = "optional"
    to_followers(room)
    outbox.run()
    assert mail.outbox == []

    ben = User.objects.get(pk=room.actor("ben").user_id)
    EmailAddress.objects.create(user=ben, email=ben.email, verified=True, primary=True)
    room.must("bea", FollowRoom())
    order = confirmed(room, "bea", room.item(room_party(room)).variants.get())
    outbox.run()
    assert [one.to for one in mail.outbox] == [["bea@example.org"]]
    assert order.pk in str(mail.outbox[0].body)


def room_party(room: Room) -> str:
    """The id of the party that is on."""
    return Party.objects.get(room_id=room.id).pk


def test_a_mail_server_that_is_away_loses_nothing(
    room: Room, outbox: Outbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: object) -> int:
        raise ConnectionRefusedError

    to_followers(room)
    with monkeypatch.context() as broken:
        broken.setattr(EmailMultiAlternatives, "send", away)
        outbox.run()
    assert mail.outbox == []

    room.later(minutes=1)
    outbox.run()
    assert len(mail.outbox) == 1


def test_it_is_not_tried_for_ever(room: Room, outbox: Outbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(EmailMultiAlternatives, "send", lambda *_: 0)
    confirmed(room, "ben", room.live())
    outbox.run()
    room.later(minutes=25 * 60)
    outbox.run()

    assert Delivery.objects.filter(state="waiting").count() == 0
