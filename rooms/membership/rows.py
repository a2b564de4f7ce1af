"""What every command and every entrance asks of membership: standings, and who is on which list."""

from collections.abc import Sequence
from typing import Any

from livesell.ledger import rows
from livesell.ledger.sql import Sql, Table, table

ACCESS = Sql(
    "SELECT r.private, r.known_buyers_only, r.claim_words, r.pass_words, u.id AS user_id,"
    " u.is_superuser AND u.is_active AS operates,"
    " u.banned_until AS shut_out_until,"
    " m.id AS row_id, m.role, m.banned, m.banned_until, m.muted_until, m.warned, m.spoke_days, m.spoke_at"
    " FROM rooms_room r LEFT JOIN accounts_user u ON u.id = ANY(%s)"
    " LEFT JOIN rooms_member m ON m.room_id = r.id AND m.user_id = u.id WHERE r.id = %s"
)
NAMED = Sql(
    "SELECT u.id, u.name, u.name_key FROM accounts_user u JOIN rooms_member m ON m.user_id = u.id"
    " WHERE m.room_id = %s AND u.name_key = ANY(%s) AND u.is_active AND COALESCE(u.banned_until, 0) <= %s"
    " AND (NOT m.banned OR m.banned_until <= %s)"
)
BANNED = Sql(
    "SELECT u.id, u.name, u.name_key FROM accounts_user u WHERE u.id IN ("
    "SELECT m.user_id FROM rooms_member m WHERE m.room_id = %s AND m.banned"
    " AND (m.banned_until IS NULL OR m.banned_until > %s)"
    " UNION SELECT b.user_id FROM accounts_serverban b WHERE b.lifted_at IS NULL AND (b.until IS NULL OR b.until > %s)"
    ") ORDER BY u.id DESC LIMIT %s"
)
SPOKE = table("rooms_member", "id", "spoke_days", "spoke_at")
SPEAKER = table(
    "rooms_member", "id", "room_id", "user_id", "role", "banned", "warned", "spoke_days", "spoke_at"
)
AGREED_NO_MORE = Sql(
    "UPDATE rooms_marketingconsent SET withdrawn_at = %s"
    " WHERE room_id = %s AND user_id = ANY(%s) AND withdrawn_at IS NULL"
)
STATES = Sql("SELECT id, state FROM rooms_party WHERE room_id = %s AND id = ANY(%s)")
PUBLIC = Sql("SELECT id FROM rooms_room WHERE id = ANY(%s) AND NOT private")


def public_rooms(room_ids: Sequence[str]) -> set[str]:
    """Those of these rooms that everybody may read."""
    return {row["id"] for row in rows.select(PUBLIC, [list(room_ids)])}


def access(room_id: str, user_ids: Sequence[str]) -> list[dict[str, Any]]:
    """A row for each of the users, one for none of them; without a room there is no row."""
    return rows.select(ACCESS, [list(user_ids), room_id])


def named(room_id: str, keys: Sequence[str], now: int) -> list[dict[str, Any]]:
    """Those of the room who have one of these names, by their keys, and are not banned."""
    return rows.select(NAMED, [room_id, list(keys), now, now])


def banned(room_id: str, now: int, most: int) -> list[dict[str, Any]]:
    """Those whom a ban keeps out of the room now, of the room or of the whole server; the newest accounts first."""
    return rows.select(BANNED, [room_id, now, now, most])


def keep_speakers(known: list[tuple[Any, ...]], new: list[tuple[Any, ...]]) -> None:
    """Write on how many days people spoke: (row, days, at) of those who have a row, all columns of the others."""
    rows.update(SPOKE, known)
    rows.insert(SPEAKER, new)


def agree_no_more(room_id: str, user_ids: list[str], now: int) -> None:
    """Who leaves the room takes back what she agreed to of its sellers."""
    if user_ids:
        rows.execute(AGREED_NO_MORE, [now, room_id, user_ids])


def party_states(room_id: str, party_ids: list[str]) -> dict[str, str]:
    """The states of those of the parties that are of this room."""
    return {row["id"]: row["state"] for row in rows.select(STATES, [room_id, party_ids])}


class ListTable:
    """A table of (list, user), and its column that says which list."""

    def __init__(self, name: str, column: str) -> None:
        self._added: Table = table(name, "id", column, "user_id", "at")
        self._counts = Sql(
            f"SELECT {column} AS list, COUNT(*) AS people FROM {name} WHERE {column} = ANY(%s) GROUP BY {column}"
        )
        self._lists_of = Sql(
            f"SELECT user_id, {column} AS list FROM {name} WHERE user_id = ANY(%s) AND {column} = ANY(%s)"
            f" ORDER BY {column}"
        )
        self._among = Sql(f"SELECT user_id FROM {name} WHERE {column} = %s AND user_id = ANY(%s)")
        self._removed = Sql(f"DELETE FROM {name} WHERE {column} = %s AND user_id = ANY(%s)")

    def counts(self, list_ids: list[str]) -> dict[str, int]:
        """How many stand on each of these lists."""
        found = rows.select(self._counts, [list_ids])
        return dict.fromkeys(list_ids, 0) | {row["list"]: row["people"] for row in found}

    def lists_of(self, user_ids: list[str], list_ids: list[str]) -> dict[str, list[str]]:
        """On which of these lists each of the users stands, in order; who stands on none is left out."""
        lists: dict[str, list[str]] = {}
        for row in rows.select(self._lists_of, [user_ids, list_ids]):
            lists.setdefault(row["user_id"], []).append(row["list"])
        return lists

    def among(self, list_id: str, user_ids: list[str]) -> set[str]:
        """Those of the users who stand on a list."""
        return {row["user_id"] for row in rows.select(self._among, [list_id, user_ids])}

    def add(self, list_id: str, those: list[tuple[str, str]], at: int) -> None:
        """Put people on a list, each by a new id."""
        rows.insert(self._added, [(new, list_id, user_id, at) for new, user_id in those])

    def remove(self, list_id: str, user_ids: list[str]) -> None:
        """Take people off a list."""
        if user_ids:
            rows.execute(self._removed, [list_id, user_ids])
