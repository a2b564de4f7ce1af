"""What is read of selling over HTTPS: the list for everybody, and what only staff may see."""

from typing import Any

import pytest
from django.test import Client

from chat.frames.moderation import BanMember
from livesell.accounts.models import User
from livesell.wire.ids import new_id
from rooms.frames.claims import OverrideClaim
from rooms.frames.parties import ScheduleParty
from rooms.frames.terms import SetDiscount, SetTerms
from rooms.models.parties import Party
from tests.support.turns import MINUTE, NOON, Room, open_room, party_of

pytestmark = pytest.mark.django_db
STAFF_ONLY = ("parties", "claims", "notes", "members", "people?name=Ben")


@pytest.fixture
def clients(users: dict[str, User]) -> dict[str, Client]:
    """A browser for everybody of the cast, and one for a guest."""
    made = {name: Client() for name in users}
    for name, client in made.items():
        client.force_login(users[name])
    return made | {"guest": Client()}


def read(client: Client, path: str, status: int = 200) -> Any:
    answer = client.get(f"/api{path}")
    assert answer.status_code == status, answer.content
    return answer.json()


def scheduled(room: Room, title: str, starts_at: int) -> str:
    party = room.draft(title)
    room.item(party, seller="hana")
    room.must("hana", ScheduleParty(party_id=party, starts_at=starts_at))
    return party


def test_the_list_shows_live_parties_first_and_then_by_time(room: Room, clients: dict[str, Client]) -> None:
    scheduled(room, "later", NOON + 2 * MINUTE)
    scheduled(room, "soon", NOON + MINUTE)
    room.draft("nobody's business")
    live = party_of(room.live()).pk

    listed = read(clients["guest"], "/parties")

    assert [one["party"]["title"] for one in listed] == ["Friday finds", "soon", "later"]
    assert (listed[0]["room_id"], listed[0]["room_title"], listed[0]["party"]["id"]) == (
        room.id,
        "Hana's attic",
        live,
    )


def test_the_list_is_of_public_rooms(users: dict[str, User], clients: dict[str, Client]) -> None:
    private = open_room("hana", users, private=True)
    scheduled(private, "secret", NOON)

    assert read(clients["hana"], "/parties") == []


def test_where_there_are_too_many_the_live_and_the_next_are_listed(
    room: Room, clients: dict[str, Client]
) -> None:
    room.live()
    Party.objects.bulk_create(
        Party(room_id=room.id, title=f"in {hours} h", currency="EUR", hold_minutes=15, state="scheduled",
              starts_at=NOON + hours * 60 * MINUTE)
        for hours in range(250, 0, -1)
    )  # fmt: skip

    listed = read(clients["guest"], "/parties")

    assert len(listed) == 200
    assert [one["party"]["title"] for one in listed[:3]] == ["Friday finds", "in 1 h", "in 2 h"]


@pytest.mark.parametrize("what", STAFF_ONLY)
def test_what_only_staff_read_does_not_exist_for_others(
    room: Room, clients: dict[str, Client], what: str
) -> None:
    for who in ("ben", "guest"):
        read(clients[who], f"/rooms/{room.id}/{what}", 404)
    read(clients["hana"], f"/rooms/{new_id()}/{what}", 404)


@pytest.mark.parametrize("what", STAFF_ONLY)
def test_who_was_staff_and_is_banned_reads_nothing(room: Room, clients: dict[str, Client], what: str) -> None:
    room.shut_out("sam")

    read(clients["sam"], f"/rooms/{room.id}/{what}", 403)


def test_staff_read_drafts_and_all_parties_with_their_items(room: Room, clients: dict[str, Client]) -> None:
    jam = room.live()
    draft = room.draft("Saturday finds")
    room.item(draft, title="A scarf")

    listed = {one["title"]: one for one in read(clients["sam"], f"/rooms/{room.id}/parties")}

    assert {title: one["state"] for title, one in listed.items()} == {
        "Friday finds": "live",
        "Saturday finds": "draft",
    }
    assert [item["title"] for item in listed["Saturday finds"]["items"]] == ["A scarf"]
    assert [item["id"] for item in listed["Friday finds"]["items"]] == [jam.item_id]
    assert listed["Saturday finds"]["on_air"] is None


@pytest.mark.django_db(transaction=True)
def test_staff_read_every_claim_and_at_which_offset_that_is_true(
    room: Room, clients: dict[str, Client]
) -> None:
    jam = room.live(stock=2)
    sold, held, waiting, gone = (room.place(who, jam).claim for who in ("ben", "bea", "otto", "mona"))
    room.confirm("sam", sold)
    room.release("mona", gone)

    read_now = read(clients["mona"], f"/rooms/{room.id}/claims")

    assert read_now["offset"] == room.offset()
    assert [(one["id"], one["state"]) for one in read_now["claims"]] == [
        (sold, "ordered"),
        (held, "held"),
        (waiting, "waitlisted"),
    ]


