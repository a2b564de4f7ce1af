"""Rehearsals: a party in a room of its own that is like the real one, and that only the staff of that one know.

Everything works in it as it does there, since nothing in it is special; and nothing of it can come into the real
room, since it has other ledgers, other items, other stock and other orders. It is shut by a host or after four hours:
then nobody gets in any more.
"""

from typing import Literal

from livesell.access.actor import Actor
from livesell.accounts.models import User
from livesell.ledger import rows
from livesell.ledger.turn import QUIET, Deed, Recorded, Refused, Turn
from livesell.wire.codes import Code
from livesell.wire.envelope import Command, Id
from rooms import parties
from rooms.copies import COPIED
from rooms.events import RoomOpened
from rooms.frames import CloseRehearsal, EndParty
from rooms.items import Made, put
from rooms.models import Item, Member, Party, Room, Variant
from rooms.permissions import may_keep_time, may_open
from rooms.rules.parties import ON_AIR
from rooms.rules.rehearsals import LASTS, NAMES, Seen
from rooms.rules.roles import HOSTS, STAFF
from rooms.series import CARRIED
from rooms.showing import room_view
from rooms.standings import standings

MAX_OPEN = 3


class OpenRehearsal(Command):
    """Rehearse a party. Asked over HTTPS, since there is no room yet to ask in; the reply's fact holds it."""

    type: Literal["rehearsal.open"] = "rehearsal.open"
    party_id: Id


def why_not(actor: Actor, party_id: str) -> Code | None:
    """Why somebody may not rehearse that party; None where she may. To strangers there is no such party."""
    party = Party.objects.filter(pk=party_id).select_related("room").first()
    if party is None or party.room.rehearsal_of_id:
        return Code.NOT_FOUND
    own = standings(party.room_id, [actor.user_id])[actor.user_id]
    if not actor.operator and (own.banned or own.role not in STAFF):
        return Code.NOT_FOUND
    if not actor.operator and own.role not in HOSTS:
        return Code.FORBIDDEN
    still_open = Room.objects.filter(rehearsal_of=party.room, closes_at__isnull=False)
    return Code.LIMIT if still_open.count() >= MAX_OPEN else None


def open_rehearsal(turn: Turn, frame: OpenRehearsal) -> Recorded:
    """The first turn of the room beside: its staff, its simulated buyers, and the party as a draft with all items."""
    if code := why_not(turn.actor, frame.party_id):
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
    _people(room, real)
    recorded = turn.record(RoomOpened(room=room_view(room)))
    carried = {name: getattr(party, name) for name in CARRIED if name not in ("room_id", "series_id")}
    draft = Party.objects.create(room=room, **carried)
    items = Item.objects.filter(party=party, withdrawn=False).order_by("place").prefetch_related("variants")
    put(turn, draft, [_copy(item) for item in items])
    return recorded


def close(turn: Turn, _frame: CloseRehearsal) -> Recorded:
    """End what is on, and shut the room for good."""
    room = Room.objects.get(pk=turn.room_id)
    if room.rehearsal_of_id is None or room.closes_at is None:
        raise Refused(Code.WRONG_STATE)
    for party in Party.objects.filter(room=room, state__in=ON_AIR):
        parties.end(turn, EndParty(party_id=party.pk))
    Member.objects.filter(room=room).delete()
    room.closes_at, room.link_hash = None, ""
    room.save(update_fields=["closes_at", "link_hash"])
    return QUIET


OPEN_REHEARSAL = Deed(may_open, open_rehearsal)
CLOSE = Deed(may_keep_time, close)


def over(now: int) -> list[str]:
    """The rehearsals whose time is over."""
    return list(Room.objects.filter(closes_at__lte=now).values_list("pk", flat=True)[:500])


def on() -> list[tuple[str, str]]:
    """(room, party) of rehearsals whose party is live."""
    found = Party.objects.filter(room__closes_at__isnull=False, state="live")
    return list(found.values_list("room_id", "pk"))


def seen(room_id: str, party_id: str) -> tuple[dict[str, Actor], list[Seen], dict[str, list[str]]]:
    """The simulated buyers by name, what is for sale, and the claims that each of them holds."""
    buyers = User.objects.filter(
        pk__in=Member.objects.filter(room_id=room_id).values("user_id"), email__in=_ADDRESSES
    )
    people = {user.name: Actor(user.pk, user.name) for user in buyers}
    these, listed = rows.among([one.user_id for one in people.values()])
    claims: dict[str, list[str]] = {}
    for row in rows.select(
        "SELECT c.id, u.name FROM rooms_claim c JOIN accounts_user u ON u.id = c.buyer_id JOIN rooms_variant v"
        " ON v.id = c.variant_id JOIN rooms_item i ON i.id = v.item_id WHERE i.party_id = %s AND c.state = 'held'"
        f" AND c.buyer_id {these} ORDER BY c.since",
        [party_id, listed],
    ):
        claims.setdefault(row["name"], []).append(row["id"])
    found = Variant.objects.filter(item__party_id=party_id, item__withdrawn=False).select_related("item")
    return (
        people,
        [Seen(one.pk, one.item.title, one.item.price_version) for one in found.order_by("pk")],
        claims,
    )


_ADDRESSES = {f"{name.lower()}@rehearsal.invalid": name for name in NAMES}


def _people(room: Room, real: Room) -> None:
    """The real room's staff as they are, and the buyers, whom nobody can sign in as."""
    staff = Member.objects.filter(room=real, role__in=STAFF, banned=False)
    members = [Member(room=room, user_id=one.user_id, role=one.role) for one in staff]
    known = {user.email: user for user in User.objects.filter(email__in=_ADDRESSES)}
    for address, name in _ADDRESSES.items():
        user = known.get(address) or User.objects.create_user(address, f"{name} (rehearsal)", is_active=False)
        members.append(Member(room=room, user=user))
    Member.objects.bulk_create(members)


def _copy(item: Item) -> Made:
    variants = [
        Variant(name=one.name, options=one.options, price=one.price, stock=one.stock)
        for one in sorted(item.variants.all(), key=lambda one: one.place)
    ]
    return Made(Item(**{name: getattr(item, name) for name in COPIED}), variants)
