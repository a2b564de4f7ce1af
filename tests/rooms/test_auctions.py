"""Auctions on the real database: put up, opened, bid for, closed; paused, void; and what nobody is told."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from chat.frames.moderation import BanMember
from livesell.app.protocol import Mine
from livesell.app.snapshots import show
from livesell.wire.codes import Code
from livesell.wire.ids import new_id
from rooms.auctions.closing import CloseAuction, LapseOffer
from rooms.frames.auctions import (
    AcceptOffer,
    AddAuction,
    Band,
    BuyNow,
    DeclineOffer,
    OpenAuction,
    PauseAuction,
    ResumeAuction,
    VoidAuction,
)
from rooms.frames.items import WithdrawItem
from rooms.frames.parties import (
    CancelParty,
    ContinueParty,
    CreateParty,
    EditParty,
    EndParty,
    PauseParty,
    ResumeParty,
    ScheduleParty,
    StartParty,
)
from rooms.frames.values import OutagePolicy
from rooms.models.orders import OrderLine
from tests.support.lots import (
    SECOND,
    bid,
    bidding,
    close_lot,
    fails_to_pay,
    interrupt,
    lapse,
    leader,
    opened,
    put_up,
    run_out,
    stands,
    wait,
)
from tests.support.turns import MINUTE, NOON, Room, counts, party_of, state

pytestmark = pytest.mark.django_db


def pause_party(room: Room, lot: str) -> None:
    room.must("hana", PauseParty(party_id=party_of(stands(lot).variant).pk))


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


# The end


def test_a_lot_that_closes_sells_to_who_leads_and_she_owes_it(room: Room) -> None:
    lot = opened(room)
    bid(room, "ben", lot, 300)
    bid(room, "bea", lot, 200)

    event = run_out(room, lot)

    auction = event["auction"]
    assert (event["type"], auction["state"], auction["outcome"]) == ("auction.closed", "closed", "sold")
    assert (auction["leader"]["name"], auction["price"]) == ("Ben", 210)
    assert counts(stands(lot).variant) == (0, 1, 0)
    owed = OrderLine.objects.get(source_id=lot)
    assert (owed.order.buyer_id, owed.price, owed.source) == (room.cast["ben"].user_id, 210, "lot")


def test_below_the_reserve_it_passes_and_its_unit_serves_the_line(room: Room) -> None:
    lot = opened(room, reserve=500)
    jam = stands(lot).variant
    waits = room.place("otto", jam).claim
    bid(room, "ben", lot, 300)

    assert run_out(room, lot)["auction"]["outcome"] == "passed"

    assert state(waits) == "held"
    assert room.types()[-2:] == ["auction.closed", "claim.held"]
    assert not OrderLine.objects.exists()


def test_it_is_bought_at_once_until_somebody_bids(room: Room) -> None:
    lot = opened(room, buy_now=900)

    event = room.must("ben", BuyNow(auction_id=lot))

    assert (event["auction"]["outcome"], event["auction"]["price"]) == ("sold", 900)
    assert OrderLine.objects.get(source_id=lot).price == 900


def test_after_a_bid_or_without_such_a_price_it_is_not_bought_at_once(room: Room) -> None:
    jam = room.live(stock=2)
    room.must("hana", EditParty(party_id=party_of(jam).pk, several_lots=True))
    first, second = put_up(room, jam, buy_now=900), put_up(room, jam)
    assert room.why_not("bea", BuyNow(auction_id=first)) == Code.WRONG_STATE
    for lot in (first, second):
        room.must("sam", OpenAuction(auction_id=lot))
    bid(room, "ben", first, 100)

    assert room.why_not("bea", BuyNow(auction_id=first)) == Code.WRONG_STATE
    assert room.why_not("bea", BuyNow(auction_id=second)) == Code.WRONG_STATE


def test_a_void_lot_sells_nothing_and_says_why(room: Room) -> None:
    lot = opened(room)
    bid(room, "ben", lot, 300)

    event = room.must("sam", VoidAuction(auction_id=lot, reason="The jar is cracked."))

    assert (event["auction"]["outcome"], event["auction"]["reason"]) == ("void", "The jar is cracked.")
    assert counts(stands(lot).variant) == (0, 0, 0)
    assert close_lot(room, lot).code == Code.WRONG_STATE
    assert room.why_not("sam", VoidAuction(auction_id=lot, reason="again")) == Code.WRONG_STATE


def test_what_is_sold_stays_sold(room: Room) -> None:
    lot = opened(room)
    bid(room, "ben", lot, 300)
    run_out(room, lot)

    assert room.why_not("hana", VoidAuction(auction_id=lot, reason="regret")) == Code.WRONG_STATE
    assert room.why_not("hana", OpenAuction(auction_id=lot)) == Code.WRONG_STATE


@pytest.mark.parametrize("frame", [OpenAuction, PauseAuction, ResumeAuction])
def test_only_its_seller_and_hosts_run_a_lot(room: Room, frame: type[OpenAuction]) -> None:
    lot = opened(room)

    assert room.why_not("ben", frame(auction_id=lot)) == Code.FORBIDDEN
    assert room.why_not("mona", frame(auction_id=lot)) == Code.FORBIDDEN
    assert room.why_not("sam", frame(auction_id=new_id())) == Code.NOT_FOUND


# Paused


def test_a_lot_that_has_had_its_time_cannot_be_paused_to_get_more(room: Room) -> None:
    lot = opened(room, seconds=60, extend_seconds=0)
    bid(room, "ben", lot, 200)
    wait(room, 60 * SECOND)

    assert room.why_not("sam", PauseAuction(auction_id=lot)) == Code.TOO_LATE
    pause_party(room, lot)
    assert interrupt(room, party_of(stands(lot).variant).pk, "host").code == Code.WRONG_STATE
    assert stands(lot).state == "open"

    assert run_out(room, lot)["auction"]["outcome"] == "sold"


def test_an_outage_after_its_time_leaves_a_lot_to_close(room: Room) -> None:
    lot = opened(room, seconds=60, extend_seconds=0)
    bid(room, "ben", lot, 200)
    wait(room, 60 * SECOND)

    assert interrupt(room, party_of(stands(lot).variant).pk, "host").ok

    assert run_out(room, lot)["auction"]["outcome"] == "sold"


def test_a_paused_lot_keeps_what_it_had_left_and_takes_no_bids(room: Room) -> None:
    lot = opened(room, seconds=60)
    wait(room, 20 * SECOND)
    room.must("sam", PauseAuction(auction_id=lot))
    room.later(10)

    assert bid(room, "ben", lot, 200).code == Code.PAUSED
    assert close_lot(room, lot).code == Code.WRONG_STATE
    event = room.must("hana", ResumeAuction(auction_id=lot))
    assert event["auction"]["ends_at"] == room.now + 40 * SECOND
    assert bid(room, "ben", lot, 200).ok


def test_the_party_s_break_stops_its_lots_and_its_end_voids_them(room: Room) -> None:
    lot = opened(room, seconds=60)
    party = party_of(stands(lot).variant).pk
    pause_party(room, lot)
    assert stands(lot).state == "paused"
    assert room.why_not("sam", ResumeAuction(auction_id=lot)) == Code.PAUSED

    room.must("hana", ResumeParty(party_id=party))
    assert stands(lot).state == "open"

    room.must("hana", EndParty(party_id=party))
    assert (stands(lot).state, stands(lot).outcome) == ("closed", "void")


def test_what_its_seller_paused_stays_so_when_the_party_goes_on(room: Room) -> None:
    lot = opened(room)
    room.must("sam", PauseAuction(auction_id=lot))
    pause_party(room, lot)

    room.must("hana", ResumeParty(party_id=party_of(stands(lot).variant).pk))

    assert stands(lot).state == "paused"


def test_a_party_that_is_called_off_gives_its_lots_back(room: Room) -> None:
    party = room.draft()
    jam = room.item(party).variants.get()
    room.must("hana", ScheduleParty(party_id=party, starts_at=NOON))
    lot = put_up(room, jam)

    room.must("hana", CancelParty(party_id=party))

    assert (stands(lot).outcome, counts(jam)) == ("void", (0, 0, 0))


# Shut out


def ban(room: Room, who: str) -> None:
    room.must("mona", BanMember(user_id=room.cast[who].user_id, reason="shouted"))


def test_the_bids_of_the_banned_do_not_count_any_more(room: Room) -> None:
    lot = opened(room)
    for who, amount in (("bea", 150), ("ben", 400), ("otto", 800)):
        bid(room, who, lot, amount)

    ban(room, "bea")

    assert leader(lot) == ("otto", 410)
    assert room.types()[-1] == "bid.struck"
    assert bid(room, "bea", lot, 900).code == Code.BANNED


@pytest.mark.parametrize("state", ["open", "paused"])
def test_a_lot_whose_price_would_fall_by_a_strike_is_void(room: Room, state: str) -> None:
    """Bea's secret most drew out Otto's by the price: whoever bids next would make him pay all of it."""
    lot = opened(room)
    bid(room, "otto", lot, 400)
    bid(room, "bea", lot, 800)
    assert leader(lot) == ("bea", 410)
    if state == "paused":
        room.must("sam", PauseAuction(auction_id=lot))

    ban(room, "bea")

    assert (stands(lot).outcome, stands(lot).reason) == (
        "void",
        "Bids were struck, and its price would have fallen.",
    )
    assert bid(room, "ben", lot, 390).code == Code.TOO_LATE
    assert counts(stands(lot).variant) == (0, 0, 0)


def test_so_it_is_when_a_bidder_becomes_one_of_the_staff(room: Room) -> None:
    lot = opened(room)
    bid(room, "otto", lot, 400)
    bid(room, "bea", lot, 800)

    room.give("bea", "moderator")

    assert stands(lot).outcome == "void"


def test_the_reserve_that_a_struck_bid_drew_out_ends_the_lot_too(room: Room) -> None:
    lot = opened(room, reserve=300)
    bid(room, "bea", lot, 800)
    assert leader(lot) == ("bea", 300)

    ban(room, "bea")

    assert stands(lot).outcome == "void"


def test_a_lot_that_is_not_open_yet_begins_anew_instead(room: Room) -> None:
    """So who makes a pre-bid for every lot and is shut out ends none of them."""
    lot = put_up(room, room.live())
    bid(room, "otto", lot, 400)
    bid(room, "bea", lot, 800)

    ban(room, "bea")

    event = room.facts()[-1]["event"]
    assert (event["type"], event["price"], event["leader"], event["bids"]) == ("bid.struck", None, None, 0)
    assert Mine.model_validate_json(room.entrance("otto").mine).bids == []
    room.must("sam", OpenAuction(auction_id=lot))
    bid(room, "ben", lot, 390)
    assert leader(lot) == ("ben", 100)


def test_the_banned_leave_a_lot_without_bids_as_it_was(room: Room) -> None:
    lot = opened(room)
    bid(room, "bea", lot, 800)

    room.must("mona", BanMember(user_id=room.cast["bea"].user_id, reason="shouted"))

    assert leader(lot) == (None, None)
    assert room.facts()[-1]["event"]["next_bid"] == 100


# The winner did not pay


def won(room: Room, **more: object) -> str:
    """Bea won it from Ben, who bid 300, and Otto, who bid 200."""
    lot = opened(room, **more)
    for who, amount in (("otto", 200), ("ben", 300), ("bea", 800)):
        assert bid(room, who, lot, amount).ok
    run_out(room, lot)
    assert leader(lot) == ("bea", 310)
    return lot


def test_of_two_runners_up_with_the_same_bid_the_earlier_one_is_asked(room: Room) -> None:
    lot = opened(room)
    for who, amount in (("ben", 300), ("bea", 300), ("otto", 500)):
        assert bid(room, who, lot, amount).ok
    run_out(room, lot)

    assert fails_to_pay(room, lot).event["auction"]["leader"]["name"] == "Ben"


def test_the_runner_up_is_offered_it_at_her_own_bid(room: Room) -> None:
    lot = won(room, offer_minutes=60)

    event = fails_to_pay(room, lot).event

    auction = event["auction"]
    assert (event["type"], auction["state"]) == ("auction.offered", "offered")
    assert (auction["leader"]["name"], auction["price"], auction["reserve_met"]) == ("Ben", None, True)
    assert auction["offered_until"] == room.now + 60 * MINUTE
    assert counts(stands(lot).variant) == (1, 0, 0)


def test_her_own_part_of_the_snapshot_says_what_it_costs_her(room: Room) -> None:
    lot = won(room)
    fails_to_pay(room, lot)

    own = {who: Mine.model_validate_json(room.entrance(who).mine).bids for who in ("ben", "bea", "otto")}
    assert [(one.auction_id, one.maximum) for one in own.pop("ben")] == [(lot, 300)]
    assert own == {"bea": [], "otto": []}


def test_who_accepts_owes_it(room: Room) -> None:
    lot = won(room)
    fails_to_pay(room, lot)

    event = room.must("ben", AcceptOffer(auction_id=lot))

    assert (event["auction"]["outcome"], event["auction"]["price"]) == ("sold", None)
    assert OrderLine.objects.get(source_id=lot, order__buyer_id=room.cast["ben"].user_id).price == 300
    assert counts(stands(lot).variant) == (0, 1, 0)


@pytest.mark.parametrize("move", [PauseParty, EndParty])
def test_an_offer_stands_in_a_pause_and_after_the_show_since_its_time_runs_on(room: Room, move: type) -> None:
    lot = won(room)
    fails_to_pay(room, lot)
    room.must("hana", move(party_id=stands(lot).variant.item.party_id))

    assert room.must("ben", AcceptOffer(auction_id=lot))["auction"]["outcome"] == "sold"


def test_who_declines_leaves_it_to_the_next_and_then_it_passes(room: Room) -> None:
    lot = won(room)
    fails_to_pay(room, lot)

    assert room.must("ben", DeclineOffer(auction_id=lot))["auction"]["leader"]["name"] == "Otto"
    passed = room.must("otto", DeclineOffer(auction_id=lot))["auction"]
    assert (passed["outcome"], passed["price"], passed["leader"]) == ("passed", None, None)
    assert counts(stands(lot).variant) == (0, 0, 0)


def test_who_does_not_answer_is_passed_over(room: Room) -> None:
    lot = won(room, offer_minutes=60)
    fails_to_pay(room, lot)
    room.later(59)
    assert lapse(room, lot).code == Code.WRONG_STATE
    room.later(1)

    assert lapse(room, lot).event["auction"]["leader"]["name"] == "Otto"


def test_nobody_is_offered_it_below_the_reserve(room: Room) -> None:
    lot = won(room, reserve=250)
    fails_to_pay(room, lot)

    assert room.must("ben", DeclineOffer(auction_id=lot))["auction"]["outcome"] == "passed"


def test_the_banned_are_not_asked(room: Room) -> None:
    lot = won(room)
    room.must("mona", BanMember(user_id=room.cast["ben"].user_id, reason="shouted"))

    assert fails_to_pay(room, lot).event["auction"]["leader"]["name"] == "Otto"
    room.must("mona", BanMember(user_id=room.cast["otto"].user_id, reason="shouted"))
    assert (stands(lot).state, stands(lot).outcome) == ("closed", "passed")


def test_an_offer_is_answered_by_whom_it_was_made_to_and_only_while_it_stands(room: Room) -> None:
    lot = won(room)
    assert room.why_not("ben", AcceptOffer(auction_id=lot)) == Code.WRONG_STATE
    fails_to_pay(room, lot)

    assert room.why_not("otto", AcceptOffer(auction_id=lot)) == Code.FORBIDDEN
    assert room.why_not("otto", DeclineOffer(auction_id=lot)) == Code.FORBIDDEN
    assert bid(room, "otto", lot, 900).code == Code.TOO_LATE
    assert fails_to_pay(room, lot).code == Code.WRONG_STATE


# Somebody who is needed is away


def away(room: Room, cause: str, act: str, **more: object) -> tuple[str, str]:
    """An open lot of sixty seconds, twenty of which have passed, in a party that is interrupted; and that party."""
    party = room.draft()
    policy = OutagePolicy.model_validate({"act": act, "percent": 50})
    room.must("hana", EditParty(party_id=party, outage_policy=policy))
    jam = room.item(party).variants.get()
    room.must("hana", StartParty(party_id=party))
    lot = put_up(room, jam, seconds=60, **more)
    room.must("sam", OpenAuction(auction_id=lot))
    wait(room, 20 * SECOND)
    if cause == "server":
        room.now += 30 * SECOND
    assert interrupt(room, party, cause).ok
    return lot, party


@pytest.mark.parametrize("cause", ["server", "host"])
@pytest.mark.parametrize(("act", "left"), [("freeze", 40), ("extend", 60)])
def test_while_somebody_is_away_the_clock_stands_and_then_goes_on(
    room: Room, cause: str, act: str, left: int
) -> None:
    """A server that was away for half a minute was away since its last beat: none of that time is lost."""
    lot, party = away(room, cause, act)
    assert stands(lot).state == "paused"
    assert bid(room, "ben", lot, 200).code == Code.PAUSED
    room.later(1)

    room.must("hana", ContinueParty(party_id=party))

    assert stands(lot).ends_at == room.now + left * SECOND
    assert bid(room, "ben", lot, 200).ok


def test_a_lot_may_be_void_when_somebody_is_away(room: Room) -> None:
    lot, _ = away(room, "host", "void")

    assert (stands(lot).outcome, stands(lot).reason) == ("void", "Somebody who was needed was away.")


def test_closed_lots_stay_closed(room: Room) -> None:
    lot = opened(room)
    bid(room, "ben", lot, 200)
    run_out(room, lot)

    interrupt(room, party_of(stands(lot).variant).pk, "host")

    assert (stands(lot).state, stands(lot).outcome) == ("closed", "sold")


def test_no_lot_closes_before_an_outage_was_told(room: Room) -> None:
    """The server comes back after the end: both are due, and whichever is first, nobody is robbed of a bid."""
    lot = opened(room, seconds=60)
    wait(room, 20 * SECOND)
    room.now += 50 * SECOND

    assert close_lot(room, lot).code == Code.WRONG_STATE
    assert interrupt(room, party_of(stands(lot).variant).pk, "server").ok
    assert stands(lot).left_ms == 40 * SECOND


def test_a_break_of_the_party_takes_over_from_an_interruption(room: Room) -> None:
    lot, party = away(room, "host", "freeze")
    room.must("hana", PauseParty(party_id=party))
    assert stands(lot).state == "paused"

    room.must("hana", ResumeParty(party_id=party))

    assert stands(lot).ends_at == room.now + 40 * SECOND


@pytest.mark.parametrize("frame", [CloseAuction, LapseOffer])
def test_only_the_clock_acts_by_the_clock(room: Room, frame: type[CloseAuction]) -> None:
    assert room.why_not("hana", frame(auction_id=opened(room))) == Code.FORBIDDEN
