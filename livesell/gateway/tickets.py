"""Single-use tickets: made over HTTPS for whoever is signed in, shown in the first frame of a socket.

They live in the database, so that a ticket is spent once whatever process it comes to, with Redis or without.
"""

import hashlib
import json
import secrets
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from django.db import connection

from livesell.access.actor import GUEST, Actor
from livesell.gateway.models import Ticket
from livesell.ledger import rows

LIFETIME_MS = 60_000
CLEARED_AFTER = 64
"""Tickets issued, on average, between two clearances."""


class Issued(NamedTuple):
    """A ticket as its owner gets it, and until when it is good, in ms."""

    secret: str
    expires_at: int


def issue(user_ids: Sequence[str], now: int) -> list[Issued]:
    """A new ticket for each user, or for a guest. Expired ones are cleared out by the way."""
    issued = [Issued(secrets.token_urlsafe(24), now + LIFETIME_MS) for _ in user_ids]
    Ticket.objects.bulk_create(
        [
            Ticket(digest=digest(secret), user_id=user_id, expires_at=expires_at)
            for (secret, expires_at), user_id in zip(issued, user_ids, strict=True)
        ]
    )
    if secrets.randbelow(CLEARED_AFTER) < len(user_ids):
        Ticket.objects.filter(expires_at__lt=now).delete()
    return issued


def spend(shown: Sequence[str], now: int) -> list[tuple[Actor, int] | None]:
    """Who each ticket stands for, with her sign-in's version; None for what is unknown, expired or spent.

    Each good ticket is spent by this.
    """
    digests = [digest(secret) for secret in shown]
    these, listed = rows.among(digests)
    spent = rows.select(
        f"DELETE FROM gateway_ticket WHERE digest {these} AND expires_at > %s RETURNING digest, user_id",
        [listed, now],
    )
    owners: dict[str, str] = {row["digest"]: row["user_id"] for row in spent}
    known = _people(sorted({user_id for user_id in owners.values() if user_id}))
    return [_holder(owners.pop(digest, None), known) for digest in digests]


def _people(user_ids: Sequence[str]) -> dict[str, tuple[Actor, int]]:
    """As plain rows: in a rush, thousands come at once, and a model instance costs more than the rest of her entry."""
    these, listed = rows.among(user_ids)
    found = rows.select(
        f"SELECT id, name, sockets_version FROM accounts_user WHERE is_active AND id {these}",
        [listed],
    )
    return {row["id"]: (Actor(row["id"], row["name"]), row["sockets_version"]) for row in found}


def moved_on(versions: Mapping[str, int]) -> dict[str, int | None]:
    """Of these users, given the version of a sign-in of each, those who have another one now; None: may not come in.

    The database compares: of thousands who are well, nobody is read.
    """
    pairs = {"postgresql": "json_each_text(%s)", "sqlite": "json_each(%s)"}[connection.vendor]
    found = rows.select(
        f"SELECT s.key AS id, u.sockets_version FROM {pairs} AS s"
        " LEFT JOIN accounts_user u ON u.id = s.key AND u.is_active"
        " WHERE u.id IS NULL OR u.sockets_version <> CAST(s.value AS integer)",
        [json.dumps(versions)],
    )
    return {row["id"]: row["sockets_version"] for row in found}


def _holder(user_id: str | None, known: dict[str, tuple[Actor, int]]) -> tuple[Actor, int] | None:
    return (GUEST, 0) if user_id == "" else known.get(user_id or "")


def digest(secret: str) -> str:
    """What is kept of a ticket."""
    return hashlib.sha256(secret.encode()).hexdigest()
