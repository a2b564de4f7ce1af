"""New arrivals: a seller writes to those who said yes, once a day; what they get, what ends it, and what is counted."""

import time
from email import message_from_string
from typing import Any
from urllib.parse import urlsplit

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.test import Client
from pydantic import ValidationError

from chat.frames.moderation import MuteMember
from livesell.accounts.models import User
from livesell.app.personal import erasing
from livesell.outbound import choices, wording
from livesell.outbound.hours import Day
from livesell.outbound.models import Delivery, Notification
from livesell.wire.codes import Code
from livesell.wire.ids import new_id
from rooms.customers import arrivals, consents
from rooms.frames.customers import TellArrivals
from rooms.frames.items import WithdrawItem
from rooms.frames.parties import CancelParty, ScheduleParty
from rooms.frames.rooms import FollowRoom, SetRole, UnfollowRoom
from rooms.models.customers import Arrivals, MarketingConsent
from rooms.models.items import Item, Picture
from tests.outbound.conftest import Outbox
from tests.support.rehearsing import rehearse
from tests.support.turns import MINUTE, Room

pytestmark = pytest.mark.django_db
DAY = 24 * 60 * MINUTE
TEXT = "New this Friday: plum jam. နောက်ဆုံး 🍯 و مربى"


@pytest.fixture
def party(room: Room) -> str:
    """A party of Hana's that begins in three days."""
    made = room.draft()
    room.must("hana", ScheduleParty(party_id=made, starts_at=room.now + 3 * DAY))
    room.now += MINUTE  # who follows from now on was not told of that
    return made


def agree(room: Room, who: str, seller: str = "sam") -> None:
    """She follows, and says yes to that seller."""
    room.do(who, FollowRoom())
    consents.give(
        room.actor(who).user_id,
        room.id,
        room.actor(seller).user_id,
        version=consents.CURRENT,
        language="en",
        now=room.now,
    )


def tell(room: Room, party: str, *items: Item, who: str = "sam", text: str = TEXT) -> dict[str, Any]:
    frame = TellArrivals(party_id=party, text=text, item_ids=[one.pk for one in items])
    return room.must(who, frame)


def why_not(room: Room, who: str, party: str, *items: str) -> Code | None:
    return room.why_not(who, TellArrivals(party_id=party, text=TEXT, item_ids=list(items)))


def jar(room: Room, party: str, *, seller: str = "sam", title: str = "Plum jam") -> Item:
    """An item with a picture."""
    made = room.item(party, seller=seller, title=title)
    picture = Picture.objects.create(
        owner_id=room.actor(seller).user_id, small="s.webp", large="l.webp", created_at=room.now
    )
    Item.objects.filter(pk=made.pk).update(pictures=[picture.pk])
    return made


def header(sent: object, name: str) -> str:
    assert isinstance(sent, EmailMultiAlternatives)
    return str(message_from_string(sent.message().as_string())[name]).replace("\n", "")


# What they get


def test_those_who_said_yes_get_it_by_bell_push_and_mail_with_its_pictures(
    room: Room, outbox: Outbox, party: str
) -> None:
    phone, other = outbox.browser("ben"), outbox.browser("bea")
    agree(room, "ben")
    room.must("bea", FollowRoom())  # follows, and said nothing
    tell(room, party, jar(room, party), jar(room, party, title="Fig & <b>honey</b>"))
    outbox.run()
    outbox.run()

    assert (outbox.told("ben"), outbox.told("bea")) == (["arrivals"], [])
    (push,) = phone.pushes
    assert push.text["notification"]["title"] == "New from Sam: Hana's attic"
    assert push.text["notification"]["body"] == TEXT
    assert other.pushes == []
    (sent,) = (one for one in mail.outbox if one.subject.startswith("New from"))
    assert isinstance(sent, EmailMultiAlternatives)
    html = str(sent.alternatives[0][0])
    assert html.count("<img") == 2
    assert "/media/s.webp" in html
    assert "Fig &amp; &lt;b&gt;honey" in html
    assert "- Plum jam, €5.00" in str(sent.body)
    assert TEXT in str(sent.body)


def test_it_is_told_as_each_of_them_chose(room: Room, outbox: Outbox, party: str) -> None:
    ben = room.actor("ben").user_id
    choices.choose(ben, "arrivals", "mail", "digest")
    choices.set_hours(ben, Day("UTC", digest_hour=18))
    bea = room.actor("bea").user_id
    choices.set_hours(bea, Day("UTC", quiet_from=15 * 60, quiet_until=16 * 60))  # it is 15:06
    for who in ("ben", "bea"):
        agree(room, who)
    tell(room, party)
    outbox.run()
    assert [one for one in mail.outbox if "New" in one.subject] == []

    room.later(minutes=60)
    outbox.run()
    assert [one.to[0] for one in mail.outbox if "New from" in one.subject] == ["bea@example.org"]
    room.later(minutes=6 * 60)
    outbox.run()
    assert any("New from Sam" in str(one.body) for one in mail.outbox if one.to == ["ben@example.org"])


