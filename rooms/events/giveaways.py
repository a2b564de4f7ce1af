"""Giveaways, and what happens to them. All that a draw can be checked by is here; `docs/selling.md` says how."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from livesell.wire.envelope import Event, Frame, Id, Millis, Offset, Person

Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$", description="32 bytes in hex")]
CallOffCode = Literal["giver_out"]
"""Who gives it was shut out."""


class GiveawayView(Frame):
    """A giveaway."""

    id: Id
    party_id: Id
    giver: Person
    prize: str
    item_id: Id | None
    variant_id: Id | None = Field(description="of which a unit is kept for each place")
    eligible: Literal["everyone", "followers", "buyers"]
    places: int
    commitment: Digest = Field(
        examples=["5feceb66ffc86f38d952786c6d696c79c2dbc239dd4e91b46729d73a27fb57e9"],
        description="SHA-256 of the seed",
    )
    closes_at: Millis
    state: Literal["open", "drawn", "cancelled"]
    entrants: int
    winners: list[Person] = Field(description="in the order of the draw")
    reason: str | None = Field(description="why it was cancelled: what who did so wrote")
    reason_code: CallOffCode | None = Field(description="why the server cancelled it")


class GiveawayOpened(Event):
    """Entries are taken, and the seed of the draw is fixed: this names its hash."""

    type: Literal["giveaway.opened"] = "giveaway.opened"
    urgent: ClassVar[bool] = True
    giveaway: GiveawayView


class GiveawayEntered(Event):
    """Somebody takes part."""

    type: Literal["giveaway.entered"] = "giveaway.entered"
    giveaway_id: Id
    entrant: Person


class GiveawayLeft(Event):
    """Somebody takes part no more: she was shut out of the room, or became one of its staff."""

    type: Literal["giveaway.left"] = "giveaway.left"
    giveaway_id: Id
    user_id: Id
    reason: Literal["banned", "staff"]


class GiveawayClosed(Event):
    """The list is frozen: how many there are, the hash of the list, and where the first and the last entry stand."""

    type: Literal["giveaway.closed"] = "giveaway.closed"
    giveaway_id: Id
    entrants: int
    list_hash: Digest = Field(examples=["6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b"])
    first: Offset | None
    last: Offset | None


class GiveawayDrawn(Event):
    """The winners, and the seed that decided."""

    type: Literal["giveaway.drawn"] = "giveaway.drawn"
    urgent: ClassVar[bool] = True
    giveaway_id: Id
    seed: Digest = Field(examples=["d4735e3a265e16eee03f59718b9b5d03019c07d8b6c51f90da3a666eec13ab35"])
    winners: list[Person] = Field(description="in the order of the draw")


class GiveawayRedrawn(Event):
    """Somebody won in another's place: the next in the order of the draw, or nobody where none is left."""

    type: Literal["giveaway.redrawn"] = "giveaway.redrawn"
    urgent: ClassVar[bool] = True
    giveaway_id: Id
    loser: Person
    reason: str
    passed_over: list[Person] = Field(description="next in order, but shut out or staff by now")
    winner: Person | None


class GiveawayCancelled(Event):
    """There is no draw. The seed is told all the same, so that anybody may see who would have won."""

    type: Literal["giveaway.cancelled"] = "giveaway.cancelled"
    urgent: ClassVar[bool] = True
    giveaway_id: Id
    reason: str | None
    reason_code: CallOffCode | None
    seed: Digest
