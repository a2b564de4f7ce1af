"""A person's own data: all of it as a file of hers, and the end of her account, with what has to stay."""

import json
import stat
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from pytest_django.fixtures import Settings

from livesell.accounts.models import DataExport, Erasure, User
from livesell.app.personal import blockers, collecting, erasing, exporting
from livesell.app.personal.erasing import GONE, NOBODY, STAYS, WAIT_MS
from livesell.ledger.models import Event, Text
from livesell.outbound import choices, cursor, deciding
from livesell.outbound.hours import Day
from livesell.outbound.models import Notification, PushSubscription
from rooms.frames.auctions import OpenAuction, PlaceBid
from rooms.frames.giveaways import EnterGiveaway, OpenGiveaway
from rooms.frames.orders import DeliverOrder, MarkPaid, ShipOrder
from rooms.frames.rooms import FollowRoom, UnfollowRoom
from rooms.models.customers import MarketingConsent
from rooms.models.lists import Follow
from rooms.models.orders import Order
from tests.support import lots
from tests.support.buying import buy, confirmed
from tests.support.people import PASSWORD
from tests.support.turns import MINUTE, Room

pytestmark = pytest.mark.django_db
DAY = 24 * 60 * MINUTE
HOME = {"name": "Ben Miller", "address": "12 Mill Lane", "country": "DE", "note": ""}
WORDS = "Ich nehme die 梅のジャム, شكرًا"


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path) -> Path:
    settings.DATA = tmp_path
    return tmp_path / "exports"


def signed_in(user: User, *, lately: bool = True) -> Client:
    client = Client()
    client.force_login(user)
    if lately:
        session = client.session
        session["account_authentication_methods_user"] = user.pk
        session["account_authentication_methods"] = [
            {"method": "password", "reauthenticated": True, "at": time.time(), "email": user.email}
        ]
        session.save()
    return client


def made(now: int) -> list[str]:
    """What the chore does: whose files were made."""
    found = []
    while one := exporting.take(now):
        exporting.made(one, exporting.make(one), now)
        found.append(one.user.name)
    return found


def read(path: Path) -> dict[str, Any]:
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        return {name: json.loads(archive.read(name)) for name in archive.namelist() if name.endswith(".json")}


def sold(room: Room) -> Order:
    """Ben bought a jar, said where it goes and what he thinks, and it is on its way."""
    room.must("ben", FollowRoom())
    room.say("ben", WORDS)
    order = confirmed(room, "ben", room.live(stock=9))
    room.must("ben", DeliverOrder.model_validate({"order_id": order.pk} | HOME))
    return order


def finished(room: Room) -> Order:
    """It is paid, and on its way."""
    order = sold(room)
    room.must("sam", MarkPaid(order_id=order.pk))
    room.must("sam", ShipOrder(order_id=order.pk))
    return order


def erase(room: Room, who: str) -> None:
    """What the chore does of somebody who may be erased."""
    user = User.objects.get(pk=room.cast[who].user_id)
    assert erasing.request(user, room.now) == []
    assert erasing.due(room.now) == []
    assert erasing.due(room.now + WAIT_MS) == [user.pk]
    assert not erasing.was_given_back(user.pk)
    if erasing.follows(user.pk):
        room.must(who, UnfollowRoom())
    assert erasing.erase_words(user.pk, 0) is None
    erasing.finish(user.pk, room.now + WAIT_MS)
    assert erasing.due(room.now + WAIT_MS) == []


# The file


def test_the_file_holds_what_she_said_bought_and_chose(room: Room, users: dict[str, User]) -> None:
    sold(room)
    choices.set_hours(users["ben"].pk, Day("Asia/Tokyo", 60, 120, 7))
    room.say("bea", "Bea says something else")
    assert exporting.request(users["ben"].pk, room.now)

    assert made(room.now) == ["Ben"]

    path = exporting.path_of(users["ben"].pk, room.now)
    assert path is not None
    found = read(path)
    assert [one["text"] for one in found["messages.json"]] == [WORDS]
    assert found["orders.json"][0]["delivery"]["address"] == "12 Mill Lane"
    assert found["account.json"][0]["email"] == "ben@example.org"
    assert found["tables/outbound.Hours.user.json"][0]["zone"] == "Asia/Tokyo"
    assert {one["fact"]["event"]["type"] for one in found["acts.json"]} >= {"room.followed", "claim.held"}
    assert "Bea says" not in path.read_bytes().decode("latin-1")
    assert "Bea" not in json.dumps(found, ensure_ascii=False)


