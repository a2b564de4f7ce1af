"""Claims on the real database: placed, given back, confirmed, run out, and the line behind them."""

import pytest

from chat.frames.moderation import BanMember
from livesell.accounts.models import User
from livesell.wire.codes import Code
from livesell.wire.ids import new_id
from rooms.claims.claims import ExpireClaim
from rooms.frames.claims import ClaimFor, PlaceClaim, ReleaseClaim
from rooms.frames.items import EditItem, NewVariant, WithdrawItem
from rooms.frames.orders import ConfirmOrder, MarkPaid
from rooms.frames.parties import EditParty, EndParty, PauseParty, ResumeParty, ScheduleParty, StartParty
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
    open_room,
    party_of,
    place,
    state,
    with_roles,
)

pytestmark = pytest.mark.django_db


def pause(room: Room, variant: Variant) -> None:
    room.must("hana", PauseParty(party_id=party_of(variant).pk))


def end(room: Room, variant: Variant) -> None:
    room.must("hana", EndParty(party_id=party_of(variant).pk))


def withdraw(room: Room, variant: Variant) -> None:
    room.must("sam", WithdrawItem(item_id=variant.item_id))


def ban(room: Room, who: str) -> None:
    room.must("mona", BanMember(user_id=room.cast[who].user_id, reason="shouted"))


# Placed


def test_a_claim_is_held_for_the_party_s_minutes_at_the_price_that_was_seen(room: Room) -> None:
    jam = room.live(stock=3, hold_minutes=10, price=450)

    answer = room.place("ben", jam, 2)

    claim = answer.event["claim"]
    assert answer.event["type"] == "claim.held"
    assert answer.event["promoted"] is False
    assert claim["buyer"] == {"id": room.cast["ben"].user_id, "name": "Ben"}
    assert (claim["quantity"], claim["price"], claim["state"]) == (2, 450, "held")
    assert claim["held_until"] == NOON + 10 * MINUTE
    row = Claim.objects.get(pk=claim["id"])
    assert (row.quantity, row.price, row.state, row.since) == (2, 450, "held", claim["since"])
    assert counts(jam) == (2, 0, 0)


def test_the_last_unit_goes_to_the_first_of_two_claims(room: Room) -> None:
    jam = room.live(stock=1)

    assert room.place("ben", jam).event["type"] == "claim.held"
    assert room.place("bea", jam).event["type"] == "claim.waitlisted"
    assert counts(jam) == (1, 0, 1)


def test_a_claim_for_more_than_is_free_stands_in_line_whole(room: Room) -> None:
    jam = room.live(stock=3)
    room.place("ben", jam, 2)

    assert room.place("bea", jam, 2).event["claim"]["held_until"] is None
    assert counts(jam) == (2, 0, 1)


def test_nobody_jumps_the_line_not_even_for_less(room: Room) -> None:
    """One jar is free all the time; Bea wants two and waits, and so Otto waits behind her."""
    jam = room.live(stock=2)
    room.place("ben", jam)
    room.place("bea", jam, 2)

    assert room.place("otto", jam).event["type"] == "claim.waitlisted"
    assert line(jam) == ["bea", "otto"]


def test_a_moderator_may_buy_and_a_seller_may_buy_from_another(room: Room) -> None:
    room.give("otto", "seller")
    jam = room.live(stock=5, seller="sam")

    assert room.place("mona", jam).ok
    assert room.place("otto", jam).ok


@pytest.mark.parametrize("who", ["sam", "hana"])
def test_who_sells_or_hosts_does_not_claim(room: Room, who: str) -> None:
    assert room.place(who, room.live()).code == Code.OWN_ITEM


def test_who_runs_the_server_hosts_every_room_and_claims_nothing(room: Room) -> None:
    room.appoint("otto")

    assert room.place("otto", room.live()).code == Code.OWN_ITEM


def test_the_seller_of_an_item_stays_its_seller_without_the_role(room: Room) -> None:
    jam = room.live(seller="sam")
    room.must("hana", SetRole(user_id=room.cast["sam"].user_id, role="buyer"))

    assert room.place("sam", jam).code == Code.OWN_ITEM


