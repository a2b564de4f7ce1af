"""Bans from the whole server, as turns.

In the room where one is made everything of hers goes in the same turn. In the others she is refused from the next turn
on, since each asks for her standing; the clock lets go there of what she holds, within a second or two.
"""

from typing import Literal

from django.db.models import Q

from livesell.accounts import bans
from livesell.ledger.feature import after_ban
from livesell.ledger.turn import QUIET, Recorded, Refused, Turn
from livesell.wire.codes import Code
from livesell.wire.envelope import Command, Id
from rooms.frames.server_bans import BanFromServer, UnbanFromServer
from rooms.membership.standing import somebody
from rooms.models.claims import Claim
from rooms.models.rooms import Room, ShutOut


class LetGoOfShutOut(Command):
    """The clock's: somebody was banned from the server, and what she holds in this room is let go."""

    type: Literal["server.let_go"] = "server.let_go"
    user_id: Id


def ban(turn: Turn, frame: BanFromServer) -> Recorded:
    """Shut her out everywhere. `forbidden` for who runs the server, `wrong_state` for a moment that is over."""
    person = somebody(frame.user_id)
    if person.is_superuser:
        raise Refused(Code.FORBIDDEN)
    if frame.until is not None and frame.until <= turn.now:
        raise Refused(Code.WRONG_STATE)
    bans.ban(person, by=turn.actor.user_id, reason=frame.reason, until=frame.until, now=turn.now)
    ShutOut.objects.bulk_create(
        [
            ShutOut(room_id=room_id, user=person, at=turn.now)
            for room_id in _rooms_of(person.pk) - {turn.room_id}
        ],
        ignore_conflicts=True,
    )
    after_ban(turn, person.pk)
    return QUIET


def unban(turn: Turn, frame: UnbanFromServer) -> Recorded:
    """Let her sign in again; `wrong_state` where no ban is in force."""
    person = somebody(frame.user_id)
    if not bans.lift(person, by=turn.actor.user_id, now=turn.now):
        raise Refused(Code.WRONG_STATE)
    ShutOut.objects.filter(user=person).delete()
    return QUIET


def let_go(turn: Turn, frame: LetGoOfShutOut) -> Recorded:
    """What she holds, leads and sells here goes, as after a ban from the room. Roles stay: a ban may be undone."""
    if not ShutOut.objects.filter(room_id=turn.room_id, user_id=frame.user_id).delete()[0]:
        raise Refused(Code.WRONG_STATE)
    after_ban(turn, frame.user_id)
    return QUIET


def _rooms_of(user_id: str) -> set[str]:
    """The rooms in which she has a standing, claims something, bids, or takes part in a giveaway."""
    claims = Claim.objects.filter(buyer_id=user_id, state__in=("held", "waitlisted", "wanted"))
    of_items = Q(parties__items__variants__claims__in=claims)
    bidding = Q(parties__items__variants__auctions__history__bidder_id=user_id)
    entered = Q(parties__giveaways__entries__user_id=user_id)
    found: set[str] = set()
    for some in (Q(members__user_id=user_id), of_items, bidding, entered):
        found |= set(Room.objects.filter(some).values_list("pk", flat=True))
    return found
