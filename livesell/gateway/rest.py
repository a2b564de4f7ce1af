"""Commands over HTTPS: each row of the table is also an operation of the REST interface.

The body is the command without its type, the header `Idempotency-Key` its id. It joins the same batch
as what comes by the socket, and gets the same answer in the same words.
"""

import re
from collections.abc import Awaitable, Callable, Iterable, Mapping
from inspect import getdoc
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from ninja import Router

from livesell.access.arrivals import Arrival
from livesell.access.sources import sources_of
from livesell.accounts import devices
from livesell.accounts.visitor import ASYNC_VISITOR, visitor
from livesell.edge.calls import COMMAND_ID, Address, Call, Operation, Said, said
from livesell.edge.fast_path import Find, Found
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

ROOM_ID = re.compile(ID_PATTERN)
STATUSES = (200, 400, 401, 403, 404, 409, 429, 500, 503)

Act = Callable[[Call, str, CommandT], Awaitable[Answer]]
"""Does what a command asks under its id."""


def commands(rows: Iterable[Row], gateway: Callable[[], Gateway]) -> dict[Address, Operation]:
    """The operation of each row."""

    async def submit(call: Call, command_id: str, frame: Command) -> Answer:
        if not ROOM_ID.match(call.room_id):
            return answers.refused(Code.NOT_FOUND)
        request = call.request
        sources = sources_of(request.META.get("REMOTE_ADDR", ""), devices.name_of(request.COOKIES))
        arrival = Arrival(call.at, sources=sources)
        return await gateway().dispatch.submit(call.actor, command_id, call.room_id, frame, arrival=arrival)

    return {address_of(row): acting(row.frame, submit) for row in rows}


def acting(frame: type[CommandT], act: Act[CommandT]) -> Operation:
    """The operation that takes such a command, and answers it or says what is wrong with it."""

    async def answer(call: Call) -> Said:
        try:
            command_id, command = command_in(call, frame)
            return said(command_id, await act(call, command_id, command))
        except BadFrame as bad:
            return said(bad.request_id or "", answers.refused(bad.code, bad.detail))

    return Operation(answer)


def snapshot(gateway: Callable[[], Gateway]) -> Operation:
    """A room as a join gets it: what is everybody's and what is the caller's own."""

    async def answer(call: Call) -> Said:
        try:
            entrance = await gateway().entrance(call.actor, call.room_id, "show")
            shared = await gateway().snapshot(call.room_id, "show", fresh=False)
            if shared.position != entrance.position:  # a look shows all that was done before it was asked for
                shared = await gateway().snapshot(call.room_id, "show", fresh=True)
            if shared.position != entrance.position:  # who may read is judged where that was read, or later
                entrance = await gateway().entrance(call.actor, call.room_id, "show")
        except Refused as refusal:
            return said("", answers.refused(refusal.code))
        epoch, offset = shared.position.epoch, shared.position.offset
        at = f'"epoch":"{epoch}","offset":{offset},"hash":"{shared.hash}"'
        return Said(200, f'{{{at},"snapshot":{shared.body},"mine":{entrance.mine}}}')

    return Operation(answer)


def finder(root: str, operations: Mapping[Address, Operation]) -> Find:
    """Finds the operation at a path below `root`, and the room that stands in it."""
    in_room = re.compile(f"({re.escape(root)}rooms/)([^/]+)(/.+)")
    known = {(method, f"{root}{path[1:]}"): operation for (method, path), operation in operations.items()}

    def find(method: str, path: str) -> Found | None:
        parts = in_room.fullmatch(path)
        room_id, where = (parts[2], f"{parts[1]}{{room_id}}{parts[3]}") if parts else ("", path)
        operation = known.get((method, where))
        return Found(operation, room_id) if operation else None

    return find


def routed(router: Router, address: Address, operation: Operation, **described: Any) -> None:
    """Let Django's chain answer by the operation, too."""
    method, path = address

    async def anywhere(request: HttpRequest) -> HttpResponse:
        return await _by_chain(operation, request)

    async def in_room(request: HttpRequest, room_id: str) -> HttpResponse:
        return await _by_chain(operation, request, room_id)

    view = in_room if "{room_id}" in path else anywhere
    router.add_api_operation(path, [method], view, **described)


def commands_router(rows: Iterable[Row], operations: Mapping[Address, Operation]) -> Router:
    """A router with one operation for each row."""
    router = Router(tags=["commands"], auth=ASYNC_VISITOR)
    for row in rows:
        about = getdoc(row.frame) or ""
        routed(
            router,
            address_of(row),
            operations[address_of(row)],
            operation_id=row.type.replace(".", "_"),
            summary=about.splitlines()[0],
            description=about,
            openapi_extra=described(row.frame),
        )
    return router


def address_of(row: Row) -> Address:
    """Where a command is sent."""
    return "POST", f"/rooms/{{room_id}}/commands/{row.type}"


def as_response(answer: Said) -> HttpResponse:
    """The answer, for Django."""
    return HttpResponse(answer.text, answer.content_type, status=answer.status)


def command_in(call: Call, frame: type[CommandT]) -> tuple[str, CommandT]:
    """The command's id and the command, or `BadFrame`."""
    command_id = call.request.headers.get("Idempotency-Key", "")
    if not COMMAND_ID.match(command_id):
        raise BadFrame(
            Code.BAD_FRAME, "the header Idempotency-Key holds the command's id, 8 to 64 of A-Z a-z 0-9 _ -"
        )
    if call.body is None or len(call.body) > MAX_FRAME_BYTES:
        raise BadFrame(Code.BAD_FRAME, "the body is too long", command_id)
    try:
        return command_id, decode_body(frame, call.body.decode() or "{}")
    except UnicodeDecodeError:
        raise BadFrame(Code.BAD_FRAME, "the body is not UTF-8", command_id) from None
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


async def _by_chain(operation: Operation, request: HttpRequest, room_id: str = "") -> HttpResponse:
    try:
        body = request.body
    except RequestDataTooBig:
        body = None
    return as_response(await operation.answer(Call(request, visitor(request), "", body, now_ms(), room_id)))


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
