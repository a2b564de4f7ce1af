"""Over HTTPS: the ticket for a socket."""

from django.http import HttpRequest
from ninja import Router, Schema

from livesell.accounts.visitor import VISITOR, visitor
from livesell.gateway import tickets
from livesell.gateway.clock import now_ms
from livesell.wire.envelope import Millis

router = Router(tags=["session"], auth=VISITOR)


class TicketOut(Schema):
    """Shown in the first frame of one socket, before it expires."""

    ticket: str
    expires_at: Millis


@router.post("/tickets", response=TicketOut, operation_id="ticket_make")
def make(request: HttpRequest) -> TicketOut:
    """A ticket for whoever is signed in; for anybody else, a guest's, who may watch and not speak."""
    secret, expires_at = tickets.issue(visitor(request).user_id, now_ms())
    return TicketOut(ticket=secret, expires_at=expires_at)
