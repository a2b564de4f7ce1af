"""The line: how long a hold lasts, who is served twice, who is moved by a host, and who is put in by hand."""

from hashlib import sha256
from typing import Any

import pytest
from pydantic import ValidationError

from chat.frames.moderation import BanMember
from livesell.accounts.models import User
from livesell.accounts.people import is_name_taken
from livesell.wire.codes import Code
from rooms.frames.auctions import OpenAuction
from rooms.frames.claims import ClaimFor, LinkFor, OverrideClaim, TakeOver
from rooms.frames.items import EditItem
from rooms.frames.orders import CancelOrder, ConfirmOrder, MarkPaid, ShipOrder
from rooms.frames.parties import EndParty, PauseParty
from rooms.models.buyers import Strike
from rooms.models.claims import Claim, StandIn
from rooms.models.items import Variant
from rooms.models.orders import Order, OrderNews
from rooms.orders.sanctions import in_force
from tests.support import lots
from tests.support.buying import DAY, fresh, lapsed, order_of, settle, wake
from tests.support.turns import MINUTE, NOON, Room, counts, line, party_of, state

pytestmark = pytest.mark.django_db


def queue(room: Room, *who: str) -> tuple[Variant, str, list[str]]:
    """A jar, the claim of Otto, who has it, and the claims of those who wait for it."""
    jam = room.live()
    return jam, room.place("otto", jam).claim, [room.place(one, jam).claim for one in who]


def move(room: Room, claim: str, to: str, *, who: str = "hana") -> Any:
    frame = {"claim_id": claim, "to": to, "reason": "she had asked on the phone"}
    return room.do(who, OverrideClaim.model_validate(frame))


def by_hand(room: Room, variant: Variant, *, who: str = "sam", **more: Any) -> Any:
    plain = {"variant_id": variant.pk, "price_version": 1, "name": "Ann", "network": "Instagram"}
    return room.do(who, ClaimFor.model_validate(plain | more))


# How long.


def test_an_item_may_have_a_hold_time_of_its_own(room: Room) -> None:
    short = room.live(hold_minutes=15)
    room.must("sam", EditItem(item_id=short.item_id, hold_minutes=2))

    assert room.place("ben", short).event["claim"]["held_until"] == NOON + 2 * MINUTE


def test_without_one_it_is_the_partys(room: Room) -> None:
    assert room.place("ben", room.live(hold_minutes=7)).event["claim"]["held_until"] == NOON + 7 * MINUTE


def test_a_hold_that_runs_keeps_its_time(room: Room) -> None:
    jam = room.live(stock=2)
    first = room.place("ben", jam).event["claim"]["held_until"]
    room.must("sam", EditItem(item_id=jam.item_id, hold_minutes=60))

    assert first == NOON + 15 * MINUTE
    assert room.place("bea", jam).event["claim"]["held_until"] == NOON + 60 * MINUTE


def test_one_of_its_own_may_be_taken_back(room: Room) -> None:
    jam = room.live(hold_minutes=7)
    room.must("sam", EditItem(item_id=jam.item_id, hold_minutes=2))
    edited = room.must("sam", EditItem(item_id=jam.item_id, hold_minutes=0))

    assert edited["item"]["hold_minutes"] is None
    assert room.place("ben", jam).event["claim"]["held_until"] == NOON + 7 * MINUTE


@pytest.mark.parametrize("minutes", [-1, 61])
def test_a_hold_lasts_one_to_sixty_minutes(minutes: int) -> None:
    with pytest.raises(ValidationError):
        EditItem(item_id="01k0000000000000000000000a", hold_minutes=minutes)


# Twice.


def test_who_was_served_from_the_line_and_was_away_stands_at_its_end_once_more(room: Room) -> None:
    _, otto, (ben, bea) = queue(room, "ben", "bea")
    room.release("otto", otto)
    assert state(ben) == "held"
    room.later(15)
    before = room.offset()

    assert room.expire(ben).ok

    assert room.types(after=before) == ["claim.expired", "claim.waitlisted", "claim.held"]
    assert (state(ben), state(bea)) == ("waitlisted", "held")


