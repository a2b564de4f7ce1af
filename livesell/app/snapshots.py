"""What a newcomer is given, put together from the parts that features declare. Read inside one moment."""

from collections.abc import Sequence
from typing import Any

from livesell.app.features import FEATURES
from livesell.app.protocol import DeskSnapshot, Mine, ShowSnapshot
from livesell.ledger.feature import Part, ReadContext
from rooms.rules.roles import Standing

SHOW = tuple(part for feature in FEATURES for part in feature.snapshot)
DESK = tuple(part for feature in FEATURES for part in feature.desk)
MINE = tuple(part for feature in FEATURES for part in feature.mine)


def show(room_id: str) -> ShowSnapshot:
    """The public part, the same for everybody."""
    return ShowSnapshot(**_read(SHOW, room_id))


def desk(room_id: str) -> DeskSnapshot:
    """What staff need besides."""
    return DeskSnapshot(**_read(DESK, room_id))


def mine(room_id: str, people: Sequence[Standing], offset: int) -> dict[str, Mine]:
    """What is each reader's own.

    The queries are as many for a thousand readers as for one, and those of a role who have nothing share one answer.
    """
    if not people:
        return {}
    context = ReadContext(room_id, [one.user_id for one in people])
    found = {part: part.read(context) for part in MINE}
    nothing: dict[str, Mine] = {}
    own: dict[str, Mine] = {}
    for one in people:
        has_some = any(one.user_id in each for each in found.values())
        whose = None if has_some else nothing.get(one.role)
        if whose is None:
            fields = {part.name: each.get(one.user_id, part.nothing) for part, each in found.items()}
            whose = Mine.model_validate({"offset": offset, "role": one.role} | fields)
        if not has_some:
            nothing[one.role] = whose
        own[one.user_id] = whose
    return own


def _read(parts: Sequence[Part], room_id: str) -> dict[str, Any]:
    context = ReadContext(room_id)
    return {part.name: part.read(context) for part in parts}
