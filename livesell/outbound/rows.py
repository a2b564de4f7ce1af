"""SQL of the outbox, which looks once a second whether any ledger went on."""

from collections.abc import Sequence
from typing import Any

from django.db import connection

from livesell.ledger import rows
from livesell.ledger.sql import Sql

AHEAD = Sql(
    "SELECT l.id FROM ledger_ledger l LEFT JOIN outbound_cursor c ON c.ledger_id = l.id"
    ' WHERE l."offset" > COALESCE(c."offset", 0) ORDER BY l.id LIMIT %s'
)
TOLD = Sql(
    'SELECT e."offset", e.at, e.type, e.fact FROM ledger_event e WHERE e.ledger_id = %s AND e."offset" > %s'
    ' AND e."offset" <= %s AND e.type = ANY(%s) ORDER BY e."offset" LIMIT %s'
)
DUE = (
    "SELECT d.id FROM outbound_delivery d WHERE d.state = 'waiting' AND d.urgent = %s AND d.not_before <= %s"
    " AND d.next_at <= %s AND d.leased_until <= %s AND NOT EXISTS (SELECT 1 FROM outbound_delivery e"
    " WHERE e.target = d.target AND e.state = 'waiting' AND e.not_before <= %s AND e.id < d.id)"
    " ORDER BY d.not_before, d.id LIMIT %s"
)
DUE_ON = {"sqlite": Sql(DUE), "postgresql": Sql(f"{DUE} FOR UPDATE OF d SKIP LOCKED")}
ALONE = Sql("SELECT pg_try_advisory_xact_lock(%s) AS alone")


def ledgers_ahead(most: int) -> list[int]:
    """The ledgers that have facts behind their cursor."""
    return [row["id"] for row in rows.select(AHEAD, [most])]


def facts(ledger_id: int, after: int, upto: int, types: Sequence[str], most: int) -> list[dict[str, Any]]:
    """The facts of those types in a part of a ledger, in order."""
    return rows.select(TOLD, [ledger_id, after, upto, list(types), most])


def due(now: int, most: int) -> list[int]:
    """Deliveries to send now, urgent ones first; of one target only the first. Locked by this transaction.

    Asked for the urgent ones and then for the others, so that an index gives each in order, whatever waits besides.
    """
    found: list[int] = []
    for urgent in (True, False):
        if left := most - len(found):
            page = rows.select(DUE_ON[connection.vendor], [urgent, now, now, now, now, left])
            found += [row["id"] for row in page]
    return found


def is_alone(lock: int) -> bool:
    """Whether no other process does this at this moment; true until the transaction ends."""
    return connection.vendor != "postgresql" or bool(rows.select(ALONE, [lock])[0]["alone"])
