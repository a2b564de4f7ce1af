"""Viewers ask for an item to be shown. Putting it on air answers all of them (`parties.feature`)."""

from livesell.ledger import rows
from livesell.ledger.turn import Recorded, Refused, Turn
from livesell.wire.codes import Code
from rooms.events.items import ItemAsked
from rooms.frames.items import AskItem
from rooms.membership.lists import ASKERS, PeopleLists
from rooms.rules.requests import Wanted, why_not


class Wanting:
    """The announced items that a batch asks for, as one asks for them. One unit of a turn."""

    def __init__(self, turn: Turn) -> None:
        these, listed = rows.any_of(turn.asked("item_id"))
        found = rows.select(
            "SELECT i.id, i.seller_id, i.withdrawn, p.on_air = i.id AS on_air, p.state FROM rooms_item i"
            f" JOIN rooms_party p ON p.id = i.party_id WHERE p.room_id = %s AND p.state <> 'draft' AND i.id {these}",
            [turn.room_id, listed],
        )
        self._items = {
            row["id"]: Wanted(row["state"], row["seller_id"], bool(row["withdrawn"]), bool(row["on_air"]))
            for row in found
        }

    def item(self, item_id: str) -> Wanted | None:
        return self._items.get(item_id)

    def save(self) -> None:
        """Nothing is written through this unit."""


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
