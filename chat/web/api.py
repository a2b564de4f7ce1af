"""What is read of talking over HTTPS."""

from typing import Annotated

from django.http import HttpRequest
from ninja import Query, Router

from chat.events.messages import MessageView
from chat.mentions import mentions
from chat.messages import messages
from chat.web.reading import reading
from livesell.accounts.visitor import VISITOR, visitor

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
    reading(
        request, room_id
    )  # asked after they were read: whoever was banned before one of them is not told of it
    return found


@router.get("/rooms/{room_id}/mentions/mine", response=list[MessageView], operation_id="own_mentions")
def own_mentions(request: HttpRequest, room_id: str) -> list[MessageView]:
    """The last fifty lines that mention the caller, newest first; nothing of one that was removed."""
    found = mentions.lines_of(room_id, visitor(request).user_id)
    reading(request, room_id)  # asked after they were read
    return found
