"""How a claim ends: given back, confirmed, run out; and who is served then."""

import pytest

from livesell.wire.codes import Code
from livesell.wire.ids import new_id
from rooms.claims.claims import ExpireClaim
from rooms.frames.items import WithdrawItem
from rooms.frames.orders import MarkPaid
from rooms.frames.parties import EditParty, EndParty, PauseParty
from rooms.frames.rooms import SetRole
from rooms.models.claims import Claim
from rooms.models.items import Variant
from rooms.models.orders import OrderLine
from tests.support.buying import order_of, paid
from tests.support.turns import (
    MINUTE,
    NOON,
    Room,
    counts,
    line,
    party_of,
    state,
)

pytestmark = pytest.mark.django_db


def pause(room: Room, variant: Variant) -> None:
    room.must("hana", PauseParty(party_id=party_of(variant).pk))


def end(room: Room, variant: Variant) -> None:
    room.must("hana", EndParty(party_id=party_of(variant).pk))


def withdraw(room: Room, variant: Variant) -> None:
    room.must("sam", WithdrawItem(item_id=variant.item_id))


# Given back


def test_a_buyer_gives_back_what_she_holds_and_the_first_in_line_is_served(room: Room) -> None:
    jam = room.live(stock=1, hold_minutes=10)
    held = room.place("ben", jam).claim
    bea, otto = room.place("bea", jam).claim, room.place("otto", jam).claim
    room.later(3)

    released = room.release("ben", held)

    assert (released.event["type"], released.event["reason"]) == ("claim.released", "buyer")
    assert released.event["claim"]["state"] == "held"
    promoted = room.facts()[-1]["event"]
    assert (promoted["type"], promoted["promoted"]) == ("claim.held", True)
    assert promoted["claim"]["id"] == bea
    assert promoted["claim"]["held_until"] == NOON + 13 * MINUTE
    assert (state(held), state(bea), state(otto)) == ("released", "held", "waitlisted")
    assert counts(jam) == (1, 0, 1)


def test_who_leaves_the_line_serves_nobody_unless_she_stood_in_the_way(room: Room) -> None:
    jam = room.live(stock=2)
    room.place("ben", jam)
    first, second, third = (
        room.place(who, jam, many).claim for who, many in (("bea", 2), ("otto", 1), ("mona", 2))
    )

    room.release("mona", third)
    assert line(jam) == ["bea", "otto"]
    room.release("bea", first)
    assert (line(jam), state(second)) == ([], "held")


def test_several_are_served_by_one_who_gives_back_much_up_to_the_first_who_wants_too_much(room: Room) -> None:
    jam = room.live(stock=4)
    held = room.place("ben", jam, 4).claim
    one, two, three, again = (
        room.place(who, jam, many).claim for who, many in (("bea", 1), ("otto", 2), ("mona", 2), ("bea", 1))
    )

    room.release("ben", held)

    assert [state(claim) for claim in (one, two, three, again)] == [
        "held",
        "held",
        "waitlisted",
        "waitlisted",
    ]


@pytest.mark.parametrize("who", ["hana", "mona", "sam"])
def test_staff_and_the_seller_of_the_item_may_release_a_claim(room: Room, who: str) -> None:
    held = room.place("ben", room.live(seller="sam")).claim

    event = room.release(who, held, "Broken on the way").event

    assert (event["reason"], event["by"]["name"], event["why"]) == ("staff", who.title(), "Broken on the way")


def test_nobody_s_claim_is_taken_from_her_without_a_word(room: Room) -> None:
    held = room.place("ben", room.live(seller="sam")).claim

    assert [room.release(who, held).code for who in ("hana", "mona", "sam")] == [Code.BAD_FRAME] * 3
    assert state(held) == "held"


def test_who_sells_here_no_more_releases_nobody_s_claim(room: Room) -> None:
    jam = room.live()
    held = room.place("ben", jam).claim
    room.must("hana", SetRole(user_id=room.cast["sam"].user_id, role="buyer"))

    assert room.release("sam", held, "mine").code == Code.NOT_FOUND
    assert state(held) == "held"


