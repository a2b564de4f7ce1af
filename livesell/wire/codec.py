"""From bytes to a typed request, or a typed refusal. Nothing a client sends may raise anything else.

JSON is stricter here than in the standard: no duplicate keys, no NaN, integers that every language
can hold, limited depth and width. Pydantic then gives the value its type.
"""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, TypeVar, Union

from pydantic import Field, TypeAdapter, ValidationError, create_model

from livesell.wire.codes import Code
from livesell.wire.envelope import MAX_FRAME_BYTES, SESSION_COMMANDS, Command, CommandId, Frame, Id

MAX_DEPTH = 8
MAX_KEYS = 64
MAX_INTEGER = 2**53 - 1
UNKEPT = re.compile("[\0\ud800-\udfff]")
CommandT = TypeVar("CommandT", bound=Command)
TEXT_ERRORS = frozenset({"bad_text", "string_unicode"})


@dataclass(frozen=True, slots=True)
class Request:
    """One frame of a client: its id, the room it concerns, and what it asks."""

    id: str
    room: str | None
    body: Command


class BadFrame(Exception):
    """A frame that is not answered by doing anything. `id` is there when it could be read."""

    def __init__(self, code: Code, detail: str, request_id: str | None = None) -> None:
        super().__init__(detail)
        self.code = code
        self.detail = detail
        self.request_id = request_id


def request_model(commands: Sequence[type[Command]]) -> Any:
    """The envelope of everything that a client may send."""
    body: Any = Annotated[Union[tuple(commands)], Field(discriminator="type")]  # noqa: UP007
    room: Any = Annotated[Id | None, Field(description="null for session.hello and session.ping")]
    fields: dict[str, Any] = {"id": (CommandId, ...), "room": (room, None), "body": (body, ...)}
    says = "What a client sends: an id of its own, the room it concerns, and what it asks for."
    return create_model("Request", __base__=Frame, __doc__=says, **fields)


class Codec:
    """Decodes the requests of a closed list of commands."""

    def __init__(self, commands: Iterable[type[Command]]) -> None:
        self._request = TypeAdapter(request_model((*SESSION_COMMANDS, *commands)))

    def decode(self, text: str) -> Request:
        """The request in `text`, or `BadFrame`."""
        value = parse(text)
        try:
            request: Any = self._request.validate_python(value)
        except ValidationError as error:
            raise refuse(error, value) from None
        return Request(request.id, request.room, _as_sent(request.body, value["body"]))


def decode_body(frame: type[CommandT], text: str) -> CommandT:
    """One command without its envelope, as the REST interface takes it; `type` may be left out."""
    value = parse(text)
    try:
        return _as_sent(frame.model_validate(value), value)
    except ValidationError as error:
        raise refuse(error, value) from None


def _as_sent(command: CommandT, body: dict[str, Any]) -> CommandT:
    """The command, which keeps what was sent for its fingerprint."""
    object.__setattr__(command, "sent", body)  # frames are frozen
    return command


def parse(text: str) -> dict[str, Any]:
    """A JSON object within the limits of the wire, or `BadFrame`."""
    if len(text) > MAX_FRAME_BYTES or len(text.encode(errors="surrogatepass")) > MAX_FRAME_BYTES:
        raise BadFrame(Code.BAD_FRAME, "the frame is too long")
    try:
        value = DECODER.decode(text)
    except (ValueError, RecursionError):
        raise BadFrame(Code.BAD_FRAME, "this is not JSON as the wire takes it") from None
    if not isinstance(value, dict):
        raise BadFrame(Code.BAD_FRAME, "a frame is an object")
    if _depth(value) > MAX_DEPTH:
        raise BadFrame(Code.BAD_FRAME, "nested too deep")
    return value


def plain(body: bytes) -> dict[str, Any]:
    """A JSON object for a reader who is not as strict as ours, or `BadFrame`: no text in it is one that cannot be kept,
    and no number one that is not whole."""
    try:
        value = parse(body.decode())
    except UnicodeDecodeError:
        raise BadFrame(Code.BAD_FRAME, "this is not UTF-8") from None
    level: list[Any] = [value]
    while level:
        one = level.pop()
        if isinstance(one, dict):
            level += [*one.keys(), *one.values()]
        elif isinstance(one, list):
            level += one
        elif isinstance(one, float):
            raise BadFrame(Code.BAD_FRAME, "numbers are whole")
        elif isinstance(one, str) and UNKEPT.search(one):
            raise BadFrame(Code.BAD_TEXT, "NUL and lone surrogates cannot be kept")
    return value


def refuse(error: ValidationError, value: dict[str, Any]) -> BadFrame:
    """What a validation error means to the client: where, and what kind of wrong; never her own words."""
    first = error.errors(include_url=False, include_input=False, include_context=False)[0]
    where = ".".join(str(part) for part in first["loc"] if isinstance(part, int) or str(part).isidentifier())
    code = Code.BAD_TEXT if first["type"] in TEXT_ERRORS else Code.BAD_FRAME
    request_id = value.get("id")
    known = (
        isinstance(request_id, str)
        and len(request_id) <= 64
        and request_id.isascii()
        and request_id.isprintable()
    )
    return BadFrame(
        code,
        f"{where}: {_wrong(first['type'], first['msg'])}"[:200].encode("ascii", "replace").decode(),
        request_id if known else None,
    )


def _wrong(kind: str, message: str) -> str:
    """The validator's words, but where they would quote the client's."""
    return "there is no such type" if kind == "union_tag_invalid" else message


def _object(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) != len(pairs) or len(pairs) > MAX_KEYS:
        raise ValueError("duplicate or too many keys")
    return value


def _no_constant(name: str) -> None:
    raise ValueError(name)


def _integer(digits: str) -> int:
    if len(digits) > 17 or abs(number := int(digits)) > MAX_INTEGER:
        raise ValueError("integer out of range")
    return number


def _depth(value: Any) -> int:
    depth, level = 0, [value]
    while level:
        depth += 1
        level = [
            inner
            for outer in level
            for inner in (outer.values() if isinstance(outer, dict) else outer)
            if isinstance(inner, dict | list)
        ]
    return depth


DECODER = json.JSONDecoder(object_pairs_hook=_object, parse_constant=_no_constant, parse_int=_integer)
