"""Who calls over HTTPS, and whether she may read what she asks for."""

from django.http import HttpRequest
from ninja.errors import HttpError

from livesell.accounts.visitor import visitor
from livesell.ledger.clock import now_ms
from livesell.ledger.turn import Refused
from livesell.wire.codes import Code
from rooms.permissions import reader
from rooms.rules.roles import Standing

STATUS = {Code.NOT_FOUND: 404, Code.BANNED: 403, Code.FORBIDDEN: 403}


def caller(request: HttpRequest, room_id: str, *, desk: bool = False) -> Standing:
    """The caller, if she may read the show, or the desk; to others what only staff read does not exist."""
    try:
        return reader(visitor(request), room_id, desk=desk, now=now_ms())
    except Refused as refusal:
        raise HttpError(STATUS[refusal.code], refusal.code.value) from refusal
