"""Giveaways on the real database: drawn, drawn again, called off; each refusal by its name."""

import json
from typing import Any

import pytest

from chat.frames.moderation import BanMember
from livesell.app.snapshots import show
from livesell.wire.codes import Code
from livesell.wire.ids import new_id
from rooms.clock import due
from rooms.frames.giveaways import CancelGiveaway, RedrawGiveaway
from rooms.frames.items import WithdrawItem
from rooms.frames.orders import CancelOrder, ConfirmOrder, MarkPaid, ShipOrder
from rooms.frames.terms import PieceRate, SetTerms, ShippingRule
from rooms.giveaways.giveaways import CloseGiveaway
from rooms.models.giveaways import Seed
from rooms.models.orders import Order, OrderLine
from rooms.rules import giveaways as rules
from tests.support.buying import lapsed, wake
from tests.support.giveaways import close, drawn, enter, live_party, loaded_dice, open_giveaway, winners
from tests.support.turns import NOON, Room, counts, line, party_of

pytestmark = pytest.mark.django_db


def ban(room: Room, who: str) -> None:
    room.must("mona", BanMember(user_id=room.cast[who].user_id, reason="shouted"))


def redraw(room: Room, giveaway: str, loser: str, *, by: str = "sam") -> Any:
    frame = RedrawGiveaway(giveaway_id=giveaway, winner_id=room.cast[loser].user_id, reason="no answer")
    return room.do(by, frame)


def cancel(room: Room, giveaway: str, *, by: str = "sam") -> Any:
    return room.do(by, CancelGiveaway(giveaway_id=giveaway, reason="the jar broke"))


# Drawn


def test_the_clock_finds_what_is_over_and_draws(room: Room) -> None:
    giveaway = open_giveaway(room, live_party(room), seconds=60)
    enter(room, "ben", giveaway)

    assert due.find(NOON + 59_999) == []
    room.now = NOON + 60_000
    (one,) = due.find(room.now)
    assert (one.room_id, one.frame) == (room.id, CloseGiveaway(giveaway_id=giveaway))
    assert room.batch(room.ask("clock", one.frame, key=one.command_id, handler=one.handler))[0].ok
    assert due.find(room.now) == []
    assert room.types()[-2:] == ["giveaway.closed", "giveaway.drawn"]


def test_the_clock_does_not_draw_before_the_time_nor_twice(room: Room) -> None:
    giveaway = open_giveaway(room, live_party(room))

    assert close(room, giveaway).code == Code.WRONG_STATE
    drawn(room, giveaway)
    assert close(room, giveaway).code == Code.WRONG_STATE


def test_only_the_clock_draws(room: Room) -> None:
    giveaway = open_giveaway(room, live_party(room))
    room.later(10)

    answer = room.batch(room.ask("hana", CloseGiveaway(giveaway_id=giveaway)))[0]
    assert answer.code == Code.FORBIDDEN


def test_the_facts_say_the_list_its_bounds_and_the_winners_of_the_draw(room: Room) -> None:
    giveaway = open_giveaway(room, live_party(room), places=2)
    entered = [enter(room, who, giveaway).fact for who in ("ben", "bea", "otto")]
    names = drawn(room, giveaway)

    closed, told = (fact["event"] for fact in room.facts()[-2:])
    ids = [room.cast[who].user_id for who in ("ben", "bea", "otto")]
    offsets = [fact["offset"] for fact in entered if fact]
    assert (closed["entrants"], closed["first"], closed["last"]) == (3, offsets[0], offsets[-1])
    assert closed["list_hash"] == rules.list_hash(ids)
    assert [one["id"] for one in told["winners"]] == rules.order(told["seed"], ids)[:2]
    assert names == [one["name"].lower() for one in told["winners"]]


def test_prizes_that_were_won_are_sold_for_nothing_and_the_others_are_free_again(room: Room) -> None:
    jam = room.live(stock=3)
    giveaway = open_giveaway(room, party_of(jam).pk, variant_id=jam.pk, places=3)
    enter(room, "ben", giveaway)
    room.place("bea", jam, 2)

    assert drawn(room, giveaway) == ["ben"]

    assert counts(jam) == (2, 1, 0)
    owed = OrderLine.objects.get()
    assert (owed.order.buyer_id, owed.order.seller_id) == (room.cast["ben"].user_id, room.cast["sam"].user_id)
    assert (owed.quantity, owed.price, owed.source, owed.source_id) == (1, 0, "giveaway", giveaway)


