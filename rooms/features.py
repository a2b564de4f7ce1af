"""What selling adds to the server: its facts, gathered."""

from typing import get_args

from livesell.wire.envelope import Event
from rooms.events.auctions import AuctionEvent
from rooms.events.claims import ClaimEvent
from rooms.events.giveaways import GiveawayEvent
from rooms.events.items import ItemEvent, ItemNoted
from rooms.events.lineup import StageEvent
from rooms.events.orders import OrderDeskEvent, OrderEvent
from rooms.events.parties import DraftChanged, PartyEvent
from rooms.events.rooms import CommandRefused, RoomEvent

ShowEvent = (
    RoomEvent | PartyEvent | StageEvent | ItemEvent | ClaimEvent | GiveawayEvent | AuctionEvent | OrderEvent
)
DeskEvent = DraftChanged | ItemNoted | OrderDeskEvent | CommandRefused

SHOW_EVENTS: tuple[type[Event], ...] = get_args(ShowEvent)
DESK_EVENTS: tuple[type[Event], ...] = get_args(DeskEvent)
