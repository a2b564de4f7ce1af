"""Over HTTPS: the ticket for a socket, for who asks in the plain way (`edge.fast_path`) and through Django's chain."""

import json
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema

from livesell.accounts.visitor import VISITOR, visitor
from livesell.edge.calls import Call, Operation, Said
from livesell.ledger.clock import now_ms
from livesell.tickets import tickets
from livesell.tickets.issuing import Issuing
from livesell.wire.envelope import Millis

router = Router(tags=["session"], auth=VISITOR)
UNKEPT = "no-store"
"""Nobody on the way keeps an answer that holds a ticket."""


class TicketOut(Schema):
    """Shown in the first frame of one socket, before it expires."""

    ticket: str
    expires_at: Millis

    @classmethod
    def of(cls, issued: tickets.Issued) -> "TicketOut":
        return cls(ticket=issued.secret, expires_at=issued.expires_at)


@router.post("/tickets", response=TicketOut, operation_id="ticket_make", url_name="ticket_make")
def make(request: HttpRequest, response: HttpResponse) -> TicketOut:
    """A ticket for whoever is signed in; for anybody else, a guest's, who may watch and not speak."""
    response["Cache-Control"] = UNKEPT
    key = request.headers.get("X-Session-Token") or request.session.session_key
    (issued,) = tickets.issue([tickets.Holder(visitor(request), key or "")], now_ms())
    return TicketOut.of(issued)


def plainly(issuing: Callable[[], Issuing]) -> Operation:
    """The same for many who ask at once: their tickets are written together."""

    async def issue(call: Call) -> Said:
        ticket = await issuing().issue(tickets.Holder(call.actor, call.session_key))
        text = json.dumps(TicketOut.of(ticket).model_dump())
        return Said(200, text, "application/json; charset=utf-8", UNKEPT)

    return Operation(issue, may_wait=True)
