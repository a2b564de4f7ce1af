"""Claims on the real database: placed, within a buyer's limit, by nobody who is banned."""

import pytest

from chat.frames.moderation import BanMember
from livesell.accounts.models import User
from livesell.wire.codes import Code
from livesell.wire.ids import new_id
from rooms.claims.claims import ExpireClaim
from rooms.frames.claims import ClaimFor, PlaceClaim, ReleaseClaim
from rooms.frames.items import EditItem, NewVariant, WithdrawItem
from rooms.frames.orders import ConfirmOrder
from rooms.frames.parties import EndParty, PauseParty, ResumeParty, ScheduleParty, StartParty
from rooms.frames.rooms import SetRole
from rooms.models.claims import Claim
from rooms.models.items import Variant
from tests.support.buying import order_of
from tests.support.turns import (
    MINUTE,
    NOON,
    Room,
    counts,
    line,
    open_room,
    place,
    state,
    with_roles,
)

pytestmark = pytest.mark.django_db


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
