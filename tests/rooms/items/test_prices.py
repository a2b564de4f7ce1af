"""Prices of kinds, price drops and flash sales on the real database: nothing is ever re-priced silently."""

from typing import Any

import pytest

from livesell.accounts.models import User
from livesell.wire.codes import Code
from livesell.wire.ids import new_id
from rooms.clock import due
from rooms.frames.items import AddItem, AnnounceFlash, EditItem, EndFlash, NewVariant, SetPrice, WithdrawItem
from rooms.frames.parties import EndParty, StartParty
from rooms.items.flash_sales import FlashDue
from rooms.models.claims import Claim
from rooms.models.items import Item, Variant
from tests.support.turns import Room, open_room, party_of, place, with_roles

pytestmark = pytest.mark.django_db
RED_AND_BLUE = [
    NewVariant(options=[size, colour], stock=2) for size in ("S", "L") for colour in ("red", "blue")
]


def flash(variant: Variant, percent: int = 20, *, seconds: int = 60, lead: int = 0) -> AnnounceFlash:
    return AnnounceFlash(item_id=variant.item_id, percent=percent, seconds=seconds, lead_seconds=lead)


def tick(room: Room) -> list[str]:
    """The clock does what is due; the types of what came of it."""
    before = room.offset()
    for one in due.find(room.now):
        room.do("clock", one.frame)
    return room.types(after=before)


def seen(room: Room) -> dict[str, Any]:
    """The item as the last fact about it shows it."""
    items = [fact["event"]["item"] for fact in room.facts() if "item" in fact["event"]]
    found: dict[str, Any] = items[-1]
    return found


def promised(claim: str) -> int:
    return Claim.objects.get(pk=claim).price


# Kinds


def test_kinds_have_two_axes_and_are_called_by_their_options(room: Room) -> None:
    scarf = room.live(stock=1)
    kinds = [*RED_AND_BLUE, NewVariant(name="the last one", options=["XL", "red"], stock=1, price=900)]

    item = room.must(
        "sam",
        AddItem(
            party_id=party_of(scarf).pk, title="A scarf", price=500, axes=["Size", "Colour"], variants=kinds
        ),
    )["item"]

    assert item["axes"] == ["Size", "Colour"]
    assert [one["name"] for one in item["variants"]] == [
        "S / red", "S / blue", "L / red", "L / blue", "the last one",
    ]  # fmt: skip
    assert [one["options"] for one in item["variants"]][-2:] == [["L", "blue"], ["XL", "red"]]
    assert [(one["own_price"], one["price"]) for one in item["variants"]][-2:] == [(None, 500), (900, 900)]


def test_kinds_that_cannot_be_told_apart_are_refused(room: Room) -> None:
    party = room.draft()
    twice = [NewVariant(options=["S"], stock=1), NewVariant(options=["s"], stock=1)]

    answer = room.do(
        "sam", AddItem(party_id=party, title="A scarf", price=500, axes=["Size"], variants=twice)
    )

    assert answer.code == Code.BAD_FRAME
    assert "two kinds have the same name" in answer.text
    assert not Item.objects.exists()


def test_a_kind_of_a_long_name_in_any_script_can_be_kept(room: Room) -> None:
    """Families of four, as many as its bytes allow: a person counts 25, and a database far more."""
    family = "\N{MAN}‍\N{WOMAN}‍\N{GIRL}‍\N{BOY}"

    item = room.item(room.draft(), axes=["Who"], variants=[NewVariant(options=[family * 25], stock=1)])

    assert item.variants.get().name == family * 25


# A price of its own


def test_a_claim_of_a_kind_is_promised_its_own_price(room: Room) -> None:
    jam = room.live(stock=5, price=500)
    room.must("sam", SetPrice(variant_id=jam.pk, price=700))

    assert promised(room.place("ben", jam, price_version=2).claim) == 700
    room.must("sam", EditItem(item_id=jam.item_id, price=400))
    assert promised(room.place("ben", jam, price_version=3).claim) == 700
    room.must("sam", SetPrice(variant_id=jam.pk, price=None))
    assert promised(room.place("ben", jam, price_version=4).claim) == 400


