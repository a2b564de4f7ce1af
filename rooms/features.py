"""What selling adds to the server, a value a noun; and the noun that has no package: the room and its people."""

from typing import Any, Literal

from django.db.models import Q

from livesell.ledger.feature import Feature, OwnPart, Part, ReadContext, command
from livesell.wire.envelope import Millis
from rooms import members, permissions, room
from rooms.auctions import feature as auctions
from rooms.checkout import feature as checkout
from rooms.claims import feature as claims
from rooms.customers import feature as customers
from rooms.desk import audit
from rooms.events.rooms import (
    CommandRefused,
    MemberBanned,
    MemberLeft,
    MemberMuted,
    MemberUnbanned,
    MemberUnmuted,
    MemberWarned,
    NewcomersNoticed,
    Notice,
    RoleDeclined,
    RoleOffered,
    RoleSet,
    RoomEdited,
    RoomFollowed,
    RoomOpened,
    RoomUnfollowed,
    RoomView,
    WarningAcknowledged,
)
from rooms.frames.rooms import (
    AcceptRole,
    DeclineRole,
    EditRoom,
    EnterRoom,
    FollowRoom,
    SetLink,
    SetRole,
    UnfollowRoom,
)
from rooms.giveaways import feature as giveaways
from rooms.invites import feature as invites
from rooms.items import feature as items
from rooms.membership import alerts, invitations, lists
from rooms.models.lists import Follow
from rooms.models.rooms import Member, RoleOffer, Room
from rooms.parties import feature as parties
from rooms.presenters import room_view
from rooms.rehearsals import feature as rehearsals
from rooms.server_bans import feature as server_bans


def _room(context: ReadContext) -> RoomView:
    return room_view(Room.objects.get(pk=context.room_id))


def _notices(context: ReadContext) -> list[Notice]:
    return audit.notices(context.room_id)


def _offered(context: ReadContext) -> dict[str, Any]:
    offers = RoleOffer.objects.filter(room_id=context.room_id, user_id__in=context.users)
    return dict(offers.values_list("user_id", "role"))


class _Silences:
    """Who of the readers was timed out or warned, in one query."""

    def __init__(self, context: ReadContext) -> None:
        found = Member.objects.filter(
            Q(muted_until__isnull=False) | Q(warned=True), room_id=context.room_id, user_id__in=context.users
        )
        self.found = list(found.values_list("user_id", "muted_until", "warned"))


def _muted(context: ReadContext) -> dict[str, int]:
    return {user_id: until for user_id, until, _ in context.use(_Silences).found if until is not None}


def _warned(context: ReadContext) -> dict[str, bool]:
    return {user_id: True for user_id, _, warned in context.use(_Silences).found if warned}


def _follows(context: ReadContext) -> dict[str, bool]:
    return dict.fromkeys(lists.FOLLOWERS.lists_of(context.users, [context.room_id]), True)


def _purge(room_id: str) -> None:
    Member.objects.filter(room_id=room_id).delete()
    Follow.objects.filter(room_id=room_id).delete()


ROOM = Feature(
    commands=(
        command(EditRoom, often="20 in 60s", allow=permissions.may_host, run=room.edit),
        command(FollowRoom, often="20 in 60s", allow=permissions.may_take_part, run=lists.follow, bulk=True),
        command(
            UnfollowRoom, often="20 in 60s", allow=permissions.may_take_part, run=lists.unfollow, bulk=True
        ),
        command(SetLink, often="10 in 60s", allow=permissions.may_host, run=invitations.set_link),
        command(EnterRoom, often="10 in 60s", allow=permissions.may_knock, run=invitations.enter),
        command(SetRole, often="30 in 60s", allow=permissions.may_host, run=members.set_role),
        command(AcceptRole, often="10 in 60s", allow=permissions.may_knock, run=members.accept_role),
        command(DeclineRole, often="10 in 60s", allow=permissions.may_knock, run=members.decline_role),
    ),
    show_events=(
        RoomOpened,
        RoomEdited,
        RoomFollowed,
        RoomUnfollowed,
        RoleSet,
        RoleOffered,
        RoleDeclined,
        MemberBanned,
        MemberUnbanned,
        MemberLeft,
        MemberMuted,
        MemberUnmuted,
        MemberWarned,
        WarningAcknowledged,
    ),
    desk_events=(CommandRefused, NewcomersNoticed),
    desk=(Part("notices", list[Notice], _notices),),
    snapshot=(Part("room", RoomView, _room),),
    mine=(
        OwnPart(
            "offered",
            Literal["host", "seller", "moderator"] | None,
            _offered,
            None,
            "a role that she may accept",
        ),
        OwnPart("follows", bool, _follows, False, "the room"),
        OwnPart(
            "muted_until",
            Millis | None,
            _muted,
            None,
            "a time-out, perhaps over: until then nothing is said; why is read over HTTPS",
        ),
        OwnPart("warned", bool, _warned, False, "and not acknowledged it: nothing is said before that"),
    ),
    alerts=alerts.ALERTS,
    purge=_purge,
)

FEATURES = (
    ROOM,
    server_bans.SERVER_BANS,
    invites.INVITES,
    parties.PARTIES,
    items.ITEMS,
    claims.CLAIMS,
    giveaways.GIVEAWAYS,
    auctions.AUCTIONS,
    checkout.ORDERS,
    customers.CUSTOMERS,
    rehearsals.REHEARSALS,
)
"""In the order in which their tables stand on each other, and what follows from a ban happens."""
