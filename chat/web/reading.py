"""Who reads over HTTPS, and the answer to who may not."""

from django.http import HttpRequest
from ninja.errors import HttpError

from chat.permissions import Standing, reader
from livesell.accounts.visitor import visitor
from livesell.ledger.clock import now_ms
from livesell.ledger.turn import Refused
from livesell.wire.codes import Code

KEEPERS = frozenset({"owner", "host", "moderator"})


def reading(request: HttpRequest, room_id: str, *, desk: bool = False, banned_too: bool = False) -> Standing:
    """How the caller stands: 403 to who is banned, unless `banned_too`; to who may not see the room it is not there."""
    actor = visitor(request)
    try:
        return reader(actor, room_id, desk=desk, now=now_ms())
    except Refused as refusal:
        if banned_too and refusal.code == Code.BANNED:
            return Standing(actor.user_id, banned=True)
        raise HttpError(403 if refusal.code == Code.BANNED else 404, refusal.code.value) from refusal


def keeper(request: HttpRequest, room_id: str, roles: frozenset[str] = KEEPERS) -> Standing:
    """Pass those who keep the room kind; to others there is nothing here."""
    own = reading(request, room_id, desk=True)
    if own.role not in roles:
        raise HttpError(403, Code.FORBIDDEN.value)
    return own
