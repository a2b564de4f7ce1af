"""The commands about raids, as a client sends them."""

from typing import Annotated, Literal

from pydantic import Field

from chat.rules.raids import RaidsFrom
from livesell.wire.envelope import Command, Id
from livesell.wire.text import Line, at_most

SHORTEST, LONGEST = 30, 300
"""Seconds for which viewers are invited."""
Address = Annotated[Line, Field(min_length=1, examples=["https://shop.example/live"]), at_most(300)]


class OfferRaid(Command):
    """Invite the viewers to another room of this server, or to an address elsewhere: one of the two.

    Nobody is moved: each chooses. While a party is on, and for ten minutes after it.
    """

    type: Literal["raid.offer"] = "raid.offer"
    room_id: Id | None = None
    address: Address | None = Field(default=None, description="https; the server never asks it for anything")
    seconds: int = Field(default=60, ge=SHORTEST, le=LONGEST)


class TakeBackRaid(Command):
    """Invite nobody any more; the other room is not told that anybody came."""

    type: Literal["raid.take_back"] = "raid.take_back"
    raid_id: Id


class JoinRaid(Command):
    """Say that you go. You are counted once, and the other room learns a number, no names."""

    type: Literal["raid.join"] = "raid.join"
    raid_id: Id


class DismissRaid(Command):
    """Show no more that viewers of another room came."""

    type: Literal["raid.dismiss"] = "raid.dismiss"
    raid_id: Id


class AllowRaids(Command):
    """Say who may send viewers here: every room, rooms that your hosts follow, or none."""

    type: Literal["raid.allow"] = "raid.allow"
    raids_from: RaidsFrom
