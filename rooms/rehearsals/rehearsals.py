"""Rehearsals: a party in a room of its own that is like the real one, and that only the staff of that one know.

Everything works in it as it does there, since nothing in it is special; and nothing of it can come into the real
room, since it has other ledgers, other items, other stock and other orders. It is shut by a host or after four hours:
then everybody is out of it, and nothing of it is left (`purge`).
"""

from typing import Literal

from livesell.access.actor import Actor
from livesell.accounts.models import User
from livesell.ledger.feature import after_leave, purge
from livesell.ledger.sql import Sql
from livesell.ledger.turn import QUIET, Handler, Recorded, Refused, Turn
from livesell.wire.codes import Code
from livesell.wire.envelope import Command, Id
from rooms.checkout import terms
from rooms.events.rooms import MemberLeft, RoomOpened
from rooms.frames.rooms import CloseRehearsal
from rooms.items.copying import COPIED
from rooms.items.items import Made, put
from rooms.membership.standing import access_to, let_in
from rooms.models.claims import Claim, StandIn
from rooms.models.items import Item, Variant
from rooms.models.parties import Party
from rooms.models.rooms import Member, Room
from rooms.parties.series import CARRIED
from rooms.permissions import may_keep_time, may_open
from rooms.presenters import room_view
from rooms.rules.rehearsals import LASTS, NAMES, Seen
from rooms.rules.roles import HOSTS, STAFF

MAX_OPEN = 3
MOST_PLAYED = 100
SIMULATED = "rehearsal"


class OpenRehearsal(Command):
    """Rehearse a party. Asked over HTTPS, since there is no room yet to ask in; the reply's fact holds it."""

    type: Literal["rehearsal.open"] = "rehearsal.open"
    party_id: Id


class DismissMember(Command):
    """The clock's: somebody is of the staff of the real room no more."""

    type: Literal["rehearsal.dismiss"] = "rehearsal.dismiss"
    user_id: Id


def why_not(actor: Actor, party_id: str, now: int) -> Code | None:
    """Why somebody may not rehearse that party; None where she may. To strangers there is no such party."""
    party = Party.objects.filter(pk=party_id).select_related("room").first()
    if party is None or party.room.rehearsal_of_id:
        return Code.NOT_FOUND
    access = access_to(party.room_id, [actor.user_id])
    if access is None:
        return Code.NOT_FOUND
    if actor.user_id not in access.operators:
        own = access.known[actor.user_id]
        if own.is_banned(now) or own.role not in STAFF:
            return Code.NOT_FOUND
        if own.role not in HOSTS:
            return Code.FORBIDDEN
    still_open = Room.objects.filter(rehearsal_of=party.room, closes_at__isnull=False)
    return Code.LIMIT if still_open.count() >= MAX_OPEN else None


def open_rehearsal(turn: Turn, frame: OpenRehearsal) -> Recorded:
    """The first turn of the room beside: its staff, its simulated buyers, and the party as a draft with all items."""
    # Each rehearsal has a ledger of its own: by this lock those of one room are counted one after the other.
    list(Room.objects.select_for_update(no_key=True).filter(parties=frame.party_id).values_list("pk"))
    if code := why_not(turn.actor, frame.party_id, turn.now):
        raise Refused(code)
    party = Party.objects.select_related("room").get(pk=frame.party_id)
    real = party.room
    room = Room.objects.create(
        pk=turn.room_id,
        title=real.title,
        about=real.about,
        claim_words=real.claim_words,
        pass_words=real.pass_words,
        private=True,
        created_at=turn.now,
        rehearsal_of=real,
        closes_at=turn.now + LASTS,
    )
    _people(room, real, turn.now)
    recorded = turn.record(RoomOpened(room=room_view(room)))
    carried = {name: getattr(party, name) for name in CARRIED if name not in ("room_id", "series_id")}
    draft = Party.objects.create(room=room, **carried)
    items = Item.objects.filter(party=party, withdrawn=False).order_by("place").prefetch_related("variants")
    put(turn, draft, [_copy(item) for item in items])
    terms.copy(real.pk, room.pk, {party.pk: draft})
    return recorded


def close(turn: Turn, _frame: CloseRehearsal) -> Recorded:
    """Shut the room for good: everybody is out, and what was in it is gone."""
    room = Room.objects.get(pk=turn.room_id)
    if room.rehearsal_of_id is None or room.closes_at is None:
        raise Refused(Code.WRONG_STATE)
    for user_id in Member.objects.filter(room=room, user__is_active=True).values_list("user_id", flat=True):
        turn.record(MemberLeft(user_id=user_id))
    purge(turn.room_id)
    room.shut_at, room.closes_at, room.link_hash = turn.now, None, ""
    room.save(update_fields=["shut_at", "closes_at", "link_hash"])
    return QUIET


