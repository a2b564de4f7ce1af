"""Who stands how in a room: one of the four modules that `chat` may import."""

from collections.abc import Collection

from livesell.accounts.models import User
from livesell.ledger.feature import after_ban, after_role
from livesell.ledger.turn import Recorded, Refused, Turn
from livesell.wire.codes import Code
from rooms.events.rooms import (
    MemberBanned,
    MemberMuted,
    MemberUnbanned,
    MemberUnmuted,
    MemberWarned,
    RoleDeclined,
    RoleOffered,
    RoleSet,
    WarningAcknowledged,
)
from rooms.frames.rooms import AcceptRole, DeclineRole, Role, SetRole
from rooms.membership import rows
from rooms.membership.standing import Members, let_in, somebody as somebody, standing as standing
from rooms.models.lists import Follow
from rooms.models.orders import Order
from rooms.models.rooms import Member, RoleOffer, RoleRefusal, Room
from rooms.orders.known import KnownBuyers
from rooms.rules.roles import MODERATORS, STAFF, Standing, may_grant, may_offer, outranks

MAX_OFFERS = 100
"""Offers of a room that wait for an answer."""


def set_role(turn: Turn, frame: SetRole) -> Recorded:
    """Give or take a role. Held to the ranks: never your own rank, never to your equals.

    Who is not of the staff is offered it: nobody is made staff of a room that she does not want.
    """
    receiver = somebody(frame.user_id)
    own = turn.use(Members).of(receiver.pk)
    if not may_grant(standing(turn), own, frame.role):
        raise Refused(Code.FORBIDDEN)
    if frame.role in STAFF and own.role not in STAFF:
        return _offer(turn, receiver, frame.role)
    if frame.role not in STAFF and RoleOffer.objects.filter(room_id=turn.room_id, user=receiver).delete()[0]:
        return turn.record(RoleDeclined(user_id=receiver.pk))
    return give(turn, receiver, frame.role)


def accept_role(turn: Turn, frame: AcceptRole) -> Recorded:
    """The actor has the role that she was offered, if who offered it still may give it."""
    offer = (
        RoleOffer.objects.filter(room_id=turn.room_id, user_id=turn.actor.user_id)
        .select_related("by")
        .first()
    )
    if offer is None or offer.role != frame.role:
        raise Refused(Code.NOT_FOUND)
    if not may_grant(giver(turn, offer.by), turn.use(Members).of(turn.actor.user_id), offer.role):
        raise Refused(Code.FORBIDDEN)
    return give(turn, somebody(turn.actor.user_id), frame.role)


def giver(turn: Turn, person: User) -> Standing:
    """How somebody stands who gave what another takes now. A banned one and a closed account give nothing."""
    own = turn.use(Members).of(person.pk)
    if not person.is_active or own.is_banned(turn.now):
        return Standing(person.pk)
    return Standing(person.pk, "owner", member=True) if person.is_superuser else own


def decline_role(turn: Turn, _frame: DeclineRole) -> Recorded:
    """She does not want it; and is not asked again by the same person for a day."""
    offer = RoleOffer.objects.filter(room_id=turn.room_id, user_id=turn.actor.user_id).first()
    if offer is None:
        raise Refused(Code.NOT_FOUND)
    offer.delete()
    RoleRefusal.objects.update_or_create(
        room_id=turn.room_id, user_id=turn.actor.user_id, by_id=offer.by_id, defaults={"at": turn.now}
    )
    return turn.record(RoleDeclined(user_id=turn.actor.user_id))


