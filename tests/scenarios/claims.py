"""Stories of claims: for every event the act that makes it, seen by somebody who was there."""

from livesell.access.actor import GUEST
from rooms.frames.claims import ClaimFor, LinkFor, OverrideClaim, ReleaseClaim, TakeOver
from rooms.frames.items import (
    FeatureItem,
    NewVariant,
)
from rooms.frames.parties import (
    EndParty,
    StartParty,
)
from rooms.membership import invitations
from rooms.models.claims import Claim
from rooms.models.items import Variant
from tests.support.scenarios import Scenario, next_party, story, verify
from tests.support.turns import Room, party_of, place


@story("claim.held-in-a-party-out-of-sight")
def what_is_waited_for_in_an_earlier_party_is_served(room: Room) -> Scenario:
    """Two parties ended since. Ben gives back, so Bea is served; and she buys what she held."""
    jam = room.live(stock=2, hold_minutes=60)
    held = room.place("bea", jam).claim
    given_back = room.place("ben", jam).claim
    room.place("bea", jam)
    room.must("hana", EndParty(party_id=party_of(jam).pk))
    for _ in range(2):
        room.later(10)
        other = next_party(room)
        room.item(other, title="A jar of quince jelly", stock=3)
        room.must("hana", StartParty(party_id=other))
        room.must("hana", EndParty(party_id=other))
    with verify(room, "bea") as scenario:
        room.confirm("bea", held)
        room.release("ben", given_back)
    return scenario


@story("claim.ordered-and-the-oldest-falls-off")
def of_what_was_bought_in_earlier_parties_the_last_twenty_stay(room: Room) -> Scenario:
    jam = room.live(stock=30, hold_minutes=60, per_buyer_limit=30)
    claims = [room.place("bea", jam).claim for _ in range(22)]
    for claim in claims[:20]:
        room.confirm("bea", claim)
    room.must("hana", EndParty(party_id=party_of(jam).pk))
    room.later(10)
    other = next_party(room)
    room.item(other, title="A jar of quince jelly", stock=3)
    room.must("hana", StartParty(party_id=other))
    with verify(room, "bea") as scenario:
        room.must("hana", EndParty(party_id=other))
        for claim in claims[20:]:
            room.confirm("bea", claim)
    return scenario


@story("claim.held")
def a_claim_is_held(room: Room) -> Scenario:
    jam = room.live(stock=3)
    with verify(room, "ben") as scenario:
        room.place("ben", jam, 2)
    return scenario


@story("claim.held-seen-by-a-guest")
def a_claim_of_another_is_seen_by_a_guest(room: Room) -> Scenario:
    jam = room.live(stock=3)
    assert GUEST.is_guest
    with verify(room, None) as scenario:
        room.place("ben", jam, 2)
    return scenario


@story("claim.waitlisted")
def three_stand_in_line_and_one_looks(room: Room) -> Scenario:
    jam = room.live(stock=1)
    room.place("otto", jam)
    with verify(room, "bea") as scenario:
        for who in ("ben", "bea", "mona", "bea"):
            room.place(who, jam)
    return scenario


@story("claim.released")
def a_line_moves_up_by_one(room: Room) -> Scenario:
    """Otto gives back, Ben is served, Bea comes one forward."""
    jam = room.live(stock=1)
    held = room.place("otto", jam).claim
    for who in ("ben", "bea", "mona"):
        room.place(who, jam)
    with verify(room, "bea") as scenario:
        room.release("otto", held)
    return scenario


@story("claim.released-from-the-line")
def somebody_before_and_somebody_behind_leave_the_line(room: Room) -> Scenario:
    jam = room.live(stock=1)
    room.place("otto", jam)
    before, _, behind = (room.place(who, jam).claim for who in ("ben", "bea", "mona"))
    with verify(room, "bea") as scenario:
        room.release("mona", behind)
        room.release("ben", before)
    return scenario


@story("claim.released-ones-own")
def one_gives_back_what_one_held_and_waited_for(room: Room) -> Scenario:
    jam = room.live(stock=2)
    held, waiting = room.place("bea", jam, 2).claim, room.place("bea", jam).claim
    with verify(room, "bea") as scenario:
        room.release("bea", waiting)
        room.release("bea", held)
    return scenario


@story("claim.expired")
def a_hold_runs_out_and_several_are_served(room: Room) -> Scenario:
    """Three jars come free: Ben, who wants one, and Bea, who wants two, are served; Mona waits on."""
    jam = room.live(stock=3)
    held = room.place("otto", jam, 3).claim
    for who, quantity in (("ben", 1), ("bea", 2), ("mona", 1)):
        room.place(who, jam, quantity)
    room.later(15)
    with verify(room, "bea") as scenario:
        room.expire(held)
    return scenario


