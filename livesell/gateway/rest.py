"""Commands over HTTPS: each row of the table is also an operation of the REST interface.

The body is the command without its type, the header `Idempotency-Key` its id. It joins the same batch
as what comes by the socket, and gets the same answer in the same words.
"""

import re
from collections.abc import Awaitable, Callable
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from ninja import Router

from livesell.access.arrivals import Arrival
from livesell.access.sources import sources_of
from livesell.accounts import devices
from livesell.accounts.visitor import ASYNC_VISITOR, visitor
from livesell.gateway.gateway import Gateway
from livesell.ledger import answers
from livesell.ledger.answers import Answer
from livesell.ledger.clock import now_ms
from livesell.ledger.feature import Row
from livesell.ledger.turn import Refused
from livesell.wire.codec import BadFrame, CommandT, decode_body
from livesell.wire.codes import Code
from livesell.wire.envelope import MAX_FRAME_BYTES, Command
from livesell.wire.ids import ID_PATTERN

COMMAND_ID = re.compile(r"^[A-Za-z0-9_-]{8,64}$")
ROOM_ID = re.compile(ID_PATTERN)
STATUS: dict[str, int] = {
    Code.BAD_FRAME: 400,
    Code.BAD_TEXT: 400,
    Code.SIGN_IN: 401,
    Code.FORBIDDEN: 403,
    Code.BANNED: 403,
    Code.NOT_FOUND: 404,
    Code.TOO_FAST: 429,
    Code.INTERNAL: 500,
    Code.BUSY: 503,
    Code.UNKNOWN: 503,
}
"""The HTTP status of a refusal; 409 for all that only a change of things can mend."""

STATUSES = (200, 400, 401, 403, 404, 409, 429, 500, 503)

View = Callable[..., Awaitable[HttpResponse]]


def commands(rows: tuple[Row, ...], gateway: Callable[[], Gateway]) -> Router:
    """A router with one operation for each row."""
    router = Router(tags=["commands"], auth=ASYNC_VISITOR)
    for row in rows:
        router.add_api_operation(
            f"/rooms/{{room_id}}/commands/{row.type}",
            ["POST"],
            _operation(row, gateway),
            operation_id=row.type.replace(".", "_"),
            summary=(row.frame.__doc__ or "").strip().splitlines()[0],
            openapi_extra=described(row.frame),
        )
    return router


def snapshots(gateway: Callable[[], Gateway], model: Any) -> Router:
    """A router with the snapshot of a room, as a join gets it. `model` is its shape, for the schema."""
    router = Router(tags=["rooms"], auth=ASYNC_VISITOR)

    async def snapshot(request: HttpRequest, room_id: str) -> HttpResponse:
        """Everything a newcomer needs, and what is the caller's own, each with the offset at which it is true."""
        try:
            entrance = await gateway().entrance(visitor(request), room_id, "show")
            shared = await gateway().snapshot(room_id, "show", fresh=True)
            if shared.position != entrance.position:  # who may read is judged where that was read, or later
                entrance = await gateway().entrance(visitor(request), room_id, "show")
        except Refused as refusal:
            answer = answers.refused(refusal.code)
            return HttpResponse(answers.reply("", answer), "application/json", status=status_of(answer))
        epoch, offset = shared.position.epoch, shared.position.offset
        at = f'"epoch":"{epoch}","offset":{offset},"hash":"{shared.hash}"'
        body = f'{{{at},"snapshot":{shared.body},"mine":{entrance.mine}}}'
        return HttpResponse(body, "application/json")

    router.add_api_operation(
        "/rooms/{room_id}/snapshot", ["GET"], snapshot, operation_id="room_snapshot", response={200: model}
    )
    return router


def status_of(answer: Answer) -> int:
    """The HTTP status that says what the answer says."""
    return STATUS.get(answer.code, 409) if answer.code else 200


def command_in(request: HttpRequest, frame: type[CommandT]) -> tuple[str, CommandT]:
    """The command's id and the command, or `BadFrame`."""
    command_id = request.headers.get("Idempotency-Key", "")
    if not COMMAND_ID.match(command_id):
        raise BadFrame(
            Code.BAD_FRAME, "the header Idempotency-Key holds the command's id, 8 to 64 of A-Z a-z 0-9 _ -"
        )
    try:
        if len(request.body) > MAX_FRAME_BYTES:
            raise RequestDataTooBig
        text = request.body.decode() or "{}"
    except RequestDataTooBig:
        raise BadFrame(Code.BAD_FRAME, "the body is too long", command_id) from None
    except UnicodeDecodeError:
        raise BadFrame(Code.BAD_FRAME, "the body is not UTF-8", command_id) from None
    try:
        return command_id, decode_body(frame, text)
    except BadFrame as bad:
        raise BadFrame(bad.code, bad.detail, command_id) from None


def described(frame: type[Command]) -> dict[str, Any]:
    """What OpenAPI is told of an operation that takes a command.

    Its answers refer to the schema `Reply`, which one operation of the interface defines: to work that
    one out for each status of each command takes seconds.
    """
    schema = frame.model_json_schema(ref_template="#/components/schemas/{model}")
    schema.get("properties", {}).pop("type")
    definitions = schema.pop("$defs", {})
    answer = {"application/json": {"schema": {"$ref": "#/components/schemas/Reply"}}}
    return {
        "responses": {status: {"description": "the reply", "content": answer} for status in STATUSES},
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": _inlined(schema, definitions)}},
        },
        "parameters": [
            {
                "name": "Idempotency-Key",
                "in": "header",
                "required": True,
                "description": "the command's id: repeating it gives the first answer and has one effect",
                "schema": {"type": "string", "pattern": COMMAND_ID.pattern},
            }
        ],
    }


def _operation(row: Row, gateway: Callable[[], Gateway]) -> View:
    async def operation(request: HttpRequest, room_id: str) -> HttpResponse:
        try:
            command_id, frame = command_in(request, row.frame)
            answer = await _answer(request, room_id, command_id, frame)
        except BadFrame as bad:
            command_id, answer = bad.request_id or "", answers.refused(bad.code, bad.detail)
        return HttpResponse(answers.reply(command_id, answer), "application/json", status=status_of(answer))

    async def _answer(request: HttpRequest, room_id: str, command_id: str, frame: Command) -> Answer:
        if not ROOM_ID.match(room_id):
            return answers.refused(Code.NOT_FOUND)
        sources = sources_of(request.META.get("REMOTE_ADDR", ""), devices.name_of(request.COOKIES))
        arrival = Arrival(now_ms(), sources=sources)
        return await gateway().dispatch.submit(visitor(request), command_id, room_id, frame, arrival=arrival)

    operation.__doc__ = row.frame.__doc__
    return operation


def _inlined(schema: Any, definitions: dict[str, Any]) -> Any:
    """The schema with every reference to one of the definitions replaced by it. What tells a union's members apart is
    in them; a list of references says nothing more."""
    if isinstance(schema, list):
        return [_inlined(part, definitions) for part in schema]
    if not isinstance(schema, dict):
        return schema
    name = str(schema.get("$ref", "")).rpartition("/")[2]
    if name in definitions:
        return _inlined(definitions[name], definitions)
    return {key: _inlined(value, definitions) for key, value in schema.items() if key != "discriminator"}
