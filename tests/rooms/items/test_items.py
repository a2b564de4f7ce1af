"""Items on the real database: added, changed and withdrawn, also while live."""

import pytest

from livesell.accounts.models import User
from livesell.wire.codes import Code
from livesell.wire.envelope import Command
from livesell.wire.ids import new_id
from rooms.frames.items import AddItem, EditItem, FeatureItem, NewVariant, SetStock, WithdrawItem
from rooms.frames.parties import CancelParty, EndParty, StartParty
from rooms.items.items import MAX_ITEMS
from rooms.models.items import Item, Picture, Variant
from rooms.models.parties import Party
from tests.support.turns import NOON, Room, counts, line, open_room, party_of, state, with_roles

pytestmark = pytest.mark.django_db


def picture(room: Room, who: str, name: str = "jam") -> Picture:
    """A picture that somebody uploaded."""
    owner = room.cast[who].user_id
    return Picture.objects.create(
        owner_id=owner, small=f"{name}-s.webp", large=f"{name}-l.webp", created_at=NOON
    )


def add(party: str, **more: object) -> AddItem:
    plain = {"party_id": party, "title": "Jam", "price": 500, "variants": [NewVariant(stock=1)]}
    return AddItem.model_validate(plain | more)


def stock(variant: Variant, units: int) -> SetStock:
    return SetStock(variant_id=variant.pk, stock=units)


# Added


def test_an_item_added_while_live_is_on_sale_at_once(room: Room) -> None:
    party = party_of(room.live()).pk
    sizes = [NewVariant(name="small", stock=2), NewVariant(name="large", stock=0)]

    item = room.must(
        "sam", add(party, title="A scarf", description="Wool.", per_buyer_limit=2, variants=sizes)
    )["item"]

    assert (item["number"], item["seller"]["name"], item["price_version"]) == (2, "Sam", 1)
    assert (item["title"], item["description"], item["per_buyer_limit"]) == ("A scarf", "Wool.", 2)
    assert [
        (one["name"], one["stock"], one["held"], one["sold"], one["waiting"]) for one in item["variants"]
    ] == [
        ("small", 2, 0, 0, 0),
        ("large", 0, 0, 0, 0),
    ]
    assert room.place("ben", Variant.objects.get(pk=item["variants"][0]["id"])).ok


@pytest.mark.parametrize("over", [EndParty, CancelParty])
def test_nothing_is_added_to_what_is_over(room: Room, over: type[Command]) -> None:
    party = room.draft()
    room.item(party)
    if over is EndParty:
        room.must("hana", StartParty(party_id=party))
    room.must("hana", over.model_validate({"party_id": party}))

    assert room.why_not("sam", add(party)) == Code.OVER


def test_there_is_an_end_to_items(room: Room) -> None:
    party = room.draft()
    Item.objects.create(
        party_id=party, seller_id=room.cast["sam"].user_id, number=MAX_ITEMS, place=1, title="Jam", price=1
    )

    assert room.why_not("sam", add(party)) == Code.LIMIT


def test_an_item_goes_into_a_party_of_the_same_room(room: Room, users: dict[str, User]) -> None:
    theirs = open_room("hana", users).draft()

    assert room.why_not("hana", add(theirs)) == Code.NOT_FOUND
    assert room.why_not("hana", add(new_id())) == Code.NOT_FOUND


def test_an_item_shows_pictures_that_its_seller_uploaded(room: Room) -> None:
    party = party_of(room.live()).pk
    one, two = picture(room, "sam", "one"), picture(room, "sam", "two")

    item = room.must("sam", add(party, pictures=[two.pk, one.pk, two.pk]))["item"]

    assert [each["id"] for each in item["pictures"]] == [two.pk, one.pk]
    assert item["pictures"][0]["small"].endswith("two-s.webp")


def test_the_pictures_of_others_do_not_exist(room: Room) -> None:
    party = room.draft()

    assert room.why_not("sam", add(party, pictures=[picture(room, "ben").pk])) == Code.NOT_FOUND
    assert room.why_not("sam", add(party, pictures=[new_id()])) == Code.NOT_FOUND
    assert not Item.objects.exists()


