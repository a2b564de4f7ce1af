"""Who may do what, for every command there is: the gate, before anything else is asked."""

from dataclasses import replace
from typing import Any

import pytest

from chat import frames as talk
from livesell.access.actor import GUEST, SYSTEM, Actor
from livesell.accounts.models import User
from livesell.commands import COMMANDS
from livesell.ledger.turn import Refused
from livesell.wire.codes import Code
from livesell.wire.envelope import Command
from livesell.wire.ids import new_id
from rooms import frames as sell
from rooms.permissions import reader
from rooms.rooms import OpenRoom
from tests.support.turns import DEEDS, NOON, Room, open_room, with_roles

pytestmark = pytest.mark.django_db
NONE = new_id()
HOST, SELL, MODERATE, ANYBODY = {"hana"}, {"hana", "sam"}, {"hana", "mona"}, {"hana", "sam", "mona", "ben"}
GATES: list[tuple[Command, set[str]]] = [
    (talk.PostMessage(text="hello"), ANYBODY),
    (talk.RemoveMessage(message_offset=0), ANYBODY),
    (talk.BanMember(user_id=NONE, reason="why"), MODERATE),
    (talk.UnbanMember(user_id=NONE), MODERATE),
    (sell.PlaceClaim(variant_id=NONE, price_version=1), ANYBODY),
    (sell.ReleaseClaim(claim_id=NONE), ANYBODY),
    (sell.ConfirmClaim(claim_id=NONE), ANYBODY),
    (sell.ClaimFor(variant_id=NONE, price_version=1, name="Ann", network="Instagram"), SELL),
    (sell.LinkFor(buyer_id=NONE, token_hash=""), SELL),
    (sell.TakeOver(token="k3Jq9vXc0TzR5yLmB7wPaA"), ANYBODY),
    (sell.OverrideClaim(claim_id=NONE, to="first", reason="why"), HOST),
    (sell.OpenGiveaway(party_id=NONE, prize="A jar"), SELL),
    (sell.EnterGiveaway(giveaway_id=NONE), ANYBODY),
    (sell.CancelGiveaway(giveaway_id=NONE, reason="why"), SELL),
    (sell.RedrawGiveaway(giveaway_id=NONE, winner_id=NONE, reason="why"), SELL),
    (sell.PlaceBid(auction_id=NONE, amount=100), ANYBODY),
    (sell.BuyNow(auction_id=NONE), ANYBODY),
    (sell.AcceptOffer(auction_id=NONE), ANYBODY),
    (sell.DeclineOffer(auction_id=NONE), ANYBODY),
    (sell.AddAuction(variant_id=NONE, start_price=100), SELL),
    (sell.OpenAuction(auction_id=NONE), SELL),
    (sell.PauseAuction(auction_id=NONE), SELL),
    (sell.ResumeAuction(auction_id=NONE), SELL),
    (sell.VoidAuction(auction_id=NONE, reason="why"), SELL),
    (sell.EditRoom(title="Cellar"), HOST),
    (sell.CloseRehearsal(), HOST),
    (sell.SetLink(token_hash=""), HOST),
    (sell.EnterRoom(token="k3Jq9vXc0TzR5yLmB7wPaA"), ANYBODY),
    (sell.FollowRoom(), ANYBODY),
    (sell.UnfollowRoom(), ANYBODY),
    (sell.GiveRsvp(party_id=NONE, coming=True), ANYBODY),
    (sell.SetRole(user_id=NONE, role="seller"), HOST),
    (sell.CreateParty(title="Finds"), HOST),
    (sell.EditParty(party_id=NONE), HOST),
    (sell.ScheduleParty(party_id=NONE, starts_at=NOON), HOST),
    (sell.AcceptRole(role="seller"), ANYBODY),
    (sell.DeclineRole(), ANYBODY),
    (sell.StartParty(party_id=NONE), HOST),
    (sell.PauseParty(party_id=NONE), HOST),
    (sell.ResumeParty(party_id=NONE), HOST),
    (sell.RepeatParty(party_id=NONE, repeat=None), HOST),
    (sell.SetLineup(party_id=NONE, slots=[]), HOST),
    (sell.HandOnStage(party_id=NONE), SELL),
    (sell.RestartParty(party_id=NONE), HOST),
    (sell.ContinueParty(party_id=NONE), HOST),
    (sell.EndParty(party_id=NONE), HOST),
    (sell.CancelParty(party_id=NONE), HOST),
    (sell.FeatureItem(party_id=NONE, item_id=None), SELL),
    (sell.AddItem(party_id=NONE, title="Jam", price=1, variants=[sell.NewVariant(stock=1)]), SELL),
    (sell.EditItem(item_id=NONE), SELL),
    (sell.SetPrice(variant_id=NONE, price=1), SELL),
    (sell.SetStock(variant_id=NONE, stock=1), SELL),
    (sell.WithdrawItem(item_id=NONE), SELL),
    (sell.MoveItem(item_id=NONE, before=None), SELL),
    (sell.PinItem(item_id=NONE), SELL),
    (sell.NoteItem(item_id=NONE, note="mine"), SELL),
    (sell.CloneItem(item_id=NONE), SELL),
    (sell.CarryItems(from_id=NONE, party_id=NONE), SELL),
    (sell.ImportItems(sheet_id=NONE), SELL),
    (sell.AskItem(item_id=NONE), ANYBODY),
    (sell.ConfirmOrder(order_id=NONE), ANYBODY),
    (sell.DeliverOrder(order_id=NONE, name="Ben", address="1 Mill Lane", country="DE"), ANYBODY),
    (sell.RedeemCode(order_id=NONE, code="SPRING"), ANYBODY),
    (sell.MarkPaid(order_id=NONE), ANYBODY),
    (sell.ShipOrder(order_id=NONE), ANYBODY),
    (sell.FinishOrder(order_id=NONE), ANYBODY),
    (sell.CancelOrder(order_id=NONE, reason="why"), ANYBODY),
    (sell.NoteRefund(order_id=NONE, amount=1, reason="why"), ANYBODY),
    (sell.SetTerms(shipping=sell.ShippingRule(everywhere=sell.PieceRate(first=490))), SELL),
    (sell.SetDiscount(code="SPRING", points=1_000), SELL),
    (sell.DropDiscount(code="NONE"), SELL),
    (sell.SetLimits(currency="EUR"), ANYBODY),
    (sell.LetBuyer(user_id=NONE), SELL),
    (sell.AppealStep(text="why"), ANYBODY),
    (sell.LiftStep(user_id=NONE, reason="why"), HOST),
    (sell.AnnounceFlash(item_id=NONE, percent=20, seconds=60), SELL),
    (sell.EndFlash(item_id=NONE), SELL),
]
FRAMES = [frame for frame, _ in GATES]


