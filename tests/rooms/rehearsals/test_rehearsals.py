"""Rehearsals: a room beside the real one, in which everything works and from which nothing comes back."""

import hashlib
from typing import Any

import pytest
from django.apps import apps

from chat.frames.messages import PostMessage, RemoveMessage
from chat.frames.moderation import BanMember
from livesell.access.actor import Actor
from livesell.accounts.actors import actor_of
from livesell.accounts.models import User
from livesell.app.rehearsal_player import forget_room
from livesell.wire.codes import Code
from livesell.wire.ids import new_id
from rooms.clock import due
from rooms.frames.auctions import AddAuction, OpenAuction, PlaceBid
from rooms.frames.claims import ClaimFor, LinkFor
from rooms.frames.items import AddItem, AskItem, NewVariant, WithdrawItem
from rooms.frames.lineup import SetLineup, Slot
from rooms.frames.orders import CancelOrder, SetLimits
from rooms.frames.parties import EditParty, ScheduleParty, StartParty
from rooms.frames.rooms import AcceptRole, CloseRehearsal, EnterRoom, FollowRoom, SetLink, SetRole
from rooms.frames.terms import SetDiscount, SetTerms, ShippingRule
from rooms.models.auctions import Auction
from rooms.models.claims import Claim
from rooms.models.giveaways import Giveaway
from rooms.models.items import Item, Variant
from rooms.models.lists import Follow
from rooms.models.orders import Order, OrderLine, OrderNews
from rooms.models.parties import Party
from rooms.models.rooms import Room as RoomRow
from rooms.rehearsals import purge, rehearsals
from rooms.rehearsals.rehearsals import MAX_OPEN, DismissMember, OpenRehearsal
from rooms.room import owned
from rooms.rules.rehearsals import LASTS, NAMES
from tests.support import buying
from tests.support.buying import confirmed
from tests.support.giveaways import enter, open_giveaway
from tests.support.rehearsing import beside, by_the_clock, rehearse
from tests.support.turns import MINUTE, NOON, Room

pytestmark = pytest.mark.django_db


@pytest.fixture
def party(room: Room) -> str:
    """An announced one with three jars of jam and a withdrawn scarf."""
    party = room.draft()
    room.item(party, stock=3)
    room.must("sam", WithdrawItem(item_id=room.item(party, title="A scarf").pk))
    room.must("hana", ScheduleParty(party_id=party, starts_at=NOON + MINUTE))
    return party


def test_everything_works_in_a_rehearsal_and_nothing_of_it_is_in_the_real_room(
    room: Room, party: str
) -> None:
    before = room.offset()
    other = rehearse(room, party)
    draft = Party.objects.get(room_id=other.id)
    other.must("hana", StartParty(party_id=draft.pk))
    jam = Variant.objects.get(item__party=draft)
    rosa, *_ = rehearsals.seen(other.id, draft.pk)[0].values()
    other.cast = other.cast | {"rosa": rosa}

    other.confirm("sam", other.place("rosa", jam, 2).claim)

    assert (jam.stock, Claim.objects.get().state) == (3, "ordered")
    assert OrderLine.objects.filter(variant_id=jam.pk).exists()
    real = Variant.objects.get(item__party_id=party, item__withdrawn=False)
    assert (real.held, real.sold) == (0, 0)
    assert room.offset() == before

    assert not Claim.objects.filter(variant__item__party__room_id=room.id).exists()


def test_the_party_is_a_draft_with_what_is_for_sale_in_it(room: Room, party: str) -> None:
    slots = [Slot(seller_id=room.cast["sam"].user_id, minutes=30)]
    room.must("hana", SetLineup(party_id=party, slots=slots))
    room.must("hana", EditParty(party_id=party, rules="Be kind.", hold_minutes=7))

    draft = Party.objects.get(room_id=rehearse(room, party).id)

    assert (draft.state, draft.rules, draft.hold_minutes, draft.lineup) == (
        "draft",
        "Be kind.",
        7,
        [[room.cast["sam"].user_id, 30]],
    )
    assert [item.title for item in Item.objects.filter(party=draft)] == ["A jar of plum jam"]


def test_staff_are_what_they_are_and_others_find_no_room(room: Room, party: str) -> None:
    other = rehearse(room, party)

    assert other.do("sam", PostMessage(text="hello")).ok
    assert other.do("mona", PostMessage(text="hello")).ok
    assert other.why_not("mona", CloseRehearsal()) == Code.FORBIDDEN
    assert other.why_not("ben", PostMessage(text="hello")) == Code.NOT_FOUND


