"""The room to which viewers are sent: whether it wants them, and how many of them it counts."""

from chat.events.elsewhere import OtherRoom
from chat.events.raids import RaidArrived, RaidsAllowed
from chat.models.filters import RoomRules
from chat.models.raids import Raid
from chat.rules.raids import RaidsFrom, is_open_to, raids_from
from livesell.ledger.turn import Recorded, Refused, Turn
from livesell.wire.codes import Code
from livesell.wire.envelope import Person
from rooms.membership.elsewhere import Place, hosts_follow, place
from rooms.membership.standing import standings


def open_to(turn: Turn, room_id: str) -> Place:
    """The room, if viewers of the turn's own may be sent there.

    `wrong_state` for this very room. `not_found` where there is none, and for a room for members that takes no raid, so
    that nobody learns of it. `forbidden` where another takes none from here, or the actor is banned there.
    """
    if room_id == turn.room_id:
        raise Refused(Code.WRONG_STATE)
    found = place(room_id)
    if found is None:
        raise Refused(Code.NOT_FOUND)
    if not _wants(found, turn.room_id, turn.now) or _banned(room_id, turn.actor.user_id, turn.now):
        raise Refused(Code.NOT_FOUND if found.private else Code.FORBIDDEN)
    return found


def welcome(turn: Turn, raid: Raid) -> int:
    """How many of those who chose to go may be here; 0 where the room wants no raid, or not by her, any more."""
    here = place(turn.room_id)
    if here is None or not _wants(here, raid.room_id, turn.now):
        return 0
    if _banned(turn.room_id, raid.author_id, turn.now):
        return 0
    going = list(raid.raiders.values_list("user_id", flat=True))
    known = standings(turn.room_id, going)
    return sum(
        not known[who].is_banned(turn.now) and (known[who].member or not here.private) for who in going
    )


def arrived(raid: Raid, came: int) -> RaidArrived:
    """The fact of it. A room for members is not named elsewhere."""
    source = place(raid.room_id)
    named = source is not None and not source.private
    room = OtherRoom(id=source.id, title=source.title) if source and named else None
    by = Person(id=raid.author_id, name=raid.author.name)
    return RaidArrived(raid_id=raid.pk, by=by, room=room, came=came)


def allow(turn: Turn, chosen: RaidsFrom) -> Recorded:
    """Who may send viewers here from now on."""
    RoomRules.objects.update_or_create(room_id=turn.room_id, defaults={"raids_from": chosen})
    return turn.record(RaidsAllowed(by=turn.actor.person, raids_from=chosen), desk=True)


def allowed(room_id: str) -> RaidsFrom:
    """Who may send viewers to a room."""
    rules, found = RoomRules.objects.filter(room_id=room_id).first(), place(room_id)
    return raids_from(rules.raids_from if rules else "", private=found is None or found.private)


def _wants(room: Place, other_id: str, now: int) -> bool:
    chosen = allowed(room.id)
    return is_open_to(chosen, followed=chosen == "followed" and hosts_follow(room.id, other_id, now))


def _banned(room_id: str, user_id: str, now: int) -> bool:
    return standings(room_id, [user_id])[user_id].is_banned(now)
