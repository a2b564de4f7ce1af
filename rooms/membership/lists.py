"""Lists of people: who follows a room, who comes to a party, who asks for an item. Anybody may count them.

A follow is a public fact, as a claim is: a stranger can check who was a follower when a giveaway opened.
"""

from livesell.ledger.turn import Recorded, Refused, Turn
from livesell.wire.codes import Code
from livesell.wire.ids import new_id
from rooms.events.parties import PartyRsvpGiven
from rooms.events.rooms import RoomFollowed, RoomUnfollowed
from rooms.frames.parties import GiveRsvp
from rooms.frames.rooms import FollowRoom, UnfollowRoom
from rooms.membership.rows import ListTable, agree_no_more, party_states
from rooms.rules.parties import why_no_rsvp

FOLLOWERS = ListTable("rooms_follow", "room_id")
COMING = ListTable("rooms_rsvp", "party_id")
ASKERS = ListTable("rooms_ask", "item_id")


def follow(turn: Turn, _frame: FollowRoom) -> Recorded:
    """The actor wants to hear of this room."""
    people = turn.use(PeopleLists).of(FOLLOWERS, turn.room_id)
    people.set(turn.actor.user_id, on=True)
    return turn.record(RoomFollowed(user_id=turn.actor.user_id, followers=people.count))


def unfollow(turn: Turn, _frame: UnfollowRoom) -> Recorded:
    """She does not any more, and takes back what she agreed to of those who sell here."""
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


class PeopleList:
    """One list: how many stand on it, and which of the people of this batch."""

    def __init__(self, table: ListTable, list_id: str, actors: list[str], now: int) -> None:
        self._table = table
        self._list = list_id
        self._at = now
        self.count = table.counts([list_id])[list_id]
        self._stored = table.among(list_id, actors)
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
        gone = sorted(self._stored - self._now)
        self._table.remove(self._list, gone)
        if self._table is FOLLOWERS:
            agree_no_more(self._list, gone, self._at)
        self._table.add(
            self._list, [(new_id(), user_id) for user_id in sorted(self._now - self._stored)], self._at
        )


class PeopleLists:
    """The lists of a room that a batch is about. One unit of a turn."""

    def __init__(self, turn: Turn) -> None:
        self._turn = turn
        self._lists: dict[tuple[ListTable, str], PeopleList] = {}
        self.states = party_states(turn.room_id, turn.asked("party_id"))

    def of(self, table: ListTable, list_id: str) -> PeopleList:
        """The list, loaded at first use."""
        key = (table, list_id)
        if key not in self._lists:
            self._lists[key] = PeopleList(table, list_id, self._turn.actors, self._turn.now)
        return self._lists[key]

    def save(self) -> None:
        for one in self._lists.values():
            one.save()
