"""All features of this server, and the tables that are made of them."""

from dataclasses import replace

from chat.features import FEATURES as TALKING
from livesell.app.chat_claims import SPEAKING
from livesell.app.personal.alerts import PERSONAL
from livesell.ledger.feature import Row
from livesell.wire.envelope import Event
from rooms import permissions
from rooms.desk import audit
from rooms.features import FEATURES as SELLING

FEATURES = (*SELLING, SPEAKING, *TALKING, PERSONAL)
OF_STAFF = (
    permissions.may_host,
    permissions.may_sell,
    permissions.may_tell,
    permissions.may_moderate,
    permissions.may_work,
)
"""Whose commands are staff's: the desk is told of those that are refused."""


def _told(row: Row) -> Row:
    return (
        replace(row, handler=replace(row.handler, refused=audit.refused))
        if row.handler.allow in OF_STAFF
        else row
    )


COMMANDS: tuple[Row, ...] = tuple(_told(row) for feature in FEATURES for row in feature.commands)
SHOW_EVENTS: tuple[type[Event], ...] = tuple(event for feature in FEATURES for event in feature.show_events)
DESK_EVENTS: tuple[type[Event], ...] = tuple(event for feature in FEATURES for event in feature.desk_events)
