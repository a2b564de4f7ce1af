"""Viewers ask for an item to be shown. Putting it on air answers all of them (`parties.feature`)."""

from livesell.ledger.turn import Recorded, Refused, Turn
from livesell.wire.codes import Code
from rooms.events.items import ItemAsked
from rooms.frames.items import AskItem
from rooms.items.rows import Wanting
from rooms.membership.lists import ASKERS, PeopleLists
from rooms.rules.requests import why_not


def ask(turn: Turn, frame: AskItem) -> Recorded:
    """The actor wants to see an item that is not on air."""
    item = turn.use(Wanting).item(frame.item_id)
    if item is None:
        raise Refused(Code.NOT_FOUND)
    if code := why_not(item, turn.actor.user_id):
        raise Refused(code)
    askers = turn.use(PeopleLists).of(ASKERS, frame.item_id)
    askers.set(turn.actor.user_id, on=True)
    return turn.record(ItemAsked(item_id=frame.item_id, user_id=turn.actor.user_id, count=askers.count))
