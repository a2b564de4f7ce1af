"""Rooms for members, entered by a secret link.

The secret is made in the host's browser and travels in the part of the link behind `#`, which no browser sends to a
server: what is sent is its hash, once, and the secret itself in the command of whoever enters. It stands in no log,
no ledger and no table.
"""

import hashlib
import hmac

from livesell.ledger.turn import QUIET, Recorded, Refused, Turn
from livesell.wire.codes import Code
from rooms.frames.rooms import EnterRoom, SetLink
from rooms.models.rooms import Member, Room


def set_link(turn: Turn, frame: SetLink) -> Recorded:
    """Another secret, or none. Who came in by the old one stays a member."""
    changed = Room.objects.filter(pk=turn.room_id, private=True).update(link_hash=frame.token_hash)
    if not changed:
        raise Refused(Code.WRONG_STATE)
    return QUIET


def enter(turn: Turn, frame: EnterRoom) -> Recorded:
    """The actor becomes a member. A wrong secret, a room without one and no room at all answer alike."""
    room = Room.objects.get(pk=turn.room_id)
    shown = hash_of(frame.token)
    if not room.private or not room.link_hash or not hmac.compare_digest(shown, room.link_hash):
        raise Refused(Code.NOT_FOUND)
    Member.objects.get_or_create(room_id=turn.room_id, user_id=turn.actor.user_id)
    return QUIET


def hash_of(token: str) -> str:
    """What a table knows of a secret."""
    return hashlib.sha256(token.encode()).hexdigest()
