"""Stories of auctions, seen by somebody who bids and by somebody who does not."""

import time

from chat.frames.moderation import BanMember, UnbanMember
from rooms.frames.auctions import (
    AcceptOffer,
    BuyNow,
    DeclineOffer,
    OpenAuction,
    PauseAuction,
    ResumeAuction,
    VoidAuction,
)
from rooms.frames.parties import CancelParty, ContinueParty, EndParty, PauseParty, ScheduleParty, StartParty
from rooms.models.parties import Party
from tests.support.lots import (
    SECOND,
    bid,
    fails_to_pay,
    interrupt,
    lapse,
    opened,
    put_up,
    run_out,
    stands,
    wait,
)
from tests.support.scenarios import Scenario, story, verify
from tests.support.turns import Room, party_of


@story("auction.added")
def a_lot_is_put_up(room: Room) -> Scenario:
    jam = room.live(stock=2)
    with verify(room, "otto") as scenario:
        put_up(room, jam, buy_now=900, reserve=300)
    return scenario


@story("auction.added-a-second-one")
def another_lot_is_put_up(room: Room) -> Scenario:
    jam = room.live(stock=2)
    put_up(room, jam)
    time.sleep(0.003)
    with verify(room, None) as scenario:
        put_up(room, jam)
    return scenario


@story("auction.opened")
def the_bidding_begins(room: Room) -> Scenario:
    lot = put_up(room, room.live())
    bid(room, "ben", lot, 300)
    with verify(room, "ben") as scenario:
        room.must("sam", OpenAuction(auction_id=lot))
    return scenario


@story("bid.placed")
def somebody_bids(room: Room) -> Scenario:
    lot = opened(room)
    with verify(room, "otto") as scenario:
        bid(room, "ben", lot, 300)
        bid(room, "bea", lot, 200)
    return scenario


@story("bid.placed-outbid")
def ben_is_outbid(room: Room) -> Scenario:
    lot = opened(room, reserve=250)
    bid(room, "ben", lot, 200)
    with verify(room, "ben") as scenario:
        bid(room, "bea", lot, 500)
    return scenario


@story("bid.struck")
def the_bids_of_one_who_shouted_do_not_count(room: Room) -> Scenario:
    three_bid(room)
    with verify(room, "ben") as scenario:
        room.must("mona", BanMember(user_id=room.cast["bea"].user_id, reason="shouted"))
    return scenario


def three_bid(room: Room) -> None:
    """Bea's bid is not the one that makes the price."""
    lot = opened(room)
    for who, amount in (("bea", 150), ("ben", 300), ("otto", 500)):
        bid(room, who, lot, amount)


@story("bid.struck-and-nobody-knows-more-than-was-told")
def pre_bids_begin_anew_when_one_is_struck(room: Room) -> Scenario:
    lot = put_up(room, room.live())
    bid(room, "ben", lot, 300)
    bid(room, "bea", lot, 500)
    with verify(room, "ben") as scenario:
        room.must("mona", BanMember(user_id=room.cast["bea"].user_id, reason="shouted"))
    return scenario


@story("auction.closed-since-its-price-would-fall")
def a_lot_is_void_when_its_price_would_fall(room: Room) -> Scenario:
    lot = opened(room)
    bid(room, "ben", lot, 300)
    bid(room, "bea", lot, 500)
    with verify(room, "ben") as scenario:
        room.must("mona", BanMember(user_id=room.cast["bea"].user_id, reason="shouted"))
    return scenario


@story("bid.struck-of-one-who-is-of-the-staff-now")
def who_keeps_order_from_now_on_bids_no_more(room: Room) -> Scenario:
    three_bid(room)
    with verify(room, "bea") as scenario:
        room.give("bea", "moderator")
    return scenario