def named(frame: Any) -> str:
    kind: str = frame.type
    return kind


@pytest.fixture
def private_room(users: dict[str, User]) -> Room:
    return with_roles(open_room("hana", users, private=True))


def test_every_command_has_its_gate_here() -> None:
    assert {type(frame) for frame in FRAMES} == {row.frame for row in COMMANDS}


@pytest.mark.parametrize(("frame", "allowed"), GATES, ids=[named(frame) for frame in FRAMES])
def test_a_command_is_for_those_of_its_roles(room: Room, frame: Command, allowed: set[str]) -> None:
    """Who passes the gate is told what is wrong behind it: nothing, that there is no such thing, or no such state."""
    for who in ("hana", "sam", "mona", "ben"):
        code = room.why_not(who, frame)
        assert (code == Code.FORBIDDEN) is (who not in allowed), who
        assert code in (None, Code.NOT_FOUND, Code.WRONG_STATE, Code.FORBIDDEN)


@pytest.mark.parametrize("frame", FRAMES, ids=named)
def test_who_is_banned_may_do_nothing_but_see_to_her_orders(room: Room, frame: Command) -> None:
    for who in ("sam", "mona", "ben"):
        ban = talk.BanMember(user_id=room.cast[who].user_id, reason="shouted")
        room.must("hana", ban)

    hers = getattr(frame, "type", "").startswith("order.")  # she still owes, and is owed
    assert {room.why_not(who, frame) for who in ("sam", "mona", "ben")} == {
        Code.NOT_FOUND if hers else Code.BANNED
    }


@pytest.mark.parametrize("frame", FRAMES, ids=named)
def test_a_private_room_cannot_be_told_from_none_by_who_is_not_a_member(
    private_room: Room, frame: Command
) -> None:
    assert private_room.why_not("otto", frame) == Code.NOT_FOUND


def test_a_member_of_a_private_room_may_talk_in_it(private_room: Room) -> None:
    private_room.must("hana", sell.SetRole(user_id=private_room.cast["ben"].user_id, role="buyer"))

    assert private_room.do("sam", talk.PostMessage(text="hello")).ok
    assert private_room.do("ben", talk.PostMessage(text="hello")).ok
    assert private_room.why_not("bea", talk.PostMessage(text="hello")) == Code.NOT_FOUND


@pytest.mark.parametrize("frame", FRAMES, ids=named)
def test_who_runs_the_server_may_do_what_the_owner_may(room: Room, frame: Command) -> None:
    room.appoint("otto")

    assert room.why_not("otto", frame) in (None, Code.NOT_FOUND, Code.WRONG_STATE)


