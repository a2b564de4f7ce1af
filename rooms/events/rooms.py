"""A room and its members, and what happens to them."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from livesell.wire.envelope import Event, Frame, Id, Millis, Offset, Person


class RoomView(Frame):
    """A room as its visitors see it."""

    id: Id
    title: str
    about: str
    followers: int
    rehearsal: bool = Field(description="a room beside the real one, to rehearse in")
    claim_words: list[str] = Field(description="said in chat, they claim: sold 14 M x2")
    moderators_named: bool = Field(description="who was acted on reads by whom; otherwise: by the moderators")
    pass_words: list[str] = Field(description="said in chat, they give a claim back")


class RoomOpened(Event):
    """The room exists. Always the first event of its ledger."""

    type: Literal["room.opened"] = "room.opened"
    room: RoomView


class RoomEdited(Event):
    """The room says something else of itself."""

    type: Literal["room.edited"] = "room.edited"
    room: RoomView


class RoleSet(Event):
    """Somebody has another role in this room."""

    type: Literal["member.role_set"] = "member.role_set"
    urgent: ClassVar[bool] = True
    concerns: ClassVar[str | None] = "user_id"
    user_id: Id
    name: str
    role: Literal["owner", "host", "seller", "moderator", "buyer"]


class RoleOffered(Event):
    """Somebody may have another role here, if she accepts it."""

    type: Literal["member.role_offered"] = "member.role_offered"
    urgent: ClassVar[bool] = True
    user_id: Id
    role: Literal["host", "seller", "moderator"]


class RoleDeclined(Event):
    """She does not want the role that she was offered, or it was taken back: there is no offer any more."""

    type: Literal["member.role_declined"] = "member.role_declined"
    user_id: Id


class MemberBanned(Event):
    """After this offset the person says, claims and reads nothing here."""

    type: Literal["member.banned"] = "member.banned"
    urgent: ClassVar[bool] = True
    concerns: ClassVar[str | None] = "user_id"
    user_id: Id
    until: Millis | None


class MemberUnbanned(Event):
    """The person may come back."""

    type: Literal["member.unbanned"] = "member.unbanned"
    user_id: Id


class MemberMuted(Event):
    """A time-out: after this offset the person says nothing here until then. She watches, claims, bids and pays."""

    type: Literal["member.muted"] = "member.muted"
    urgent: ClassVar[bool] = True
    concerns: ClassVar[str | None] = "user_id"
    user_id: Id
    until: Millis


class MemberUnmuted(Event):
    """The person may speak again."""

    type: Literal["member.unmuted"] = "member.unmuted"
    urgent: ClassVar[bool] = True
    concerns: ClassVar[str | None] = "user_id"
    user_id: Id


class MemberWarned(Event):
    """The person was warned: after this offset she says nothing here before she acknowledged it."""

    type: Literal["member.warned"] = "member.warned"
    urgent: ClassVar[bool] = True
    concerns: ClassVar[str | None] = "user_id"
    user_id: Id


class WarningAcknowledged(Event):
    """The person has read the warning, or it was taken back: no warning is open any more."""

    type: Literal["warning.acknowledged"] = "warning.acknowledged"
    concerns: ClassVar[str | None] = "user_id"
    user_id: Id


class MemberLeft(Event):
    """The person is no member any more: after this offset she says, claims and reads nothing here."""

    type: Literal["member.left"] = "member.left"
    urgent: ClassVar[bool] = True
    concerns: ClassVar[str | None] = "user_id"
    user_id: Id


class CommandRefused(Event):
    """Somebody asked for what her role does not allow, or set stock below what is held. So many a minute are told."""

    type: Literal["command.refused"] = "command.refused"
    user: Person
    command: str = Field(examples=["item.set_stock"])
    code: str = Field(examples=["forbidden"])


class NewcomersNoticed(Event):
    """So many new accounts, all from one address or one device, want the same thing. Nobody was refused for it."""

    type: Literal["newcomers.noticed"] = "newcomers.noticed"
    what: Literal["claims", "bids", "entries"]
    wanted: Id = Field(description="the item; of entries, the giveaway")
    title: str = Field(description="of the item, or the prize")
    accounts: int = Field(description="as many at least")
    minutes: int = Field(description="within so many")


class Notice(Frame):
    """Something that the desk should look at."""

    offset: Offset
    at: Millis
    event: Annotated[CommandRefused | NewcomersNoticed, Field(discriminator="type")]


class RoomFollowed(Event):
    """One more wants to hear of the room."""

    type: Literal["room.followed"] = "room.followed"
    user_id: Id
    followers: int


class RoomUnfollowed(Event):
    """One fewer does."""

    type: Literal["room.unfollowed"] = "room.unfollowed"
    user_id: Id
    followers: int