@story("bid.struck-and-she-is-back")
def who_was_shut_out_and_is_back_has_no_bid(room: Room) -> Scenario:
    lot = opened(room)
    bid(room, "bea", lot, 500)
    with verify(room, "bea") as scenario:
        room.must("mona", BanMember(user_id=room.cast["bea"].user_id, reason="shouted"))
        room.must("mona", UnbanMember(user_id=room.cast["bea"].user_id))
    return scenario


@story("bid.struck-and-nobody-is-left")
def the_only_bids_do_not_count(room: Room) -> Scenario:
    lot = opened(room)
    bid(room, "bea", lot, 500)
    with verify(room, None) as scenario:
        room.must("mona", BanMember(user_id=room.cast["bea"].user_id, reason="shouted"))
    return scenario


@story("auction.extended")
def a_late_bid_moves_the_end(room: Room) -> Scenario:
    lot = opened(room)
    wait(room, 55 * SECOND)
    with verify(room, "otto") as scenario:
        bid(room, "ben", lot, 300)
    return scenario


@story("auction.paused")
def the_clock_stands(room: Room) -> Scenario:
    lot = opened(room)
    with verify(room, "otto") as scenario:
        room.must("sam", PauseAuction(auction_id=lot))
    return scenario


@story("auction.paused-with-its-party")
def the_party_takes_a_break(room: Room) -> Scenario:
    lot = opened(room)
    with verify(room, "otto") as scenario:
        room.must("hana", PauseParty(party_id=party_of(stands(lot).variant).pk))
    return scenario


@story("auction.paused-since-the-host-is-away")
def the_host_is_away(room: Room) -> Scenario:
    lot = opened(room)
    with verify(room, "otto") as scenario:
        interrupt(room, party_of(stands(lot).variant).pk, "host")
    return scenario


@story("auction.resumed-when-the-host-is-back")
def the_host_is_back(room: Room) -> Scenario:
    lot = opened(room)
    party = party_of(stands(lot).variant).pk
    interrupt(room, party, "host")
    room.later(1)
    with verify(room, "otto") as scenario:
        room.must("hana", ContinueParty(party_id=party))
    return scenario


@story("auction.resumed")
def the_clock_runs_again(room: Room) -> Scenario:
    lot = opened(room)
    room.must("sam", PauseAuction(auction_id=lot))
    with verify(room, "otto") as scenario:
        room.must("sam", ResumeAuction(auction_id=lot))
    return scenario


@story("auction.closed")
def it_is_sold(room: Room) -> Scenario:
    lot = opened(room, extend_seconds=0)
    bid(room, "ben", lot, 300)
    bid(room, "bea", lot, 200)
    with verify(room, "ben") as scenario:
        wait(room, 60 * SECOND + 120)
        bid(room, "otto", lot, 900)
        run_out(room, lot)
    return scenario


@story("auction.closed-as-bought")
def it_is_bought_at_once(room: Room) -> Scenario:
    lot = opened(room, buy_now=900)
    with verify(room, "ben") as scenario:
        room.must("ben", BuyNow(auction_id=lot))
    return scenario


@story("auction.closed-below-the-reserve")
def it_passes_and_serves_the_line(room: Room) -> Scenario:
    lot = opened(room, reserve=700)
    room.place("otto", stands(lot).variant)
    bid(room, "ben", lot, 300)
    with verify(room, "otto") as scenario:
        run_out(room, lot)
    return scenario


@story("auction.closed-as-void")
def it_is_void(room: Room) -> Scenario:
    lot = opened(room)
    bid(room, "ben", lot, 300)
    with verify(room, "ben") as scenario:
        room.must("sam", VoidAuction(auction_id=lot, reason="The jar is cracked."))
    return scenario


@story("auction.closed-with-its-party")
def the_party_ends_over_it(room: Room) -> Scenario:
    lot = opened(room)
    with verify(room, "otto") as scenario:
        room.must("hana", EndParty(party_id=party_of(stands(lot).variant).pk))
    return scenario


