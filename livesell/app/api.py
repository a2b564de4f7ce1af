"""The REST interface: the same commands as the socket, and what is read over HTTPS."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import NinjaAPI, Router
from ninja.openapi.schema import OpenAPISchema
from ninja.parser import Parser
from ninja.types import DictStrAny

from chat.web.api import router as talking
from chat.web.moderation_api import router as moderation
from chat.web.reports_api import router as reporting
from livesell.accounts.visitor import ASYNC_VISITOR
from livesell.app.features import COMMANDS
from livesell.app.gateway import gateway, open_rehearsal, open_room
from livesell.app.protocol import Reply, SnapshotOut
from livesell.edge.calls import Address, Call, Operation, busy
from livesell.edge.fast_path import Find
from livesell.gateway import rest
from livesell.ledger.answers import Answer
from livesell.ledger.turn import UNREACHABLE
from livesell.outbound.api import router as notifications
from livesell.tickets import api as tickets_api
from livesell.wire.codec import plain
from rooms.rehearsals.rehearsals import OpenRehearsal
from rooms.room import OpenRoom
from rooms.web.api import router as selling
from rooms.web.arrivals_api import router as arrivals
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


def database_gone(request: HttpRequest, _: object) -> HttpResponse:
    """The database is late or gone: told in the words of every refusal, with the advice to ask again."""
    return rest.as_response(busy(request))


for error in UNREACHABLE:
    api.add_exception_handler(error, database_gone)


async def opens(call: Call, command_id: str, frame: OpenRoom) -> Answer:
    _, answer = await open_room(call.actor, command_id, frame)
    return answer


async def rehearses(call: Call, command_id: str, frame: OpenRehearsal) -> Answer:
    return await open_rehearsal(call.actor, command_id, frame)


OPEN, REHEARSE, SNAPSHOT = ("POST", "/rooms"), ("POST", "/rehearsals"), ("GET", "/rooms/{room_id}/snapshot")
ACTING: dict[Address, Operation] = {
    OPEN: rest.acting(OpenRoom, opens),
    REHEARSE: rest.acting(OpenRehearsal, rehearses),
    SNAPSHOT: rest.snapshot(gateway),
    **rest.commands(COMMANDS, gateway),
}
"""What is answered beside Django's chain, too."""
rooms = Router(tags=["rooms"], auth=ASYNC_VISITOR)
rest.routed(
    rooms,
    REHEARSE,
    ACTING[REHEARSE],
    operation_id="rehearsal_open",
    summary="Rehearses",
    description="Rehearse a party in a room beside, which only staff know. The reply's fact holds the room.",
    response={200: Reply},
    openapi_extra=rest.described(OpenRehearsal),
)
rest.routed(
    rooms,
    OPEN,
    ACTING[OPEN],
    operation_id="room_open",
    summary="Opens",
    description="Open a room of one's own. The reply's fact holds it.",
    response={200: Reply},
    openapi_extra=rest.described(OpenRoom),
)
rest.routed(
    rooms,
    SNAPSHOT,
    ACTING[SNAPSHOT],
    operation_id="room_snapshot",
    summary="Snapshot",
    description="Everything a newcomer needs, and what is the caller's own, each with the offset at which it is true.",
    response={200: SnapshotOut},
)
for router in (
    tickets_api.router,
    arrivals,
    auctions,
    rooms,
    rest.commands_router(COMMANDS, ACTING),
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


def find() -> Find:
    """What is answered beside Django's chain, by method and address."""
    issuing = tickets_api.plainly(lambda: gateway().issuing)
    return rest.finder(reverse("api:api-root"), {**ACTING, ("POST", "/tickets"): issuing})
