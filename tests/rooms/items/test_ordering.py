"""The order of a party's items, its pins, notes, and what viewers ask for, on the real database."""

import pytest

from livesell.accounts.models import User
from livesell.app import snapshots
from livesell.wire.codes import Code
from livesell.wire.envelope import Command
from livesell.wire.ids import new_id
from rooms.frames.items import (
    AskItem,
    CarryItems,
    CloneItem,
    EditItem,
    FeatureItem,
    MoveItem,
    NewVariant,
    NoteItem,
    PinItem,
    WithdrawItem,
)
from rooms.frames.orders import ConfirmOrder
from rooms.frames.parties import CreateParty, EndParty, StartParty
from rooms.models.items import Ask, Item, Variant
from rooms.rules.ordering import MAX_PINS
from tests.support.buying import fresh, order_of, settle
from tests.support.turns import Room, open_room, party_of, with_roles

pytestmark = pytest.mark.django_db


def jars(room: Room, many: int) -> tuple[str, list[Item]]:
    """A draft and its items."""
    party = room.draft()
    return party, [room.item(party, title=f"Jar {number}") for number in range(1, many + 1)]


def order(party: str) -> list[int]:
    """The numbers of its items, in the order of showing."""
    return list(Item.objects.filter(party_id=party).order_by("place").values_list("number", flat=True))


# Order


def test_an_item_is_moved_and_keeps_its_number(room: Room) -> None:
    party, (one, two, three, four) = jars(room, 4)
    assert order(party) == [1, 2, 3, 4]

    room.must("sam", MoveItem(item_id=four.pk, before=two.pk))
    assert order(party) == [1, 4, 2, 3]
    room.must("sam", MoveItem(item_id=one.pk, before=None))
    assert order(party) == [4, 2, 3, 1]
    room.must("sam", MoveItem(item_id=four.pk, before=three.pk))
    assert order(party) == [2, 4, 3, 1]
    assert sorted(Item.objects.values_list("place", flat=True)) == [1, 2, 3, 4]


def test_a_newcomer_sees_the_items_in_their_order_and_a_new_one_at_the_end(room: Room) -> None:
    party, (one, two) = jars(room, 2)
    room.must("sam", MoveItem(item_id=two.pk, before=one.pk))
    room.must("hana", StartParty(party_id=party))
    room.item(party)

    assert [item.number for item in snapshots.show(room.id).items] == [2, 1, 3]
    added = [
        fact["event"]["item"]["number"] for fact in room.facts() if fact["event"]["type"] == "item.added"
    ]
    assert added == [2, 1, 3]


def test_an_item_is_moved_before_another_of_its_party(room: Room) -> None:
    _, (one, *_) = jars(room, 2)
    _, (elsewhere,) = jars(room, 1)

    assert room.why_not("sam", MoveItem(item_id=one.pk, before=elsewhere.pk)) == Code.NOT_FOUND
    assert room.why_not("sam", MoveItem(item_id=one.pk, before=new_id())) == Code.NOT_FOUND
    assert room.why_not("sam", MoveItem(item_id=one.pk, before=one.pk)) == Code.WRONG_STATE


def test_the_order_of_a_draft_is_changed_in_silence(room: Room) -> None:
    _, (one, _) = jars(room, 2)
    public = room.offset()

    assert room.must("sam", MoveItem(item_id=one.pk, before=None))["type"] == "draft.changed"
    assert room.must("sam", PinItem(item_id=one.pk))["type"] == "draft.changed"
    assert room.offset() == public


# What is hers to see to


@pytest.mark.parametrize("name", ["move", "pin", "note", "clone"])
def test_a_seller_orders_pins_notes_and_clones_what_is_hers(
    room: Room, users: dict[str, User], name: str
) -> None:
    def frame(item_id: str) -> Command:
        frames: dict[str, Command] = {
            "move": MoveItem(item_id=item_id, before=None),
            "pin": PinItem(item_id=item_id),
            "note": NoteItem(item_id=item_id, note="mine"),
            "clone": CloneItem(item_id=item_id),
        }
        return frames[name]

    jam = room.live(seller="sam")
    theirs = with_roles(open_room("hana", users)).live()
    room.give("otto", "seller")

    assert room.why_not("otto", frame(jam.item_id)) == Code.FORBIDDEN
    assert room.why_not("hana", frame(theirs.item_id)) == Code.NOT_FOUND
    assert room.why_not("hana", frame(jam.item_id)) is None
    room.must("hana", EndParty(party_id=party_of(jam).pk))
    assert room.why_not("sam", frame(jam.item_id)) == Code.OVER


# Pins