def test_the_second_time_she_is_out(room: Room) -> None:
    jam, otto, (ben,) = queue(room, "ben")
    room.release("otto", otto)
    room.later(15)
    room.expire(ben)
    assert state(ben) == "held"  # nobody else waits
    room.later(15)

    room.expire(ben)

    assert state(ben) == "expired"
    assert counts(jam) == (0, 0, 0)


def test_after_the_show_nobody_waits_again(room: Room) -> None:
    jam, otto, (ben, bea) = queue(room, "ben", "bea")
    room.release("otto", otto)
    room.must("hana", EndParty(party_id=party_of(jam).pk))
    room.later(15)

    room.expire(ben)

    assert (state(ben), state(bea)) == ("expired", "held")


def test_who_was_never_in_line_does_not_come_into_it(room: Room) -> None:
    ben = room.place("ben", room.live()).claim
    room.later(15)

    room.expire(ben)

    assert state(ben) == "expired"


# Passed over.


def test_who_waits_for_more_than_is_unsold_keeps_her_place_and_nobody_waits_for_her(room: Room) -> None:
    """Of three jars Otto has two; Ben wants two, Bea one."""
    jam = room.live(stock=3)
    otto = room.place("otto", jam, 2).claim
    ben, bea = room.place("ben", jam, 2).claim, room.place("bea", jam).claim
    assert line(jam) == ["ben", "bea"]  # Otto may give his back
    before = room.offset()

    room.confirm("sam", otto)

    assert room.types(after=before) == ["claim.ordered", "claim.held"]
    assert (state(bea), line(jam)) == ("held", ["ben"])
    room.must("sam", CancelOrder(order_id=order_of(otto).pk, reason="It broke."))
    assert state(ben) == "held"


def test_a_newcomer_has_what_who_is_passed_over_cannot_have(room: Room) -> None:
    jam = room.live(stock=3)
    otto = room.place("otto", jam, 2).claim
    room.place("ben", jam, 2)
    room.confirm("sam", otto)

    assert room.place("bea", jam).event["type"] == "claim.held"
    assert line(jam) == ["ben"]


def test_a_lot_that_is_sold_passes_over_too(room: Room) -> None:
    jam = room.live(stock=2)
    lot = lots.put_up(room, jam)
    ben, bea = room.place("ben", jam, 2).claim, room.place("bea", jam).claim
    room.must("sam", OpenAuction(auction_id=lot))
    lots.bid(room, "otto", lot, 100)
    assert line(jam) == ["ben", "bea"]

    lots.run_out(room, lot)

    assert (state(ben), state(bea)) == ("waitlisted", "held")


def test_money_that_comes_late_waits_for_nobody_who_is_passed_over(room: Room) -> None:
    jam = room.live(stock=3)
    room.confirm("sam", room.place("otto", jam, 2).claim)
    order = lapsed(room, "bea", jam)
    room.place("ben", jam, 2)

    settle(room, order)

    assert (fresh(order).state, line(jam)) == ("paid", ["ben"])


def test_after_the_show_who_is_passed_over_is_let_go_as_soon_as_nothing_can_come_back(room: Room) -> None:
    jam = room.live(stock=3)
    otto = room.place("otto", jam, 2).claim
    ben = room.place("ben", jam, 2).claim
    room.confirm("sam", otto)
    room.must("hana", EndParty(party_id=party_of(jam).pk))
    assert state(ben) == "waitlisted"

    room.must("sam", MarkPaid(order_id=order_of(otto).pk))

    assert state(ben) == "released"


# Moved.


def test_a_host_moves_somebody_to_the_head_and_everybody_sees_who_and_why(room: Room) -> None:
    jam, _, (ben, bea, mona) = queue(room, "ben", "bea", "mona")

    event = move(room, mona, "first").event

    assert line(jam) == ["mona", "ben", "bea"]
    assert (event["type"], event["reason"], event["ahead"]) == (
        "claim.moved",
        "she had asked on the phone",
        0,
    )
    assert event["by"]["name"] == "Hana"
    assert event["claim"]["place"] < event["was"]
    move(room, bea, "first")
    move(room, ben, "first")
    assert line(jam) == ["ben", "bea", "mona"]


