"""New arrivals: what a seller writes to those who said yes to hear of her new things in a room.

The desk's ledger says that she did, and the outbox tells it from there. Her words stand in a table, so that they go
with her.
"""

from django.db.models import F

from livesell.ledger.turn import Recorded, Refused, Turn
from livesell.wire.codes import Code
from livesell.wire.ids import new_id
from rooms.customers import consents
from rooms.events.customers import ArrivalsTold
from rooms.frames.customers import TellArrivals
from rooms.models.customers import Arrivals, MarketingConsent
from rooms.models.items import Item
from rooms.models.parties import Party
from rooms.rules import arrivals as rules

SHOWN_MS = 90 * 24 * 3_600_000
"""As long as notifications are kept, and so can be counted."""


def tell(turn: Turn, frame: TellArrivals) -> Recorded:
    """The actor writes to those who said yes. `not_found`, `forbidden`, `withdrawn` for a party or an item;
    `wrong_state` unless the party is announced, and in a rehearsal; `limit` within 24 hours of the last time."""
    made = written(turn.room_id, turn.actor.user_id, frame, turn.now)
    told = turn.record(
        ArrivalsTold(arrivals_id=made.pk, seller=turn.actor.person, party_id=frame.party_id), desk=True
    )
    assert told.written is not None
    made.offset = told.written.offset
    made.save(force_insert=True)
    return told


def written(room_id: str, seller_id: str, frame: TellArrivals, now: int) -> Arrivals:
    """What would be told now; not kept. Raises `Refused` as `tell` does."""
    party = Party.objects.filter(pk=frame.party_id, room_id=room_id).select_related("room").first()
    if party is None:
        raise Refused(Code.NOT_FOUND)
    if party.room.rehearsal_of_id is not None:
        raise Refused(Code.WRONG_STATE)
    found = Item.objects.filter(party=party, pk__in=frame.item_ids)
    items = {one.pk: rules.Shown(one.seller_id, one.withdrawn) for one in found}
    wanted = [items.get(one) for one in frame.item_ids]
    if code := rules.why_not(seller_id, party.state, wanted, last_at(room_id, seller_id), now):
        raise Refused(code)
    return Arrivals(
        id=new_id(),
        room=party.room,
        seller_id=seller_id,
        party=party,
        text=frame.text,
        items=frame.item_ids,
        at=now,
        offset=0,
    )


def last_at(room_id: str, seller_id: str) -> int | None:
    """When she wrote last in that room."""
    own = Arrivals.objects.filter(room_id=room_id, seller_id=seller_id).order_by("-at")
    return own.values_list("at", flat=True).first()


def last_told(room_id: str, seller_id: str | None, now: int) -> list[Arrivals]:
    """The last of them in a room, of one seller or of everybody."""
    found = Arrivals.objects.filter(room_id=room_id, at__gt=now - SHOWN_MS).select_related("seller", "party")
    return list((found.filter(seller_id=seller_id) if seller_id else found).order_by("-at")[:20])


def parties(room_id: str) -> list[Party]:
    """The parties of which somebody may write, the next one first."""
    coming = Party.objects.filter(room_id=room_id, room__rehearsal_of=None, state="scheduled")
    return list(coming.order_by("starts_at", "pk")[:20])


def items_of(party: Party, seller_id: str) -> list[Item]:
    """Those of her items that she may show, in the party's order."""
    found = Item.objects.filter(party=party, seller_id=seller_id, withdrawn=False).select_related("party")
    return list(found.order_by("place")[:200])


def willing(room_id: str, seller_id: str) -> int:
    """How many said yes to her, and have an account still."""
    return consents.in_force().filter(room_id=room_id, seller_id=seller_id, user__is_active=True).count()


def is_there(room_id: str, arrivals_id: str) -> bool:
    """Whether that was told in that room."""
    return Arrivals.objects.filter(pk=arrivals_id, room_id=room_id).exists()


def has_come(room_id: str, arrivals_id: str, user_id: str) -> bool:
    """Count one more who came by the link, if it went to her; that it was she is not kept."""
    own = Arrivals.objects.filter(pk=arrivals_id, room_id=room_id)
    told = own.first()
    if told is None:
        return False
    agreed = consents.in_force().filter(room_id=room_id, seller_id=told.seller_id, user_id=user_id)
    return agreed.filter(given_at__lte=told.at).exists() and own.update(came=F("came") + 1) > 0


def purge(room_id: str) -> None:
    """Delete what was written and agreed to in a room that is no more."""
    Arrivals.objects.filter(room_id=room_id).delete()
    MarketingConsent.objects.filter(room_id=room_id).delete()
