"""Who may do what, for every command there is: the gate, before anything else is asked."""

from dataclasses import replace
from typing import Any

import pytest

from chat.frames import messages as talk, moderation
from chat.frames.announcements import PostAnnouncement, TakeDownAnnouncement
from chat.frames.appeals import AnswerAppeal, FileAppeal
from chat.frames.evasion import DismissEvasion
from chat.frames.filters import AddTerm, LowerShield, RaiseShield, RemoveTerm, SetFilters, SetModes
from chat.frames.held import DecideHeld, DenyAllHeld, TakeHeld, WithdrawHeld
from chat.frames.mentions import ChooseMentions
from chat.frames.people import DropNote, NotePerson
from chat.frames.pins import PinMessage, UnpinMessage
from chat.frames.polls import ClosePoll, OpenPoll, RemovePoll, VotePoll
from chat.frames.questions import AskQuestion, CloseQuestion, RemoveQuestion, TakeQuestion, UpvoteQuestion
from chat.frames.raids import AllowRaids, DismissRaid, JoinRaid, OfferRaid, TakeBackRaid
from chat.frames.reports import DecideReport, FileReport, TakeReport
from chat.frames.shoutouts import EndShoutout, GiveShoutout
from chat.frames.staff_lines import PostStaffLine, RemoveStaffLine
from livesell.access.actor import GUEST, SYSTEM, Actor
from livesell.accounts.models import User
from livesell.app.features import COMMANDS
from livesell.ledger.turn import Refused
from livesell.wire.codes import Code
from livesell.wire.envelope import Command
from livesell.wire.ids import new_id
from rooms.frames.auctions import (
    AcceptOffer,
    AddAuction,
    BuyNow,
    DeclineOffer,
    OpenAuction,
    PauseAuction,
    PlaceBid,
    ResumeAuction,
    VoidAuction,
)
from rooms.frames.claims import (
    ClaimFor,
    ConfirmClaim,
    LinkFor,
    OverrideClaim,
    PlaceClaim,
    ReleaseClaim,
    TakeOver,
)
from rooms.frames.customers import TellArrivals
from rooms.frames.giveaways import CancelGiveaway, EnterGiveaway, OpenGiveaway, RedrawGiveaway
from rooms.frames.invites import MakeInvite, TakeInvite, WithdrawInvite
from rooms.frames.items import (
    AddItem,
    AnnounceFlash,
    AskItem,
    CarryItems,
    CloneItem,
    EditItem,
    EndFlash,
    FeatureItem,
    ImportItems,
    MoveItem,
    NewVariant,
    NoteItem,
    PinItem,
    SetPrice,
    SetStock,
    WithdrawItem,
)
from rooms.frames.lineup import HandOnStage, SetLineup
from rooms.frames.orders import (
    AppealStep,
    CancelOrder,
    ConfirmOrder,
    DeliverOrder,
    FinishOrder,
    LetBuyer,
    LiftStep,
    MarkPaid,
    NoteRefund,
    RedeemCode,
    SetLimits,
    ShipOrder,
)
from rooms.frames.parties import (
    CancelParty,
    ContinueParty,
    CreateParty,
    EditParty,
    EndParty,
    GiveRsvp,
    PauseParty,
    RestartParty,
    ResumeParty,
    ScheduleParty,
    StartParty,
)
from rooms.frames.rooms import (
    AcceptRole,
    CloseRehearsal,
    DeclineRole,
    EditRoom,
    EnterRoom,
    FollowRoom,
    SetLink,
    SetRole,
    UnfollowRoom,
)
from rooms.frames.series import RepeatParty
from rooms.frames.server_bans import BanFromServer, UnbanFromServer
from rooms.frames.terms import DropDiscount, PieceRate, SetDiscount, SetTerms, ShippingRule
from rooms.permissions import reader
from rooms.room import OpenRoom
from tests.support.turns import HANDLERS, NOON, Room, open_room, with_roles

