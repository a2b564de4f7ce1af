"""Over HTTPS: the ticket for a socket.

Whoever asks in the plain way is served before Django's chain, by `fast_path`. Here the same is said to everybody
else, and to everybody what is refused.
"""

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema

from livesell.accounts.visitor import VISITOR, visitor
from livesell.ledger.clock import now_ms
from livesell.tickets import tickets
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