def test_hosts_rehearse_and_strangers_learn_of_no_draft(room: Room) -> None:
    party = room.draft()

    codes = {who: beside(room).why_not(who, OpenRehearsal(party_id=party)) for who in ("sam", "mona", "ben")}

    assert codes == {"sam": Code.FORBIDDEN, "mona": Code.FORBIDDEN, "ben": Code.NOT_FOUND}
    assert beside(room).why_not("hana", OpenRehearsal(party_id=new_id())) == Code.NOT_FOUND


def test_there_is_an_end_to_rehearsals_and_none_of_a_rehearsal(room: Room, party: str) -> None:
    others = [rehearse(room, party) for _ in range(MAX_OPEN)]
    assert beside(room).why_not("hana", OpenRehearsal(party_id=party)) == Code.LIMIT
    inner = Party.objects.get(room_id=others[0].id).pk
    assert beside(room).why_not("hana", OpenRehearsal(party_id=inner)) == Code.NOT_FOUND
    others[0].do("hana", CloseRehearsal())
    assert beside(room).why_not("hana", OpenRehearsal(party_id=party)) is None


def test_rehearsals_are_not_counted_among_ones_rooms(room: Room, party: str) -> None:
    rehearse(room, party)

    assert owned(room.cast["hana"].user_id) == 1


def test_a_rehearsal_that_is_shut_is_no_room_any_more(room: Room, party: str) -> None:
    other = rehearse(room, party)
    draft = Party.objects.get(room_id=other.id)
    other.must("hana", StartParty(party_id=draft.pk))

    assert other.do("hana", CloseRehearsal()).ok

    assert not Party.objects.filter(pk=draft.pk).exists()
    assert other.why_not("hana", PostMessage(text="hello")) == Code.NOT_FOUND
    assert rehearsals.on() == []


def test_a_rehearsal_that_was_forgotten_is_shut_by_the_clock(room: Room, party: str) -> None:
    other = rehearse(room, party)
    assert not [one for one in due.find(NOON + LASTS - 1) if isinstance(one.frame, CloseRehearsal)]
    (one,) = (one for one in due.find(NOON + LASTS) if isinstance(one.frame, CloseRehearsal))

    assert other.batch(other.ask("clock", one.frame, key=one.command_id, handler=one.handler))[0].ok
    assert other.why_not("hana", PostMessage(text="hello")) == Code.NOT_FOUND


def test_a_real_room_is_not_shut(room: Room) -> None:
    assert room.why_not("hana", CloseRehearsal()) == Code.WRONG_STATE


def test_simulated_buyers_are_a_rehearsals_own_and_nobody_can_sign_in_as_one(room: Room, party: str) -> None:
    one, other = rehearse(room, party), rehearse(room, party)

    people = [{actor.user_id for actor in seen_people(beside).values()} for beside in (one, other)]

    assert [len(ids) for ids in people] == [6, 6]
    assert not people[0] & people[1]
    simulated = User.objects.filter(pk__in=people[0])
    assert not any(user.is_active or user.has_usable_password() for user in simulated)


@pytest.mark.parametrize("address", ["rosa@rehearsal.invalid", "yusuf@rehearsal.invalid"])
def test_who_signs_up_with_such_an_address_is_in_no_rehearsal(room: Room, party: str, address: str) -> None:
    clever = User.objects.create_user(address, "Clever", "a long walk by the sea")

    other = rehearse(room, party)
    other.cast = other.cast | {"clever": actor_of(clever)}

    assert other.why_not("clever", PostMessage(text="hello")) == Code.NOT_FOUND
    assert clever.pk not in {actor.user_id for actor in seen_people(other).values()}


def test_who_has_the_name_of_a_simulated_buyer_is_in_nobodys_way(room: Room, party: str) -> None:
    for name in NAMES:
        User.objects.create_user(f"{name}@example.org".lower(), f"{name} (rehearsal)")

    other = rehearse(room, party)

    assert set(seen_people(other)) == {f"{name} (rehearsal)" for name in NAMES}