def test_three_items_are_pinned_at_most(room: Room) -> None:
    party, items = jars(room, MAX_PINS + 1)
    room.must("hana", StartParty(party_id=party))
    for item in items[:-1]:
        room.must("sam", PinItem(item_id=item.pk))

    assert room.why_not("sam", PinItem(item_id=items[-1].pk)) == Code.LIMIT
    room.must("sam", PinItem(item_id=items[0].pk, pinned=False))
    room.must("sam", PinItem(item_id=items[-1].pk))
    assert [item.pinned for item in snapshots.show(room.id).items] == [False, True, True, True]


def test_a_pin_is_put_in_once_and_taken_out_once(room: Room) -> None:
    _, (jam,) = jars(room, 1)
    assert room.why_not("sam", PinItem(item_id=jam.pk, pinned=False)) == Code.WRONG_STATE
    room.must("sam", PinItem(item_id=jam.pk))

    assert room.why_not("sam", PinItem(item_id=jam.pk)) == Code.WRONG_STATE


def test_what_is_withdrawn_is_not_pinned(room: Room) -> None:
    jam = room.live()
    room.must("sam", PinItem(item_id=jam.item_id))

    assert room.must("sam", WithdrawItem(item_id=jam.item_id))["item"]["pinned"] is False
    assert room.why_not("sam", PinItem(item_id=jam.item_id)) == Code.WITHDRAWN


# Notes


def test_a_note_stands_in_no_ledger(room: Room) -> None:
    jam = room.live(note="4.20 paid, from the second box")
    room.must("sam", NoteItem(item_id=jam.item_id, note="4.50 paid, from the second box"))

    told = str(room.facts()) + str(room.facts("desk"))
    assert room.types("desk")[-1] == "item.noted"
    assert "second box" not in told
    assert "note" not in snapshots.show(room.id).items[0].model_dump()
    assert Item.objects.get().note == "4.50 paid, from the second box"


# Clones


def test_a_clone_is_the_same_item_again_with_its_whole_stock(room: Room) -> None:
    kinds = [
        NewVariant(options=["S"], stock=2),
        NewVariant(name="the big one", options=["L"], stock=1, price=900),
    ]
    party = room.draft()
    scarf = room.item(
        party,
        title="A scarf",
        description="Wool.",
        note="mine",
        per_buyer_limit=2,
        axes=["Size"],
        variants=kinds,
    )
    room.must("hana", StartParty(party_id=party))
    room.place("ben", scarf.variants.get(place=0))
    room.must("sam", EditItem(item_id=scarf.pk, price=450))
    room.must("sam", PinItem(item_id=scarf.pk))

    copy = room.must("hana", CloneItem(item_id=scarf.pk))["item"]

    assert (copy["number"], copy["seller"]["name"], copy["pinned"], copy["was"]) == (2, "Sam", False, None)
    assert (copy["title"], copy["description"], copy["price"], copy["per_buyer_limit"]) == (
        "A scarf", "Wool.", 450, 2,
    )  # fmt: skip
    assert (copy["axes"], copy["price_version"]) == (["Size"], 1)
    assert [
        (one["name"], one["options"], one["own_price"], one["stock"], one["held"]) for one in copy["variants"]
    ] == [("S", ["S"], None, 2, 0), ("the big one", ["L"], 900, 1, 0)]
    assert Item.objects.get(pk=copy["id"]).note == "mine"


def test_an_item_of_an_ended_party_is_cloned_into_another(room: Room) -> None:
    jam = room.live()
    room.must("hana", EndParty(party_id=party_of(jam).pk))
    coming = room.draft()

    room.must("sam", CloneItem(item_id=jam.item_id, party_id=coming))

    assert order(coming) == [1]


def test_prices_mean_something_else_in_another_currency(room: Room) -> None:
    jam = room.live()
    yen: str = room.must("hana", CreateParty(title="Tokyo", currency="JPY"))["party_id"]
    room.must("hana", EndParty(party_id=party_of(jam).pk))

    assert room.why_not("sam", CloneItem(item_id=jam.item_id, party_id=yen)) == Code.WRONG_STATE
    carry = CarryItems(from_id=party_of(jam).pk, party_id=yen)
    assert room.why_not("sam", carry) == Code.WRONG_STATE


# Carried over


