"""What a newcomer is given of the selling."""

from typing import Literal

from pydantic import Field

from livesell.wire.envelope import Frame, Id, Offset
from rooms.events.auctions import AuctionView, MyBid
from rooms.events.claims import MyClaim
from rooms.events.giveaways import GiveawayView
from rooms.events.items import ItemView
from rooms.events.parties import PartyView
from rooms.events.rooms import RoomView


class Showcase(Frame):
    """The selling part of a snapshot: announced parties, the last one that ended, and their items."""

    room: RoomView
    parties: list[PartyView] = Field(description="by id")
    items: list[ItemView] = Field(description="by party, in its order; withdrawn ones too")
    giveaways: list[GiveawayView] = Field(description="of these parties, oldest first")
    auctions: list[AuctionView] = Field(description="in the order in which they were put up; closed ones too")


class Mine(Frame):
    """What is the reader's own in a room, true at `offset`: facts up to there are already in it."""

    offset: Offset
    role: Literal["owner", "host", "seller", "moderator", "buyer"]
    offered: Literal["host", "seller", "moderator"] | None = Field(description="a role that she may accept")
    follows: bool = Field(description="the room")
    coming: list[Id] = Field(description="parties shown to which the reader said that she comes, by id")
    asked: list[Id] = Field(description="items shown that the reader wants to see, by id")
    claims: list[MyClaim] = Field(
        description="held, waitlisted, wanted and ordered ones of the parties shown, oldest first"
    )
    entered: list[Id] = Field(
        description="the giveaways shown in which she takes part, in the order of her entries"
    )
    bids: list[MyBid] = Field(
        description="the most that the reader bid for lots that may still be bid for, or that are offered to her at it"
    )