def test_a_buyer_named_by_hand_is_no_simulated_one(room: Room, party: str) -> None:
    other = rehearse(room, party)
    draft = Party.objects.get(room_id=other.id).pk
    other.must("hana", StartParty(party_id=draft))
    jam = Variant.objects.get(item__party=draft, item__title="A jar of plum jam")
    rosa = ClaimFor(variant_id=jam.pk, name="Rosa (rehearsal)", network="rehearsal", price_version=1)

    by_hand = other.must("sam", rosa)["claim"]["buyer"]["id"]

    assert by_hand not in {actor.user_id for actor in seen_people(other).values()}
    simulated = seen_people(other)["Rosa (rehearsal)"].user_id
    link = LinkFor(buyer_id=simulated, token_hash="a" * 64)
    assert other.why_not("hana", link) == Code.NOT_FOUND


def test_every_rehearsal_has_its_turn(room: Room, party: str, monkeypatch: pytest.MonkeyPatch) -> None:
    others = [rehearse(room, party) for _ in range(MAX_OPEN)]
    for other in others:
        other.must("hana", StartParty(party_id=Party.objects.get(room_id=other.id).pk))
    monkeypatch.setattr(rehearsals, "MOST_PLAYED", 1)

    last, played = "", []
    for _ in range(MAX_OPEN + 1):
        ((last, _party),) = rehearsals.on(last)
        played.append(last)

    assert played[:MAX_OPEN] == sorted(other.id for other in others)
    assert played[MAX_OPEN] == played[0]


def seen_people(other: Room) -> dict[str, Actor]:
    """The simulated buyers of a rehearsal, by their names."""
    return rehearsals.seen(other.id, Party.objects.get(room_id=other.id).pk)[0]


def test_who_is_shut_out_of_the_real_room_or_sells_there_no_more_is_out_of_it(room: Room, party: str) -> None:
    other = rehearse(room, party)
    draft = Party.objects.get(room_id=other.id).pk
    by_sam, by_mona = (
        AddItem(party_id=draft, title="A hat", price=1, variants=[NewVariant(stock=1)]),
        PostMessage(text="Hm."),
    )

    room.must("mona", BanMember(user_id=room.cast["sam"].user_id, reason="Shouted."))
    room.must("hana", SetRole(user_id=room.cast["mona"].user_id, role="buyer"))
    assert all(answer.ok for answer in by_the_clock(other, DismissMember))

    assert other.why_not("sam", by_sam) == Code.NOT_FOUND
    assert other.why_not("mona", by_mona) == Code.NOT_FOUND
    assert other.do("hana", PostMessage(text="So.")).ok


def test_no_link_opens_one_that_was_shut(room: Room, party: str) -> None:
    other = rehearse(room, party)
    token = "t" * 40
    assert other.do("hana", SetLink(token_hash=hashlib.sha256(token.encode()).hexdigest())).ok
    assert other.do("ben", EnterRoom(token=token)).ok
    assert other.do("hana", CloseRehearsal()).ok

    assert other.why_not("ben", EnterRoom(token=token)) == Code.NOT_FOUND


def test_nobody_is_written_to_of_an_order_in_it(room: Room, party: str) -> None:
    other = rehearse(room, party)
    draft = Party.objects.get(room_id=other.id)
    other.must("hana", StartParty(party_id=draft.pk))
    jam = Variant.objects.get(item__party=draft)

    confirmed(other, "mona", jam)

    assert not OrderNews.objects.exists()


def test_it_is_like_the_real_one_also_where_money_is_concerned(room: Room, party: str) -> None:
    room.item(party, title="A vase", first_paid=True, weight=900)
    room.must("hana", EditParty(party_id=party, several_lots=True))

    other = rehearse(room, party)

    vase = Item.objects.get(party__room_id=other.id, title="A vase")
    assert (vase.first_paid, vase.weight, vase.party.several_lots) == (True, 900, True)


def test_a_ban_that_ran_out_keeps_no_host_from_rehearsing_and_no_seller_out(room: Room, party: str) -> None:
    for who, role in (("otto", "host"), ("ben", "seller")):
        user_id = room.cast[who].user_id
        room.must("mona", BanMember(user_id=user_id, reason="Shouted.", until=room.now + MINUTE))
        room.later(1)
        room.give(who, role)

    other = rehearse(room, party, "otto")

    assert other.do("ben", PostMessage(text="hello")).ok


def test_a_ban_in_force_keeps_a_host_from_rehearsing(room: Room, party: str) -> None:
    otto = room.cast["otto"].user_id
    room.must("mona", BanMember(user_id=otto, reason="Shouted.", until=room.now + MINUTE))
    room.must("hana", SetRole(user_id=otto, role="host"))
    assert room.why_not("otto", AcceptRole(role="host")) == Code.BANNED

    assert beside(room).why_not("otto", OpenRehearsal(party_id=party)) == Code.NOT_FOUND