def test_a_price_that_changed_is_refused_and_never_re_priced(room: Room) -> None:
    jam = room.live(stock=3, price=500)
    held = room.place("ben", jam).claim
    room.must("sam", EditItem(item_id=jam.item_id, price=700))

    refused = room.place("bea", jam)
    assert refused.code == Code.PRICE_CHANGED
    assert "7.00 EUR now, price version 2" in refused.text
    assert room.place("bea", jam, price_version=3).code == Code.PRICE_CHANGED
    assert room.place("bea", jam, price_version=2).event["claim"]["price"] == 700
    assert Claim.objects.get(pk=held).price == 500


def test_words_may_change_without_a_new_price(room: Room) -> None:
    jam = room.live()
    room.must("sam", EditItem(item_id=jam.item_id, title="Plum jam", price=500))

    assert room.place("ben", jam).ok


def test_more_than_there_ever_was_is_refused(room: Room) -> None:
    assert room.place("ben", room.live(stock=3), 4).code == Code.TOO_MANY


def test_a_withdrawn_item_is_not_sold(room: Room) -> None:
    jam = room.live()
    withdraw(room, jam)

    assert room.place("ben", jam).code == Code.WITHDRAWN


def test_a_party_takes_claims_while_it_is_live_and_only_then(room: Room) -> None:
    party = room.draft()
    jam = room.item(party).variants.get()
    codes = [room.place("ben", jam).code]
    for frame in (
        ScheduleParty(party_id=party, starts_at=NOON + MINUTE),
        StartParty(party_id=party),
        PauseParty(party_id=party),
        ResumeParty(party_id=party),
        EndParty(party_id=party),
    ):
        room.must("hana", frame)
        codes.append(room.place("ben", jam).code)

    assert codes == [Code.NOT_FOUND, Code.NOT_LIVE, None, Code.PAUSED, None, Code.OVER]


def test_a_draft_cannot_be_told_from_nothing(room: Room) -> None:
    hidden = room.item(room.draft()).variants.get()

    assert room.place("ben", hidden).code == Code.NOT_FOUND
    assert room.do("ben", PlaceClaim(variant_id=new_id(), price_version=1)).code == Code.NOT_FOUND


def test_what_is_of_another_room_does_not_exist_here(room: Room, users: dict[str, User]) -> None:
    """Neither its variants nor its claims, whatever one is in one's own room."""
    other = with_roles(open_room("hana", users))
    theirs = other.live(stock=2)
    claim = other.place("ben", theirs).claim

    assert room.place("ben", theirs).code == Code.NOT_FOUND
    assert room.release("ben", claim).code == Code.NOT_FOUND
    assert room.confirm("hana", claim).code == Code.NOT_FOUND
    assert counts(theirs) == (1, 0, 0)


# The limit of one buyer


def test_one_buyer_may_have_so_many_of_an_item_and_no_more(room: Room) -> None:
    jam = room.live(stock=9, per_buyer_limit=2)

    assert room.place("ben", jam, 3).code == Code.BUYER_LIMIT
    assert room.place("ben", jam).ok
    assert room.place("ben", jam, 2).code == Code.BUYER_LIMIT
    assert room.place("ben", jam).ok
    assert room.place("ben", jam).code == Code.BUYER_LIMIT
    assert room.place("bea", jam, 2).ok


def test_the_limit_is_of_the_item_over_all_its_variants(room: Room) -> None:
    party = room.draft()
    sizes = [NewVariant(name=size, stock=5) for size in ("small", "large")]
    item = room.item(party, variants=sizes, per_buyer_limit=2)
    room.must("hana", StartParty(party_id=party))
    small, large = item.variants.order_by("place")

    assert room.place("ben", small, 2).ok
    assert room.place("ben", large).code == Code.BUYER_LIMIT


def test_the_limit_holds_for_several_claims_in_one_batch(room: Room) -> None:
    jam = room.live(stock=9, per_buyer_limit=2)

    answers = room.batch(*(room.ask(who, place(jam)) for who in ("ben", "bea") for _ in range(4)))

    assert [answer.ok for answer in answers] == [True, True, False, False] * 2
    assert {answer.code for answer in answers} == {None, Code.BUYER_LIMIT}
    assert counts(jam) == (4, 0, 0)


