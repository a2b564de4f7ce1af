"""Parties: drafted, announced, live, over. The moves are in `rooms.rules.parties`; here they are made, in a turn.

A draft is known to staff only: what happens to it is a note on the desk. When it is announced, its
items are too, one event each, and from then on everything about it is public.
"""

from django.db.models import Max

from livesell.ledger.turn import Recorded, Refused, Turn
from livesell.wire.codes import Code
from livesell.wire.envelope import Event
from rooms import claims
from rooms.events import (
    DraftChanged,
    ItemAdded,
    ItemFeatured,
    PartyCancelled,
    PartyEdited,
    PartyEnded,
    PartyPaused,
    PartyResumed,
    PartyScheduled,
    PartyStarted,
)
from rooms.frames import (
    CancelParty,
    CreateParty,
    EditParty,
    EndParty,
    FeatureItem,
    PauseParty,
    ResumeParty,
    ScheduleParty,
    StartParty,
)
from rooms.models import Ask, Item, Party, Variant
from rooms.rules import parties as rules
from rooms.showing import item_views, party_view
from rooms.stock import Stock

MAX_OPEN = 50


def create(turn: Turn, frame: CreateParty) -> Recorded:
    """A new draft."""
    if Party.objects.filter(room_id=turn.room_id, state__in=("draft", "scheduled")).count() >= MAX_OPEN:
        raise Refused(Code.LIMIT)
    party = Party.objects.create(
        room_id=turn.room_id, title=frame.title, currency=frame.currency, hold_minutes=frame.hold_minutes
    )
    return turn.record(DraftChanged(party_id=party.pk), desk=True)


def edit(turn: Turn, frame: EditParty) -> Recorded:
    """Other words, or another time for holds; holds that run keep theirs."""
    party = of_room(turn, frame.party_id)
    if party.state in rules.OVER:
        raise Refused(Code.OVER)
    party.title = party.title if frame.title is None else frame.title
    party.hold_minutes = party.hold_minutes if frame.hold_minutes is None else frame.hold_minutes
    party.save(update_fields=["title", "hold_minutes"])
    return tell(turn, party, PartyEdited(party=party_view(party)) if party.state in rules.ANNOUNCED else None)


def schedule(turn: Turn, frame: ScheduleParty) -> Recorded:
    """Announce a party for a time to come, or move it."""
    party = of_room(turn, frame.party_id)
    was_draft = party.state == "draft"
    party.starts_at = frame.starts_at
    _move(party, "scheduled", to="scheduled")
    recorded = turn.record(PartyScheduled(party=party_view(party)))
    if was_draft:
        _announce_items(turn, party)
    return recorded


def start(turn: Turn, frame: StartParty) -> Recorded:
    """Go live."""
    party = of_room(turn, frame.party_id)
    if Party.objects.filter(room_id=turn.room_id, state__in=rules.ON_AIR).exclude(pk=party.pk).exists():
        raise Refused(Code.ANOTHER_LIVE)
    if not party.items.filter(withdrawn=False).exists():
        raise Refused(Code.NOTHING_TO_SELL)
    was_draft = party.state == "draft"
    party.starts_at = turn.now
    _move(party, "live", to="live")
    recorded = turn.record(PartyStarted(party=party_view(party)))
    if was_draft:
        _announce_items(turn, party)
    return recorded


def pause(turn: Turn, frame: PauseParty) -> Recorded:
    party = of_room(turn, frame.party_id)
    _move(party, "paused", to="paused")
    return turn.record(PartyPaused(party_id=party.pk))


def resume(turn: Turn, frame: ResumeParty) -> Recorded:
    party = of_room(turn, frame.party_id)
    _move(party, "resumed", to="live")
    return turn.record(PartyResumed(party_id=party.pk))


def end(turn: Turn, frame: EndParty) -> Recorded:
    """Close the show. Lines that no running hold can still serve are let go."""
    party = of_room(turn, frame.party_id)
    party.ended_at = _after_the_last_end(turn)
    _move(party, "ended", to="ended")
    recorded = turn.record(PartyEnded(party_id=party.pk))
    stock = turn.use(Stock)
    for variant in Variant.objects.filter(item__party=party, waiting__gt=0):
        if stocked := stock.variant(variant.pk):
            claims.serve(turn, stocked)
    return recorded


def cancel(turn: Turn, frame: CancelParty) -> Recorded:
    """Call off a party that was never live; it has no claims."""
    party = of_room(turn, frame.party_id)
    announced = party.state in rules.ANNOUNCED
    _move(party, "cancelled", to="cancelled")
    return tell(turn, party, PartyCancelled(party_id=party.pk) if announced else None)


def feature(turn: Turn, frame: FeatureItem) -> Recorded:
    """Put an item on air, or none. Those who asked for it are answered by that."""
    party = of_room(turn, frame.party_id)
    if party.state in rules.OVER:
        raise Refused(Code.OVER)
    if frame.item_id and not party.items.filter(pk=frame.item_id, withdrawn=False).exists():
        raise Refused(Code.NOT_FOUND)
    Ask.objects.filter(item_id=frame.item_id).delete()
    party.on_air = frame.item_id or ""
    party.save(update_fields=["on_air"])
    announced = party.state in rules.ANNOUNCED
    return tell(turn, party, ItemFeatured(party_id=party.pk, item_id=frame.item_id) if announced else None)


def of_room(turn: Turn, party_id: str) -> Party:
    """The party, if it is of this room."""
    party = Party.objects.filter(pk=party_id, room_id=turn.room_id).first()
    if party is None:
        raise Refused(Code.NOT_FOUND)
    return party


def tell(turn: Turn, party: Party, event: Event | None) -> Recorded:
    """Record the public event, or for a draft a note on the desk."""
    return turn.record(event) if event else turn.record(DraftChanged(party_id=party.pk), desk=True)


def _move(party: Party, move: str, *, to: str) -> None:
    if not rules.may_move(party.state, move):
        raise Refused(Code.OVER if party.state in rules.OVER else Code.WRONG_STATE)
    party.state = to
    party.save()


def _after_the_last_end(turn: Turn) -> int:
    """This moment, or if another party ended in it the next: the last one that ended is always one."""
    last = Party.objects.filter(room_id=turn.room_id).aggregate(at=Max("ended_at"))["at"]
    return turn.now if last is None else max(turn.now, last + 1)


def _announce_items(turn: Turn, party: Party) -> None:
    items = Item.objects.filter(party=party).select_related("seller").order_by("place")
    for view in item_views(items):
        turn.record(ItemAdded(item=view))
