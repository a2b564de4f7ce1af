"""What is read of talking over HTTPS."""

from typing import Annotated

from django.http import HttpRequest
from ninja import Query, Router
from ninja.errors import HttpError

from chat.events.messages import MessageView
from chat.messages import messages
from chat.permissions import reader
from livesell.accounts.visitor import VISITOR, visitor
from livesell.ledger.clock import now_ms
from livesell.ledger.turn import Refused
from livesell.wire.codes import Code

router = Router(tags=["chat"], auth=VISITOR)


@router.get("/rooms/{room_id}/messages", response=list[MessageView], operation_id="room_messages")
def history(
    request: HttpRequest,
    room_id: str,
    before: Annotated[int | None, Query(ge=0, le=2**53 - 1)] = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 50,
) -> list[MessageView]:
    """The messages before an offset, or the last ones; oldest first. Removed ones have no text."""
    found = messages.history(room_id, before=before, most=limit)
    try:  # asked after they were read: whoever was banned before one of them is not told of it
        reader(visitor(request), room_id, desk=False, now=now_ms())
    except Refused as refusal:
        raise HttpError(403 if refusal.code == Code.BANNED else 404, refusal.code.value) from refusal
    return found
