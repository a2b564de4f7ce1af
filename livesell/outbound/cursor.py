"""The outbox's first step: a cursor over each ledger makes notifications of the facts.

Notifications and the cursor's place are written in one transaction, under the lock of the cursor's row: whenever the
process dies, nothing is lost and nothing is made twice. Several processes share the work; one that finds a cursor held
leaves that ledger alone. No turn is held up: the ledger's row is read, never locked.
"""

import json
from collections.abc import Sequence
from contextlib import nullcontext
from typing import Any

import structlog
from django.db import transaction

from livesell.accounts.models import User
from livesell.ledger.models import Ledger
from livesell.ledger.telling import Alert, AlertKind, AlertRule, Fact
from livesell.ledger.turn import UNREACHABLE
from livesell.outbound import rows
from livesell.outbound.kinds import due_rules, rules
from livesell.outbound.models import Cursor, Notification

log = structlog.get_logger(__name__)
FACTS = 200
PAGE = 200
"""People that one transaction tells, so that claims wait for no crowd."""


def ahead(most: int = 50) -> list[int]:
    """The ledgers that have news."""
    return rows.ledgers_ahead(most)


def advance(ledger_id: int) -> bool:
    """Make notifications of what is next in one ledger, for a page of people; whether there is more to do in it."""
    try:
        return _advance(ledger_id, careful=False)
    except UNREACHABLE:
        raise
    except Exception:  # a rule fails at a fact: this one is left out, and no other
        log.exception("facts_read_again", ledger=ledger_id)
        return _advance(ledger_id, careful=True)


def tell_due(since: int, now: int) -> None:
    """Make notifications of what has fallen due after `since`. What was made before is not made again."""
    for rule in due_rules():
        found = rule.find(since + rule.ahead, now + rule.ahead)
        names = {f"room.{one.room_id}" for one in found}
        ledgers = {one.name: one for one in Ledger.objects.filter(name__in=names)}
        made = [
            _kept(rule.kind, one.alert, ledgers.get(f"room.{one.room_id}"), one.offset, now)
            for one in found
            if not one.room_id or f"room.{one.room_id}" in ledgers
        ]
        _write(made)


def _advance(ledger_id: int, *, careful: bool) -> bool:
    with transaction.atomic():
        Cursor.objects.bulk_create([Cursor(ledger_id=ledger_id)], ignore_conflicts=True)
        locked = Cursor.objects.select_for_update(skip_locked=True).filter(pk=ledger_id)
        cursor = locked.first()
        ledger = Ledger.objects.filter(pk=ledger_id).first()
        if cursor is None or ledger is None or ledger.offset <= cursor.offset:
            return False
        _read_on(cursor, ledger, careful=careful)
        cursor.save()
        return cursor.offset < ledger.offset


def _read_on(cursor: Cursor, ledger: Ledger, *, careful: bool) -> None:
    """Facts until a page of people is full."""
    found = rows.facts(ledger.pk, cursor.offset, ledger.offset, list(rules()), FACTS)
    made: list[Notification] = []
    known: dict[str, Any] = {}
    for row in found:
        for rule in rules()[row["type"]][cursor.rule :]:
            page = _asked(rule, row, ledger, cursor.after, known, careful=careful)
            made += [_kept(rule.kind, alert, ledger, row["offset"], row["at"]) for alert in page]
            if len(page) >= PAGE:
                cursor.after = page[-1].user_id
                return _write(made)
            cursor.rule, cursor.after = cursor.rule + 1, ""
        cursor.offset, cursor.rule = row["offset"], 0
        if len(made) >= PAGE:
            return _write(made)
    if len(found) < FACTS:
        cursor.offset = ledger.offset
    return _write(made)


def _asked(
    rule: AlertRule, row: dict[str, Any], ledger: Ledger, after: str, known: dict[str, Any], *, careful: bool
) -> Sequence[Alert]:
    """Whom the rule tells. A fact that it cannot read, of another release perhaps, costs its own alerts alone."""
    if rule.only not in row["fact"]:
        return ()
    try:
        with transaction.atomic() if careful else nullcontext():
            return rule.whom(_fact(rule, row, ledger, known), after, PAGE)
    except UNREACHABLE:
        raise
    except Exception:
        if not careful:
            raise
        log.exception("fact_not_told", kind=rule.kind.name, ledger=ledger.name, offset=row["offset"])
        return ()


def _fact(rule: AlertRule, row: dict[str, Any], ledger: Ledger, known: dict[str, Any]) -> Fact:
    written = json.loads(row["fact"])["event"]
    fields = {key: value for key, value in written.items() if key in rule.event.model_fields}
    event = rule.event.model_validate_json(json.dumps(fields))
    return Fact(_room(ledger), ledger.name, row["offset"], row["at"], event, known)


def _room(ledger: Ledger) -> str:
    return ledger.name.removeprefix("room.").removesuffix(".desk")


def _kept(kind: AlertKind, alert: Alert, ledger: Ledger | None, offset: int, at: int) -> Notification:
    return Notification(
        user_id=alert.user_id,
        kind=kind.name,
        ledger=ledger,
        epoch=ledger.epoch if ledger else "",
        offset=offset,
        room_id=_room(ledger) if ledger else "",
        about=alert.about,
        path=alert.path,
        words=dict(alert.words),
        made_at=at,
        at=alert.at or at,
        until=alert.until,
        urgent=kind.urgent,
    )


def _write(made: list[Notification]) -> None:
    """Those whose receivers have an account: who was named by hand has none, and one may be gone meanwhile."""
    if not made:
        return
    receivers = {one.user_id for one in made}
    there = set(User.objects.filter(pk__in=receivers, is_active=True).values_list("pk", flat=True))
    kept = [one for one in made if one.user_id in there]
    Notification.objects.bulk_create(kept, ignore_conflicts=True, batch_size=200)