pytestmark = pytest.mark.django_db
NONE = new_id()
HOST, SELL, MODERATE, ANYBODY = {"hana"}, {"hana", "sam"}, {"hana", "mona"}, {"hana", "sam", "mona", "ben"}
STAFF = SELL | MODERATE
OPERATE: set[str] = set()
"""Nobody by her role."""
GATES: list[tuple[Command, set[str]]] = [
    (talk.PostMessage(text="hello"), ANYBODY),
    (talk.EditMessage(message_offset=0, text="hello"), ANYBODY),
    (talk.RemoveMessage(message_offset=0), ANYBODY),
    (PinMessage(message_offset=0), MODERATE),
    (UnpinMessage(pin_offset=0), MODERATE),
    (OpenPoll(question="Which?", choices=["plum", "fig"], seconds=60), MODERATE),
    (VotePoll(poll_id=NONE, choice=0), ANYBODY),
    (ClosePoll(poll_id=NONE), MODERATE),
    (RemovePoll(poll_id=NONE), MODERATE),
    (AskQuestion(text="Is it sweet?"), ANYBODY),
    (UpvoteQuestion(question_id=NONE, on=True), ANYBODY),
    (TakeQuestion(question_id=NONE), STAFF),
    (CloseQuestion(question_id=NONE), STAFF),
    (RemoveQuestion(question_id=NONE), ANYBODY),
    (PostAnnouncement(text="Soon", seconds=60), HOST),
    (TakeDownAnnouncement(announcement_offset=0), HOST),
    (GiveShoutout(room_id=NONE), MODERATE),
    (EndShoutout(shoutout_offset=0), MODERATE),
    (OfferRaid(room_id=NONE), HOST),
    (TakeBackRaid(raid_id=NONE), HOST),
    (JoinRaid(raid_id=NONE), ANYBODY),
    (DismissRaid(raid_id=NONE), MODERATE),
    (AllowRaids(raids_from="nobody"), HOST),
    (moderation.BanMember(user_id=NONE, reason="why"), MODERATE),
    (moderation.UnbanMember(user_id=NONE), MODERATE),
    (moderation.ConfirmBan(act_id=NONE), MODERATE),
    (moderation.MuteMember(user_id=NONE, seconds=600, reason_code="spam"), MODERATE),
    (moderation.UnmuteMember(user_id=NONE), MODERATE),
    (moderation.WarnMember(user_id=NONE, reason_code="spam"), MODERATE),
    (moderation.AcknowledgeWarning(), ANYBODY),
    (moderation.RemoveAllOf(user_id=NONE, reason_code="spam"), MODERATE),
    (moderation.UndoAct(act_id=NONE), MODERATE),
    (FileAppeal(act_id=NONE, text="why"), ANYBODY),
    (AnswerAppeal(appeal_id=NONE, granted=True, text="why"), MODERATE),
    (FileReport(user_id=NONE, reason_code="spam"), ANYBODY),
    (TakeReport(case_id=NONE), MODERATE),
    (DecideReport(case_id=NONE, outcome="acted"), MODERATE),
    (ChooseMentions(wanted="staff"), ANYBODY),
    (PostStaffLine(text="no more jars"), STAFF),
    (RemoveStaffLine(line_offset=0), STAFF),
    (NotePerson(user_id=NONE, text="paid late"), MODERATE),
    (DropNote(note_id=NONE), MODERATE),
    (SetModes(slow_seconds=30), MODERATE),
    (RaiseShield(), MODERATE),
    (LowerShield(), MODERATE),
    (SetFilters(rude="mask", languages=["en"]), MODERATE),
    (AddTerm(kind="words", act="refuse", term="cheap watches"), MODERATE),
    (RemoveTerm(term_id=NONE), MODERATE),
    (TakeHeld(held_id=NONE), MODERATE),
    (DecideHeld(held_id=NONE, allow=True), MODERATE),
    (DenyAllHeld(), MODERATE),
    (WithdrawHeld(held_id=NONE), ANYBODY),
    (DismissEvasion(flag_id=NONE), MODERATE),
    (PlaceClaim(variant_id=NONE, price_version=1), ANYBODY),
    (ReleaseClaim(claim_id=NONE), ANYBODY),
    (ConfirmClaim(claim_id=NONE), ANYBODY),
    (ClaimFor(variant_id=NONE, price_version=1, name="Ann", network="Instagram"), SELL),
    (LinkFor(buyer_id=NONE, token_hash=""), SELL),
    (TakeOver(token="k3Jq9vXc0TzR5yLmB7wPaA"), ANYBODY),
    (OverrideClaim(claim_id=NONE, to="first", reason="why"), HOST),
    (OpenGiveaway(party_id=NONE, prize="A jar"), SELL),
    (EnterGiveaway(giveaway_id=NONE), ANYBODY),
    (CancelGiveaway(giveaway_id=NONE, reason="why"), SELL),
    (RedrawGiveaway(giveaway_id=NONE, winner_id=NONE, reason="why"), SELL),
    (PlaceBid(auction_id=NONE, amount=100), ANYBODY),
    (BuyNow(auction_id=NONE), ANYBODY),
    (AcceptOffer(auction_id=NONE), ANYBODY),
    (DeclineOffer(auction_id=NONE), ANYBODY),
    (AddAuction(variant_id=NONE, start_price=100), SELL),
    (OpenAuction(auction_id=NONE), SELL),
    (PauseAuction(auction_id=NONE), SELL),
    (ResumeAuction(auction_id=NONE), SELL),
    (VoidAuction(auction_id=NONE, reason="why"), SELL),
    (EditRoom(title="Cellar"), HOST),
    (CloseRehearsal(), HOST),
    (SetLink(token_hash=""), HOST),
    (EnterRoom(token="k3Jq9vXc0TzR5yLmB7wPaA"), ANYBODY),
    (MakeInvite(role="seller", token_hash="0" * 64, once=True, hours=1), HOST),
    (WithdrawInvite(invite_id=NONE), HOST),
    (TakeInvite(token="k3Jq9vXc0TzR5yLmB7wPaA"), ANYBODY),
    (FollowRoom(), ANYBODY),
    (UnfollowRoom(), ANYBODY),
    (GiveRsvp(party_id=NONE, coming=True), ANYBODY),
    (SetRole(user_id=NONE, role="seller"), HOST),
    (CreateParty(title="Finds"), HOST),
    (EditParty(party_id=NONE), HOST),
    (ScheduleParty(party_id=NONE, starts_at=NOON), HOST),
    (AcceptRole(role="seller"), ANYBODY),
    (DeclineRole(), ANYBODY),
    (StartParty(party_id=NONE), HOST),
    (PauseParty(party_id=NONE), HOST),
    (ResumeParty(party_id=NONE), HOST),
    (RepeatParty(party_id=NONE, repeat=None), HOST),
    (SetLineup(party_id=NONE, slots=[]), HOST),
    (HandOnStage(party_id=NONE), SELL),
    (RestartParty(party_id=NONE), HOST),
    (ContinueParty(party_id=NONE), HOST),
    (EndParty(party_id=NONE), HOST),
    (CancelParty(party_id=NONE), HOST),
    (FeatureItem(party_id=NONE, item_id=None), SELL),
    (AddItem(party_id=NONE, title="Jam", price=1, variants=[NewVariant(stock=1)]), SELL),
    (EditItem(item_id=NONE), SELL),
    (SetPrice(variant_id=NONE, price=1), SELL),
    (SetStock(variant_id=NONE, stock=1), SELL),
    (WithdrawItem(item_id=NONE), SELL),
    (MoveItem(item_id=NONE, before=None), SELL),
    (PinItem(item_id=NONE), SELL),
    (NoteItem(item_id=NONE, note="mine"), SELL),
    (CloneItem(item_id=NONE), SELL),
    (CarryItems(from_id=NONE, party_id=NONE), SELL),
    (ImportItems(sheet_id=NONE), SELL),
    (AskItem(item_id=NONE), ANYBODY),
    (ConfirmOrder(order_id=NONE), ANYBODY),
    (DeliverOrder(order_id=NONE, name="Ben", address="1 Mill Lane", country="DE"), ANYBODY),
    (RedeemCode(order_id=NONE, code="SPRING"), ANYBODY),
    (MarkPaid(order_id=NONE), ANYBODY),
    (ShipOrder(order_id=NONE), ANYBODY),
    (FinishOrder(order_id=NONE), ANYBODY),
    (CancelOrder(order_id=NONE, reason="why"), ANYBODY),
    (NoteRefund(order_id=NONE, amount=1, reason="why"), ANYBODY),
    (SetTerms(shipping=ShippingRule(everywhere=PieceRate(first=490))), SELL),
    (SetDiscount(code="SPRING", points=1_000), SELL),
    (DropDiscount(code="NONE"), SELL),
    (SetLimits(currency="EUR"), ANYBODY),
    (LetBuyer(user_id=NONE), SELL),
    (AppealStep(text="why"), ANYBODY),
    (LiftStep(user_id=NONE, reason="why"), HOST),
    (BanFromServer(user_id=NONE, reason="why"), OPERATE),
    (UnbanFromServer(user_id=NONE), OPERATE),
    (AnnounceFlash(item_id=NONE, percent=20, seconds=60), SELL),
    (EndFlash(item_id=NONE), SELL),
    (TellArrivals(party_id=NONE, text="New bowls"), SELL),
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
        assert code in (None, Code.NOT_FOUND, Code.WRONG_STATE, Code.ANOTHER_LIVE, Code.FORBIDDEN)


@pytest.mark.parametrize("frame", FRAMES, ids=named)
def test_who_is_banned_may_do_nothing_but_see_to_her_orders(room: Room, frame: Command) -> None:
    for who in ("sam", "mona", "ben"):
        ban = moderation.BanMember(user_id=room.cast[who].user_id, reason="shouted")
        room.must("hana", ban)

    # She still owes, and is owed; and may appeal.
    hers = getattr(frame, "type", "").startswith(("order.", "appeal.file"))
    assert {room.why_not(who, frame) for who in ("sam", "mona", "ben")} == {
        Code.NOT_FOUND if hers else Code.BANNED
    }


@pytest.mark.parametrize("frame", FRAMES, ids=named)
def test_a_private_room_cannot_be_told_from_none_by_who_is_not_a_member(
    private_room: Room, frame: Command
) -> None:
    assert private_room.why_not("otto", frame) == Code.NOT_FOUND


def test_a_member_of_a_private_room_may_talk_in_it(private_room: Room) -> None:
    private_room.must("hana", SetRole(user_id=private_room.cast["ben"].user_id, role="buyer"))

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

    assert (
        room.why_not("hana", moderation.BanMember(user_id=users["otto"].pk, reason="mine")) == Code.FORBIDDEN
    )


def test_a_guest_opens_no_room(room: Room) -> None:
    room.cast["guest"] = GUEST

    assert room.why_not("guest", OpenRoom(title="Mine")) == Code.SIGN_IN


def test_the_clock_alone_keeps_time() -> None:
    """The gate of what the clock does is not in the table that clients reach."""
    clock = {frame for frame in HANDLERS if frame.__name__ == "ExpireClaim"}

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
    room.must("mona", moderation.BanMember(user_id=ben.user_id, reason="shouted", until=NOON + 1_000))

    assert read_as(room, ben, now=NOON + 999) == Code.BANNED
    assert read_as(room, ben, now=NOON + 1_000) == "buyer"


def test_who_is_banned_from_a_private_room_is_told_so(private_room: Room) -> None:
    """She knows the room."""
    sam = private_room.cast["sam"]
    private_room.must("hana", moderation.BanMember(user_id=sam.user_id, reason="no"))

    assert read_as(private_room, sam) == Code.BANNED


def test_nobody_becomes_a_member_of_a_private_room_by_a_ban_that_ends(private_room: Room) -> None:
    """A stranger is out already, and is not written down."""
    otto = private_room.cast["otto"]
    ban = moderation.BanMember(user_id=otto.user_id, reason="no", until=NOON + 1)

    assert private_room.why_not("hana", ban) == Code.NOT_FOUND
    assert private_room.why_not("hana", moderation.UnbanMember(user_id=otto.user_id)) == Code.WRONG_STATE
    assert read_as(private_room, otto, now=NOON + 1) == Code.NOT_FOUND