def test_who_is_put_out_of_it_is_told_by_a_fact_and_what_she_held_is_free(room: Room, party: str) -> None:
    other = rehearse(room, party)
    draft = Party.objects.get(room_id=other.id)
    other.must("hana", StartParty(party_id=draft.pk))
    jam = Variant.objects.get(item__party=draft)
    assert other.place("mona", jam, 3).ok
    mona = room.cast["mona"].user_id
    room.must("hana", BanMember(user_id=mona, reason="Shouted."))
    before = other.offset()

    assert [answer.event for answer in by_the_clock(other, DismissMember)] == [
        {"type": "member.left", "user_id": mona}
    ]

    assert other.types(after=before) == ["member.left", "claim.released"]
    assert by_the_clock(other, DismissMember) == []


def test_nobody_else_is_dismissed_by_the_clock(room: Room, party: str) -> None:
    other = rehearse(room, party)

    ben = DismissMember(user_id=room.cast["sam"].user_id)
    assert other.why_not("clock", ben) == Code.WRONG_STATE
    assert other.why_not("hana", ben) == Code.FORBIDDEN


def test_everybody_is_told_that_it_is_over(room: Room, party: str) -> None:
    other = rehearse(room, party)
    before = other.offset()

    assert other.do("hana", CloseRehearsal()).ok

    facts = [fact["event"] for fact in other.facts(after=before)]
    assert {fact["type"] for fact in facts} == {"member.left"}
    assert {fact["user_id"] for fact in facts} == {room.cast[who].user_id for who in ("hana", "sam", "mona")}


def test_nothing_is_left_of_a_rehearsal_that_is_over(room: Room, party: str) -> None:
    before = all_rows()
    other = rehearse(room, party)
    live_through(other)
    assert Order.objects.filter(party__room_id=other.id).exists()

    assert other.do("hana", CloseRehearsal()).ok
    assert not any(kept.objects.exists() for kept in (Order, OrderLine, Claim, Auction, Giveaway, Follow))
    assert purge.stale(other.now + purge.KEPT - 1) == []
    assert purge.stale(other.now + purge.KEPT) == [other.id]
    forget_room(other.id)

    assert all_rows() == before


def test_a_room_that_is_not_shut_is_not_forgotten(room: Room, party: str) -> None:
    other = rehearse(room, party)

    purge.forget(room.id)
    purge.forget(other.id)

    assert RoomRow.objects.filter(pk__in=(room.id, other.id)).count() == 2


def all_rows() -> dict[str, set[Any]]:
    """What stands in every table."""
    return {
        model._meta.label: set(model._default_manager.values_list("pk", flat=True))
        for model in apps.get_models()
    }


def live_through(other: Room) -> None:
    """A bit of everything: bought, paid, given back, bid, won, named by hand, followed, asked for, said and banned."""
    draft = Party.objects.get(room_id=other.id)
    shipping = ShippingRule.model_validate({"everywhere": {"by": "pieces", "first": 490, "further": 100}})
    assert other.do("sam", SetTerms(shipping=shipping)).ok
    assert other.do("sam", SetDiscount(code="HELLO", points=1_000)).ok
    vase = other.item(draft.pk, stock=9, title="A vase")
    other.must("hana", StartParty(party_id=draft.pk))
    jam = Variant.objects.get(item__party=draft, item__title="A jar of plum jam")
    refunded = buying.paid(other, "mona", jam)
    other.must("sam", CancelOrder(order_id=refunded.pk, reason="Broke."))
    rosa, *_ = rehearsals.seen(other.id, draft.pk)[0].values()
    other.cast = other.cast | {"rosa": rosa}
    other.must("rosa", FollowRoom())
    other.must("rosa", AskItem(item_id=vase.pk))
    assert other.do("mona", SetLimits(currency="EUR", day=100_000)).ok
    other.must("sam", ClaimFor(variant_id=jam.pk, name="Lee", network="Instagram", price_version=1))
    shelf = vase.variants.get()
    lot = other.must("sam", AddAuction(variant_id=shelf.pk, start_price=300, seconds=30))["auction"]["id"]
    other.must("sam", OpenAuction(auction_id=lot))
    other.must("rosa", PlaceBid(auction_id=lot, amount=800))
    giveaway = open_giveaway(other, draft.pk, variant_id=shelf.pk)
    enter(other, "rosa", giveaway)
    rude = other.say("rosa", "Hm.")
    other.must("mona", RemoveMessage(message_offset=rude, reason="rude"))