def dismiss(turn: Turn, frame: DismissMember) -> Recorded:
    """Put somebody out, with her claims, her entries and her bids."""
    if not _is_stranger(turn, frame.user_id):
        raise Refused(Code.WRONG_STATE)
    Member.objects.filter(room_id=turn.room_id, user_id=frame.user_id).delete()
    recorded = turn.record(MemberLeft(user_id=frame.user_id))
    after_leave(turn, frame.user_id)
    return recorded


OPEN_REHEARSAL = Handler(may_open, open_rehearsal)
CLOSE = Handler(may_keep_time, close)
DISMISS = Handler(may_keep_time, dismiss)
OVER = Sql("SELECT r.id AS room_id, r.id, r.closes_at AS due_at FROM rooms_room r WHERE r.closes_at <= %s")
"""The rehearsals whose time is over, as the clock asks."""
STRANGERS = Sql(
    "SELECT m.room_id, m.user_id AS id, r.closes_at AS due_at FROM rooms_member m"
    " JOIN rooms_room r ON r.id = m.room_id"
    " JOIN rooms_member own ON own.room_id = r.rehearsal_of_id AND own.user_id = m.user_id"
    " WHERE r.closes_at IS NOT NULL AND ((m.role <> 'buyer' AND own.role = 'buyer')"
    " OR (own.banned AND (own.banned_until IS NULL OR own.banned_until > %s)))"
)
"""(room, user) of those in open rehearsals who were put out of the real room, or out of its staff."""


def _is_stranger(turn: Turn, user_id: str) -> bool:
    """The same of one of them."""
    here = Member.objects.filter(room_id=turn.room_id, user_id=user_id, room__closes_at__isnull=False)
    own = Member.objects.filter(room__rehearsals=turn.room_id, user_id=user_id)
    is_banned = own.filter(banned=True).exclude(banned_until__lte=turn.now).exists()
    is_no_staff = here.exclude(role="buyer").exists() and own.filter(role="buyer").exists()
    return here.exists() and (is_banned or is_no_staff)


def on(after: str = "") -> list[tuple[str, str]]:
    """(room, party) of rehearsals whose party is live: a hundred after that room, and from the first again at the end.

    So each has its turn, however many there are.
    """
    found = Party.objects.filter(room__closes_at__isnull=False, state="live").order_by("room_id")
    listed = found.values_list("room_id", "pk")
    rest = list(listed.filter(room_id__gt=after)[:MOST_PLAYED])
    return rest or list(listed[:MOST_PLAYED])


def seen(room_id: str, party_id: str) -> tuple[dict[str, Actor], list[Seen], dict[str, list[str]]]:
    """The simulated buyers by name, what is for sale, and the claims that each of them holds."""
    buyers = StandIn.objects.filter(room_id=room_id, simulated=True).select_related("user")
    people = {one.user.name: Actor(one.user_id, one.user.name) for one in buyers}
    names = {actor.user_id: name for name, actor in people.items()}
    held = Claim.objects.filter(variant__item__party_id=party_id, state="held", buyer_id__in=names)
    claims: dict[str, list[str]] = {}
    for buyer_id, claim_id in held.order_by("since").values_list("buyer_id", "pk"):
        claims.setdefault(names[buyer_id], []).append(claim_id)
    found = Variant.objects.filter(item__party_id=party_id, item__withdrawn=False).select_related("item")
    return (
        people,
        [Seen(one.pk, one.item.title, one.item.price_version) for one in found.order_by("pk")],
        claims,
    )


def _people(room: Room, real: Room, now: int) -> None:
    """The real room's staff as they are, and simulated buyers: this room's own stand-ins, whom nobody can be."""
    staff = Member.objects.filter(let_in(now), room=real, role__in=STAFF)
    members = [Member(room=room, user_id=one.user_id, role=one.role) for one in staff]
    for name in NAMES:
        user = User.objects.create_stand_in(f"{name} (rehearsal)")
        StandIn.objects.create(user=user, room=room, network=SIMULATED, key=user.name_key, simulated=True)
        members.append(Member(room=room, user=user))
    Member.objects.bulk_create(members)


def _copy(item: Item) -> Made:
    variants = [
        Variant(name=one.name, options=one.options, price=one.price, stock=one.stock)
        for one in sorted(item.variants.all(), key=lambda one: one.place)
    ]
    return Made(Item(**{name: getattr(item, name) for name in COPIED}), variants)
