"""The kinds of notifications and the rules of this server, as its features declare them."""

from collections.abc import Callable, Collection
from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string

from livesell.ledger.feature import features
from livesell.ledger.telling import AlertKind, AlertRule, DueRule


@cache
def rules() -> dict[str, list[AlertRule]]:
    """The rules by the type of event that they are about."""
    found: dict[str, list[AlertRule]] = {}
    for feature in features():
        for rule in feature.alerts:
            found.setdefault(rule.event.model_fields["type"].default, []).append(rule)
    return found


@cache
def due_rules() -> tuple[DueRule, ...]:
    """The rules of the time."""
    return tuple(rule for feature in features() for rule in feature.alerts_due)


@cache
def kinds() -> dict[str, AlertKind]:
    """The kinds by name, urgent ones first, otherwise in the order of the features."""
    told = [rule.kind for feature in features() for rule in feature.alerts]
    due = [rule.kind for rule in due_rules()]
    found = {kind.name: kind for kind in (*told, *due)}
    return dict(sorted(found.items(), key=lambda one: not one[1].urgent))


def may_read(room_id: str, user_ids: Collection[str], now: int) -> Collection[str]:
    """Those of these people who may read that room at a moment; `settings.MAY_READ` names who knows."""
    return _reader()(room_id, user_ids, now)


@cache
def _reader() -> Callable[[str, Collection[str], int], Collection[str]]:
    found: Callable[[str, Collection[str], int], Collection[str]] = import_string(settings.MAY_READ)
    return found