def test_a_host_moves_somebody_to_the_end(room: Room) -> None:
    jam, _, (ben, *_) = queue(room, "ben", "bea", "mona")

    assert move(room, ben, "last").event["ahead"] == 2

    assert line(jam) == ["bea", "mona", "ben"]
    room.place("ben", jam)
    assert line(jam) == ["bea", "mona", "ben", "ben"]


def test_who_comes_to_the_head_is_served_if_there_is_enough_for_her(room: Room) -> None:
    jam = room.live(stock=3)
    room.place("otto", jam, 2)
    room.place("ben", jam, 2)
    bea = room.place("bea", jam).claim
    before = room.offset()

    move(room, bea, "first")

    assert room.types(after=before) == ["claim.moved", "claim.held"]
    assert (state(bea), line(jam)) == ("held", ["ben"])


def test_who_blocks_the_line_and_is_moved_to_its_end_lets_the_next_be_served(room: Room) -> None:
    jam = room.live(stock=3)
    room.place("otto", jam, 2)
    ben = room.place("ben", jam, 2).claim
    bea = room.place("bea", jam).claim

    move(room, ben, "last")

    assert (state(bea), line(jam)) == ("held", ["ben"])


@pytest.mark.parametrize(("number", "to"), [(0, "first"), (1, "last")])
def test_who_stands_there_already_is_not_moved(room: Room, number: int, to: str) -> None:
    _, _, claims = queue(room, "ben", "bea")

    assert move(room, claims[number], to).code == Code.WRONG_STATE


def test_a_hold_has_no_place_in_line(room: Room) -> None:
    assert move(room, room.place("ben", room.live()).claim, "first").code == Code.WRONG_STATE


@pytest.mark.parametrize("who", ["sam", "mona", "ben"])
def test_only_hosts_move_somebody(room: Room, who: str) -> None:
    _, _, (_, bea) = queue(room, "ben", "bea")

    assert move(room, bea, "first", who=who).code == Code.FORBIDDEN


def test_nobody_is_moved_without_a_reason(room: Room) -> None:
    with pytest.raises(ValidationError):
        OverrideClaim(claim_id="01k0000000000000000000000a", to="first", reason=" ")


# By hand.


def test_a_claim_by_hand_is_of_a_named_buyer_from_another_network(room: Room) -> None:
    jam = room.live(stock=2)

    claim = by_hand(room, jam, quantity=2).event["claim"]

    assert (claim["buyer"]["name"], claim["network"], claim["state"]) == ("Ann", "Instagram", "held")
    assert counts(jam) == (2, 0, 0)


def test_it_stands_in_the_same_line(room: Room) -> None:
    jam, _, _ = queue(room, "ben")

    by_hand(room, jam)
    room.place("bea", jam)

    assert line(jam) == ["ben", "ann", "bea"]


def test_the_same_name_in_the_same_network_is_the_same_buyer(room: Room) -> None:
    jam = room.live(stock=9, per_buyer_limit=2)
    first = by_hand(room, jam, quantity=2).event["claim"]["buyer"]["id"]

    assert by_hand(room, jam, name="ANN", network="instagram").code == Code.BUYER_LIMIT
    assert by_hand(room, jam, network="Facebook").event["claim"]["buyer"]["id"] != first


@pytest.mark.every_case
@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("しゅん", "じゅん"),
        ("ハル", "バル"),
        ("มา", "ม้า"),
        ("रम", "राम"),
        ("लगा", "लूंगा"),
        ("José", "Jose"),
        ("Łukasz", "Lukasz"),
    ],
)
def test_names_that_differ_in_a_letter_or_a_mark_are_two_buyers(room: Room, one: str, other: str) -> None:
    jam = room.live(stock=9, per_buyer_limit=2)

    first, second = (by_hand(room, jam, quantity=2, name=name).event["claim"] for name in (one, other))

    assert first["buyer"]["id"] != second["buyer"]["id"]