def test_no_secret_and_nothing_about_others_is_in_it(room: Room, users: dict[str, User]) -> None:
    order = sold(room)
    exporting.request(users["sam"].pk, room.now)
    made(room.now)

    path = exporting.path_of(users["sam"].pk, room.now)
    assert path is not None
    text = json.dumps(read(path), ensure_ascii=False)
    assert order.pk in text
    for secret in ("Mill Lane", "ben@example.org", users["ben"].pk, users["sam"].password, '"password"'):
        assert secret not in text


def test_only_the_server_s_own_user_reads_the_file(room: Room, users: dict[str, User], folder: Path) -> None:
    exporting.request(users["ben"].pk, room.now)
    made(room.now)

    (file,) = folder.iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_it_is_asked_for_once_a_day_and_made_by_one_process(room: Room, users: dict[str, User]) -> None:
    ben = users["ben"].pk
    assert exporting.request(ben, room.now)
    assert not exporting.request(ben, room.now)
    assert exporting.take(room.now) is not None
    assert exporting.take(room.now) is None  # another process
    room.later(16)
    assert made(room.now) == ["Ben"]  # that one died

    assert not exporting.request(ben, room.now + DAY - 1)
    assert exporting.request(ben, room.now + DAY)
    assert exporting.path_of(ben, room.now + DAY) is None


def test_it_goes_after_seven_days_and_so_does_what_a_dead_process_left(
    room: Room, users: dict[str, User], folder: Path
) -> None:
    exporting.request(users["ben"].pk, room.now)
    made(room.now)
    (folder / "half.zip.part").write_bytes(b"half")

    exporting.forget_old(room.now)
    assert exporting.path_of(users["ben"].pk, room.now)
    later = max(room.now, int((folder / "half.zip.part").stat().st_mtime * 1000)) + 7 * DAY
    assert exporting.path_of(users["ben"].pk, later) is None
    exporting.forget_old(later)
    assert list(folder.iterdir()) == []
    assert not DataExport.objects.exists()


def test_the_bell_tells_her_once_that_it_is_ready(room: Room, users: dict[str, User]) -> None:
    exporting.request(users["ben"].pk, room.now)
    cursor.tell_due(room.now - MINUTE, room.now)
    assert not Notification.objects.exists()
    made(room.now)

    for _ in range(2):
        cursor.tell_due(room.now - MINUTE, room.now)
    deciding.decide(room.now, ())

    (one,) = Notification.objects.all()
    assert (one.user_id, one.kind, one.state, one.path) == (
        users["ben"].pk,
        "data_ready",
        "told",
        "/my-data/",
    )
    page = signed_in(users["ben"]).get("/notifications/").content.decode()
    assert "The file with your data is ready" in page


def test_she_alone_fetches_it_and_has_to_show_that_it_is_she(users: dict[str, User]) -> None:
    ben, bea = signed_in(users["ben"]), signed_in(users["bea"])
    assert ben.post("/my-data/").status_code == 302
    assert "It is being made." in ben.get("/my-data/").content.decode()
    assert ben.get("/my-data/file/").status_code == 404
    now = DataExport.objects.get().asked_at
    made(now)

    answer = ben.get("/my-data/file/")
    assert answer.status_code == 200
    assert b"".join(answer).startswith(b"PK")  # type: ignore[arg-type]  # a file is streamed
    assert "no-store" in answer["Cache-Control"]
    assert bea.get("/my-data/file/").status_code == 404
    assert Client().get("/my-data/file/")["Location"].startswith("/accounts/login/")
    long_ago = signed_in(users["ben"], lately=False).get("/my-data/file/")
    assert long_ago["Location"].startswith("/accounts/reauthenticate/")


# The end of an account


def test_of_every_table_that_names_a_person_it_is_said_what_becomes_of_it() -> None:
    named = {collecting.name_of(model, column) for model, column in collecting.references()}

    assert named - GONE - STAYS == set()
    assert (GONE | STAYS) - named == set()
    assert set() == GONE & STAYS
    assert collecting.NOT_HERS - named == set()


def test_what_she_said_and_what_told_her_goes_and_nobody_signs_in_as_her(
    room: Room, users: dict[str, User]
) -> None:
    finished(room)
    ben = users["ben"]
    EmailAddress.objects.create(user=ben, email=ben.email, verified=True, primary=True)
    PushSubscription.objects.create(user=ben, endpoint="https://fcm.googleapis.com/x", made_at=1)
    exporting.request(ben.pk, room.now)
    made(room.now)
    MarketingConsent.objects.create(
        room_id=room.id, seller=users["sam"], user=ben, version=1, language="de", given_at=1
    )
    browser = signed_in(ben)

    erase(room, "ben")

    ben.refresh_from_db()
    assert (ben.name, ben.email, ben.is_active) == (NOBODY, f"{ben.pk}@erased.invalid", False)
    assert not ben.has_usable_password()
    assert not Text.objects.filter(author_id=ben.pk, text__isnull=False).exists()
    for model in (EmailAddress, PushSubscription, DataExport, Follow, Notification):
        assert not model.objects.filter(user=ben).exists()
    assert MarketingConsent.objects.get().withdrawn_at is not None
    assert "/accounts/login/" in browser.get("/my-data/")["Location"]
    assert not Client().login(email="ben@example.org", password=PASSWORD)


