"""A request of the REST interface whose caller is known, and its answer: the same for Django's chain and for the fast
path beside it."""

import re
from collections.abc import Awaitable, Callable
from typing import NamedTuple

from django.http import HttpRequest

from livesell.access.actor import Actor
from livesell.edge.responses import UNKEPT
from livesell.ledger import answers
from livesell.ledger.answers import Answer
from livesell.wire.codes import Code

COMMAND_ID = re.compile(r"^[A-Za-z0-9_-]{8,64}$")
STATUS: dict[str, int] = {
    Code.BAD_FRAME: 400,
    Code.BAD_TEXT: 400,
    Code.SIGN_IN: 401,
    Code.FORBIDDEN: 403,
    Code.BANNED: 403,
    Code.NOT_FOUND: 404,
    Code.TOO_FAST: 429,
    Code.INTERNAL: 500,
    Code.BUSY: 503,
    Code.UNKNOWN: 503,
}
"""The HTTP status of a refusal; 409 for all that only a change of things can mend."""


class Call(NamedTuple):
    """What is asked, and by whom. `session_key` is empty for a guest."""

    request: HttpRequest
    actor: Actor
    session_key: str
    body: bytes | None
    """None where it was longer than any command."""
    at: int
    """When the server had read all of it, in ms."""
    room_id: str = ""
    """What stands in the address for `{room_id}`."""


class Said(NamedTuple):
    """An answer in JSON."""

    status: int
    text: str
    content_type: str = "application/json"
    cache_control: str = UNKEPT


class Operation(NamedTuple):
    """What answers a call. It may raise one of `UNREACHABLE`, or `Full`."""

    answer: Callable[[Call], Awaitable[Said]]
    may_wait: bool = False
    """Whether the caller's session is read a little later, together with those of more others."""


Address = tuple[str, str]
"""A method and a path, in which `{room_id}` stands for one part."""


def status_of(answer: Answer) -> int:
    """The HTTP status that says what the answer says."""
    return STATUS.get(answer.code, 409) if answer.code else 200


def said(command_id: str, answer: Answer) -> Said:
    """The answer of a command, with its id."""
    return Said(status_of(answer), answers.reply(command_id, answer))


def busy(request: HttpRequest) -> Said:
    """The database is late or gone, or too much waits for it: told in the words of every refusal."""
    command_id = request.headers.get("Idempotency-Key", "")
    return said(command_id if COMMAND_ID.match(command_id) else "", answers.busy())
