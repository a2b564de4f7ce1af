"""Auctions on the real database: put up, opened, bid for; and what nobody is told."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from livesell.app.protocol import Mine
from livesell.app.snapshots import show
from livesell.wire.codes import Code
from livesell.wire.ids import new_id
from rooms.frames.auctions import (
    AddAuction,
    Band,
    BuyNow,
    OpenAuction,
)
from rooms.frames.items import WithdrawItem
from rooms.frames.parties import (
    CreateParty,
    EditParty,
    EndParty,
    ScheduleParty,
    StartParty,
)
from tests.support.lots import (
    SECOND,
    bid,
    bidding,
    close_lot,
    leader,
    opened,
    put_up,
    run_out,
    stands,
    wait,
)
from tests.support.turns import MINUTE, NOON, Room, counts, party_of

pytestmark = pytest.mark.django_db


# Put up


def test_a_lot_holds_its_unit_from_the_moment_it_is_put_up(room: Room) -> None:
    jam = room.live(stock=2)

    put_up(room, jam)

    assert counts(jam) == (1, 0, 0)
    assert room.place("ben", jam).event["type"] == "claim.held"
    assert room.place("bea", jam).event["type"] == "claim.waitlisted"


def test_what_is_held_already_cannot_be_put_up(room: Room) -> None:
    jam = room.live(stock=1)
    room.place("ben", jam)

    assert room.why_not("sam", AddAuction(variant_id=jam.pk, start_price=100)) == Code.STOCK_TAKEN


def test_a_lot_is_put_up_by_its_seller_or_a_host(room: Room) -> None:
    jam = room.live(stock=5)
    frame = AddAuction(variant_id=jam.pk, start_price=100)

    assert [room.why_not(who, frame) for who in ("ben", "mona", "sam", "hana")] == [
        Code.FORBIDDEN,
        Code.FORBIDDEN,
        None,
        None,
    ]


def test_another_seller_puts_up_nothing_of_sam_s(room: Room) -> None:
    jam = room.live()
    room.give("otto", "seller")

    assert room.why_not("otto", AddAuction(variant_id=jam.pk, start_price=100)) == Code.FORBIDDEN


def test_what_is_not_there_cannot_be_put_up(room: Room) -> None:
    assert room.why_not("sam", AddAuction(variant_id=new_id(), start_price=100)) == Code.NOT_FOUND


def test_what_is_off_sale_cannot_be_put_up_nor_opened(room: Room) -> None:
    jam = room.live(stock=2)
    lot = put_up(room, jam)
    room.must("sam", WithdrawItem(item_id=jam.item_id))

    assert room.why_not("sam", AddAuction(variant_id=jam.pk, start_price=100)) == Code.WITHDRAWN
    assert room.why_not("sam", OpenAuction(auction_id=lot)) == Code.WITHDRAWN


def test_after_the_party_nothing_is_put_up(room: Room) -> None:
    jam = room.live()
    room.must("hana", EndParty(party_id=party_of(jam).pk))

    assert room.why_not("sam", AddAuction(variant_id=jam.pk, start_price=100)) == Code.OVER


@pytest.mark.parametrize(
    "more",
    [
        {"reserve": 99},
        {"buy_now": 99},
        {"reserve": 300, "buy_now": 299},
        {"bands": [Band(from_price=5, step=10)]},
        {"bands": [Band(from_price=0, step=10), Band(from_price=100, step=5)]},
    ],
)
def test_terms_that_contradict_each_other_are_refused(room: Room, more: dict[str, object]) -> None:
    frame = AddAuction.model_validate({"variant_id": room.live().pk, "start_price": 100} | more)

    assert room.why_not("sam", frame) == Code.BAD_FRAME


def test_at_most_two_hundred_lots_wait_in_a_party(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    jam = room.live(stock=5)
    monkeypatch.setattr("rooms.auctions.bidding.MAX_LOTS", 2)
    put_up(room, jam)
    put_up(room, jam)

    assert room.why_not("sam", AddAuction(variant_id=jam.pk, start_price=100)) == Code.LIMIT


# Opened


def test_an_open_lot_has_an_end(room: Room) -> None:
    lot = put_up(room, room.live(), seconds=30)

    event = room.must("sam", OpenAuction(auction_id=lot))

    assert event["type"] == "auction.opened"
    assert (event["auction"]["state"], event["auction"]["ends_at"]) == ("open", NOON + 30 * SECOND)


def test_one_lot_of_a_party_is_open_at_a_time_unless_it_allows_several(room: Room) -> None:
    jam = room.live(stock=2)
    first, second = put_up(room, jam), put_up(room, jam)
    room.must("sam", OpenAuction(auction_id=first))
    assert room.why_not("sam", OpenAuction(auction_id=second)) == Code.ANOTHER_LIVE

    room.must("hana", EditParty(party_id=party_of(jam).pk, several_lots=True))

    assert room.why_not("sam", OpenAuction(auction_id=second)) is None
    assert room.why_not("sam", OpenAuction(auction_id=second)) == Code.WRONG_STATE


def test_before_the_party_a_lot_is_put_up_and_bid_for_but_not_opened(room: Room) -> None:
    party = room.draft()
    jam = room.item(party).variants.get()
    room.must("hana", ScheduleParty(party_id=party, starts_at=NOON + 60 * MINUTE))
    lot = put_up(room, jam)

    assert bid(room, "ben", lot, 300).ok
    assert bid(room, "bea", lot, 200).ok
    assert leader(lot) == ("ben", 210)
    assert room.why_not("sam", OpenAuction(auction_id=lot)) == Code.NOT_LIVE
    room.must("hana", StartParty(party_id=party))
    assert room.must("sam", OpenAuction(auction_id=lot))["auction"]["price"] == 210


def test_a_lot_without_pre_bids_takes_none_before_it_is_open(room: Room) -> None:
    lot = put_up(room, room.live(), prebids=False)

    assert bid(room, "ben", lot, 300).code == Code.WRONG_STATE


# Bids


def test_everybody_is_told_who_leads_and_at_which_price(room: Room) -> None:
    lot = opened(room, reserve=150)

    first, second = bid(room, "ben", lot, 140), bid(room, "bea", lot, 200)

    assert first.event == {
        "type": "bid.placed",
        "auction_id": lot,
        "price": 100,
        "leader": {"id": room.cast["ben"].user_id, "name": "Ben"},
        "reserve_met": False,
        "bids": 1,
        "next_bid": 110,
    }
    assert second.event["leader"]["name"] == "Bea"
    assert (second.event["price"], second.event["reserve_met"]) == (150, True)


def test_of_two_who_would_pay_the_same_the_lower_offset_leads(room: Room) -> None:
    lot = opened(room)

    room.batch(bidding(room, "ben", lot, 500), bidding(room, "bea", lot, 500))

    assert leader(lot) == ("ben", 500)


def test_who_bids_too_little_is_refused(room: Room) -> None:
    lot = opened(room)
    bid(room, "ben", lot, 100)

    assert bid(room, "bea", lot, 109).code == Code.TOO_LOW
    assert bid(room, "ben", lot, 100).code == Code.TOO_LOW


def test_who_raises_her_own_most_is_answered_in_private(room: Room) -> None:
    lot = opened(room)
    bid(room, "ben", lot, 200)
    before = room.offset()

    raised = bid(room, "ben", lot, 700)

    assert (raised.ok, raised.fact) == (True, None)
    assert room.offset() == before
    bid(room, "bea", lot, 600)
    assert leader(lot) == ("ben", 610)


def test_no_maximum_and_no_reserve_is_in_any_ledger_or_snapshot(room: Room) -> None:
    lot = opened(room, reserve=77_777)
    bid(room, "ben", lot, 55_555)
    bid(room, "ben", lot, 66_666)
    bid(room, "bea", lot, 200)

    told = f"{room.facts()}{room.facts('desk')}{show(room.id).model_dump_json()}"
    assert not [secret for secret in ("55555", "66666", "77777") if secret in told]


def test_one_s_own_most_comes_beside_the_snapshot(room: Room) -> None:
    lot = opened(room)
    bid(room, "ben", lot, 200)
    bid(room, "ben", lot, 300)

    def own(who: str) -> list[tuple[str, int]]:
        mine = Mine.model_validate_json(room.entrance(who).mine)
        return [(one.auction_id, one.maximum) for one in mine.bids]

    assert own("ben") == [(lot, 300)]
    assert own("bea") == []
    run_out(room, lot)
    assert own("ben") == []


@pytest.mark.parametrize(
    ("who", "code"),
    [("sam", Code.OWN_ITEM), ("hana", Code.FORBIDDEN), ("mona", Code.FORBIDDEN), ("otto", Code.FORBIDDEN)],
)
def test_sellers_and_staff_do_not_bid(room: Room, who: str, code: Code) -> None:
    lot = opened(room, buy_now=900)
    room.give("otto", "seller")

    assert bid(room, who, lot, 500).code == code
    assert room.why_not(who, BuyNow(auction_id=lot)) == code


def test_a_lot_of_another_room_is_not_there(room: Room) -> None:
    assert bid(room, "ben", new_id(), 500).code == Code.NOT_FOUND


def test_hundreds_of_bids_in_one_turn_are_one_load_and_one_write(room: Room) -> None:
    lot = opened(room)
    few = [bidding(room, "ben" if n % 2 else "bea", lot, 100 + 10 * n) for n in range(2)]
    many = [bidding(room, "ben" if n % 2 else "bea", lot, 200 + 10 * n) for n in range(300)]

    with CaptureQueriesContext(connection) as for_two:
        assert all(answer.ok for answer in room.batch(*few))
    with CaptureQueriesContext(connection) as for_many:
        assert all(answer.ok for answer in room.batch(*many))

    assert len(for_many) == len(for_two)
    assert leader(lot) == ("ben", 3190)


@pytest.mark.parametrize(
    ("currency", "price", "following"),
    [("EUR", 3_000, 3_200), ("JPY", 3_000, 3_050), ("KWD", 1_000, 2_000), ("HUF", 300_000, 305_000)],
)
def test_the_next_bid_goes_by_the_party_s_currency(
    room: Room, currency: str, price: int, following: int
) -> None:
    party = room.must("hana", CreateParty(title="蚤の市", currency=currency))["party_id"]
    jam = room.item(party).variants.get()
    room.must("hana", StartParty(party_id=party))
    lot = put_up(room, jam, start_price=price, bands=None)
    room.must("sam", OpenAuction(auction_id=lot))

    assert bid(room, "ben", lot, price).event["next_bid"] == following
    assert bid(room, "bea", lot, following - 1).code == Code.TOO_LOW


# The clock and the way


def test_a_late_bid_moves_the_end(room: Room) -> None:
    lot = opened(room, seconds=60, extend_seconds=10)
    wait(room, 55 * SECOND)

    bid(room, "ben", lot, 200)

    assert room.types()[-2:] == ["bid.placed", "auction.extended"]
    assert stands(lot).ends_at == NOON + 65 * SECOND


def test_an_early_bid_and_sudden_death_do_not(room: Room) -> None:
    early, dead = opened(room, seconds=60, extend_seconds=10), None
    wait(room, 40 * SECOND)
    bid(room, "ben", early, 200)
    assert stands(early).ends_at == NOON + 60 * SECOND
    run_out(room, early)

    room.must("hana", EndParty(party_id=party_of(stands(early).variant).pk))
    start = room.now
    dead = opened(room, seconds=60, extend_seconds=0)
    wait(room, 59 * SECOND)
    bid(room, "ben", dead, 200)
    assert stands(dead).ends_at == start + 60 * SECOND


def test_the_leader_s_own_raise_moves_no_end(room: Room) -> None:
    lot = opened(room, seconds=60, extend_seconds=10)
    bid(room, "ben", lot, 200)
    wait(room, 55 * SECOND)

    bid(room, "ben", lot, 900)

    assert stands(lot).ends_at == NOON + 60 * SECOND


@pytest.mark.parametrize(
    ("late", "sent_before", "way", "code"),
    [
        (0, None, 0, Code.TOO_LATE),
        (100, 10, 300, None),
        (149, 1, 300, None),
        (150, 1, 300, Code.TOO_LATE),
        (100, None, 300, Code.TOO_LATE),
        (100, -20, 300, Code.TOO_LATE),
        (100, 10, 0, Code.TOO_LATE),
        (400, 60_000, 900_000, Code.TOO_LATE),
        (399, 60_000, 900_000, None),
    ],
)
def test_a_bid_counts_if_it_was_sent_in_time_and_came_within_the_grace(
    room: Room, late: int, sent_before: int | None, way: int, code: Code | None
) -> None:
    """`late`: ms after the end at which it came in; `sent_before`: ms before the end at which she says she sent it."""
    lot = opened(room, seconds=60, extend_seconds=0)
    end = NOON + 60 * SECOND
    wait(room, 60 * SECOND + late)

    sent_at = None if sent_before is None else end - sent_before
    assert bid(room, "ben", lot, 200, sent_at=sent_at, way=way).code == code


def test_a_lot_may_publish_less_grace(room: Room) -> None:
    lot = opened(room, seconds=60, extend_seconds=0, grace_ms=50)
    wait(room, 60 * SECOND + 60)

    assert bid(room, "ben", lot, 200, sent_at=NOON, way=900).code == Code.TOO_LATE


def test_a_lot_closes_once_the_grace_is_over(room: Room) -> None:
    lot = opened(room, seconds=60)
    wait(room, 60 * SECOND + 399)
    assert close_lot(room, lot).code == Code.WRONG_STATE

    room.now += 1

    assert close_lot(room, lot).event["auction"]["outcome"] == "passed"
    assert bid(room, "ben", lot, 200, sent_at=NOON, way=900).code == Code.TOO_LATE


def test_the_closest_late_bid_is_told_with_the_close(room: Room) -> None:
    lot = opened(room, seconds=60, extend_seconds=0)
    bid(room, "ben", lot, 200)
    wait(room, 60 * SECOND + 200)
    bid(room, "bea", lot, 500)
    bid(room, "otto", lot, 500, sent_at=NOON, way=80)  # counts as of forty before it came

    assert run_out(room, lot)["auction"]["closest_late_ms"] == 160
    assert leader(lot) == ("ben", 100)
