"""What the clock has to do: holds that ran out. Killing the server loses no deadline; it finds them here again."""

from typing import NamedTuple

from livesell.ledger import rows
from rooms.claims import ExpireClaim

MOST = 500


class Due(NamedTuple):
    """A command of the clock's. Its id is the claim's and the second's: any number of processes may send it, and
    one that was refused, since a clock had been set back, is sent again."""

    room_id: str
    command_id: str
    frame: ExpireClaim


def find(now: int) -> list[Due]:
    """The holds that have run out, longest ago first."""
    found = rows.select(
        "SELECT c.id, c.held_until, p.room_id FROM rooms_claim c JOIN rooms_variant v ON v.id = c.variant_id"
        " JOIN rooms_item i ON i.id = v.item_id JOIN rooms_party p ON p.id = i.party_id"
        " WHERE c.state = 'held' AND c.held_until <= %s ORDER BY c.held_until LIMIT %s",
        [now, MOST],
    )
    return [
        Due(row["room_id"], f"expire-{row['id']}-{now // 1000}", ExpireClaim(claim_id=row["id"]))
        for row in found
    ]