def test_she_reads_it_in_her_language(room: Room, outbox: Outbox, party: str) -> None:
    User.objects.filter(name="Ben").update(language="ar")
    agree(room, "ben")
    tell(room, party)
    outbox.run()

    (sent,) = (one for one in mail.outbox if "/new/" in str(one.body))
    assert "Sam" in sent.subject
    assert "New from" not in sent.subject


def test_items_that_were_withdrawn_meanwhile_are_not_shown(room: Room, outbox: Outbox, party: str) -> None:
    agree(room, "ben")
    jam, fig = jar(room, party), jar(room, party, title="Fig")
    tell(room, party, jam, fig)
    room.must("sam", WithdrawItem(item_id=jam.pk))
    outbox.run()

    (sent,) = (one for one in mail.outbox if "New from" in one.subject)
    assert "Fig" in str(sent.body)
    assert "- Plum jam" not in str(sent.body)


def test_an_address_that_nobody_confirmed_gets_no_mail(
    room: Room, outbox: Outbox, party: str, settings: Any
) -> None:
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    agree(room, "ben")
    agree(room, "bea")
    EmailAddress.objects.create(user_id=room.actor("bea").user_id, email="bea@example.org", verified=True)
    tell(room, party)
    outbox.run()

    assert [one.to for one in mail.outbox if "New from" in one.subject] == [["bea@example.org"]]
    assert outbox.told("ben") == ["arrivals"]


# What is refused


@pytest.mark.parametrize("who", ["ben", "mona", "otto"])
def test_who_does_not_sell_there_writes_to_nobody(room: Room, party: str, who: str) -> None:
    assert why_not(room, who, party) == Code.FORBIDDEN
    assert not Arrivals.objects.exists()


def test_she_writes_once_in_24_hours_also_within_one_batch(room: Room, party: str) -> None:
    first, second = (room.ask("sam", TellArrivals(party_id=party, text=text)) for text in ("One", "Two"))
    answers = room.batch(first, second)
    assert [one.ok for one in answers] == [True, False]
    assert why_not(room, "sam", party) == Code.LIMIT
    assert why_not(room, "hana", party) is None  # she sells too, and has customers of her own

    room.now += DAY - 1
    assert why_not(room, "sam", party) == Code.LIMIT
    room.now += 1
    assert why_not(room, "sam", party) is None


def test_only_her_own_items_of_an_announced_party_that_are_to_be_had(room: Room, party: str) -> None:
    draft = room.draft("Secret")
    foreign, elsewhere = jar(room, party, seller="hana"), jar(room, draft)
    gone = jar(room, party)
    room.must("sam", WithdrawItem(item_id=gone.pk))

    assert why_not(room, "sam", draft) == Code.WRONG_STATE
    assert why_not(room, "sam", new_id()) == Code.NOT_FOUND
    assert why_not(room, "sam", party, foreign.pk) == Code.FORBIDDEN
    assert why_not(room, "sam", party, elsewhere.pk) == Code.NOT_FOUND
    assert why_not(room, "sam", party, new_id()) == Code.NOT_FOUND
    assert why_not(room, "sam", party, gone.pk) == Code.WITHDRAWN
    assert not Arrivals.objects.exists()


@pytest.mark.parametrize(
    "fields",
    [
        {"text": "x" * 501},
        {"text": ""},
        {"text": " \u200b "},
        {"text": "a\0b"},
        {"text": "x", "item_ids": [new_id() for _ in range(7)]},
        {"text": "x", "item_ids": [new_id()] * 2},
        {"text": "x", "item_ids": ["\0"]},
    ],
)
def test_a_text_that_is_too_long_or_says_nothing_and_too_many_items_are_no_frame(
    fields: dict[str, Any],
) -> None:
    with pytest.raises(ValidationError):
        TellArrivals.model_validate({"party_id": new_id()} | fields)


def test_who_is_in_a_time_out_does_not_write(room: Room, party: str) -> None:
    room.must("hana", MuteMember(user_id=room.actor("sam").user_id, seconds=600, reason_code="spam"))
    assert why_not(room, "sam", party) == Code.MUTED