def test_a_prize_costs_its_winner_nothing_not_even_to_be_sent(room: Room) -> None:
    rule = ShippingRule(everywhere=PieceRate(first=490))
    assert room.do("sam", SetTerms(shipping=rule, tax_rate=1_900, tax_included=False)).ok
    jam = room.live(stock=1)
    giveaway = open_giveaway(room, party_of(jam).pk, variant_id=jam.pk)
    enter(room, "ben", giveaway)
    drawn(room, giveaway)
    order = Order.objects.get()

    room.must("ben", ConfirmOrder(order_id=order.pk))

    order.refresh_from_db()
    assert order.bill.total == 0
    assert wake(room, order).ok
    order.refresh_from_db()
    assert order.state == "paid"


# Drawn again


def test_the_next_in_the_same_order_wins_in_anothers_place(room: Room) -> None:
    giveaway = open_giveaway(room, live_party(room), places=2)
    for who in ("ben", "bea", "otto"):
        enter(room, who, giveaway)
    loaded_dice(giveaway, "otto", "ben", "bea")
    drawn(room, giveaway)

    event = redraw(room, giveaway, "otto").event

    assert (event["loser"]["name"], event["winner"]["name"], event["reason"]) == ("Otto", "Bea", "no answer")
    assert winners(giveaway) == ["bea", "ben"]


def test_who_is_banned_by_then_is_passed_over_by_name(room: Room) -> None:
    giveaway = open_giveaway(room, live_party(room))
    for who in ("ben", "bea", "otto"):
        enter(room, who, giveaway)
    loaded_dice(giveaway, "otto", "ben", "bea")
    drawn(room, giveaway)
    ban(room, "ben")

    event = redraw(room, giveaway, "otto").event

    assert [one["name"] for one in event["passed_over"]] == ["Ben"]
    assert winners(giveaway) == ["bea"]
    assert redraw(room, giveaway, "bea").event["winner"] is None


def test_a_redrawn_prize_changes_hands_and_stays_sold(room: Room) -> None:
    jam = room.live(stock=1)
    giveaway = open_giveaway(room, party_of(jam).pk, variant_id=jam.pk)
    enter(room, "ben", giveaway)
    enter(room, "bea", giveaway)
    loaded_dice(giveaway, "ben", "bea")
    drawn(room, giveaway)

    assert redraw(room, giveaway, "ben").ok

    assert counts(jam) == (0, 1, 0)
    owed = OrderLine.objects.filter(struck=False)
    assert [one.order.buyer.name for one in owed] == ["Bea"]
    assert Order.objects.get(buyer__name="Ben").state == "cancelled"


def test_a_prize_on_its_way_is_not_taken_back(room: Room) -> None:
    jam = room.live(stock=1)
    giveaway = open_giveaway(room, party_of(jam).pk, variant_id=jam.pk)
    enter(room, "ben", giveaway)
    drawn(room, giveaway)
    order = Order.objects.get()
    room.must("sam", MarkPaid(order_id=order.pk))
    room.must("sam", ShipOrder(order_id=order.pk))

    assert redraw(room, giveaway, "ben").code == Code.WRONG_STATE
    assert winners(giveaway) == ["ben"]


def test_a_prize_on_an_order_that_was_let_go_can_be_drawn_again(room: Room) -> None:
    jam = room.live(stock=1)
    giveaway = open_giveaway(room, party_of(jam).pk, variant_id=jam.pk)
    enter(room, "ben", giveaway)
    enter(room, "bea", giveaway)
    loaded_dice(giveaway, "ben", "bea")
    drawn(room, giveaway)
    order = Order.objects.get()
    room.must("sam", CancelOrder(order_id=order.pk, reason="moved away"))

    assert (counts(jam), winners(giveaway)) == ((0, 1, 0), ["ben"])
    assert redraw(room, giveaway, "ben").ok
    assert (counts(jam), winners(giveaway)) == ((0, 1, 0), ["bea"])


def test_a_prize_on_an_order_that_lapsed_and_is_paid_late_stays_the_winner_s(room: Room) -> None:
    jam = room.live(stock=2)
    giveaway = open_giveaway(room, party_of(jam).pk, variant_id=jam.pk)
    enter(room, "ben", giveaway)
    drawn(room, giveaway)
    order = lapsed(room, "ben", jam)
    assert winners(giveaway) == ["ben"]

    room.must("sam", MarkPaid(order_id=order.pk))

    assert sorted(one.source for one in order.lines.filter(struck=False)) == ["claim", "giveaway"]
    assert redraw(room, giveaway, "ben").code == Code.WRONG_STATE


