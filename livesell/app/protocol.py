"""The frames that hold an app's own shapes: what the platform envelopes carry in this server.

At run time these frames are put together from bytes that were encoded once; the tests hold each of
them against the models here, and the generated files (`frontend/src/wire`, `docs/protocol.md`)
come from them.
"""

from typing import TYPE_CHECKING, Annotated, Any, Literal, Union

from pydantic import Field, create_model

from livesell.app.asides import Aside
from livesell.app.features import DESK_EVENTS, FEATURES, SHOW_EVENTS
from livesell.ledger.feature import OwnPart, Part
from livesell.wire.envelope import (
    CommandId,
    Ended,
    Frame,
    Hash,
    Id,
    Millis,
    Offset,
    Pong,
    Presence,
    Reactions,
    Refusal,
    Welcome,
)

Role = Literal["owner", "host", "seller", "moderator", "buyer"]


def _model(name: str, doc: str, parts: tuple[Part | OwnPart, ...], **fields: Any) -> type[Frame]:
    """A frame with these fields, and then one for each part that a feature declares."""
    declared: dict[str, Any] = {part.name: (part.type, Field(description=part.about)) for part in parts}
    return create_model(name, __base__=Frame, __doc__=doc, __module__=__name__, **fields, **declared)


if TYPE_CHECKING:  # nobody reads a field of theirs by its name
    AnyEvent = Frame
    ShowSnapshot = Frame
    DeskSnapshot = Frame
    Mine = Frame
else:
    AnyEvent = Annotated[Union[(*SHOW_EVENTS, *DESK_EVENTS)], Field(discriminator="type")]
    ShowSnapshot = _model(
        "ShowSnapshot",
        "Everything a newcomer needs to see a room.",
        tuple(part for feature in FEATURES for part in feature.snapshot),
    )
    DeskSnapshot = _model(
        "DeskSnapshot",
        "What staff need besides: the last hundred acts of moderation and the last hundred notices, oldest first.",
        tuple(part for feature in FEATURES for part in feature.desk),
    )
    Mine = _model(
        "Mine",
        "What is the reader's own in a room, true at `offset`: facts up to there are already in it.",
        tuple(part for feature in FEATURES for part in feature.mine),
        offset=(Offset, ...),
        role=(Role, ...),
    )


class Fact(Frame):
    """An event at its place in a ledger. `text` is there for messages only: null once removed or forgotten."""

    offset: Offset
    at: Millis
    event: AnyEvent
    text: str | None = None


class Push(Frame):
    """Facts of one ledger in their order: the first is the one after the last that was sent."""

    kind: Literal["push"] = "push"
    room: Id
    ledger: Literal["show", "desk"]
    facts: list[Fact]
    hash: Hash = Field(examples=["4e07408562bedb8b60ce05c1decfe3ad16b72230967de01f640b7e4729b49fce"])


class Joined(Frame):
    """The answer to a join: the missed facts follow (`resumed`), or everything anew (`snapshot`)."""

    kind: Literal["joined"] = "joined"
    id: CommandId = Field(examples=["c-7Q2mZr1X"])
    room: Id
    ledger: Literal["show", "desk"]
    epoch: str
    offset: Offset = Field(description="pushes go on after this")
    hash: Hash
    resumed: bool
    snapshot: ShowSnapshot | DeskSnapshot | None
    mine: Mine | None = Field(description="null for guests, on the desk, and when resumed")


class Reset(Frame):
    """Unasked: what you know cannot be continued; begin again from this snapshot."""

    kind: Literal["reset"] = "reset"
    room: Id
    ledger: Literal["show", "desk"]
    reason: Literal["behind", "epoch", "mismatch"]
    epoch: str
    offset: Offset
    hash: Hash
    snapshot: ShowSnapshot | DeskSnapshot
    mine: Mine | None


class SnapshotOut(Frame):
    """A room over HTTPS: the shared part, true at `offset`, and the caller's own, true at its own offset."""

    epoch: str
    offset: Offset
    hash: Hash
    snapshot: ShowSnapshot
    mine: Mine | None


class Reply(Frame):
    """The one answer to one command: its first fact and where that stands, or why not."""

    kind: Literal["reply"] = "reply"
    id: CommandId
    ok: bool
    fact: Fact | None = Field(description="the fact this command made; without the text of a message")
    ledger: Literal["show", "desk"] | None = Field(description="where the fact stands")
    aside: Aside | None = Field(
        description="told to you alone: what your chat word was taken for, that your message waits, what act you did"
    )
    error: Refusal | None


Downward = Annotated[
    Welcome | Pong | Joined | Push | Reset | Ended | Presence | Reactions | Reply,
    Field(discriminator="kind"),
]