def _offer(turn: Turn, receiver: User, role: Role) -> Recorded:
    """It stands until it is answered or taken back. Another one to the same person takes its place."""
    refusals = RoleRefusal.objects.filter(room_id=turn.room_id, user=receiver, by_id=turn.actor.user_id)
    if not may_offer(refusals.values_list("at", flat=True).first(), turn.now):
        raise Refused(Code.WRONG_STATE, "she left a role of yours; she can be asked again a day later")
    others = RoleOffer.objects.filter(room_id=turn.room_id).exclude(user=receiver)
    if others.count() >= MAX_OFFERS:
        raise Refused(Code.LIMIT)
    terms = {"role": role, "by_id": turn.actor.user_id, "at": turn.now}
    RoleOffer.objects.update_or_create(room_id=turn.room_id, user=receiver, defaults=terms)
    return turn.record(RoleOffered.model_validate({"user_id": receiver.pk, "role": role}))


def give(turn: Turn, receiver: User, role: Role) -> Recorded:
    """She has the role from now on, with what follows from it. An offer that waited for her is answered by it."""
    RoleOffer.objects.filter(room_id=turn.room_id, user=receiver).delete()
    Member.objects.update_or_create(room_id=turn.room_id, user=receiver, defaults={"role": role})
    recorded = turn.record(RoleSet(user_id=receiver.pk, name=receiver.name, role=role))
    after_role(turn, receiver.pk, role)
    return recorded


def make_owner(turn: Turn) -> None:
    """The actor owns this room, which she has just opened."""
    Member.objects.create(room_id=turn.room_id, user_id=turn.actor.user_id, role=Member.OWNER)


def ban(turn: Turn, user_id: str, until: int | None) -> Recorded:
    """Shut somebody out. Her role, her claims and her bids go with it, and what she sells or gives away is off sale.

    Refused for those of the actor's rank or above.
    """
    person = _below_inside(turn, user_id)
    RoleOffer.objects.filter(room_id=turn.room_id, user=person).delete()
    changes = {"banned": True, "banned_until": until, "role": Member.BUYER}
    Member.objects.update_or_create(room_id=turn.room_id, user=person, defaults=changes)
    recorded = turn.record(MemberBanned(user_id=person.pk, until=until))
    after_ban(turn, person.pk)
    return recorded


def unban(turn: Turn, user_id: str) -> Recorded:
    """Let somebody in again."""
    person = _below(turn, user_id)
    if not Member.objects.filter(room_id=turn.room_id, user=person, banned=True).update(
        banned=False, banned_until=None
    ):
        raise Refused(Code.WRONG_STATE)
    return turn.record(MemberUnbanned(user_id=person.pk))


def others_moderate(turn: Turn) -> bool:
    """Whether somebody besides the actor keeps this room kind."""
    found = Member.objects.filter(let_in(turn.now), room_id=turn.room_id, role__in=MODERATORS)
    return found.exclude(user_id=turn.actor.user_id).exists()


def mute(turn: Turn, user_id: str, until: int) -> Recorded:
    """A time-out: she says nothing until then. Refused for those of the actor's rank or above."""
    person = _below_inside(turn, user_id)
    Member.objects.update_or_create(room_id=turn.room_id, user=person, defaults={"muted_until": until})
    return turn.record(MemberMuted(user_id=person.pk, until=until))


def unmute(turn: Turn, user_id: str) -> Recorded:
    """End a time-out; `wrong_state` where none is in force."""
    person = _below(turn, user_id)
    muted = Member.objects.filter(room_id=turn.room_id, user=person, muted_until__gt=turn.now)
    if not muted.update(muted_until=None):
        raise Refused(Code.WRONG_STATE)
    return turn.record(MemberUnmuted(user_id=person.pk))


def warn(turn: Turn, user_id: str) -> Recorded:
    """She says nothing before she acknowledged it. Refused for those of the actor's rank or above."""
    person = _below_inside(turn, user_id)
    Member.objects.update_or_create(room_id=turn.room_id, user=person, defaults={"warned": True})
    return turn.record(MemberWarned(user_id=person.pk))


def acknowledge(turn: Turn, user_id: str) -> Recorded:
    """No warning of hers is open any more; `wrong_state` where none was."""
    if not Member.objects.filter(room_id=turn.room_id, user_id=user_id, warned=True).update(warned=False):
        raise Refused(Code.WRONG_STATE)
    return turn.record(WarningAcknowledged(user_id=user_id))