@pytest.mark.every_case
@pytest.mark.parametrize("name", ["ジュン", "ｼﾞｭﾝ", "シ\u3099ュン"])
def test_one_name_in_another_form_is_one_buyer(room: Room, name: str) -> None:
    jam = room.live(stock=9, per_buyer_limit=2)
    by_hand(room, jam, quantity=2, name="ジュン")

    assert by_hand(room, jam, name=name).code == Code.BUYER_LIMIT


def test_a_name_and_a_network_are_not_read_into_one_another(room: Room) -> None:
    jam = room.live(stock=9)
    buyers = {
        by_hand(room, jam, name=name, network=network).event["claim"]["buyer"]["id"]
        for name, network in (("Ann@x", "y"), ("Ann", "x@y"))
    }

    assert len(buyers) == 2


def test_a_stand_in_takes_no_name_and_nobody_signs_in_by_it(room: Room) -> None:
    by_hand(room, room.live(), name="Zoe")

    stand_in = StandIn.objects.get().user
    assert not is_name_taken("Zoe")
    assert not stand_in.is_active
    assert not stand_in.has_usable_password()


def test_she_may_have_the_name_of_somebody_here_and_is_not_taken_for_her(room: Room) -> None:
    claim = by_hand(room, room.live(), name="Ben").event["claim"]

    assert claim["buyer"]["id"] != room.cast["ben"].user_id
    assert User.objects.filter(name="Ben").count() == 2


def test_hosts_claim_by_hand_too(room: Room) -> None:
    assert by_hand(room, room.live(), who="hana").ok


@pytest.mark.parametrize("who", ["ben", "mona"])
def test_who_sells_nothing_does_not_claim_for_others(room: Room, who: str) -> None:
    assert by_hand(room, room.live(), who=who).code == Code.FORBIDDEN


def test_a_seller_does_not_claim_for_others_what_another_sells(room: Room) -> None:
    room.give("otto", "seller")

    assert by_hand(room, room.live(seller="sam"), who="otto").code == Code.FORBIDDEN


def test_a_claim_by_hand_is_refused_like_any_other(room: Room) -> None:
    jam = room.live(stock=2)

    assert by_hand(room, jam, quantity=3).code == Code.TOO_MANY
    assert by_hand(room, jam, price_version=2).code == Code.PRICE_CHANGED
    assert by_hand(room, jam, variant_id="01k0000000000000000000000a").code == Code.NOT_FOUND
    room.must("hana", PauseParty(party_id=party_of(jam).pk))
    assert by_hand(room, jam).code == Code.PAUSED
    assert not StandIn.objects.exists()


def test_it_is_given_back_and_confirmed_by_who_sees_to_it(room: Room) -> None:
    jam = room.live(stock=2)
    first, second = (by_hand(room, jam).claim for _ in range(2))

    assert room.release("sam", first, "She asked us to").event["reason"] == "staff"
    assert room.confirm("sam", second).ok
    assert counts(jam) == (0, 1, 0)


def test_who_was_shut_out_is_not_claimed_for(room: Room) -> None:
    jam = room.live(stock=2)
    ann = by_hand(room, jam).event["claim"]["buyer"]["id"]
    room.must("mona", BanMember(user_id=ann, reason="Paid never."))

    assert by_hand(room, jam).code == Code.BANNED
    assert counts(jam) == (0, 0, 0)


def test_nobody_is_written_to_who_has_no_account(room: Room) -> None:
    """Her order is seen to by its seller, from the sale to its end."""
    jam = room.live()
    claim = by_hand(room, jam).claim
    assert room.confirm("sam", claim).ok

    order = order_of(claim)
    room.must("sam", MarkPaid(order_id=order.pk))
    room.must("sam", ShipOrder(order_id=order.pk))
    room.later(15 * DAY)

    assert wake(room, order).ok
    assert fresh(order).state == "done"
    assert not OrderNews.objects.exists()


# Who was claimed for comes with an account.