def test_nobody_is_written_to_of_a_rehearsal(room: Room) -> None:
    party = room.draft()
    room.item(party)
    beside = rehearse(room, party)
    copy = beside.draft()
    beside.must("hana", ScheduleParty(party_id=copy, starts_at=beside.now + DAY))

    assert why_not(beside, "hana", copy) == Code.WRONG_STATE


# What ends it


def ban(room: Room) -> None:
    room.shut_out("ben")


def leave(room: Room) -> None:
    room.must("ben", UnfollowRoom())


def take_back(room: Room) -> None:
    consents.withdraw(room.actor("ben").user_id, room.id, room.actor("sam").user_id, room.now)


def take_back_and_agree_again(room: Room) -> None:
    take_back(room)
    room.now += 1
    agree(room, "ben")


def ban_the_seller(room: Room) -> None:
    room.shut_out("sam")


def let_the_seller_go(room: Room) -> None:
    room.must("hana", SetRole(user_id=room.actor("sam").user_id, role="buyer"))


def call_it_off(room: Room) -> None:
    room.must("hana", CancelParty(party_id=Arrivals.objects.get().party_id))


ENDS = [ban, leave, take_back, take_back_and_agree_again, ban_the_seller, let_the_seller_go, call_it_off]


@pytest.mark.parametrize("end", ENDS, ids=[one.__name__ for one in ENDS])
@pytest.mark.parametrize("queued", ["told", "made", "decided"])
def test_what_ends_it_ends_it_also_when_it_is_queued(
    room: Room, outbox: Outbox, party: str, end: Any, queued: str
) -> None:
    phone = outbox.browser("ben")
    agree(room, "ben")
    tell(room, party)
    if queued in ("made", "decided"):
        outbox.make()
    if queued == "decided":
        outbox.decide()
        assert Delivery.objects.filter(state="waiting").count() == 2
    end(room)
    outbox.run()

    assert [one for one in phone.pushes if "New from" in one.text["notification"]["title"]] == []
    assert [one for one in mail.outbox if "New from" in one.subject] == []
    if queued != "decided":
        assert "arrivals" not in outbox.told("ben")


def test_who_agreed_after_it_was_told_is_not_told(room: Room, outbox: Outbox, party: str) -> None:
    tell(room, party)
    room.now += 1
    agree(room, "ben")
    outbox.run()

    assert outbox.told("ben") == []


def test_who_leaves_the_room_takes_back_her_yes_to_its_sellers_alone(room: Room) -> None:
    agree(room, "ben")
    agree(room, "bea")
    room.must("ben", UnfollowRoom())

    assert [one.user.name for one in consents.in_force()] == ["Bea"]
    assert MarketingConsent.objects.get(user__name="Ben").withdrawn_at == room.now