def test_the_chain_holds_and_the_order_stays_with_its_invoice(room: Room, users: dict[str, User]) -> None:
    order = finished(room)
    before = list(Event.objects.order_by("pk").values_list("hash", flat=True))

    erase(room, "ben")

    assert list(Event.objects.order_by("pk").values_list("hash", flat=True))[: len(before)] == before
    (line,) = (one for one in room.facts() if one["event"]["type"] == "message.posted")
    assert line["text"] is None
    page = signed_in(users["sam"]).get(f"/orders/{order.pk}/invoice/").content.decode()
    assert "12 Mill Lane" in page
    assert f"<bdi>{NOBODY}</bdi>" in signed_in(users["sam"]).get(f"/orders/{order.pk}/").content.decode()


def test_her_name_and_address_are_free_for_another_account(room: Room, users: dict[str, User]) -> None:
    erase(room, "otto")

    again = User.objects.create_user("otto@example.org", "Otto", PASSWORD)
    assert again.pk != users["otto"].pk


def test_two_may_be_erased(room: Room) -> None:
    for who in ("otto", "bea"):
        erase(room, who)

    assert Erasure.objects.filter(done_at__isnull=False).count() == 2


def test_taken_twice_each_step_leaves_the_same(room: Room, users: dict[str, User]) -> None:
    finished(room)
    erase(room, "ben")

    erasing.erase_words(users["ben"].pk, 0)
    erasing.finish(users["ben"].pk, room.now)

    assert User.objects.get(pk=users["ben"].pk).name == NOBODY


def test_an_open_order_refuses(room: Room, users: dict[str, User]) -> None:
    jam = room.live(stock=9)
    buy(room, "ben", jam)

    for who in ("ben", "sam"):
        assert blockers.of(users[who].pk) == ["orders"]
        page = signed_in(users[who]).post("/my-data/erase/", {"sure": "yes"})
        assert page.status_code == 409
        assert "An order of yours is not finished" in page.content.decode()
    assert not Erasure.objects.exists()
    assert User.objects.get(pk=users["ben"].pk).is_active


def test_what_she_holds_bids_gives_away_or_announces_refuses(room: Room, users: dict[str, User]) -> None:
    jam = room.live(stock=9)
    room.place("bea", jam)
    assert blockers.of(users["bea"].pk) == ["claims"]

    lot = lots.put_up(room, room.item(jam.item.party_id).variants.get())
    room.must("sam", OpenAuction(auction_id=lot))
    room.must("ben", PlaceBid(auction_id=lot, amount=1_000))
    assert blockers.of(users["ben"].pk) == ["lots"]
    assert "lots" in blockers.of(users["sam"].pk)

    opened = room.must("sam", OpenGiveaway(party_id=jam.item.party_id, prize="A plate", seconds=300))
    assert "giveaways" in blockers.of(users["sam"].pk)
    room.must("bea", EnterGiveaway(giveaway_id=opened["giveaway"]["id"]))
    assert blockers.of(users["bea"].pk) == ["claims", "giveaways"]
    assert blockers.of(users["hana"].pk) == ["parties"]
    room.appoint("otto")
    assert blockers.of(users["otto"].pk) == ["operates"]


def test_without_the_tick_nothing_happens(users: dict[str, User]) -> None:
    answer = signed_in(users["otto"]).post("/my-data/erase/", {"sure": ""})

    assert answer.status_code == 409
    assert not Erasure.objects.exists()


def test_what_she_opened_in_her_last_seconds_gives_her_the_account_back(
    room: Room, users: dict[str, User]
) -> None:
    jam = room.live(stock=9)
    assert signed_in(users["ben"]).post("/my-data/erase/", {"sure": "yes"}).status_code == 302
    assert not User.objects.get(pk=users["ben"].pk).is_active
    room.place("ben", jam)  # by a socket that is not closed yet

    assert erasing.was_given_back(users["ben"].pk)
    assert User.objects.get(pk=users["ben"].pk).is_active
    assert not Erasure.objects.exists()


def test_it_is_she_who_asks(users: dict[str, User]) -> None:
    long_ago = signed_in(users["otto"], lately=False)

    assert long_ago.post("/my-data/erase/", {"sure": "yes"})["Location"].startswith(
        "/accounts/reauthenticate/"
    )
    assert User.objects.get(pk=users["otto"].pk).is_active
