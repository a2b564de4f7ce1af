"""What the clock has to do: the deadlines that features declare, found in the tables.

Killing the server loses no deadline; it finds them here again.
"""

from typing import NamedTuple

from livesell.ledger import rows
from livesell.ledger.feature import Deadline, features
from livesell.ledger.sql import Sql
from livesell.ledger.turn import Handler
from livesell.wire.envelope import Command

MOST = 500
DUE = Sql(
    "SELECT due.room_id, due.id, due.due_at FROM ({}) due LEFT JOIN rooms_deferral d"
    " ON d.id = %s || due.room_id || '-' || due.id WHERE d.id IS NULL OR d.retry_at <= %s"
    " ORDER BY COALESCE(d.failures, 0), due.due_at, due.id LIMIT %s"
)


class Due(NamedTuple):
    """A command of the clock's. Its id is made of what is due and the second: any number of processes may send it,
    and one that was refused, since a clock had been set back, is sent again. `at`: what is due within the second and
    must not wait for the next look says when; 0 is at once. `key`: the thing, by which it backs off if it fails."""

    room_id: str
    command_id: str
    frame: Command
    handler: Handler
    at: int
    key: str


def find(now: int) -> list[Due]:
    """What is due at `now`, of every kind, longest ago first within a kind."""
    return [due for deadline in _declared(first=False) for due in _find(deadline, now)]


def gaps(now: int) -> list[Due]:
    """Live parties that the server was away from: told before anything else is done that is due."""
    return [due for deadline in _declared(first=True) for due in _find(deadline, now)]


def _declared(*, first: bool) -> list[Deadline]:
    return [one for feature in features() for one in feature.clock if one.first is first]


def _find(deadline: Deadline, now: int) -> list[Due]:
    """What never failed comes before what did (`deferrals`), then the longest due: nobody starves, however long a look
    takes.
    """
    moments = [now + deadline.ahead] * deadline.sql.count("%s")
    found = rows.select(DUE.around(deadline.sql), [*moments, f"{deadline.word}-", now, MOST])
    return [_due(deadline, row["room_id"], row["id"], row["due_at"], now) for row in found]


def _due(deadline: Deadline, room_id: str, thing: str, due_at: int, now: int) -> Due:
    return Due(
        room_id=room_id,
        command_id=f"{deadline.word}-{thing}-{now // 1000}",
        frame=deadline.command(thing),
        handler=deadline.handler,
        at=due_at if deadline.ahead else 0,
        key=f"{deadline.word}-{room_id}-{thing}",
    )