def test_to_others_a_claim_cannot_be_told_from_nothing(room: Room) -> None:
    """Neither to another buyer, nor to a seller of other things."""
    room.give("otto", "seller")
    held = room.place("ben", room.live(seller="sam")).claim

    assert room.release("bea", held).code == Code.NOT_FOUND
    assert room.release("otto", held).code == Code.NOT_FOUND
    assert room.release("otto", new_id()).code == Code.NOT_FOUND
    assert state(held) == "held"


@pytest.mark.parametrize("over", ["released", "expired", "ordered"])
def test_what_is_over_cannot_be_given_back_confirmed_or_run_out(room: Room, over: str) -> None:
    claim = room.place("ben", room.live()).claim
    room.later(15)
    assert {"released": lambda: room.release("ben", claim), "expired": lambda: room.expire(claim),
            "ordered": lambda: room.confirm("sam", claim)}[over]().ok  # fmt: skip

    assert state(claim) == over
    assert room.release("ben", claim).code == Code.WRONG_STATE
    assert room.confirm("sam", claim).code == Code.WRONG_STATE
    assert room.expire(claim).code == Code.WRONG_STATE


def test_a_claim_may_be_given_back_while_paused_and_after_the_end(room: Room) -> None:
    jam = room.live(stock=2)
    first, second = room.place("ben", jam).claim, room.place("ben", jam).claim
    pause(room, jam)
    assert room.release("ben", first).ok
    end(room, jam)
    assert room.release("ben", second).ok


def test_the_line_is_served_while_paused_and_after_the_end(room: Room) -> None:
    jam = room.live(stock=1)
    ben, bea, otto = (room.place(who, jam).claim for who in ("ben", "bea", "otto"))

    pause(room, jam)
    room.release("ben", ben)
    assert state(bea) == "held"
    end(room, jam)
    room.release("bea", bea)
    assert state(otto) == "held"


# Confirmed


@pytest.mark.parametrize("who", ["sam", "hana"])
def test_a_confirmed_claim_is_sold_and_no_longer_runs_out(room: Room, who: str) -> None:
    jam = room.live(stock=3, seller="sam")
    claim = room.place("ben", jam, 2).claim

    event = room.confirm(who, claim).event

    assert (event["type"], event["claim"]["state"]) == ("claim.ordered", "held")
    assert counts(jam) == (0, 2, 0)
    row = Claim.objects.get(pk=claim)
    assert (row.state, row.held_until) == ("ordered", None)


def test_who_holds_it_takes_it_herself_and_need_not_wait_for_the_seller(room: Room) -> None:
    jam = room.live(stock=2, hold_minutes=1)
    claim = room.place("ben", jam, 2).claim

    assert room.confirm("ben", claim).event["type"] == "claim.ordered"

    room.later(2)
    assert counts(jam) == (0, 2, 0)
    assert room.expire(claim).code == Code.WRONG_STATE
    assert OrderLine.objects.get(order__buyer_id=room.cast["ben"].user_id, source_id=claim).quantity == 2


def test_who_stands_in_line_cannot_take_it(room: Room) -> None:
    jam = room.live(stock=1)
    room.place("ben", jam)

    assert room.confirm("bea", room.place("bea", jam).claim).code == Code.WRONG_STATE


def test_who_becomes_a_host_claims_nothing_any_more(room: Room) -> None:
    jam = room.live(stock=1)
    held, waiting = room.place("otto", jam).claim, room.place("ben", jam).claim

    room.give("otto", "host")

    assert (state(held), state(waiting)) == ("released", "held")
    told = [fact["event"] for fact in room.facts() if fact["event"]["type"] == "claim.released"]
    assert [(one["reason"], one["why"]) for one in told] == [("hosts", "")]


def test_only_its_buyer_the_seller_of_the_item_and_hosts_confirm(room: Room) -> None:
    room.give("otto", "seller")
    claim = room.place("ben", room.live(seller="sam")).claim

    assert [room.confirm(who, claim).code for who in ("otto", "mona", "bea")] == [Code.NOT_FOUND] * 3


def test_who_waits_in_line_cannot_be_confirmed(room: Room) -> None:
    jam = room.live(stock=1)
    room.place("ben", jam)

    assert room.confirm("sam", room.place("bea", jam).claim).code == Code.WRONG_STATE


