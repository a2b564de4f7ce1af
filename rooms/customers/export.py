"""Customers as a table for a spreadsheet: of those alone who said yes and may still come. No cell can be taken for a
formula."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

import structlog
from django.db import transaction

from livesell.access.actor import Actor
from livesell.ledger.turn import Refused
from livesell.wire.cells import safe
from rooms.customers import consents, customers
from rooms.customers.customers import Bought, Customer
from rooms.models.customers import CustomerExport
from rooms.permissions import readers
from rooms.rules.money import typed

log = structlog.get_logger(__name__)
COLUMNS = (
    "name", "e-mail", "orders", "paid", "received", "currency", "last seen", "follows since", "said yes", "to words",
)  # fmt: skip
NOTHING = Bought("", 0, 0)


def take_out(room_id: str, seller_id: str, now: int) -> str:
    """The file, in UTF-8 with a mark for spreadsheets. That it was taken, and of whom, is written down with it.

    Sales wait while that is written, so all is read before; a yes that was taken back meanwhile counts no more.
    """
    read = allowed(customers.of(room_id, seller_id), room_id, now)
    with transaction.atomic():
        agreed = consents.by_user(room_id, seller_id, [one.user.pk for one in read])
        found = [one for one in read if one.user.pk in agreed]
        taken = CustomerExport.objects.create(room_id=room_id, seller_id=seller_id, at=now)
        taken.people.add(*(one.user for one in found))
    log.info("customers_taken_out", room=room_id, seller=seller_id, people=len(found))
    return table(found)


def allowed(found: Sequence[Customer], room_id: str, now: int) -> list[Customer]:
    """Those of them who said yes, have an account still, and may read the room now."""
    agreed = [one for one in found if one.consent and one.user.is_active]
    standings = readers([Actor(one.user.pk, one.user.name) for one in agreed], room_id, desk=False, now=now)
    return [one for one, own in zip(agreed, standings, strict=True) if not isinstance(own, Refused)]


def table(found: Iterable[Customer]) -> str:
    """A row for each customer and currency; money as people write it, in a column without its currency."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for one in found:
        for bought in one.bought or [NOTHING]:
            writer.writerow([safe(cell) for cell in _row(one, bought)])
    return "\ufeff" + text.getvalue()


def _row(one: Customer, bought: Bought) -> list[object]:
    received = typed(bought.received, bought.currency) if bought.currency else ""
    said = one.consent
    times = [_moment(at) for at in (one.last_seen, one.follows_since, said.given_at if said else None)]
    sums = [bought.orders, bought.paid, received, bought.currency]
    return [one.user.name, one.user.email, *sums, *times, said.version if said else ""]


def _moment(at: int | None) -> str:
    return datetime.fromtimestamp(at / 1000, UTC).strftime("%Y-%m-%d %H:%M") if at else ""