@pytest.mark.django_db(transaction=True)
def test_many_claims_are_read_page_by_page(
    room: Room, clients: dict[str, Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rooms.web.api.MOST_CLAIMS", 2)
    jam = room.live(stock=5)
    placed = [room.place(who, jam).claim for who in ("ben", "bea", "otto", "mona", "ben")]

    pages, after = [], 0
    while not pages or pages[-1]["more"]:
        pages.append(read(clients["mona"], f"/rooms/{room.id}/claims?after={after}"))
        after = pages[-1]["claims"][-1]["since"]

    assert [[one["id"] for one in page["claims"]] for page in pages] == [placed[:2], placed[2:4], placed[4:]]
    assert clients["mona"].get(f"/api/rooms/{room.id}/claims?after=-1").status_code == 422


def test_staff_read_who_has_a_role_and_who_is_banned(room: Room, clients: dict[str, Client]) -> None:
    room.must("mona", BanMember(user_id=room.cast["ben"].user_id, reason="shouted", until=NOON + MINUTE))

    members = read(clients["mona"], f"/rooms/{room.id}/members")

    assert {one["user"]["name"]: (one["role"], one["banned"], one["banned_until"]) for one in members} == {
        "Hana": ("owner", False, None),
        "Sam": ("seller", False, None),
        "Mona": ("moderator", False, None),
        "Ben": ("buyer", True, NOON + MINUTE),
    }


def test_a_seller_reads_her_notes_and_a_host_everybody_s(room: Room, clients: dict[str, Client]) -> None:
    party = room.draft()
    sams = room.item(party, note="4.20 paid")
    hanas = room.item(party, seller="hana", note="a gift")
    room.item(party, note="")

    path = f"/rooms/{room.id}/notes"

    assert read(clients["sam"], path) == [{"item_id": sams.pk, "note": "4.20 paid"}]
    assert [one["item_id"] for one in read(clients["hana"], path)] == [hanas.pk, sams.pk]
    assert read(clients["mona"], path) == []
    read(clients["ben"], path, 404)


def test_of_a_draft_a_seller_sees_what_is_hers(room: Room, clients: dict[str, Client]) -> None:
    draft = room.draft("Saturday finds")
    room.item(draft, title="Sam's scarf")
    room.item(draft, seller="hana", title="Hana's hat")

    def titles(who: str) -> list[str]:
        (party,) = read(clients[who], f"/rooms/{room.id}/parties")
        return [item["title"] for item in party["items"]]

    assert titles("sam") == ["Sam's scarf"]
    assert titles("hana") == ["Sam's scarf", "Hana's hat"]
    room.must("hana", ScheduleParty(party_id=draft, starts_at=NOON + MINUTE))
    assert titles("sam") == ["Sam's scarf", "Hana's hat"]


def test_a_preflight_tells_a_host_of_all_and_a_seller_of_her_own(
    room: Room, clients: dict[str, Client]
) -> None:
    party = room.draft(hold_minutes=3)
    sams, hanas = (room.item(party, seller=who, stock=0) for who in ("sam", "hana"))

    def told(who: str) -> set[tuple[str, str | None]]:
        found = read(clients[who], f"/rooms/{room.id}/parties/{party}/preflight")
        assert not any(one["stops"] for one in found)
        return {(one["what"], one["item_id"]) for one in found if one["what"] != "no_shipping"}

    of_sams = {("no_stock", sams.pk), ("no_picture", sams.pk), ("hold_short", None)}
    assert told("sam") == of_sams
    assert told("hana") == of_sams | {("no_stock", hanas.pk), ("no_picture", hanas.pk)}


def test_a_preflight_says_that_terms_and_codes_are_in_another_currency(
    room: Room, clients: dict[str, Client]
) -> None:
    rule = {"everywhere": {"by": "pieces", "first": 490}}
    for frame in (
        SetTerms.model_validate({"currency": "EUR", "shipping": rule}),
        SetDiscount(code="SPRING", currency="EUR", amount=100),
        SetDiscount(code="TENTH", currency="EUR", points=1_000),
    ):
        assert room.do("sam", frame).ok

    def told(party: str) -> set[str]:
        room.item(party)
        return {one["what"] for one in read(clients["sam"], f"/rooms/{room.id}/parties/{party}/preflight")}

    others = {"terms_other_currency", "code_other_currency"}
    assert told(room.draft(currency="HUF")) >= others
    assert not told(room.draft(currency="EUR")) & others


def test_the_preflight_of_a_party_is_for_the_staff_of_its_room(
    room: Room, users: dict[str, User], clients: dict[str, Client]
) -> None:
    theirs = open_room("hana", users).draft()

    read(clients["ben"], f"/rooms/{room.id}/parties/{room.draft()}/preflight", 404)
    read(clients["hana"], f"/rooms/{room.id}/parties/{theirs}/preflight", 404)


def test_a_preflight_stops_a_party_that_would_be_refused(room: Room, clients: dict[str, Client]) -> None:
    party = room.draft()

    (found,) = (
        one for one in read(clients["hana"], f"/rooms/{room.id}/parties/{party}/preflight") if one["stops"]
    )

    assert found["what"] == "nothing_to_sell"


@pytest.mark.django_db(transaction=True)
def test_everybody_who_may_see_the_room_sees_who_waits_and_in_which_order(
    room: Room, clients: dict[str, Client]
) -> None:
    jam = room.live()
    claims = [room.place(who, jam).claim for who in ("otto", "ben", "bea")]
    moved = {"claim_id": claims[2], "to": "first", "reason": "she had asked on the phone"}
    room.must("hana", OverrideClaim.model_validate(moved))

    for who in ("guest", "ben", "hana"):
        shown = read(clients[who], f"/rooms/{room.id}/variants/{jam.pk}/line")
        assert [one["buyer"]["name"] for one in shown["claims"]] == ["Bea", "Ben"]
        assert (shown["waiting"], shown["offset"]) == (2, room.offset())


@pytest.mark.django_db(transaction=True)
def test_a_line_is_of_the_room_and_not_of_a_draft(
    room: Room, users: dict[str, User], clients: dict[str, Client]
) -> None:
    private = open_room("hana", users, private=True)
    secret, draft = private.live(seller="hana"), room.item(room.draft()).variants.get()

    for inside, variant in (
        (private.id, secret.pk),
        (room.id, secret.pk),
        (room.id, draft.pk),
        (room.id, new_id()),
    ):
        read(clients["ben"], f"/rooms/{inside}/variants/{variant}/line", 404)