def test_other_sales_on_the_loser_s_order_stay(room: Room) -> None:
    jam = room.live(stock=2)
    giveaway = open_giveaway(room, party_of(jam).pk, variant_id=jam.pk)
    room.confirm("sam", room.place("ben", jam).claim)
    enter(room, "ben", giveaway)
    drawn(room, giveaway)

    assert redraw(room, giveaway, "ben").ok

    assert (Order.objects.get().state, counts(jam)) == ("open", (0, 1, 0))
    assert [one.source for one in OrderLine.objects.filter(struck=False)] == ["claim"]


def test_where_nobody_is_left_the_prize_is_free_again_and_serves_the_line(room: Room) -> None:
    jam = room.live(stock=1)
    giveaway = open_giveaway(room, party_of(jam).pk, variant_id=jam.pk)
    enter(room, "ben", giveaway)
    drawn(room, giveaway)
    room.place("bea", jam)

    assert redraw(room, giveaway, "ben").event["winner"] is None

    assert (counts(jam), line(jam), winners(giveaway)) == ((1, 0, 0), [], [])
    assert redraw(room, giveaway, "ben").code == Code.NOT_FOUND


def test_only_a_winner_of_a_draw_is_replaced(room: Room) -> None:
    giveaway = open_giveaway(room, live_party(room))
    enter(room, "ben", giveaway)

    assert redraw(room, giveaway, "ben").code == Code.WRONG_STATE
    drawn(room, giveaway)
    assert redraw(room, giveaway, "bea").code == Code.NOT_FOUND
    assert redraw(room, new_id(), "ben").code == Code.NOT_FOUND


@pytest.mark.parametrize("act", [cancel, lambda room, giveaway, by: redraw(room, giveaway, "ben", by=by)])
def test_only_who_gave_it_or_a_host_sees_to_it(room: Room, act: Any) -> None:
    giveaway = open_giveaway(room, live_party(room), giver="hana")

    for who in ("sam", "mona", "ben"):
        assert act(room, giveaway, by=who).code == Code.FORBIDDEN


# Called off


def test_a_giveaway_that_is_called_off_tells_its_seed_and_gives_back_what_it_kept(room: Room) -> None:
    jam = room.live(stock=2)
    giveaway = open_giveaway(room, party_of(jam).pk, variant_id=jam.pk, places=2)
    room.place("bea", jam)

    event = cancel(room, giveaway, by="hana").event

    assert (event["reason"], event["seed"]) == ("the jar broke", Seed.objects.get().value)
    assert (counts(jam), line(jam)) == ((1, 0, 0), [])
    assert enter(room, "ben", giveaway).code == Code.WRONG_STATE
    assert cancel(room, giveaway).code == Code.WRONG_STATE
    room.later(10)
    assert close(room, giveaway).code == Code.WRONG_STATE
    assert due.find(room.now) == []


def test_what_is_drawn_is_not_called_off(room: Room) -> None:
    giveaway = open_giveaway(room, live_party(room))
    drawn(room, giveaway)

    assert cancel(room, giveaway).code == Code.WRONG_STATE


def test_what_was_kept_for_an_item_that_was_withdrawn_meanwhile_is_still_given(room: Room) -> None:
    jam = room.live()
    giveaway = open_giveaway(room, party_of(jam).pk, variant_id=jam.pk)
    enter(room, "ben", giveaway)
    room.must("sam", WithdrawItem(item_id=jam.item_id))

    assert drawn(room, giveaway) == ["ben"]
    assert counts(jam) == (0, 1, 0)


def test_the_snapshot_has_giveaways_and_what_is_mine(room: Room) -> None:
    giveaway = open_giveaway(room, live_party(room))
    enter(room, "ben", giveaway)

    shown = json.loads(show(room.id).model_dump_json())["giveaways"]

    assert [(one["id"], one["entrants"]) for one in shown] == [(giveaway, 1)]


def test_what_somebody_gives_who_is_shut_out_is_called_off_and_says_so_by_a_code(room: Room) -> None:
    giveaway = open_giveaway(room, live_party(room))

    room.must("hana", BanMember(user_id=room.cast["sam"].user_id, reason="shouted"))

    assert enter(room, "ben", giveaway).code == Code.WRONG_STATE
    event = room.facts()[-1]["event"]
    assert event["type"] == "giveaway.cancelled"
    assert (event["reason"], event["reason_code"]) == (None, "giver_out")