def test_who_runs_the_server_is_at_home_in_a_private_room(private_room: Room) -> None:
    private_room.appoint("otto")

    assert private_room.do("otto", talk.PostMessage(text="hello")).ok
    assert read_as(private_room, private_room.cast["otto"]) == "owner"


@pytest.mark.parametrize("frame", FRAMES, ids=named)
def test_who_runs_the_server_no_more_may_do_what_anybody_may(room: Room, frame: Command) -> None:
    """The actor is that of an open socket: it was made while she did."""
    allowed = room.why_not("ben", frame)
    room.appoint("otto")
    room.appoint("otto", operator=False)

    assert room.why_not("otto", frame) == allowed
    assert read_as(room, room.cast["otto"], desk=True) == Code.NOT_FOUND


def test_who_runs_the_server_cannot_be_shut_out_of_a_room(room: Room, users: dict[str, User]) -> None:
    User.objects.filter(pk=users["otto"].pk).update(is_superuser=True)

    assert room.why_not("hana", talk.BanMember(user_id=users["otto"].pk, reason="mine")) == Code.FORBIDDEN


def test_a_guest_opens_no_room(room: Room) -> None:
    room.cast["guest"] = GUEST

    assert room.why_not("guest", OpenRoom(title="Mine")) == Code.SIGN_IN


def test_the_clock_alone_keeps_time() -> None:
    """The gate of what the clock does is not in the table that clients reach."""
    clock = {frame for frame in DEEDS if frame.__name__ == "ExpireClaim"}

    assert len(clock) == 1
    assert not clock & {row.frame for row in COMMANDS}
    assert SYSTEM.is_system


# Readers


def read_as(room: Room, actor: Actor, *, desk: bool = False, now: int = NOON) -> str | Code:
    """The role in which somebody reads, or why she does not."""
    try:
        return reader(actor, room.id, desk=desk, now=now).role
    except Refused as refusal:
        return refusal.code


def test_a_public_room_is_read_by_everybody_and_its_desk_by_staff(room: Room) -> None:
    people = {name: room.cast[name] for name in ("hana", "sam", "mona", "ben")} | {"guest": GUEST}

    assert {name: read_as(room, actor) for name, actor in people.items()} == {
        "hana": "owner",
        "sam": "seller",
        "mona": "moderator",
        "ben": "buyer",
        "guest": "buyer",
    }
    assert {name: read_as(room, actor, desk=True) for name, actor in people.items()} == {
        "hana": "owner",
        "sam": "seller",
        "mona": "moderator",
        "ben": Code.NOT_FOUND,
        "guest": Code.NOT_FOUND,
    }


def test_a_private_room_is_read_by_its_members(private_room: Room) -> None:
    cast = private_room.cast

    assert read_as(private_room, cast["sam"]) == "seller"
    assert read_as(private_room, cast["otto"]) == Code.NOT_FOUND
    assert read_as(private_room, GUEST) == Code.NOT_FOUND


def test_a_room_that_does_not_exist_is_not_found(room: Room) -> None:
    nowhere = replace(room, id=new_id())

    room.appoint("otto")

    assert read_as(nowhere, room.cast["hana"]) == Code.NOT_FOUND
    assert read_as(nowhere, room.cast["otto"]) == Code.NOT_FOUND


def test_who_is_banned_reads_again_when_the_ban_is_over(room: Room) -> None:
    ben = room.cast["ben"]
    room.must("mona", talk.BanMember(user_id=ben.user_id, reason="shouted", until=NOON + 1_000))

    assert read_as(room, ben, now=NOON + 999) == Code.BANNED
    assert read_as(room, ben, now=NOON + 1_000) == "buyer"


def test_who_is_banned_from_a_private_room_is_told_so(private_room: Room) -> None:
    """She knows the room."""
    sam = private_room.cast["sam"]
    private_room.must("hana", talk.BanMember(user_id=sam.user_id, reason="no"))

    assert read_as(private_room, sam) == Code.BANNED


def test_nobody_becomes_a_member_of_a_private_room_by_a_ban_that_ends(private_room: Room) -> None:
    """A stranger is out already, and is not written down."""
    otto = private_room.cast["otto"]
    ban = talk.BanMember(user_id=otto.user_id, reason="no", until=NOON + 1)

    assert private_room.why_not("hana", ban) == Code.NOT_FOUND
    assert private_room.why_not("hana", talk.UnbanMember(user_id=otto.user_id)) == Code.WRONG_STATE
    assert read_as(private_room, otto, now=NOON + 1) == Code.NOT_FOUND