TOKEN = "a-secret-of-enough-letters"
HASH = sha256(TOKEN.encode()).hexdigest()


def link(room: Room, claim: str, *, who: str = "sam", token_hash: str = HASH) -> Any:
    buyer = Claim.objects.get(pk=claim).buyer_id
    return room.do(who, LinkFor(buyer_id=buyer, token_hash=token_hash))


def take_over(room: Room, who: str = "bea", token: str = TOKEN) -> Any:
    return room.do(who, TakeOver(token=token))


def test_what_was_claimed_by_hand_is_taken_over_by_who_has_the_link(room: Room) -> None:
    jam, otto, _ = queue(room, "ben")
    waits = by_hand(room, jam).claim
    assert link(room, waits).ok

    event = take_over(room).event

    [mine] = event["claims"]
    assert (mine["claim"]["id"], mine["ahead"], mine["claim"]["network"]) == (waits, 1, None)
    assert event["buyer"]["id"] == room.cast["bea"].user_id
    assert line(jam) == ["ben", "bea"]
    room.release("otto", otto)
    assert room.release("bea", waits).event["reason"] == "buyer"


def test_her_orders_are_hers_and_what_is_open_is_one(room: Room) -> None:
    jam = room.live(stock=3)
    for claim in (room.place("bea", jam).claim, by_hand(room, jam).claim):
        assert room.confirm("sam", claim).ok
    last = by_hand(room, jam).claim
    link(room, last)

    assert take_over(room).ok

    assert room.confirm("sam", last).ok
    [order] = Order.objects.all()
    assert (order.buyer_id, order.lines.count()) == (room.cast["bea"].user_id, 3)
    assert room.must("bea", ConfirmOrder(order_id=order.pk))


def test_what_she_left_unpaid_without_a_mail_does_not_count(room: Room) -> None:
    jam = room.live(stock=2)
    sold, held = (by_hand(room, jam).claim for _ in range(2))
    room.confirm("sam", sold)
    order = order_of(sold)
    room.must("sam", ConfirmOrder(order_id=order.pk))
    room.later(DAY)
    while fresh(order).state == "confirmed":
        assert wake(room, order).ok
    assert Strike.objects.exists()
    link(room, held)

    assert take_over(room).ok

    assert in_force(room.id, room.cast["bea"].user_id, room.now)[0] == 0
    assert fresh(order).buyer_id == room.cast["bea"].user_id


def test_a_link_goes_once_and_a_newer_one_ends_it(room: Room) -> None:
    jam = room.live(stock=2)
    claim = by_hand(room, jam).claim
    link(room, claim)
    link(room, claim, token_hash=sha256(b"another").hexdigest())
    assert take_over(room).code == Code.NOT_FOUND
    link(room, claim)
    assert take_over(room, token="not-the-secret-of-anybody").code == Code.NOT_FOUND
    assert take_over(room).ok
    assert take_over(room, "ben").code == Code.NOT_FOUND
    assert by_hand(room, jam).event["claim"]["network"] == "Instagram"


@pytest.mark.parametrize("who", ["hana", "sam"])
def test_who_sells_it_takes_nothing_over(room: Room, who: str) -> None:
    link(room, by_hand(room, room.live()).claim)

    assert take_over(room, who).code == Code.OWN_ITEM


def test_who_was_shut_out_comes_back_by_no_link(room: Room) -> None:
    claim = by_hand(room, room.live()).claim
    link(room, claim)
    room.must("mona", BanMember(user_id=Claim.objects.get(pk=claim).buyer_id, reason="Paid never."))

    assert take_over(room).code == Code.BANNED


def test_only_who_sold_to_her_and_hosts_make_a_link(room: Room) -> None:
    room.give("otto", "seller")
    jam = room.live(stock=2)
    claim = by_hand(room, jam).claim

    assert link(room, claim, who="otto").code == Code.FORBIDDEN
    assert link(room, claim, who="ben").code == Code.FORBIDDEN
    assert link(room, room.place("ben", jam).claim).code == Code.NOT_FOUND
    assert link(room, claim, who="hana").ok
