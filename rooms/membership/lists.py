"""Lists of people: who follows a room, who comes to a party, who asks for an item. Anybody may count them.

A follow is a public fact, as a claim is: a stranger can check who was a follower when a giveaway opened.
"""

from livesell.ledger import rows
from livesell.ledger.turn import Recorded, Refused, Turn
from livesell.wire.codes import Code
from livesell.wire.ids import new_id
from rooms.events.parties import PartyRsvpGiven
from rooms.events.rooms import RoomFollowed, RoomUnfollowed
from rooms.frames.parties import GiveRsvp
from rooms.frames.rooms import FollowRoom, UnfollowRoom
from rooms.rules.parties import why_no_rsvp

FOLLOWERS = ("rooms_follow", "room_id")
COMING = ("rooms_rsvp", "party_id")
ASKERS = ("rooms_ask", "item_id")
Kind = tuple[str, str]
"""A table of (list, user), and its column that says which list."""


def follow(turn: Turn, _frame: FollowRoom) -> Recorded:
    """The actor wants to hear of this room."""
    people = turn.use(PeopleLists).of(FOLLOWERS, turn.room_id)
    people.set(turn.actor.user_id, on=True)
    return turn.record(RoomFollowed(user_id=turn.actor.user_id, followers=people.count))


def unfollow(turn: Turn, _frame: UnfollowRoom) -> Recorded:
    """She does not any more."""
    people = turn.use(PeopleLists).of(FOLLOWERS, turn.room_id)
    people.set(turn.actor.user_id, on=False)
    return turn.record(RoomUnfollowed(user_id=turn.actor.user_id, followers=people.count))


def rsvp(turn: Turn, frame: GiveRsvp) -> Recorded:
    """The actor comes to an announced party, or does not after all."""
    lists = turn.use(PeopleLists)
    state = lists.states.get(frame.party_id, "draft")
    if code := why_no_rsvp(state):
        raise Refused(code)
    people = lists.of(COMING, frame.party_id)
    people.set(turn.actor.user_id, on=frame.coming)
    return turn.record(
        PartyRsvpGiven(
            party_id=frame.party_id, user_id=turn.actor.user_id, coming=frame.coming, count=people.count
        )
    )


def counts(kind: Kind, list_ids: list[str]) -> dict[str, int]:
    """How many stand on each of these lists."""
    table, column = kind
    these, listed = rows.any_of(list_ids)
    found = rows.select(
        f"SELECT {column} AS list, COUNT(*) AS people FROM {table} WHERE {column} {these} GROUP BY {column}",
        [listed],
    )
    return dict.fromkeys(list_ids, 0) | {row["list"]: row["people"] for row in found}


def lists_of(kind: Kind, user_ids: list[str], list_ids: list[str]) -> dict[str, list[str]]:
    """On which of these lists each of the users stands, in order; who stands on none is left out."""
    table, column = kind
    those, people = rows.any_of(user_ids)
    these, listed = rows.any_of(list_ids)
    found = rows.select(
        f"SELECT user_id, {column} AS list FROM {table} WHERE user_id {those} AND {column} {these} ORDER BY {column}",
        [people, listed],
    )
    lists: dict[str, list[str]] = {}
    for row in found:
        lists.setdefault(row["user_id"], []).append(row["list"])
    return lists


class PeopleList:
    """One list: how many stand on it, and which of the people of this batch."""

    def __init__(self, kind: Kind, list_id: str, actors: list[str]) -> None:
        self._table, self._column = kind
        self._list = list_id
        self.count = counts(kind, [list_id])[list_id]
        these, listed = rows.any_of(actors)
        found = rows.select(
            f"SELECT user_id FROM {self._table} WHERE {self._column} = %s AND user_id {these}",
            [list_id, listed],
        )
        self._stored = {row["user_id"] for row in found}
        self._now = set(self._stored)

    def __contains__(self, user_id: str) -> bool:
        """Whether an actor of this batch stands on the list."""
        return user_id in self._now

    def set(self, user_id: str, *, on: bool) -> None:
        """Put an actor of this batch on the list, or take her off; `wrong_state` where nothing would change."""
        if (user_id in self._now) is on:
            raise Refused(Code.WRONG_STATE)
        self._now ^= {user_id}
        self.count += 1 if on else -1

    def save(self) -> None:
        """Write back who came and who went."""
        rows.delete(self._table, {self._column: self._list}, "user_id", sorted(self._stored - self._now))
        fresh = sorted(self._now - self._stored)
        rows.insert(
            self._table, ("id", self._column, "user_id"), [(new_id(), self._list, user) for user in fresh]
        )


class PeopleLists:
    """The lists of a room that a batch is about. One unit of a turn."""

    def __init__(self, turn: Turn) -> None:
        self._turn = turn
        self._lists: dict[tuple[Kind, str], PeopleList] = {}
        these, listed = rows.any_of(turn.asked("party_id"))
        found = rows.select(
            f"SELECT id, state FROM rooms_party WHERE room_id = %s AND id {these}", [turn.room_id, listed]
        )
        self.states: dict[str, str] = {row["id"]: row["state"] for row in found}

    def of(self, kind: Kind, list_id: str) -> PeopleList:
        """The list, loaded at first use."""
        key = (kind, list_id)
        if key not in self._lists:
            self._lists[key] = PeopleList(kind, list_id, self._turn.actors)
        return self._lists[key]

    def save(self) -> None:
        for one in self._lists.values():
            one.save()
