"""The REST interface: the same commands as the socket, and what is read over HTTPS."""

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI, Router
from ninja.openapi.schema import OpenAPISchema
from ninja.parser import Parser
from ninja.types import DictStrAny

from chat.web.api import router as talking
from chat.web.moderation_api import router as moderation
from chat.web.reports_api import router as reporting
from livesell.accounts.visitor import ASYNC_VISITOR, visitor
from livesell.app.features import COMMANDS
from livesell.app.gateway import gateway, open_rehearsal, open_room
from livesell.app.protocol import Reply, SnapshotOut
from livesell.gateway import rest
from livesell.ledger import answers
from livesell.ledger.turn import UNREACHABLE
from livesell.outbound.api import router as notifications
from livesell.tickets import api as tickets_api
from livesell.wire.codec import BadFrame, plain
from livesell.wire.codes import Code
from rooms.rehearsals.rehearsals import OpenRehearsal
from rooms.room import OpenRoom
from rooms.web.api import router as selling
from rooms.web.auctions_api import router as auctions
from rooms.web.ledger_api import router as ledgers
from rooms.web.orders_api import router as ordering
from rooms.web.sheets_api import router as sheets


class StrictJson(Parser):
    """Bodies as the wire takes them; ninja answers 400 to whatever this raises."""

    def parse_body(self, request: HttpRequest) -> DictStrAny:
        return plain(request.body)


class Interface(NinjaAPI):
    """Describes itself once: it takes a while, and anybody may ask."""

    _described: OpenAPISchema | None = None

    def get_openapi_schema(
        self, *, path_prefix: str | None = None, path_params: DictStrAny | None = None
    ) -> OpenAPISchema:
        if self._described is None:
            self._described = super().get_openapi_schema(path_prefix=path_prefix, path_params=path_params)
        return self._described


api = Interface(
    title="livesell",
    version="1",
    description="Every command of the socket, with the same answers, and what is read over HTTPS.",
    urls_namespace="api",
    parser=StrictJson(),
)
opening = Router(tags=["rooms"], auth=ASYNC_VISITOR)


def database_gone(request: HttpRequest, _: object) -> HttpResponse:
    """The database is late or gone: told in the words of every refusal, with the advice to ask again."""
    command_id, answer = (
        request.headers.get("Idempotency-Key", ""),
        answers.refused(Code.BUSY, retry_after_ms=1_000),
    )
    shown = command_id if rest.COMMAND_ID.match(command_id) else ""
    return HttpResponse(answers.reply(shown, answer), "application/json", status=rest.status_of(answer))


for error in UNREACHABLE:
    api.add_exception_handler(error, database_gone)


async def opens(request: HttpRequest) -> HttpResponse:
    """Open a room of one's own. The reply's fact holds it."""
    try:
        command_id, frame = rest.command_in(request, OpenRoom)
        _, answer = await open_room(visitor(request), command_id, frame)
    except BadFrame as bad:
        command_id, answer = bad.request_id or "", answers.refused(bad.code, bad.detail)
    return HttpResponse(answers.reply(command_id, answer), "application/json", status=rest.status_of(answer))


async def rehearses(request: HttpRequest) -> HttpResponse:
    """Rehearse a party in a room beside, which only staff know. The reply's fact holds the room."""
    try:
        command_id, frame = rest.command_in(request, OpenRehearsal)
        answer = await open_rehearsal(visitor(request), command_id, frame)
    except BadFrame as bad:
        command_id, answer = bad.request_id or "", answers.refused(bad.code, bad.detail)
    return HttpResponse(answers.reply(command_id, answer), "application/json", status=rest.status_of(answer))


opening.add_api_operation(
    "/rehearsals",
    ["POST"],
    rehearses,
    operation_id="rehearsal_open",
    response={200: Reply},
    openapi_extra=rest.described(OpenRehearsal),
)
opening.add_api_operation(
    "/rooms",
    ["POST"],
    opens,
    operation_id="room_open",
    response={200: Reply},
    openapi_extra=rest.described(OpenRoom),
)
for router in (
    tickets_api.router,
    auctions,
    opening,
    rest.commands(COMMANDS, gateway),
    rest.snapshots(gateway, SnapshotOut),
    selling,
    ordering,
    ledgers,
    notifications,
    sheets,
    talking,
    moderation,
    reporting,
):
    api.add_router("", router)
