"""How people stand in a room, as a turn reads it."""

import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db.models import Q

from livesell.accounts.models import User
from livesell.ledger.turn import Refused, Turn
from livesell.wire.codes import Code
from livesell.wire.envelope import Person
from livesell.wire.ids import new_id
from rooms.membership import rows
from rooms.rules.familiarity import Familiarity, familiarity, is_new_day
from rooms.rules.roles import HOSTS, SELLERS, Standing

Words = tuple[tuple[str, ...], tuple[str, ...]]
"""The chat words of a room: those that claim, and those that give back."""


class Members:
    """A room's privacy, its chat words and its standings: those of everybody in the batch, in one query."""

    def __init__(self, turn: Turn) -> None:
        self._room_id = turn.room_id
        access = access_to(turn.room_id, turn.actors)
        self.private = access is not None and access.private
        self.spoken = access.spoken if access else dict[str, Spoken]()
        self._fresh: set[str] = set()
        self.words = access.words if access else ((), ())
        self.known_buyers_only = access is not None and access.known_buyers_only
        self._known = access.known if access else dict[str, Standing]()
        self.operators = access.operators if access else frozenset[str]()

    def of(self, user_id: str) -> Standing:
        """How somebody stands."""
        if user_id not in self._known:
            self._known |= standings(self._room_id, [user_id])
        return self._known[user_id]

    def speaks(self, user_id: str, now: int) -> Familiarity | None:
        """Somebody says something: how well she is known here. Written on the first message of each day alone."""
        spoken = self.spoken.get(user_id, Spoken())
        found = familiarity(spoken.days, spoken.at, now)
        if is_new_day(spoken.at, now):
            self.spoken[user_id] = Spoken(spoken.row, spoken.days + 1, now)
            self._fresh.add(user_id)
        return found

    def save(self) -> None:
        """Write on which days people spoke; nothing else is written through this unit."""
        fresh = {user_id: self.spoken[user_id] for user_id in sorted(self._fresh)}
        known = [(one.row, one.days, one.at) for one in fresh.values() if one.row]
        new = [
            (new_id(), self._room_id, user_id, "buyer", False, False, one.days, one.at)
            for user_id, one in fresh.items()
            if not one.row
        ]
        rows.keep_speakers(known, new)
        self._fresh.clear()


class Spoken(NamedTuple):
    """On how many days somebody spoke in a room, when first on the last of them, and the id of her row; if she has."""

    row: str | None = None
    days: int = 0
    at: int | None = None


class RoomAccess(NamedTuple):
    """Whether a room is for members only, its chat words, how those who ask stand in it, and when they spoke.

    `operators`: those of them who run this server, and may act as the owner of every room.
    """

    private: bool
    words: Words
    known: dict[str, Standing]
    operators: frozenset[str]
    spoken: dict[str, Spoken]
    known_buyers_only: bool = False


def access_to(room_id: str, user_ids: Sequence[str]) -> RoomAccess | None:
    """Who may enter the room, and the standings of these users, in one query; None where there is no such room."""
    found = rows.access(room_id, user_ids)
    if not found:
        return None
    known = {user_id: Standing(user_id) for user_id in user_ids}
    known |= {row["user_id"]: _standing(row) for row in found if row["role"] or row["shut_out_until"]}
    operators = frozenset(row["user_id"] for row in found if row["operates"])
    words = (_words(found[0]["claim_words"]), _words(found[0]["pass_words"]))
    spoken = {
        row["user_id"]: Spoken(row["row_id"], row["spoke_days"], row["spoke_at"])
        for row in found
        if row["role"]
    }
    return RoomAccess(
        bool(found[0]["private"]), words, known, operators, spoken, bool(found[0]["known_buyers_only"])
    )


def _words(stored: str) -> tuple[str, ...]:
    return tuple(json.loads(stored)) if stored != "[]" else ()


def standings(room_id: str, user_ids: Sequence[str]) -> dict[str, Standing]:
    """How these users stand; who has no row is a buyer."""
    access = access_to(room_id, user_ids)
    return access.known if access else {user_id: Standing(user_id) for user_id in user_ids}


def named(room_id: str, keys: Sequence[str], now: int) -> dict[str, Person]:
    """Who is called by one of these keys of names (`names.key`), spoke here or has a role, and is not banned.

    No two people look so much alike in small letters, so a key is one person's.
    """
    found = rows.named(room_id, keys, now)
    return {row["name_key"]: Person(id=row["id"], name=row["name"]) for row in found}


def let_in(now: int) -> Q:
    """Of members: those on whom no ban is in force."""
    return Q(banned=False) | Q(banned_until__lte=now)


def standing(turn: Turn) -> Standing:
    """How the actor stands: those who run the server stand as the owner of every room."""
    members = turn.use(Members)
    own = members.of(turn.actor.user_id)
    if own.user_id in members.operators:
        return Standing(own.user_id, "owner", member=True)
    return own


def sees_to(turn: Turn, seller_id: str) -> bool:
    """Whether the actor sells here, still, what is that seller's, or hosts the room."""
    role = standing(turn).role
    return role in HOSTS or (role in SELLERS and seller_id == turn.actor.user_id)


def somebody(user_id: str) -> User:
    """Anybody who has an account on this server."""
    person = User.objects.filter(pk=user_id).first()
    if person is None:
        raise Refused(Code.NOT_FOUND)
    return person


def _standing(row: dict[str, Any]) -> Standing:
    if not row["role"]:
        return Standing(row["user_id"], shut_out_until=row["shut_out_until"])
    return Standing(
        row["user_id"],
        row["role"],
        bool(row["banned"]),
        row["banned_until"],
        member=True,
        muted_until=row["muted_until"],
        warned=bool(row["warned"]),
        shut_out_until=row["shut_out_until"],
    )
