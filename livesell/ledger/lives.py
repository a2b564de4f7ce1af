"""The lives of ledgers. A database that went back in time holds other ledgers than the ones that were read (D15).

An epoch names a life: the first has eight random bytes in hexadecimal, later ones have their number before them, as in
`2-5f3a…`. Facts and chain stay as they are, the chain begins at `first_epoch`; but nobody can go on from a position in
an earlier life. So every reader who comes back is told `reset`, and nobody goes on across a hole.
"""

import secrets
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db import transaction

from livesell.ledger import rows
from livesell.ledger.clock import now_ms
from livesell.ledger.models import Renewal
from livesell.ledger.sql import Sql, table

LIVES = Sql("SELECT id, epoch FROM ledger_ledger ORDER BY id")
NAMED = Sql("SELECT id, name, epoch, first_epoch FROM ledger_ledger WHERE name = ANY(%s)")
HASH_AT = Sql('SELECT hash FROM ledger_event WHERE ledger_id = %s AND "offset" = %s')
LIFE = table("ledger_ledger", "id", "epoch")


class Seen(NamedTuple):
    """Where a ledger certainly was: this was committed."""

    name: str
    epoch: str
    offset: int
    hash: str


def life(epoch: str) -> int:
    """Which life of a ledger an epoch names."""
    number, dash, _ = epoch.partition("-")
    return int(number) if dash and number.isdecimal() else 1


def renew(why: str, *, above: int = 0) -> None:
    """Begin a new life of every ledger, numbered above all of its own and `above`; and keep why."""
    with transaction.atomic():
        Renewal.objects.create(at=now_ms(), why=why[:200])
        found = rows.select(LIVES)
        fresh = [(row["id"], _next(max(life(row["epoch"]), above))) for row in found]
        rows.update(LIFE, fresh)


def first_lost(seen: Iterable[Seen]) -> Seen | None:
    """One of these that is not in the database any more, which then went back; None where all are.

    A ledger that is there no more, or was made anew under its name, was deleted; nobody can go on in it anyway.
    One that lives its next life already was renewed for a reason.
    """
    seen = list(seen)
    found = rows.select(NAMED, [sorted({one.name for one in seen})])
    kept = {row["name"]: row for row in found}
    return next((one for one in seen if one.name in kept and _is_lost(one, kept[one.name])), None)


def _is_lost(seen: Seen, row: dict[str, Any]) -> bool:
    made_anew = life(seen.epoch) == 1 and seen.epoch != row["first_epoch"]
    lives_on = life(row["epoch"]) > life(seen.epoch)
    return not made_anew and not lives_on and not _is_there(row["id"], row["epoch"], seen)


def _is_there(ledger_id: int, epoch: str, seen: Seen) -> bool:
    kept = rows.select(HASH_AT, [ledger_id, seen.offset])
    return epoch == seen.epoch and [row["hash"] for row in kept] == [seen.hash]


def _next(number: int) -> str:
    return f"{number + 1}-{secrets.token_hex(8)}"
