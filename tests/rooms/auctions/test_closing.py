"""The end of a lot: sold, passed, void; paused, interrupted, and struck bids."""

import pytest

from chat.frames.moderation import BanMember
from livesell.app.protocol import Mine
from livesell.wire.codes import Code
from livesell.wire.ids import new_id
from rooms.auctions.closing import CloseAuction, LapseOffer
from rooms.frames.auctions import (
    BuyNow,
    OpenAuction,
    PauseAuction,
    ResumeAuction,
    VoidAuction,
)
from rooms.frames.parties import (
    CancelParty,
    ContinueParty,
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
    close_lot,
    interrupt,
    leader,
    opened,
    put_up,
    run_out,
    stands,
    wait,
)
from tests.support.turns import NOON, Room, counts, party_of, state

pytestmark = pytest.mark.django_db


def pause_party(room: Room, lot: str) -> None:
    room.must("hana", PauseParty(party_id=party_of(stands(lot).variant).pk))


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

    assert (stands(lot).outcome, stands(lot).reason_code) == ("void", "struck")
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

    assert (stands(lot).outcome, stands(lot).reason_code) == ("void", "away")


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