# Changed


def test_an_item_changes_only_what_is_said(room: Room) -> None:
    jam = room.live(title="Jam", description="Plums.", price=500)

    item = room.must("sam", EditItem(item_id=jam.item_id, title="Plum jam"))["item"]
    assert (item["title"], item["description"], item["price"], item["price_version"]) == (
        "Plum jam",
        "Plums.",
        500,
        1,
    )
    item = room.must("sam", EditItem(item_id=jam.item_id, description="", price=0))["item"]
    assert (item["title"], item["description"], item["price"], item["price_version"]) == (
        "Plum jam",
        "",
        0,
        2,
    )


def test_a_limit_may_change_and_holds_for_claims_from_then_on(room: Room) -> None:
    jam = room.live(stock=9)
    room.place("ben", jam, 3)

    assert room.must("sam", EditItem(item_id=jam.item_id, per_buyer_limit=2))["item"]["per_buyer_limit"] == 2
    assert [room.place(who, jam).code for who in ("ben", "bea")] == [Code.BUYER_LIMIT, None]
    assert room.must("sam", EditItem(item_id=jam.item_id, per_buyer_limit=0))["item"]["per_buyer_limit"] == 10
    assert room.place("ben", jam).ok


def test_a_weight_may_change_until_buyers_have_seen_what_sending_costs(room: Room) -> None:
    party = room.draft()
    jam = room.item(party)
    room.must("sam", EditItem(item_id=jam.pk, weight=450))
    room.must("hana", StartParty(party_id=party))

    assert room.why_not("sam", EditItem(item_id=jam.pk, weight=1)) == Code.WRONG_STATE
    jam.refresh_from_db()
    assert jam.weight == 450


def test_the_same_price_is_no_new_version(room: Room) -> None:
    jam = room.live(price=500)

    assert room.must("sam", EditItem(item_id=jam.item_id, price=500))["item"]["price_version"] == 1


def test_a_host_may_change_an_item_and_keep_its_seller_s_pictures_but_adds_her_own_only(room: Room) -> None:
    sams, hanas, bens = (picture(room, who, who) for who in ("sam", "hana", "ben"))
    jam = room.live(pictures=[sams.pk])

    kept = room.must("hana", EditItem(item_id=jam.item_id, pictures=[hanas.pk, sams.pk]))["item"]
    assert [one["id"] for one in kept["pictures"]] == [hanas.pk, sams.pk]
    refused = EditItem(item_id=jam.item_id, pictures=[bens.pk])
    assert room.why_not("hana", refused) == Code.NOT_FOUND
    assert room.must("hana", EditItem(item_id=jam.item_id, pictures=[]))["item"]["pictures"] == []


def test_a_view_of_a_changed_item_has_the_numbers_of_its_moment(room: Room) -> None:
    jam = room.live(stock=2)
    room.confirm("sam", room.place("ben", jam).claim)
    room.place("bea", jam)
    room.place("otto", jam)

    (variant,) = room.must("sam", EditItem(item_id=jam.item_id, title="Plum jam"))["item"]["variants"]

    assert (variant["held"], variant["sold"], variant["waiting"]) == (1, 1, 1)


CHANGES = ("edit", "stock", "withdraw")


def change(name: str, variant: Variant) -> Command:
    frames: dict[str, Command] = {
        "edit": EditItem(item_id=variant.item_id, title="Mine"),
        "stock": stock(variant, 9),
        "withdraw": WithdrawItem(item_id=variant.item_id),
    }
    return frames[name]


@pytest.mark.parametrize("name", CHANGES)
def test_a_seller_sees_to_her_own_items_only(room: Room, name: str) -> None:
    room.give("otto", "seller")

    assert room.why_not("otto", change(name, room.live(seller="sam"))) == Code.FORBIDDEN


@pytest.mark.parametrize("name", CHANGES)
def test_an_item_of_another_room_does_not_exist_here(room: Room, users: dict[str, User], name: str) -> None:
    theirs = with_roles(open_room("hana", users)).live()

    assert room.why_not("hana", change(name, theirs)) == Code.NOT_FOUND