def test_unsold_units_move_into_the_next_party_and_none_is_sold_twice(room: Room) -> None:
    jam = room.live(stock=6)
    party = party_of(jam).pk
    sold_out = room.item(party, title="Sold out", stock=1).variants.get()
    room.must("sam", WithdrawItem(item_id=room.item(party, title="Broken").pk))
    room.confirm("sam", room.place("otto", sold_out).claim)
    held = room.place("ben", jam, 1).claim
    room.confirm("sam", room.place("bea", jam, 2).claim)
    room.must("hana", EndParty(party_id=party))
    coming = room.draft()
    carry = CarryItems(from_id=party, party_id=coming)

    room.must("sam", carry)

    assert list(Variant.objects.filter(item__party_id=coming).values_list("stock", flat=True)) == [3]
    jam.refresh_from_db()
    assert (jam.stock, jam.held, jam.sold) == (3, 1, 2)
    assert room.why_not("sam", carry) == Code.NOTHING_TO_SELL
    room.release("ben", held)
    room.must("sam", carry)
    assert list(Variant.objects.filter(item__party_id=coming).values_list("stock", flat=True)) == [3, 1]


def test_units_that_somebody_waits_for_are_not_carried_away(room: Room) -> None:
    """Bea wants two, one is free and one may come back to her."""
    jam = room.live(stock=2)
    room.place("ben", jam)
    room.place("bea", jam, 2)
    room.must("hana", EndParty(party_id=party_of(jam).pk))

    carry = CarryItems(from_id=party_of(jam).pk, party_id=room.draft())

    assert room.why_not("sam", carry) == Code.NOTHING_TO_SELL


def test_units_that_somebody_wants_and_may_pay_for_are_not_carried_away(room: Room) -> None:
    jam = room.live(stock=3, first_paid=True)
    order = order_of(room.place("ben", jam, 2).claim)
    room.must("hana", EndParty(party_id=order.party_id))
    coming = room.draft()

    room.must("sam", CarryItems(from_id=order.party_id, party_id=coming))

    assert list(Variant.objects.filter(item__party_id=coming).values_list("stock", flat=True)) == [1]
    room.must("ben", ConfirmOrder(order_id=order.pk))
    settle(room, fresh(order))
    assert fresh(order).state == "paid"


def test_a_seller_carries_hers_and_a_host_everybody_s(room: Room) -> None:
    jam = room.live(seller="sam")
    party = party_of(jam).pk
    room.item(party, seller="hana", title="Tea")
    room.must("hana", EndParty(party_id=party))
    coming, later = room.draft(), room.draft()

    room.must("sam", CarryItems(from_id=party, party_id=coming))
    room.must("hana", CarryItems(from_id=party, party_id=later))

    assert [item.title for item in Item.objects.filter(party_id=coming)] == ["A jar of plum jam"]
    assert [item.title for item in Item.objects.filter(party_id=later)] == ["Tea"]


def test_what_is_carried_comes_from_a_party_that_has_ended_into_one_that_has_not(
    room: Room, users: dict[str, User]
) -> None:
    live = party_of(room.live()).pk
    draft, theirs = room.draft(), open_room("hana", users).draft()

    assert room.why_not("sam", CarryItems(from_id=live, party_id=draft)) == Code.WRONG_STATE
    assert room.why_not("sam", CarryItems(from_id=theirs, party_id=draft)) == Code.NOT_FOUND
    room.must("hana", EndParty(party_id=live))
    assert room.why_not("sam", CarryItems(from_id=live, party_id=theirs)) == Code.NOT_FOUND
    assert room.why_not("sam", CarryItems(from_id=live, party_id=live)) == Code.OVER


# Asks


def test_viewers_ask_for_an_item_once_each_and_are_answered_when_it_is_on_air(room: Room) -> None:
    jam = room.live()
    ask = AskItem(item_id=jam.item_id)

    answers = room.batch(*(room.ask(who, ask) for who in ("ben", "bea", "ben")))
    assert [answer.code for answer in answers] == [None, None, Code.WRONG_STATE]
    assert answers[1].event == {
        "type": "item.asked", "item_id": jam.item_id, "user_id": room.cast["bea"].user_id, "count": 2,
    }  # fmt: skip
    assert snapshots.show(room.id).items[0].asked == 2

    feature = FeatureItem(party_id=party_of(jam).pk, item_id=jam.item_id)
    room.must("sam", feature)
    assert (snapshots.show(room.id).items[0].asked, Ask.objects.count()) == (0, 0)
    assert room.why_not("ben", ask) == Code.WRONG_STATE
    room.must("sam", FeatureItem(party_id=party_of(jam).pk, item_id=None))
    assert room.why_not("ben", ask) is None


def test_what_cannot_be_seen_cannot_be_asked_for(room: Room, users: dict[str, User]) -> None:
    draft = room.item(room.draft())
    theirs = with_roles(open_room("hana", users)).live()

    for item_id in (draft.pk, theirs.item_id, new_id()):
        assert room.why_not("ben", AskItem(item_id=item_id)) == Code.NOT_FOUND


def test_a_seller_does_not_ask_herself(room: Room) -> None:
    assert room.why_not("sam", AskItem(item_id=room.live(seller="sam").item_id)) == Code.OWN_ITEM
