"""Lines among staff, in the window of the chat. They stand on the desk's ledger: who may not read it never gets one."""

import json

from chat.events.staff_lines import StaffLinePosted, StaffLineRemoved, StaffLineView
from chat.frames.staff_lines import PostStaffLine, RemoveStaffLine
from chat.messages.messages import sayable
from livesell.ledger import read, texts
from livesell.ledger.shown import shown
from livesell.ledger.turn import Recorded, Refused, Turn
from livesell.wire import chain
from livesell.wire.codes import Code
from rooms.membership.standing import standing
from rooms.permissions import moderates

POSTED = "staff.posted"
SHOWN = 50


def post(turn: Turn, frame: PostStaffLine) -> Recorded:
    """Say a line to the staff. `empty_text`."""
    text, salt = sayable(frame.text), turn.new_salt()
    event = StaffLinePosted(
        author=turn.actor.person, role=standing(turn).role, text_hash=chain.text_hash(salt, text)
    )
    return turn.record(event, text=text, salt=salt, desk=True)


def remove(turn: Turn, frame: RemoveStaffLine) -> Recorded:
    """Take back one's own, or as a moderator one of somebody below. `not_found`, `forbidden`, `wrong_state`."""
    name = f"room.{turn.room_id}.desk"
    line = next((one for one in _views(read.each_at(name, [frame.line_offset]))), None)
    if line is None:
        raise Refused(Code.NOT_FOUND)
    if line.author.id != turn.actor.user_id and not moderates(turn, line.author.id):
        raise Refused(Code.FORBIDDEN)
    if line.text is None:
        raise Refused(Code.WRONG_STATE)
    recorded = turn.record(StaffLineRemoved(line_offset=line.offset), desk=True)
    assert recorded.written is not None
    texts.hide(name, line.offset, turn.now, recorded.written.offset)
    return recorded


def last(room_id: str) -> list[StaffLineView]:
    """The last fifty, oldest first."""
    return _views(read.last(f"room.{room_id}.desk", [POSTED], most=SHOWN))


def _views(stored: list[read.Stored]) -> list[StaffLineView]:
    return shown([one for one in stored if one.type == POSTED], _view)


def _view(stored: read.Stored) -> StaffLineView:
    fact, event = json.loads(stored.wire), read.recalled(StaffLinePosted, stored)
    return StaffLineView(
        offset=stored.offset, at=fact["at"], author=event.author, role=event.role, text=fact["text"]
    )