@pytest.mark.parametrize("name", CHANGES)
def test_nothing_changes_when_the_party_is_over(room: Room, name: str) -> None:
    jam = room.live()
    room.must("hana", EndParty(party_id=party_of(jam).pk))

    assert room.why_not("sam", change(name, jam)) == Code.OVER


# Stock


def test_stock_is_never_less_than_what_buyers_have(room: Room) -> None:
    jam = room.live(stock=5)
    room.confirm("sam", room.place("ben", jam, 2).claim)
    room.place("bea", jam)

    assert room.why_not("sam", stock(jam, 2)) == Code.STOCK_TAKEN
    assert room.why_not("sam", stock(jam, 3)) is None
    assert room.place("otto", jam).event["type"] == "claim.waitlisted"


def test_more_stock_serves_the_line_in_its_order(room: Room) -> None:
    jam = room.live(stock=3)
    room.place("mona", jam, 3)
    ben, bea, otto = (room.place(who, jam, many).claim for who, many in (("ben", 1), ("bea", 3), ("otto", 1)))

    room.must("sam", stock(jam, 5))
    assert (state(ben), line(jam)) == ("held", ["bea", "otto"])
    room.must("sam", stock(jam, 8))
    assert [state(claim) for claim in (ben, bea, otto)] == ["held", "held", "held"]
    assert counts(jam) == (8, 0, 0)


def test_less_stock_passes_over_those_who_want_more_than_can_come(room: Room) -> None:
    """They keep their places: when there is more again they are served."""
    jam = room.live(stock=3)
    room.place("mona", jam)
    ben, bea = room.place("ben", jam, 3).claim, room.place("bea", jam).claim

    room.must("sam", stock(jam, 2))

    assert (state(ben), state(bea)) == ("waitlisted", "held")
    assert room.types()[-2:] == ["item.edited", "claim.held"]
    room.must("sam", stock(jam, 5))
    assert state(ben) == "held"


def test_the_stock_of_nothing_is_not_found(room: Room) -> None:
    assert room.why_not("hana", SetStock(variant_id=new_id(), stock=1)) == Code.NOT_FOUND


def test_the_stock_of_a_draft_is_set_in_silence(room: Room) -> None:
    jam = room.item(room.draft(), stock=1).variants.get()
    public = room.offset()

    assert room.must("sam", stock(jam, 7))["type"] == "draft.changed"
    jam.refresh_from_db()
    assert (jam.stock, room.offset()) == (7, public)


# Withdrawn


def test_a_withdrawn_item_goes_off_air_and_stays_to_be_seen(room: Room) -> None:
    jam = room.live()
    party = party_of(jam).pk
    room.must("sam", FeatureItem(party_id=party, item_id=jam.item_id))
    before = room.offset()

    item = room.must("sam", WithdrawItem(item_id=jam.item_id))["item"]

    assert item["withdrawn"] is True
    assert room.types(after=before) == ["item.edited", "item.featured"]
    assert Party.objects.get(pk=party).on_air == ""


def test_another_item_stays_on_air_when_one_is_withdrawn(room: Room) -> None:
    jam = room.live()
    party = party_of(jam).pk
    room.must("sam", FeatureItem(party_id=party, item_id=jam.item_id))

    room.must("sam", WithdrawItem(item_id=room.item(party).pk))

    assert Party.objects.get(pk=party).on_air == jam.item_id


def test_an_item_is_withdrawn_once(room: Room) -> None:
    jam = room.live()
    room.must("sam", WithdrawItem(item_id=jam.item_id))

    assert room.why_not("sam", WithdrawItem(item_id=jam.item_id)) == Code.WRONG_STATE


def test_a_withdrawn_draft_item_is_announced_as_withdrawn(room: Room) -> None:
    party = room.draft()
    room.item(party)
    gone = room.item(party, title="Broken jar")
    room.must("sam", WithdrawItem(item_id=gone.pk))
    room.must("hana", StartParty(party_id=party))

    added = [fact["event"]["item"] for fact in room.facts() if fact["event"]["type"] == "item.added"]
    assert [one["withdrawn"] for one in added] == [False, True]