def test_one_click_ends_exactly_this(room: Room, outbox: Outbox, party: str) -> None:
    agree(room, "ben")
    agree(room, "ben", "hana")
    tell(room, party)
    outbox.run()
    (sent,) = (one for one in mail.outbox if "New from" in one.subject)
    way_out = urlsplit(header(sent, "List-Unsubscribe").strip(" <>")).path
    strict = Client(enforce_csrf_checks=True)

    looked = strict.get(way_out)
    assert "New things of Sam in “Hana&#x27;s attic”" in looked.content.decode()
    assert consents.in_force().count() == 2  # to look ends nothing: scanners look
    assert strict.post(way_out, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert strict.post(way_out, {"List-Unsubscribe": "One-Click"}).status_code == 200

    assert [one.seller.name for one in consents.in_force()] == ["Hana"]
    assert choices.chosen([room.actor("ben").user_id]) == {}
    room.now += DAY
    tell(room, party)
    tell(room, party, who="hana")
    outbox.run()
    assert outbox.told("ben").count("arrivals") == 2  # the first of Sam's, and Hana's


# What is counted


def today(room: Room) -> None:
    """What the pages count is not older than ninety days, by their own clock."""
    room.now = time.time_ns() // 1_000_000


def test_how_many_got_it_and_how_many_came(room: Room, outbox: Outbox, party: str) -> None:
    today(room)
    for who in ("ben", "bea"):
        agree(room, who)
    tell(room, party)
    room.shut_out("bea")
    outbox.run()
    path = Notification.objects.get(user__name="Ben").path
    ben, mona = Client(), Client()
    ben.force_login(User.objects.get(name="Ben"))
    mona.force_login(User.objects.get(name="Mona"))  # she got none, and was given the address

    assert ben.head(path).status_code == 302
    for browser in (Client(), mona, ben, ben):
        assert browser.get(path)["Location"] == f"/rooms/{room.id}/"

    sam = Client()
    sam.force_login(User.objects.get(name="Sam"))
    (one,) = sam.get(f"/api/rooms/{room.id}/arrivals").json()["told"]
    assert (one["got"], one["came"], one["text"], one["party_id"]) == (1, 1, TEXT, party)
    for nowhere in (f"/rooms/{room.id}/new/{new_id()}/", path.replace(room.id, new_id())):
        assert ben.get(nowhere).status_code == 404
    assert ben.cookies["counted"]["path"] == path  # sent nowhere else
    assert "1 person got it · 1 came by it" in " ".join(
        sam.get(f"/rooms/{room.id}/arrivals/").content.decode().split()
    )


def test_a_seller_reads_of_her_own_and_a_host_of_all(room: Room, party: str) -> None:
    today(room)
    tell(room, party)
    tell(room, party, who="hana")

    def read(who: str) -> Any:
        client = Client()
        client.force_login(User.objects.get(pk=room.actor(who).user_id))
        return client.get(f"/api/rooms/{room.id}/arrivals")

    assert [one["seller"] for one in read("sam").json()["told"]] == ["Sam"]
    assert {one["seller"] for one in read("hana").json()["told"]} == {"Sam", "Hana"}
    assert read("mona").status_code == 403
    assert read("ben").status_code == 404


# The page


@pytest.fixture
def sam(room: Room) -> Client:
    made = Client()
    made.force_login(User.objects.get(pk=room.actor("sam").user_id))
    return made


def test_she_sees_it_as_it_will_look_and_nothing_is_told_by_that(
    room: Room, outbox: Outbox, party: str, sam: Client
) -> None:
    agree(room, "ben")
    jam = jar(room, party)
    page = f"/rooms/{room.id}/arrivals/"
    assert "1 person said yes" in sam.get(page).content.decode()

    looked = sam.post(page, {"party": party, "text": TEXT, "items": [jam.pk]}).content.decode()
    outbox.run()

    mailed = looked.split("data-mail")[1]
    assert "/media/s.webp" in mailed
    assert "New from Sam" in mailed
    assert f'name="item_ids" value="{jam.pk}"' in looked
    assert "Send it to 1 person" in looked
    assert not Arrivals.objects.exists()
    assert outbox.told("ben") == []


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"text": "x" * 501}, "of 500 characters at most"),
        ({"text": ""}, "of 500 characters at most"),
        ({"text": "x", "items": [new_id() for _ in range(7)]}, "Six items at most."),
        ({"text": "x", "items": [new_id()]}, "has changed meanwhile"),
    ],
)
def test_what_cannot_be_told_is_said_and_her_words_stay(
    room: Room, party: str, sam: Client, fields: dict[str, Any], says: str
) -> None:
    looked = sam.post(f"/rooms/{room.id}/arrivals/", {"party": party} | fields).content.decode()

    assert says in looked
    assert "data-preview" not in looked
    assert fields["text"] in looked


def test_to_who_does_not_sell_there_is_no_such_page(room: Room, party: str) -> None:
    for who in ("ben", "mona"):
        client = Client()
        client.force_login(User.objects.get(pk=room.actor(who).user_id))
        assert client.get(f"/rooms/{room.id}/arrivals/").status_code == 404
        assert client.post(f"/rooms/{room.id}/arrivals/", {"text": "x"}).status_code == 404


# What becomes of her words


def test_the_words_of_who_is_erased_are_read_no_more(room: Room, outbox: Outbox, party: str) -> None:
    agree(room, "ben")
    tell(room, party)
    outbox.run()
    sam = room.actor("sam").user_id
    erasing.finish(sam, room.now)

    assert not Arrivals.objects.exists()
    assert wording.said(Notification.objects.get(kind="arrivals")).text == ""


def test_a_room_that_is_no_more_keeps_none_of_it(room: Room, party: str) -> None:
    agree(room, "ben")
    tell(room, party)
    arrivals.purge(room.id)

    assert not Arrivals.objects.exists()
    assert not MarketingConsent.objects.exists()


def test_a_second_one_takes_the_place_of_the_first_on_a_device(
    room: Room, outbox: Outbox, party: str
) -> None:
    phone = outbox.browser("ben")
    agree(room, "ben")
    for _ in range(2):
        tell(room, party)
        outbox.run()
        room.now += DAY + MINUTE

    topics = [one.headers["Topic"] for one in phone.pushes if "New" in one.text["notification"]["title"]]
    assert len(topics) == 2
    assert len(set(topics)) == 1