def test_the_same_price_of_its_own_is_no_new_version(room: Room) -> None:
    jam = room.live(price=500)

    item = room.must("sam", SetPrice(variant_id=jam.pk, price=None))["item"]

    assert item["price_version"] == 1


@pytest.mark.parametrize("who", ["otto", "hana"])
def test_the_price_of_what_is_not_here_or_not_hers_is_not_set(
    room: Room, users: dict[str, User], who: str
) -> None:
    jam = room.live(seller="sam")
    theirs = with_roles(open_room("hana", users)).live()
    room.give("otto", "seller")

    assert room.why_not("otto", SetPrice(variant_id=jam.pk, price=1)) == Code.FORBIDDEN
    assert room.why_not(who, SetPrice(variant_id=theirs.pk, price=1)) == Code.NOT_FOUND
    assert room.why_not(who, SetPrice(variant_id=new_id(), price=1)) == Code.NOT_FOUND


# A price drop


def test_a_price_drop_shows_the_price_before_and_refuses_claims_at_it(room: Room) -> None:
    jam = room.live(price=500)

    item = room.must("sam", EditItem(item_id=jam.item_id, price=350))["item"]

    assert (item["price"], item["was"], item["price_version"]) == (350, 500, 2)
    assert room.place("ben", jam, price_version=1).code == Code.PRICE_CHANGED
    assert promised(room.place("ben", jam, price_version=2).claim) == 350
    assert room.must("sam", EditItem(item_id=jam.item_id, price=600))["item"]["was"] is None


# A flash sale


def test_a_flash_sale_is_announced_then_in_force_then_over(room: Room) -> None:
    jam = room.live(stock=9, price=999)
    start = room.now

    item = room.must("sam", flash(jam, 10, seconds=60, lead=30))["item"]
    assert item["flash"] == {
        "percent": 10, "starts_at": start + 30_000, "ends_at": start + 90_000, "on": False,
    }  # fmt: skip
    assert (item["variants"][0]["price"], item["price_version"]) == (999, 1)
    assert tick(room) == []
    assert promised(room.place("ben", jam, price_version=1).claim) == 999

    room.later(0.5)
    assert tick(room) == ["flash.begun"]
    assert (seen(room)["flash"]["on"], seen(room)["variants"][0]["price"]) == (True, 899)
    assert (seen(room)["price"], seen(room)["price_version"]) == (999, 2)
    assert tick(room) == []

    room.later(1)
    assert tick(room) == ["flash.ended"]
    assert (seen(room)["flash"], seen(room)["variants"][0]["price"], seen(room)["price_version"]) == (
        None, 999, 3,
    )  # fmt: skip
    assert tick(room) == []


def test_a_claim_is_judged_by_the_price_it_names_and_by_its_place_in_the_order(room: Room) -> None:
    """The sale's second is over on the clock; whoever claims before the event of its end still gets it."""
    jam = room.live(stock=9, price=500)
    room.must("sam", flash(jam))
    room.later(2)

    before, end, after = room.batch(
        room.ask("ben", place(jam, price_version=2)),
        room.ask("clock", FlashDue(item_id=jam.item_id)),
        room.ask("bea", place(jam, price_version=2)),
    )

    assert promised(before.claim) == 400
    assert end.event["type"] == "flash.ended"
    assert after.code == Code.PRICE_CHANGED
    assert promised(room.place("bea", jam, price_version=3).claim) == 500


def test_who_waited_in_line_gets_the_price_she_was_promised(room: Room) -> None:
    jam = room.live(stock=1, price=500)
    held = room.place("otto", jam).claim
    room.must("sam", flash(jam, 50))
    waiting = room.place("ben", jam, price_version=2).claim
    room.later(2)
    tick(room)

    room.release("otto", held)

    claim = Claim.objects.get(pk=waiting)
    assert (claim.state, claim.price) == ("held", 250)


