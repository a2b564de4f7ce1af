"""A room's public ledger over HTTPS, page by page, as `livesell export` prints it: whoever may watch may check."""

from typing import Annotated

from django.http import HttpRequest
from ninja import Query, Router, Schema
from ninja.errors import HttpError

from livesell.accounts.visitor import VISITOR, visitor
from livesell.ledger import proof, read
from livesell.ledger.clock import now_ms
from livesell.ledger.turn import Refused
from livesell.wire.envelope import Offset
from rooms.permissions import reader

router = Router(tags=["rooms"], auth=VISITOR)


class ExportedFact(Schema):
    """The exact text that was hashed, and its hash; for a message its words and their salt, unless they are gone."""

    fact: str
    hash: str
    salt: str | None = None
    text: str | None = None


class ExportedPage(Schema):
    """At most a thousand facts. `offset` and `hash` say where the ledger stands; the hash before offset 1 follows from
    the name and the epoch: SHA-256 of `livesell:<ledger>:<epoch>`."""

    ledger: str
    epoch: str
    offset: Offset
    hash: str
    facts: list[ExportedFact]


@router.get("/rooms/{room_id}/ledger", response=ExportedPage, exclude_none=True, operation_id="room_ledger")
def ledger(
    request: HttpRequest, room_id: str, after: Annotated[int, Query(ge=0, le=2**53 - 1)] = 0
) -> ExportedPage:
    """The facts after an offset with their hashes, for those who want to check them."""
    name = f"room.{room_id}"
    try:
        reader(visitor(request), room_id, desk=False, now=now_ms())
    except Refused as refusal:
        raise HttpError(404 if refusal.code == "not_found" else 403, refusal.code.value) from refusal
    with read.one_moment():
        tip = read.tip(name)
        assert tip is not None, "a room has a ledger from its first day"
        facts = [ExportedFact(**line) for line in proof.page(name, after)]
    return ExportedPage(ledger=name, epoch=tip.epoch, offset=tip.offset, hash=tip.hash, facts=facts)
