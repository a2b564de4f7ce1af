"""Who may do what in a room: one of the four modules that `chat` may import. Each returns, or raises `Refused`.

Unknown and forbidden rooms answer the same. A ban comes before everything else. Who may read a ledger
decides what may be written in it.
"""

from collections.abc import Collection, Sequence

from livesell.access.actor import Actor
from livesell.accounts.models import User
from livesell.ledger.turn import Refused, Turn
from livesell.wire.codes import Code
from livesell.wire.envelope import Command
from rooms.membership.standing import Members, RoomAccess, access_to, standing, standings
from rooms.models.items import Item
from rooms.rules.parties import ANNOUNCED
from rooms.rules.roles import HOSTS, MODERATORS, SELLERS, STAFF, Standing as Standing, outranks


def _present(turn: Turn) -> Standing:
    """How the actor stands, if she may be here at all. To others a room for members does not exist."""
    own = standing(turn)
    if own.is_banned(turn.now):
        raise Refused(Code.BANNED)
    if not own.member and turn.use(Members).private:
        raise Refused(Code.NOT_FOUND)
    return own


def _one_of(turn: Turn, roles: frozenset[str]) -> None:
    if _present(turn).role not in roles:
        raise Refused(Code.FORBIDDEN)


def may_take_part(turn: Turn, _frame: Command) -> None:
    """Everybody who may see the room and is not banned: to talk, to claim, to give back."""
    _present(turn)


def may_speak(turn: Turn, _frame: Command) -> None:
    """As `may_take_part`, for what others read as her words: nobody speaks in a time-out, or with a warning that she
    has not acknowledged. `muted` with the ms that are left, `acknowledge_first`."""
    has_voice(turn, _present(turn))


def has_voice(turn: Turn, own: Standing) -> None:
    """Return if neither a time-out nor a warning is in force; raise `Refused` otherwise."""
    if left := own.muted_for(turn.now):
        raise Refused(Code.MUTED, retry_after_ms=left)
    if own.warned:
        raise Refused(Code.ACKNOWLEDGE_FIRST)


def may_announce(turn: Turn, frame: Command) -> None:
    """The owner and hosts, for what everybody reads as their words."""
    may_host(turn, frame)
    has_voice(turn, standing(turn))


def may_call_out(turn: Turn, frame: Command) -> None:
    """Owner, hosts and moderators, for what everybody reads as their words."""
    may_moderate(turn, frame)
    has_voice(turn, standing(turn))


def may_confer(turn: Turn, frame: Command) -> None:
    """Everybody of the staff, for what the others of the staff read as their words."""
    may_work(turn, frame)
    has_voice(turn, standing(turn))


def may_knock(turn: Turn, _frame: Command) -> None:
    """Everybody who is not banned, also from outside: the secret is asked for behind this."""
    if standing(turn).is_banned(turn.now):
        raise Refused(Code.BANNED)


def may_operate(turn: Turn, _frame: Command) -> None:
    """Who runs the server, whatever her role here."""
    _present(turn)
    if turn.actor.user_id not in turn.use(Members).operators:
        raise Refused(Code.FORBIDDEN)


def may_host(turn: Turn, _frame: Command) -> None:
    """The owner and hosts: to run parties and hand out roles."""
    _one_of(turn, HOSTS)


def may_sell(turn: Turn, _frame: Command) -> None:
    """Sellers too: to add items and see to their own."""
    _one_of(turn, SELLERS)


def may_tell(turn: Turn, frame: Command) -> None:
    """As `may_sell`, for what her customers read as her words."""
    may_sell(turn, frame)
    has_voice(turn, standing(turn))


def may_moderate(turn: Turn, _frame: Command) -> None:
    """Owner, hosts and moderators: to keep it kind."""
    _one_of(turn, MODERATORS)


def moderates(turn: Turn, user_id: str) -> bool:
    """Whether the actor is one of those who keep it kind, and stands above that person."""
    own = standing(turn)
    return own.role in MODERATORS and outranks(own, turn.use(Members).of(user_id))


def judges(turn: Turn, user_id: str) -> bool:
    """Whether the actor decides what is said against that person: as `moderates`, and who runs the server of anybody
    but herself, since nobody in the room stands above its owner."""
    operates = turn.actor.user_id in turn.use(Members).operators
    return moderates(turn, user_id) or (operates and turn.actor.user_id != user_id)


def judged_by(own: Standing, room_id: str, people: Collection[str]) -> set[str]:
    """Those of these people against whom somebody who stands so may decide, outside of a turn: see `judges`."""
    if User.objects.filter(pk=own.user_id, is_superuser=True).exists():
        return set(people) - {own.user_id}
    return {one.user_id for one in standings(room_id, list(people)).values() if outranks(own, one)}


def hosts(turn: Turn) -> bool:
    """Whether the actor is the owner or a host."""
    return standing(turn).role in HOSTS


def first_of_item(turn: Turn, item_id: str) -> str:
    """The item that an announced one was first cloned or carried from, or itself: what is said of one is said of all.
    `not_found`."""
    found = Item.objects.filter(pk=item_id, party__room_id=turn.room_id, party__state__in=ANNOUNCED)
    first = found.values_list("copy_of", flat=True).first()
    if first is None:
        raise Refused(Code.NOT_FOUND)
    return first or item_id


def may_work(turn: Turn, _frame: Command) -> None:
    """Everybody of the staff: owner, hosts, sellers, moderators."""
    _one_of(turn, STAFF)


def sells(turn: Turn, user_id: str) -> bool:
    """Whether somebody sells here."""
    return turn.use(Members).of(user_id).role in SELLERS


def is_staff(turn: Turn) -> bool:
    """Whether the actor is one of the staff."""
    return standing(turn).role in STAFF


def may_open(turn: Turn, _frame: Command) -> None:
    """Anybody who may open rooms here at all; that is asked before the turn."""
    if turn.actor.is_guest:
        raise Refused(Code.SIGN_IN)


def whose_it_is(turn: Turn, _frame: Command) -> None:
    """Anybody with an account, also who was banned here: whom it concerns is asked of the thing itself. Who was banned
    from the server has none."""
    if standing(turn).is_shut_out(turn.now):
        raise Refused(Code.BANNED)


def may_keep_time(turn: Turn, _frame: Command) -> None:
    """Only the server itself, by the clock."""
    if not turn.actor.is_system:
        raise Refused(Code.FORBIDDEN)


def reader(actor: Actor, room_id: str, *, desk: bool, now: int) -> Standing:
    """How the actor stands, if she may read; raises `Refused`."""
    own = readers([actor], room_id, desk=desk, now=now)[0]
    if isinstance(own, Refused):
        raise own
    return own


def readers(actors: Sequence[Actor], room_id: str, *, desk: bool, now: int) -> list[Standing | Refused]:
    """How each of them stands, or why she may not read. An unknown room and a closed one answer alike."""
    access = access_to(room_id, [actor.user_id for actor in actors])
    if access is None:
        return [Refused(Code.NOT_FOUND) for _ in actors]
    return [_reading(actor, access, desk=desk, now=now) for actor in actors]


def _reading(actor: Actor, access: RoomAccess, *, desk: bool, now: int) -> Standing | Refused:
    own = access.known[actor.user_id]
    if own.user_id in access.operators:
        own = Standing(actor.user_id, "owner", member=True)
    if access.private and not own.member:
        return Refused(Code.NOT_FOUND)
    if own.is_banned(now):
        return Refused(Code.BANNED)
    if desk and own.role not in STAFF:
        return Refused(Code.NOT_FOUND)
    return own