@story("claim.expired-and-one-wants-too-many")
def nobody_is_served_before_who_waits_longer(room: Room) -> Scenario:
    jam = room.live(stock=3)
    kept = room.place("otto", jam, 1).claim
    held = room.place("otto", jam, 2).claim
    assert kept != held
    for who, quantity in (("ben", 3), ("bea", 1)):
        room.place(who, jam, quantity)
    room.later(15)
    with verify(room, "bea") as scenario:
        room.expire(held)
    return scenario


@story("claim.expired-and-waits-again")
def who_was_away_stands_at_the_end_once_more(room: Room) -> Scenario:
    """Bea was served from the line and away; her second claim stands before her first one now."""
    jam = room.live(stock=1)
    otto = room.place("otto", jam).claim
    bea = room.place("bea", jam).claim
    for who in ("ben", "bea"):
        room.place(who, jam)
    room.release("otto", otto)
    room.later(15)
    with verify(room, "bea") as scenario:
        room.expire(bea)
    return scenario


@story("claim.moved")
def a_host_moves_somebody_to_the_head(room: Room) -> Scenario:
    jam = room.live(stock=1)
    for who in ("otto", "bea", "ben", "mona", "bea"):
        last = room.place(who, jam).claim
    ben = Claim.objects.get(buyer__name="Ben").pk
    with verify(room, "bea") as scenario:
        for claim, to in ((ben, "first"), (last, "first"), (ben, "last")):
            frame = {"claim_id": claim, "to": to, "reason": "she had asked on the phone"}
            room.must("hana", OverrideClaim.model_validate(frame))
    return scenario


@story("claim.held-by-hand")
def a_buyer_from_another_network_is_named(room: Room) -> Scenario:
    jam = room.live(stock=1)
    ann = {"variant_id": jam.pk, "price_version": 1, "name": "Ann", "network": "Instagram"}
    with verify(room, "bea") as scenario:
        room.must("sam", ClaimFor.model_validate(ann))
        room.must("hana", ClaimFor.model_validate(ann))
        room.place("bea", jam)
    return scenario


@story("claim.taken_over")
def she_comes_with_an_account(room: Room) -> Scenario:
    """What was claimed for Bea by hand, held and in line, is hers; what Ann claimed stays Ann's."""
    jam = room.live(stock=2)
    token = "a-secret-of-enough-letters"
    for name, quantity in (("Bee", 1), ("Ann", 1), ("Bee", 2), ("Ann", 1)):
        frame = {"variant_id": jam.pk, "price_version": 1, "name": name, "network": "Instagram"}
        room.must("sam", ClaimFor.model_validate(frame | {"quantity": quantity}))
        room.place("bea", jam)
    bee = Claim.objects.filter(buyer__name="Bee").first()
    assert bee is not None
    room.do("sam", LinkFor(buyer_id=bee.buyer_id, token_hash=invitations.hash_of(token)))
    with verify(room, "bea") as scenario:
        room.must("bea", TakeOver(token=token))
    return scenario


@story("claim.ordered")
def a_hold_becomes_a_sale(room: Room) -> Scenario:
    jam = room.live(stock=3)
    held = room.place("bea", jam, 2).claim
    with verify(room, "bea") as scenario:
        room.confirm("sam", held)
    return scenario


@story("claim.ordered-of-another")
def the_last_hold_of_an_ended_party_becomes_a_sale(room: Room) -> Scenario:
    """Bea hoped for it; now nothing can come."""
    jam = room.live(stock=1)
    held = room.place("ben", jam).claim
    room.place("bea", jam)
    room.must("hana", EndParty(party_id=party_of(jam).pk))
    with verify(room, "bea") as scenario:
        room.confirm("sam", held)
    return scenario


@story("several-acts-in-one-turn")
def a_turn_of_many(room: Room) -> Scenario:
    """Two variants, four buyers, one turn: facts of different lines stand between each other."""
    party = room.draft()
    item = room.item(party, variants=[NewVariant(name="small", stock=1), NewVariant(name="large", stock=2)])
    room.must("hana", StartParty(party_id=party))
    small, large = Variant.objects.filter(item=item).order_by("place")
    held = room.place("otto", small).claim
    with verify(room, "bea") as scenario:
        answers = room.batch(
            room.ask("bea", place(large)),
            room.ask("ben", place(small)),
            room.ask("bea", place(small)),
            room.ask("otto", ReleaseClaim(claim_id=held)),
            room.ask("mona", place(large, 2)),
            room.ask("sam", FeatureItem(party_id=party, item_id=item.pk)),
        )
    assert all(answer.ok for answer in answers)
    return scenario
