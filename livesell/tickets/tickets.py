"""Single-use tickets: made over HTTPS for whoever is signed in, shown in the first frame of a socket.

They live in the database, so that a ticket is spent once whatever process it comes to, with Redis or without.
"""

import hashlib
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from livesell.access.actor import GUEST, Actor
from livesell.accounts.actors import actors
from livesell.accounts.sessions import alive
from livesell.ledger import rows
from livesell.ledger.sql import Sql
from livesell.tickets.models import Ticket

LIFETIME_MS = 60_000
CLEARED_AFTER = 64
"""Tickets issued, on average, between two clearances."""
SPEND = Sql(
    "DELETE FROM tickets_ticket WHERE digest = ANY(%s) AND expires_at > %s"
    " RETURNING digest, user_id, version, session_key"
)


class Issued(NamedTuple):
    """A ticket as its owner gets it, and until when it is good, in ms."""

    secret: str
    expires_at: int


class Holder(NamedTuple):
    """Whom a ticket is for, and the session by which she asks; it has none where she is a guest."""

    actor: Actor
    session_key: str = ""


def issue(holders: Sequence[Holder], now: int) -> list[Issued]:
    """A new ticket for each. Expired ones are cleared out by the way."""
    issued = [Issued(secrets.token_urlsafe(24), now + LIFETIME_MS) for _ in holders]
    Ticket.objects.bulk_create(
        [
            Ticket(
                digest=digest(secret),
                user_id=actor.user_id,
                version=actor.version,
                session_key=session_key,
                expires_at=expires_at,
            )
            for (secret, expires_at), (actor, session_key) in zip(issued, holders, strict=True)
        ]
    )
    if secrets.randbelow(CLEARED_AFTER) < len(holders):
        Ticket.objects.filter(expires_at__lt=now).delete()
    return issued


def spend(shown: Sequence[str], now: int) -> list[Actor | None]:
    """Who each ticket stands for; None for what is unknown, expired or spent, and where the sign-in has ended since.

    Each good ticket is spent by this. The sessions are read last: a sign-out ends the session first and then raises
    the version, so it is seen here, or by who compares the versions of open sockets.
    """
    digests = [digest(secret) for secret in shown]
    spent = rows.select(SPEND, [digests, now])
    known = actors({row["user_id"] for row in spent if row["user_id"]})
    sessions = alive(row["session_key"] for row in spent if row["session_key"])
    found = {row["digest"]: _holder(row, known, sessions) for row in spent}
    return [found.pop(digest, None) for digest in digests]


def _holder(ticket: dict[str, Any], known: dict[str, Actor], sessions: Mapping[str, int]) -> Actor | None:
    if not ticket["user_id"]:
        return GUEST
    actor = known.get(ticket["user_id"])
    until = sessions.get(ticket["session_key"])
    if actor is None or until is None or actor.version != ticket["version"]:
        return None
    return replace(actor, until=until)


def digest(secret: str) -> str:
    """What is kept of a ticket."""
    return hashlib.sha256(secret.encode()).hexdigest()