def test_a_claim_may_be_confirmed_after_the_end(room: Room) -> None:
    jam = room.live()
    claim = room.place("ben", jam).claim
    end(room, jam)

    assert room.confirm("sam", claim).ok


# Run out


def test_a_hold_runs_out_when_it_is_due_and_not_a_moment_before(room: Room) -> None:
    jam = room.live(stock=1, hold_minutes=15)
    claim = room.place("ben", jam).claim
    bea = room.place("bea", jam).claim
    room.now = NOON + 15 * MINUTE - 1
    assert room.expire(claim).code == Code.WRONG_STATE
    room.now += 1

    event = room.expire(claim).event

    assert (event["type"], event["claim"]["id"]) == ("claim.expired", claim)
    assert (state(claim), state(bea)) == ("expired", "held")


def test_who_waits_in_line_does_not_run_out(room: Room) -> None:
    jam = room.live(stock=1)
    room.place("ben", jam)
    waiting = room.place("bea", jam).claim
    room.later(60)

    assert room.expire(waiting).code == Code.WRONG_STATE


@pytest.mark.parametrize("who", ["ben", "sam", "hana"])
def test_only_the_clock_makes_a_hold_run_out(room: Room, who: str) -> None:
    claim = room.place("ben", room.live()).claim
    room.later(15)

    assert room.do(who, ExpireClaim(claim_id=claim)).code == Code.FORBIDDEN


def test_a_hold_runs_out_while_paused_and_after_the_end(room: Room) -> None:
    jam = room.live(stock=2)
    first, second = room.place("ben", jam).claim, room.place("bea", jam).claim
    room.later(15)
    pause(room, jam)
    assert room.expire(first).ok
    end(room, jam)
    assert room.expire(second).ok


def test_a_new_hold_time_is_for_holds_that_begin_later(room: Room) -> None:
    jam = room.live(stock=2, hold_minutes=15)
    first = room.place("ben", jam).event["claim"]["held_until"]
    room.must("hana", EditParty(party_id=party_of(jam).pk, hold_minutes=5))
    second = room.place("bea", jam).event["claim"]["held_until"]

    assert (first, second) == (NOON + 15 * MINUTE, NOON + 5 * MINUTE)


# The line is let go


def test_a_withdrawn_item_keeps_its_holds_and_lets_the_line_go(room: Room) -> None:
    jam = room.live(stock=1)
    ben, bea, otto = (room.place(who, jam).claim for who in ("ben", "bea", "otto"))

    withdraw(room, jam)

    assert [state(claim) for claim in (ben, bea, otto)] == ["held", "released", "released"]
    reasons = [fact["event"]["reason"] for fact in room.facts() if fact["event"]["type"] == "claim.released"]
    assert reasons == ["withdrawn"] * 2
    assert room.confirm("sam", ben).ok


def test_at_the_end_a_line_stays_while_a_hold_may_still_run_out(room: Room) -> None:
    jam = room.live(stock=1)
    ben, bea = room.place("ben", jam).claim, room.place("bea", jam).claim
    end(room, jam)
    assert state(bea) == "waitlisted"
    room.later(15)

    room.expire(ben)

    assert state(bea) == "held"


def test_at_the_end_a_line_that_no_hold_can_serve_is_let_go(room: Room) -> None:
    """Bea wants two of the one that is left; the other is paid."""
    jam = room.live(stock=2)
    paid(room, "ben", jam)
    bea = room.place("bea", jam, 2).claim

    end(room, jam)

    assert state(bea) == "released"
    assert room.facts()[-1]["event"]["reason"] == "over"


def test_after_the_end_the_line_stays_until_the_last_sale_is_paid(room: Room) -> None:
    jam = room.live(stock=1)
    ben, bea = room.place("ben", jam).claim, room.place("bea", jam).claim
    end(room, jam)
    room.confirm("sam", ben)
    assert state(bea) == "waitlisted"

    room.must("sam", MarkPaid(order_id=order_of(ben).pk))

    assert state(bea) == "released"
    assert room.types()[-3:] == ["claim.ordered", "claim.released", "order.changed"]