@story("auction.closed-of-a-party-called-off")
def the_party_is_called_off(room: Room) -> Scenario:
    party = room.draft()
    jam = room.item(party).variants.get()
    room.must("hana", ScheduleParty(party_id=party, starts_at=room.now))
    lot = put_up(room, jam)
    bid(room, "ben", lot, 300)
    with verify(room, "ben") as scenario:
        room.must("hana", CancelParty(party_id=party))
    return scenario


@story("auction.offered")
def the_winner_does_not_pay(room: Room) -> Scenario:
    lot = opened(room)
    bid(room, "ben", lot, 300)
    bid(room, "bea", lot, 500)
    run_out(room, lot)
    with verify(room, "otto") as scenario:
        fails_to_pay(room, lot)
    return scenario


@story("auction.offered-seen-by-who-did-not-pay")
def who_did_not_pay_has_no_bid_any_more(room: Room) -> Scenario:
    lot = opened(room)
    bid(room, "ben", lot, 300)
    bid(room, "bea", lot, 500)
    run_out(room, lot)
    with verify(room, "bea") as scenario:
        fails_to_pay(room, lot)
    return scenario


@story("auction.offered-and-taken")
def the_runner_up_takes_it(room: Room) -> Scenario:
    lot = opened(room)
    bid(room, "ben", lot, 300)
    bid(room, "bea", lot, 500)
    run_out(room, lot)
    fails_to_pay(room, lot)
    with verify(room, "ben") as scenario:
        room.must("ben", AcceptOffer(auction_id=lot))
    return scenario


@story("auction.offered-and-left-to-the-next")
def the_runner_up_leaves_it(room: Room) -> Scenario:
    lot = opened(room)
    for who, amount in (("otto", 200), ("ben", 300), ("bea", 500)):
        bid(room, who, lot, amount)
    run_out(room, lot)
    fails_to_pay(room, lot)
    with verify(room, "ben") as scenario:
        room.must("ben", DeclineOffer(auction_id=lot))
    return scenario


@story("auction.offered-and-not-answered")
def nobody_is_left_to_ask(room: Room) -> Scenario:
    lot = opened(room)
    bid(room, "ben", lot, 300)
    bid(room, "bea", lot, 500)
    run_out(room, lot)
    fails_to_pay(room, lot)
    room.later(60)
    with verify(room, "otto") as scenario:
        lapse(room, lot)
    return scenario


def another_party(room: Room) -> str:
    """One more, live; its id comes after those of all earlier ones."""
    time.sleep(0.003)
    party = room.draft("Saturday finds")
    room.item(party, title="A jar of quince jelly", stock=3)
    room.must("hana", StartParty(party_id=party))
    return party


@story("party.ended-while-a-lot-of-an-earlier-one-is-on-offer")
def an_offer_stays_hers_when_its_party_is_out_of_sight(room: Room) -> Scenario:
    lot = opened(room)
    bid(room, "ben", lot, 300)
    bid(room, "bea", lot, 500)
    run_out(room, lot)
    room.must("hana", EndParty(party_id=Party.objects.get().pk))
    fails_to_pay(room, lot)
    other = another_party(room)
    with verify(room, "ben") as scenario:
        room.must("hana", EndParty(party_id=other))
        room.must("ben", DeclineOffer(auction_id=lot))
    return scenario


@story("auction.offered-in-a-party-out-of-sight")
def an_offer_of_an_earlier_party_is_made(room: Room) -> Scenario:
    lot = opened(room)
    for who, amount in (("otto", 200), ("ben", 300), ("bea", 500)):
        bid(room, who, lot, amount)
    run_out(room, lot)
    room.must("hana", EndParty(party_id=Party.objects.get().pk))
    fails_to_pay(room, lot)
    room.must("hana", EndParty(party_id=another_party(room)))
    with verify(room, "otto") as scenario:
        room.must("ben", DeclineOffer(auction_id=lot))
    return scenario
