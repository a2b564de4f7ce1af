"""A room's public ledger over HTTPS, page by page, as `livesell export` prints it: whoever may watch may check."""

from typing import Annotated

from django.http import HttpRequest
from ninja import Query, Router, Schema

from livesell.accounts.visitor import VISITOR
from livesell.ledger import proof, read
from livesell.wire.envelope import Offset
from rooms.web.access import caller

router = Router(tags=["rooms"], auth=VISITOR)


class ExportedFact(Schema):
    """The exact text that was hashed, and its hash; for a message its words and their salt, unless they are gone."""

    fact: str
    hash: str
    salt: str | None = None
    text: str | None = None


class ExportedPage(Schema):
    """At most a thousand facts. `offset` and `hash` say where the ledger stands; the hash before offset 1 follows from
    the name and the first epoch: SHA-256 of `livesell:<ledger>:<first_epoch>`."""

    ledger: str
    epoch: str
    first_epoch: str
    offset: Offset
    hash: str
    facts: list[ExportedFact]


@router.get("/rooms/{room_id}/ledger", response=ExportedPage, exclude_none=True, operation_id="room_ledger")
def ledger(
    request: HttpRequest, room_id: str, after: Annotated[int, Query(ge=0, le=2**53 - 1)] = 0
) -> ExportedPage:
    """The facts after an offset with their hashes, for those who want to check them."""
    name = f"room.{room_id}"
    with read.one_moment():
        caller(request, room_id)
        head, lines = proof.page(name, after)
    return ExportedPage(**head, facts=[ExportedFact(**line) for line in lines])