def test_who_waits_or_has_bought_has_used_up_her_limit_too(room: Room) -> None:
    jam = room.live(stock=1, per_buyer_limit=1)
    room.confirm("sam", room.place("ben", jam).claim)
    room.place("bea", jam)

    assert room.place("ben", jam).code == Code.BUYER_LIMIT
    assert room.place("bea", jam).code == Code.BUYER_LIMIT


def test_who_gave_back_may_claim_again(room: Room) -> None:
    jam = room.live(stock=1, per_buyer_limit=1)
    room.release("ben", room.place("ben", jam).claim)

    assert room.place("ben", jam).ok


def test_who_gave_back_may_claim_again_in_the_same_batch(room: Room) -> None:
    jam = room.live(stock=1, per_buyer_limit=1)
    claim = room.place("ben", jam).claim

    answers = room.batch(room.ask("ben", ReleaseClaim(claim_id=claim)), room.ask("ben", place(jam)))

    assert [answer.code for answer in answers] == [None, None]


def test_whose_hold_ran_out_may_claim_again_in_the_same_batch(room: Room) -> None:
    jam = room.live(stock=1, per_buyer_limit=1)
    claim = room.place("ben", jam).claim
    room.later(15)

    answers = room.batch(room.ask("clock", ExpireClaim(claim_id=claim)), room.ask("ben", place(jam)))

    assert [answer.code for answer in answers] == [None, None]


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
    assert [(one["reason"], one["why"]) for one in told] == [("staff", "Who hosts claims nothing.")]


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


# Banned


def test_a_ban_takes_what_one_holds_and_waits_for_and_serves_those_behind(room: Room) -> None:
    jam = room.live(stock=2)
    held, waiting = room.place("ben", jam, 2).claim, room.place("ben", jam).claim
    bea, otto = room.place("bea", jam).claim, room.place("otto", jam).claim

    ban(room, "ben")

    assert [state(claim) for claim in (held, waiting, bea, otto)] == ["released", "released", "held", "held"]
    assert counts(jam) == (2, 0, 0)


def test_a_ban_leaves_what_was_sold(room: Room) -> None:
    jam = room.live(stock=2)
    sold = room.place("ben", jam).claim
    room.confirm("sam", sold)

    ban(room, "ben")

    assert state(sold) == "ordered"


def test_who_is_banned_can_neither_claim_nor_give_back(room: Room) -> None:
    jam = room.live(stock=2)
    ban(room, "ben")

    assert room.place("ben", jam).code == Code.BANNED
    assert room.release("ben", new_id()).code == Code.BANNED


def test_a_ban_takes_what_is_only_wanted_unless_it_can_be_paid_already(room: Room) -> None:
    """An order that was confirmed is a bargain with the seller; it stands, as one for what was held does."""
    party = room.draft()
    vase, hat = (room.item(party, stock=2, first_paid=True).variants.get() for _ in range(2))
    room.item(party, seller="hana")
    room.must("hana", StartParty(party_id=party))
    first = room.place("ben", vase).claim
    room.must("ben", ConfirmOrder(order_id=order_of(first).pk))
    second = room.place("ben", hat).claim

    room.must("mona", BanMember(user_id=room.cast["ben"].user_id, reason="Shouted."))

    assert (state(first), state(second)) == ("wanted", "released")
    assert order_of(second).lines.get().struck


# How many one buyer may have


def test_a_buyer_has_ten_of_an_item_unless_its_seller_says_another_number(room: Room) -> None:
    jam = room.live(stock=10_000)

    assert room.place("ben", jam, 11).code == Code.BUYER_LIMIT
    assert room.place("ben", jam, 10).ok
    assert room.place("ben", jam, 1).code == Code.BUYER_LIMIT
    assert room.place("bea", jam, 10).ok
    room.must("sam", EditItem(item_id=jam.item_id, per_buyer_limit=10_000))

    assert room.place("ben", jam, 9_000).ok
    assert room.must("sam", EditItem(item_id=jam.item_id, per_buyer_limit=0))["item"]["per_buyer_limit"] == 10


def test_the_limit_holds_for_a_buyer_named_by_hand(room: Room) -> None:
    jam = room.live(stock=100)
    claim = ClaimFor(variant_id=jam.pk, name="しゅん", network="LINE", quantity=6, price_version=1)

    assert room.do("sam", claim).ok
    assert room.why_not("sam", claim) == Code.BUYER_LIMIT
