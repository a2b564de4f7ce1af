"""Links that give a role: made by who may give it, good once or until they end.

As with the link into a room for members, the secret is made in the browser and stands behind `#` in the address: the
server gets its hash, and the secret itself in the command of whoever takes it. A link gives no more than its maker
could give herself at that moment.
"""

from typing import Literal, cast

from livesell.accounts.people import is_operator
from livesell.ledger.shown import shown
from livesell.ledger.turn import Recorded, Refused, Turn
from livesell.wire.codes import Code
from livesell.wire.envelope import Command, Id, Person
from rooms import members
from rooms.events.invites import InviteEnded, InviteMade, InviteTaken, InviteView
from rooms.frames.invites import MakeInvite, TakeInvite, WithdrawInvite
from rooms.membership.invitations import hash_of
from rooms.membership.standing import standing
from rooms.models.invites import Invite
from rooms.models.rooms import Room
from rooms.rules.roles import RANKS, Role, Standing, may_grant

MAX_INVITES = 50
"""Links of a room that are good at once."""
HOUR = 3_600_000
ANYBODY = Standing("")


class EndInvite(Command):
    """The clock's: the time of a link is over."""

    type: Literal["invite.end"] = "invite.end"
    invite_id: Id


def make(turn: Turn, frame: MakeInvite) -> Recorded:
    """`forbidden` for a role that the actor may not give; `wrong_state` in a rehearsal, whose staff is the room's."""
    if not may_grant(standing(turn), ANYBODY, frame.role):
        raise Refused(Code.FORBIDDEN)
    there = Invite.objects.filter(room_id=turn.room_id)
    if Room.objects.filter(pk=turn.room_id, rehearsal_of__isnull=False).exists():
        raise Refused(Code.WRONG_STATE)
    if there.filter(token_hash=frame.token_hash).exists():
        raise Refused(Code.WRONG_STATE, "a secret is good for one link")
    if there.count() >= MAX_INVITES:
        raise Refused(Code.LIMIT)
    invite = Invite.objects.create(
        room_id=turn.room_id,
        token_hash=frame.token_hash,
        role=frame.role,
        once=frame.once,
        by_id=turn.actor.user_id,
        at=turn.now,
        ends_at=turn.now + frame.hours * HOUR,
    )
    return turn.record(InviteMade(invite=_view(invite)), desk=True)


def withdraw(turn: Turn, frame: WithdrawInvite) -> Recorded:
    """Her own, or one for a role that she could give."""
    invite = Invite.objects.filter(room_id=turn.room_id, pk=frame.invite_id).first()
    if invite is None:
        raise Refused(Code.NOT_FOUND)
    if invite.by_id != turn.actor.user_id and not may_grant(standing(turn), ANYBODY, invite.role):
        raise Refused(Code.FORBIDDEN)
    return _end(turn, invite, "withdrawn")


def take(turn: Turn, frame: TakeInvite) -> Recorded:
    """The actor has the role from now on. A wrong secret and a link that is no more answer alike."""
    good = Invite.objects.filter(room_id=turn.room_id, ends_at__gt=turn.now).select_related("by")
    invite = good.filter(token_hash=hash_of(frame.token)).first()
    if invite is None:
        raise Refused(Code.NOT_FOUND)
    own = standing(turn)
    if RANKS[own.role] >= RANKS[invite.role]:
        raise Refused(Code.WRONG_STATE, "she has that role already, or a higher one")
    if not may_grant(members.giver(turn, invite.by), own, invite.role):
        raise Refused(Code.FORBIDDEN)
    view = _view(invite)
    if invite.once:
        invite.delete()
    taken = InviteTaken(invite_id=view.id, user=turn.actor.person, role=view.role, by=view.by)
    turn.record(taken, desk=True)
    return members.give(turn, members.somebody(turn.actor.user_id), view.role)


def end(turn: Turn, frame: EndInvite) -> Recorded:
    """Its time is over."""
    over = Invite.objects.filter(room_id=turn.room_id, pk=frame.invite_id, ends_at__lte=turn.now)
    invite = over.first()
    if invite is None:
        raise Refused(Code.WRONG_STATE)
    return _end(turn, invite, "expired")


def end_those_of(turn: Turn, user_id: str, role: str = "buyer") -> None:
    """Somebody has that role now: the links that she could not make any more are gone. Operators can make them all."""
    maker = Standing(user_id, "owner" if is_operator(user_id) else cast(Role, role))
    for invite in Invite.objects.filter(room_id=turn.room_id, by_id=user_id).order_by("pk"):
        if not may_grant(maker, ANYBODY, invite.role):
            _end(turn, invite, "maker")


def standing_invites(room_id: str) -> list[InviteView]:
    """The links of a room that are good, the oldest first."""
    return shown(Invite.objects.filter(room_id=room_id).select_related("by").order_by("pk"), _view)


def forget(room_id: str) -> None:
    """Delete the links of a room that is no more."""
    Invite.objects.filter(room_id=room_id).delete()


def _end(turn: Turn, invite: Invite, why: Literal["withdrawn", "expired", "maker"]) -> Recorded:
    view = _view(invite)
    invite.delete()
    return turn.record(InviteEnded(invite_id=view.id, role=view.role, why=why), desk=True)


def _view(invite: Invite) -> InviteView:
    by = Person(id=invite.by_id, name=invite.by.name)
    return InviteView.model_validate(
        {"id": invite.pk, "role": invite.role, "once": invite.once, "by": by, "ends_at": invite.ends_at}
    )