def relieve(turn: Turn, user_id: str, act: str) -> None:
    """End somebody's `ban`, `mute` or `warn`; nothing is told where none is in force. Who may was asked before."""
    here = Member.objects.filter(room_id=turn.room_id, user_id=user_id)
    if act == "ban" and here.filter(banned=True).update(banned=False, banned_until=None):
        turn.record(MemberUnbanned(user_id=user_id))
    if act == "mute" and here.filter(muted_until__isnull=False).update(muted_until=None):
        turn.record(MemberUnmuted(user_id=user_id))
    if act == "warn" and here.filter(warned=True).update(warned=False):
        turn.record(WarningAcknowledged(user_id=user_id))


def are_moderators_named(room_id: str) -> bool:
    """Whether who was acted on in this room reads by whom."""
    return Room.objects.filter(pk=room_id, moderators_named=True).exists()


def seen_here(room_id: str, user_id: str) -> Member:
    """Somebody's row in a room; one that says nothing of her where there is none. It is read alone."""
    return Member.objects.filter(room_id=room_id, user_id=user_id).first() or Member()


def bought(room_id: str, user_id: str) -> tuple[int, int]:
    """How many of somebody's orders in a room were paid, and how many there are that were not cancelled."""
    own = Order.objects.filter(party__room_id=room_id, buyer_id=user_id).exclude(state="cancelled")
    return own.filter(state__in=("paid", "shipped", "done")).count(), own.count()


def roles_of(room_id: str, user_ids: Collection[str]) -> dict[str, str]:
    """The roles of these people in a room; who has no row there is left out."""
    found = Member.objects.filter(room_id=room_id, user_id__in=user_ids)
    return dict(found.values_list("user_id", "role"))


def inside(turn: Turn, user_id: str) -> User:
    """Somebody who may be in the room; `not_found`."""
    return _inside(turn, somebody(user_id))


def _below_inside(turn: Turn, user_id: str) -> User:
    """Somebody below the actor who may be in the room: a row of a stranger would let her into one for members."""
    return _inside(turn, _below(turn, user_id))


def _inside(turn: Turn, person: User) -> User:
    if turn.use(Members).private and not turn.use(Members).of(person.pk).member:
        raise Refused(Code.NOT_FOUND)
    return person


def sell_to_known_buyers_only(turn: Turn, *, on: bool) -> None:
    """From now on only who has bought here before may claim and bid; or everybody again."""
    Room.objects.filter(pk=turn.room_id).update(known_buyers_only=on)


MOST_BANNED = 1_000
"""With so many of those who are banned a newcomer is compared."""


class BannedNow:
    """Whom a ban keeps out of the room, of the room or of the whole server; their names and keys of names."""

    def __init__(self, turn: Turn) -> None:
        self.people = rows.banned(turn.room_id, turn.now, MOST_BANNED)

    def save(self) -> None:
        """Nothing is written through this unit."""


class Familiar:
    """How well the room knows those of the batch: since when each follows it, and who has bought in it."""

    def __init__(self, turn: Turn) -> None:
        self._turn = turn
        self._followed = dict(
            Follow.objects.filter(room_id=turn.room_id, user_id__in=turn.actors).values_list("user_id", "at")
        )

    def followed_at(self, user_id: str) -> int | None:
        """Since when she follows the room, in ms; None if she does not."""
        return self._followed.get(user_id)

    def has_bought(self, user_id: str) -> bool:
        """Whether she has an order in the room that was not cancelled."""
        return user_id in self._turn.use(KnownBuyers)

    def save(self) -> None:
        """Nothing is written through this unit."""


def _below(turn: Turn, user_id: str) -> User:
    person = somebody(user_id)
    if person.is_superuser or not outranks(standing(turn), turn.use(Members).of(person.pk)):
        raise Refused(Code.FORBIDDEN)
    return person