def test_a_flash_sale_takes_off_the_price_of_each_kind(room: Room) -> None:
    jam = room.live(stock=9, price=500)
    room.must("sam", SetPrice(variant_id=jam.pk, price=1_000))

    room.must("sam", flash(jam, 90))

    assert promised(room.place("ben", jam, price_version=3).claim) == 100


def test_a_flash_sale_can_be_ended_or_called_off(room: Room) -> None:
    jam = room.live(price=500)
    end = EndFlash(item_id=jam.item_id)
    assert room.why_not("sam", end) == Code.WRONG_STATE

    room.must("sam", flash(jam, lead=60))
    called_off = room.must("sam", end)
    room.must("sam", flash(jam))
    ended = room.must("sam", end)

    assert (called_off["type"], called_off["item"]["price_version"]) == ("flash.ended", 1)
    assert (ended["item"]["flash"], ended["item"]["price_version"]) == (None, 3)


def test_there_is_one_flash_sale_of_an_item_at_a_time(room: Room) -> None:
    jam = room.live()
    room.must("sam", flash(jam, lead=60))

    assert room.why_not("sam", flash(jam)) == Code.WRONG_STATE


def test_a_flash_sale_is_for_a_show_that_is_on(room: Room) -> None:
    party = room.draft()
    jam = room.item(party).variants.get()
    assert room.why_not("sam", flash(jam)) == Code.NOT_LIVE
    room.must("hana", StartParty(party_id=party))
    room.must("sam", WithdrawItem(item_id=jam.item_id))
    assert room.why_not("sam", flash(jam)) == Code.WITHDRAWN
    room.must("hana", EndParty(party_id=party))
    assert room.why_not("sam", flash(jam)) == Code.OVER


def test_a_flash_sale_is_her_own_to_make_and_to_end(room: Room) -> None:
    jam = room.live(seller="sam")
    room.give("otto", "seller")

    assert room.why_not("otto", flash(jam)) == Code.FORBIDDEN
    assert room.why_not("ben", flash(jam)) == Code.FORBIDDEN
    room.must("hana", flash(jam))
    assert room.why_not("otto", EndFlash(item_id=jam.item_id)) == Code.FORBIDDEN
    assert room.why_not("sam", FlashDue(item_id=jam.item_id)) == Code.FORBIDDEN


def test_a_show_that_ends_leaves_no_flash_sale_behind(room: Room) -> None:
    """One that was on ends by its time, one that was to come is not begun."""
    jam = room.live()
    party = party_of(jam).pk
    tea = room.item(party, title="Tea").variants.get()
    room.must("sam", flash(jam))
    room.must("sam", flash(tea, lead=30))
    room.must("hana", EndParty(party_id=party))
    room.later(0.5)
    assert tick(room) == ["flash.ended"]
    room.later(0.5)
    assert tick(room) == ["flash.ended"]

    assert not Item.objects.exclude(flash_percent=None).exists()


def test_what_is_withdrawn_has_no_flash_sale(room: Room) -> None:
    jam = room.live()
    room.must("sam", flash(jam))

    item = room.must("sam", WithdrawItem(item_id=jam.item_id))["item"]

    assert item["flash"] is None
    assert due.find(room.now + 3_600_000) == []


def test_a_server_that_slept_through_a_flash_sale_only_ends_it(room: Room) -> None:
    jam = room.live()
    room.must("sam", flash(jam, lead=30))
    room.later(60)

    assert tick(room) == ["flash.ended"]
    assert seen(room)["price_version"] == 1


def test_the_clock_that_looks_too_early_or_too_late_is_refused(room: Room) -> None:
    jam = room.live()
    assert room.why_not("clock", FlashDue(item_id=jam.item_id)) == Code.WRONG_STATE
    assert room.why_not("clock", FlashDue(item_id=new_id())) == Code.NOT_FOUND
    room.must("sam", flash(jam, lead=30))
    assert room.why_not("clock", FlashDue(item_id=jam.item_id)) == Code.WRONG_STATE
