"""The frames around every command and event, in both directions.

Up, a client sends a `Request`: its own id, the room it concerns, and a typed body. Down, every frame
has a `kind`: the one `reply` to one request, or something unasked.
"""

from enum import StrEnum
from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field

from livesell.wire.codes import Code
from livesell.wire.ids import ID_PATTERN

SUBPROTOCOL = "livesell.v1.json"
MAX_FRAME_BYTES = 256 * 1024
"""Room for the largest command whose every text is as long as it may be, in letters of four bytes, each escaped."""
MAX_GREETING_BYTES = 4 * 1024
"""Of a frame from who has not been welcomed yet: a hello with its ticket takes a few hundred."""
PING_SECONDS = 12
ACK_FRAMES = 128

Id = Annotated[str, Field(pattern=ID_PATTERN, description="a lower-case ULID")]
CommandId = Annotated[
    str, Field(pattern=r"^[A-Za-z0-9_-]{8,64}$", description="made by the client, fresh for each intent")
]
LAST_MS = 4_102_444_800_000
"""2100-01-01: no instant of a show lies after it, and calendars of every library can reckon around it."""
Millis = Annotated[int, Field(ge=0, le=LAST_MS, description="milliseconds since the epoch, UTC")]
Offset = Annotated[
    int, Field(ge=0, le=2**53 - 1, description="place in a ledger; 0 is before the first event")
]

Hash = Annotated[
    str, Field(pattern=r"^[0-9a-f]{64}$", description="of the chain at the last offset told here")
]


class Frame(BaseModel):
    """A closed, immutable, strictly typed piece of the wire."""

    model_config = ConfigDict(
        strict=True,
        frozen=True,
        extra="forbid",
        json_schema_serialization_defaults_required=True,
        use_enum_values=True,
    )


class Command(Frame):
    """What a client asks for. Subclasses set `type` to `noun.verb`.

    `sent`: the JSON of it as the client wrote it, if it came from one; no part of what the command says.
    """

    __slots__ = ("sent",)


class Event(Frame):
    """A fact in the past tense. Subclasses set `type` to `noun.past`.

    `urgent`: leaves at once, taking along what is pending. `redacts`: the field that names the offset
    whose text must never be served again, there or in a later fact that names it in the same field.
    `redacts_all_of`: the field that names the user none of whose texts so far may be served again; a fact with a text
    has an `author`. `concerns`: the field that names the user whose standing changed, so that her connections read on
    only after they were checked again.
    """

    urgent: ClassVar[bool] = False
    redacts: ClassVar[str | None] = None
    redacts_all_of: ClassVar[str | None] = None
    concerns: ClassVar[str | None] = None


class Person(Frame):
    """Somebody as everybody may see her: never an address, never an e-mail."""

    id: Id
    name: str = Field(examples=["Hana"])


class Which(StrEnum):
    """A room has two ledgers: the public show, and the desk that only staff may read."""

    SHOW = "show"
    DESK = "desk"


class Position(Frame):
    """A place in one life of a ledger."""

    epoch: str = Field(examples=["a1b2c3d4"], min_length=1, max_length=32)
    offset: Offset


class Hello(Command):
    """The first frame of every connection, within five seconds."""

    type: Literal["session.hello"] = "session.hello"
    ticket: str = Field(
        examples=["q4Zr1mXw8KcTn0sVb7Lp2g"],
        min_length=16,
        max_length=128,
        description="single use, 60 seconds, from POST /api/tickets",
    )


class Ping(Command):
    """Sent about every twelve seconds; the `pong` carries the server's clock."""

    type: Literal["session.ping"] = "session.ping"
    in_sight: bool = Field(
        default=False, description="a person has the page in front of her: she need not be told elsewhere"
    )


class Ack(Command):
    """How many frames you have read on this connection; nothing answers it.

    Said whenever as many as `welcome` told were read since. Who leaves 256 unacknowledged is sent no more until she
    says this, and closed after twenty to forty seconds.
    """

    type: Literal["session.ack"] = "session.ack"
    frames: int = Field(ge=0, le=2**53 - 1)


class Join(Command):
    """Read a room's ledger from now on; with a position, from there on."""

    type: Literal["room.join"] = "room.join"
    ledger: Literal["show", "desk"] = "show"
    position: Position | None = None


class Leave(Command):
    """Stop reading a room's ledger."""

    type: Literal["room.leave"] = "room.leave"
    ledger: Literal["show", "desk"] = "show"


Emoji = Literal["❤️", "👍", "😂", "😮", "👏", "🔥"]
MOST_AT_ONCE = 10


class React(Command):
    """Answer with a sign, to a message or to what happens: counted, told with those of all others, and kept nowhere."""

    type: Literal["room.react"] = "room.react"
    emoji: Emoji
    message_offset: Offset | None = Field(default=None, description="null: it floats over the room")
    times: int = Field(default=1, ge=1, le=MOST_AT_ONCE, description="so often since the last command")


SESSION_COMMANDS: tuple[type[Command], ...] = (Hello, Ping, Ack, Join, Leave, React)


class Refusal(Frame):
    """Why not, and whether asking again can help."""

    code: Code
    retry: bool = Field(description="true: the same command with the same id may yet succeed")
    retry_after_ms: int | None = None
    detail: str | None = Field(
        default=None, description="for the developer of a client; never shown to people"
    )


class Welcome(Frame):
    """The answer to a good hello."""

    kind: Literal["welcome"] = "welcome"
    id: CommandId
    user: Person | None = Field(description="null for a guest, who may watch and not speak")
    server_at: Millis
    ping_seconds: int = PING_SECONDS
    ack_frames: int = ACK_FRAMES
    max_frame_bytes: int = MAX_FRAME_BYTES


class Pong(Frame):
    """The answer to a ping."""

    kind: Literal["pong"] = "pong"
    id: CommandId
    server_at: Millis


class Ended(Frame):
    """The server stops a reader of a ledger, and says why: no event after this one was sent."""

    kind: Literal["ended"] = "ended"
    room: Id
    ledger: Literal["show", "desk"]
    code: Code


class Presence(Frame):
    """How many watch a room, a few seconds late and roughly."""

    kind: Literal["presence"] = "presence"
    room: Id
    viewers: int = Field(ge=0)


class Reaction(Frame):
    """How often one sign was given to one message, or to what happens."""

    emoji: Emoji
    message_offset: Offset | None
    times: int = Field(ge=1)


class Reactions(Frame):
    """What viewers of a room gave since the last of these frames, of which there are two a second at most."""

    kind: Literal["reactions"] = "reactions"
    room: Id
    given: list[Reaction]
