"""The pages of selling, as Django serves them: what is listed, what is hidden, what a shared link shows."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from PIL import Image

from livesell.accounts.models import User
from rooms.frames.parties import EndParty
from rooms.models.items import Item, Picture
from rooms.models.parties import Party
from rooms.models.rooms import Member, Room
from tests.support import giveaways, turns

pytestmark = pytest.mark.django_db
NOON = 1_767_268_800_000


def room_of(owner: User, title: str = "Hana's pots", **more: Any) -> Room:
    room = Room.objects.create(title=title, created_at=NOON, **more)
    Member.objects.create(room=room, user=owner, role=Member.OWNER)
    return room


def party_in(room: Room, state: str = "live", title: str = "Friday pots", **more: Any) -> Party:
    return Party.objects.create(room=room, title=title, currency="EUR", hold_minutes=15, state=state, **more)


def mug_in(party: Party, seller: User) -> Item:
    picture = Picture.objects.create(owner=seller, small="s.webp", large="l.webp", created_at=NOON)
    return Item.objects.create(
        party=party, seller=seller, number=1, place=1, title="Mug", price=1250, pictures=[picture.pk]
    )


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page_data(html: str) -> Any:
    """What the page hands to the part that runs in the browser."""
    found = re.search(r'<script id="page" type="application/json">(.*?)</script>', html, re.DOTALL)
    assert found
    return json.loads(found[1])


def test_home_says_when_nothing_is_on() -> None:
    assert "Nothing is on yet." in Client().get("/").content.decode()


def test_home_lists_what_is_live_before_what_is_coming(hana: User) -> None:
    party_in(room_of(hana, "First"), "scheduled", "Next week", starts_at=NOON)
    live = party_in(room_of(hana, "Second"), "live", "On now")
    mug_in(live, hana)
    party_in(room_of(hana, "Third"), "draft", "Secret plan")
    party_in(room_of(hana, "Fourth"), "ended", "Yesterday")

    html = Client().get("/").content.decode()

    assert html.index("On now") < html.index("Next week")
    assert 'src="/media/l.webp"' in html
    assert "Secret plan" not in html
    assert "Yesterday" not in html


def test_home_keeps_private_rooms_to_itself(hana: User) -> None:
    party_in(room_of(hana, private=True), "live", "Family only")

    assert "Family only" not in Client().get("/").content.decode()


def test_home_asks_the_database_as_often_for_forty_parties_as_for_one(
    hana: User, django_assert_max_num_queries: Any
) -> None:
    for number in range(40):
        mug_in(party_in(room_of(hana, f"Room {number}"), "live", f"Party {number}"), hana)

    with django_assert_max_num_queries(4):
        assert "Party 39" in Client().get("/").content.decode()


def test_a_shared_link_shows_the_party_and_its_picture(hana: User) -> None:
    room = room_of(hana, about="Pots & plates")
    mug_in(party_in(room), hana)

    html = Client().get(f"/rooms/{room.pk}/").content.decode()

    assert '<meta property="og:title" content="Friday pots · Hana&#x27;s pots">' in html
    assert 'content="Pots &amp; plates"' in html
    assert '<meta property="og:image" content="http://testserver/media/l.webp">' in html


def test_a_shared_item_shows_itself_and_its_price_and_opens_in_its_room(hana: User) -> None:
    room = room_of(hana)
    mug = mug_in(party_in(room), hana)

    html = Client().get(f"/rooms/{room.pk}/items/{mug.pk}/").content.decode()

    assert '<meta property="og:title" content="Mug · Hana&#x27;s pots">' in html
    assert '<meta name="description" content="€12.50">' in html
    assert f'<meta property="og:url" content="http://testserver/rooms/{room.pk}/items/{mug.pk}/">' in html
    assert '<meta property="og:image" content="http://testserver/media/l.webp">' in html
    assert '<meta property="og:image:alt" content="Mug">' in html
    assert page_data(html)["item"] == mug.pk


@pytest.mark.parametrize("why", ["draft", "cancelled", "withdrawn", "elsewhere", "private"])
def test_a_link_to_an_item_that_nobody_sees_tells_nothing(hana: User, otto: User, why: str) -> None:
    room = room_of(hana, private=why == "private")
    mug = mug_in(party_in(room, why if why in ("draft", "cancelled") else "live"), hana)
    Item.objects.filter(pk=mug.pk).update(withdrawn=why == "withdrawn")
    at = room_of(hana, "Another") if why == "elsewhere" else room

    for client in (Client(), signed_in(otto)):
        answer = client.get(f"/rooms/{at.pk}/items/{mug.pk}/")
        assert answer.status_code == 404
        assert "Mug" not in answer.content.decode()
        assert "og:" not in answer.content.decode()


def test_the_app_can_be_installed_in_the_colours_of_its_pages(hana: User) -> None:
    public = Path(__file__).resolve().parents[3] / "frontend" / "public"
    manifest = json.loads((public / "app.webmanifest").read_text())
    css = (public.parent / "src" / "site.css").read_text().lower()
    light, dark = re.findall(r"--color-base-200: (#[0-9a-f]{6})", css)

    html = Client().get("/").content.decode()

    assert f'content="{light}" media="(prefers-color-scheme: light)"' in html
    assert f'content="{dark}" media="(prefers-color-scheme: dark)"' in html
    assert (manifest["theme_color"], manifest["background_color"]) == (light, light)
    assert (manifest["start_url"], manifest["scope"], manifest["display"]) == ("/", "/", "standalone")
    for icon in manifest["icons"]:
        with Image.open(public / icon["src"]) as image:
            assert f"{image.width}x{image.height}" == icon["sizes"]
    assert {icon["purpose"] for icon in manifest["icons"]} == {"any", "maskable"}
    assert "app.webmanifest" in html


def test_a_room_hands_over_nothing_that_could_end_its_script(hana: User) -> None:
    room = room_of(hana, "</script><script>alert(1)</script>")

    html = Client().get(f"/rooms/{room.pk}/").content.decode()

    assert "<script>alert" not in html
    assert page_data(html)["title"] == "</script><script>alert(1)</script>"


def test_a_guest_is_nobody_and_hana_is_staff(hana: User) -> None:
    room = room_of(hana)

    guest = page_data(Client().get(f"/rooms/{room.pk}/").content.decode())
    host = page_data(signed_in(hana).get(f"/rooms/{room.pk}/").content.decode())

    assert (guest["user"], guest["staff"]) == (None, False)
    assert (host["user"], host["staff"]) == ({"id": hana.pk, "name": "Hana"}, True)
    assert guest["signInUrl"] == f"/accounts/login/?next=/rooms/{room.pk}/"


def test_a_private_room_does_not_exist_for_strangers(hana: User, otto: User) -> None:
    room = room_of(hana, private=True)

    assert Client().get(f"/rooms/{room.pk}/").status_code == 404
    assert signed_in(otto).get(f"/rooms/{room.pk}/").status_code == 404
    assert signed_in(otto).get(f"/rooms/{room.pk}/studio/").status_code == 404
    assert signed_in(hana).get(f"/rooms/{room.pk}/").status_code == 200


def test_no_such_room() -> None:
    assert Client().get("/rooms/01jd00000000000000000000000/").status_code == 404


@pytest.mark.parametrize("role", [Member.OWNER, Member.HOST, Member.SELLER, Member.MODERATOR])
def test_staff_enter_the_studio(hana: User, mona: User, role: str) -> None:
    room = room_of(hana)
    Member.objects.create(room=room, user=mona, role=role)

    assert signed_in(mona).get(f"/rooms/{room.pk}/studio/").status_code == 200


def test_others_do_not_enter_the_studio(hana: User, ben: User) -> None:
    room = room_of(hana)

    assert signed_in(ben).get(f"/rooms/{room.pk}/studio/").status_code == 403
    assert Client().get(f"/rooms/{room.pk}/studio/").status_code == 302


def test_who_runs_the_server_enters_every_studio(hana: User, make_user: Any) -> None:
    operator = make_user("Olga", is_superuser=True)

    assert signed_in(operator).get(f"/rooms/{room_of(hana).pk}/studio/").status_code == 200


def test_rooms_are_opened_by_whom_the_setting_names(ben: User, settings: Any) -> None:
    assert Client().get("/rooms/new/").status_code == 302
    assert signed_in(ben).get("/rooms/new/").status_code == 200
    settings.LIVESELL_ROOM_CREATION = "staff"
    assert signed_in(ben).get("/rooms/new/").status_code == 403


def test_pages_carry_no_script_or_style_of_their_own(hana: User) -> None:
    html = signed_in(hana).get(f"/rooms/{room_of(hana).pk}/studio/").content.decode()

    assert re.findall(r"<style|\sstyle=|\son[a-z]+=", html) == []
    assert all("src=" in tag or "application/json" in tag for tag in re.findall(r"<script[^>]*>", html))


def test_what_is_not_there_is_said_in_the_house_s_own_page() -> None:
    assert "There is no such page" in Client().get("/rooms/nowhere/").content.decode()


def test_the_page_of_a_check_says_where_a_giveaway_s_facts_stand(room: turns.Room) -> None:
    giveaway = giveaways.open_giveaway(room, giveaways.live_party(room))
    address = f"/rooms/{room.id}/giveaways/{giveaway}/check/"
    first = room.offset()

    page = page_data(Client().get(address).content.decode())
    assert (page["giveaway"], page["open"], page["first"]) == (giveaway, True, first)
    giveaways.drawn(room, giveaway)
    page = page_data(Client().get(address).content.decode())
    assert (page["open"], page["first"], page["last"]) == (False, first, room.offset())


def test_there_is_no_check_of_what_is_not_there_or_not_to_be_seen(
    room: turns.Room, users: dict[str, User]
) -> None:
    other = turns.open_room("hana", users)
    giveaway = giveaways.open_giveaway(room, giveaways.live_party(room))
    Room.objects.filter(pk=room.id).update(private=True)

    for address in (
        f"/rooms/{other.id}/giveaways/{giveaway}/check/",
        f"/rooms/{room.id}/giveaways/{giveaway}/check/",
    ):
        assert Client().get(address).status_code == 404


def test_a_rehearsal_is_not_among_ones_rooms_but_beside_them_while_it_is_open(hana: User) -> None:
    real = room_of(hana, "Hana's pots")
    rehearsal = room_of(hana, "Hana's pots", private=True, rehearsal_of=real, closes_at=NOON)

    context = signed_in(hana).get("/").context
    assert (list(context["own_rooms"]), list(context["rehearsals"])) == ([real], [rehearsal])

    rehearsal.closes_at, rehearsal.shut_at = None, NOON
    rehearsal.save()
    assert list(signed_in(hana).get("/").context["rehearsals"]) == []
    assert list(signed_in(hana).get("/orders/").context["rooms"]) == [real]


def test_a_room_s_page_brings_along_what_ben_bought_at_its_last_party(room: turns.Room) -> None:
    variant, ben = room.live(stock=3), User.objects.get(pk=room.cast["ben"].user_id)
    party = turns.party_of(variant).pk

    def own() -> list[Any]:
        page = page_data(signed_in(ben).get(f"/rooms/{room.id}/").content.decode())
        return [(each["state"], each["total"], each["party_id"]) for each in page["orders"]]

    room.confirm("sam", room.place("ben", variant).claim)
    assert own() == []  # while a party is on nobody looks back
    room.must("hana", EndParty(party_id=party))
    assert own() == [("open", 500, party)]
    assert page_data(Client().get(f"/rooms/{room.id}/").content.decode())["orders"] == []
