"""New accounts in numbers, from one address or one device, who want the same thing: told on the desk, once for each.

From where they came is never known here: who counts them keeps that for minutes and tells the number alone.
"""

from typing import Literal

from livesell.ledger import read
from livesell.ledger.turn import Handler, Recorded, Refused, Turn
from livesell.wire.codes import Code
from livesell.wire.envelope import Command
from rooms.events.rooms import NewcomersNoticed
from rooms.models.giveaways import Giveaway
from rooms.models.items import Item
from rooms.permissions import may_keep_time
from rooms.rules.newcomers import WITHIN

NOTICED = "newcomers.noticed"
OF_ALL = 30
"""How many are told within `WITHIN` in one room."""


class NoticeNewcomers(Command):
    """The server's own command. `wanted`: the item, lot or giveaway that so many want."""

    type: Literal["newcomers.notice"] = "newcomers.notice"
    what: Literal["claims", "bids", "entries"]
    wanted: str
    accounts: int


def notice(turn: Turn, frame: NoticeNewcomers) -> Recorded:
    """Tell the desk, unless as many were told of this thing just now, or enough of everything."""
    event = _event(turn.room_id, frame)
    told = [one for one in _told_lately(turn) if one.what == event.what and one.wanted == event.wanted]
    if any(one.accounts >= event.accounts for one in told):
        raise Refused(Code.WRONG_STATE)
    return turn.record(event, desk=True)


NOTICE = Handler(may_keep_time, notice)


def _told_lately(turn: Turn) -> list[NewcomersNoticed]:
    stored = read.last(f"room.{turn.room_id}.desk", [NOTICED], most=OF_ALL)
    fresh = [one for one in stored if read.moment_of(one) > turn.now - WITHIN]
    if len(fresh) >= OF_ALL:
        raise Refused(Code.LIMIT)
    return [read.recalled(NewcomersNoticed, one) for one in fresh]


def _event(room_id: str, frame: NoticeNewcomers) -> NewcomersNoticed:
    """Claims and bids are told by item, whatever variant or lot of it; an entry by its giveaway."""
    if frame.what == "entries":
        giveaways = Giveaway.objects.filter(pk=frame.wanted, party__room_id=room_id)
        found = giveaways.values_list("pk", "prize").first()
    else:
        ways = {"claims": "pk", "bids": "variants__auctions"}
        items = Item.objects.filter(**{ways[frame.what]: frame.wanted}, party__room_id=room_id)
        found = items.values_list("pk", "title").first()
    if found is None:
        raise Refused(Code.NOT_FOUND)
    wanted, title = found
    return NewcomersNoticed(
        what=frame.what, wanted=wanted, title=title, accounts=frame.accounts, minutes=WITHIN // 60_000
    )
