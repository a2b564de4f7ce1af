"""Parties: drafted, announced, live, over. The moves are in `rooms.rules.parties`; here they are made, in a turn.

A draft is known to staff only: what happens to it is a note on the desk. When it is announced, its
items are too, one event each, and from then on everything about it is public.
"""

from django.db.models import Max

from livesell.ledger.feature import after_end
from livesell.ledger.turn import Recorded, Refused, Turn
from livesell.wire.codes import Code
from livesell.wire.envelope import Event
from rooms.auctions import bidding
from rooms.events.items import ItemAdded, ItemFeatured
from rooms.events.parties import (
    DraftChanged,
    PartyCancelled,
    PartyContinued,
    PartyEdited,
    PartyEnded,
    PartyPaused,
    PartyPostponed,
    PartyRestarted,
    PartyResumed,
    PartyScheduled,
    PartyStarted,
)
from rooms.frames.items import FeatureItem
from rooms.frames.parties import (
    CancelParty,
    CreateParty,
    EditParty,
    EndParty,
    PauseParty,
    RestartParty,
    ResumeParty,
    ScheduleParty,
    StartParty,
)
from rooms.membership.standing import standing
from rooms.models.items import Ask, Item, Picture, Variant
from rooms.models.parties import Beat, Party
from rooms.presenters import item_views, party_view
from rooms.rules import parties as rules
from rooms.rules.lineup import may_show
from rooms.rules.roles import HOSTS
from rooms.stock import waitlist
from rooms.stock.rows import Stock

MAX_OPEN = 50


def create(turn: Turn, frame: CreateParty) -> Recorded:
    """A new draft."""
    if Party.objects.filter(room_id=turn.room_id, state__in=("draft", "scheduled")).count() >= MAX_OPEN:
        raise Refused(Code.LIMIT)
    party = Party.objects.create(
        room_id=turn.room_id,
        title=frame.title,
        currency=frame.currency,
        hold_minutes=frame.hold_minutes,
        rules=frame.rules,
        notes=frame.notes,
        outage_act=frame.outage_policy.act,
        outage_percent=frame.outage_policy.percent,
        several_lots=frame.several_lots,
    )
    return turn.record(DraftChanged(party_id=party.pk), desk=True)


def edit(turn: Turn, frame: EditParty) -> Recorded:
    """Other words, or another time for holds; holds that run keep theirs."""
    party = of_room(turn, frame.party_id)
    if party.state in rules.OVER:
        raise Refused(Code.OVER)
    for name in ("title", "hold_minutes", "rules", "notes", "several_lots"):
        if (value := getattr(frame, name)) is not None:
            setattr(party, name, value)
    if frame.cover is not None:
        party.cover = _own_picture(turn, frame.cover)
    if frame.outage_policy is not None:
        if party.state in rules.ON_AIR:
            raise Refused(Code.WRONG_STATE)
        party.outage_act, party.outage_percent = frame.outage_policy.act, frame.outage_policy.percent
    party.moved += party.state in rules.ANNOUNCED
    party.save()
    return tell(turn, party, PartyEdited(party=party_view(party)) if party.state in rules.ANNOUNCED else None)


def schedule(turn: Turn, frame: ScheduleParty) -> Recorded:
    """Announce a party for a time to come, or move it: to a later one only so often."""
    party = of_room(turn, frame.party_id)
    if not rules.is_in_reach(frame.starts_at, turn.now):
        raise Refused(Code.BAD_FRAME, "a party is announced for a time to come, two years ahead at most")
    was_draft, was_at = party.state == "draft", party.starts_at
    if was_at is not None and rules.is_postponed(party.state, was_at, frame.starts_at):
        return _postpone(turn, party, was_at, frame)
    party.starts_at = frame.starts_at
    party.moved += not was_draft
    _move(party, "scheduled", to="scheduled")
    recorded = turn.record(PartyScheduled(party=party_view(party)))
    if was_draft:
        _announce_items(turn, party)
    return recorded


def start(turn: Turn, frame: StartParty) -> Recorded:
    """Go live."""
    party = of_room(turn, frame.party_id)
    _alone_on_air(turn, party)
    if not party.items.filter(withdrawn=False).exists():
        raise Refused(Code.NOTHING_TO_SELL)
    was_draft = party.state == "draft"
    party.starts_at = turn.now
    _move(party, "live", to="live")
    _beat(turn)
    recorded = turn.record(PartyStarted(party=party_view(party)))
    if was_draft:
        _announce_items(turn, party)
    return recorded


def pause(turn: Turn, frame: PauseParty) -> Recorded:
    """No claims and no bids for a while; the clocks of lots stand. An interruption ends with it."""
    party = of_room(turn, frame.party_id)
    _move(party, "paused", to="paused")
    recorded = turn.record(PartyPaused(party_id=party.pk))
    carry_on(turn, party)
    bidding.party_paused(turn, party.pk)
    return recorded


def resume(turn: Turn, frame: ResumeParty) -> Recorded:
    party = of_room(turn, frame.party_id)
    _move(party, "resumed", to="live")
    _beat(turn)
    recorded = turn.record(PartyResumed(party_id=party.pk))
    bidding.party_resumed(turn, party.pk)
    return recorded


def restart(turn: Turn, frame: RestartParty) -> Recorded:
    """Go on with the party that ended last. What was let go at the end stays so; all else is as it was."""
    party = of_room(turn, frame.party_id)
    if code := rules.why_no_restart(party.state, party.ended_at, turn.now):
        raise Refused(code)
    _alone_on_air(turn, party)
    if Party.objects.filter(room_id=turn.room_id, ended_at__gt=party.ended_at).exists():
        raise Refused(Code.OVER)
    _move(party, "restarted", to="live")
    _beat(turn)
    return turn.record(PartyRestarted(party=party_view(party)))


def carry_on(turn: Turn, party: Party) -> Recorded | None:
    """End the party's interruption, if there is one, and say how long it was."""
    if not party.interrupted_by:
        return None
    lasted = turn.now - (party.interrupted_at or turn.now)
    party.interrupted_by, party.interrupted_at, party.continues_at = "", None, None
    party.continued_at = turn.now
    party.save()
    recorded = turn.record(PartyContinued(party_id=party.pk, lasted_ms=lasted))
    if party.state == "live":
        bidding.party_resumed(turn, party.pk)
    return recorded


def end(turn: Turn, frame: EndParty) -> Recorded:
    """Close the show. Lots that are not closed are void; lines that no running hold can still serve are let go."""
    party = of_room(turn, frame.party_id)
    party.ended_at = _after_the_last_end(turn)
    _move(party, "ended", to="ended")
    recorded = turn.record(PartyEnded(party_id=party.pk, ended_at=party.ended_at))
    carry_on(turn, party)
    bidding.party_over(turn, party.pk)
    Beat.objects.filter(room_id=turn.room_id).delete()
    stock = turn.use(Stock)
    for variant in Variant.objects.filter(item__party=party, waiting__gt=0):
        if stocked := stock.variant(variant.pk):
            waitlist.serve(turn, stocked)
    after_end(turn, party.pk)
    return recorded


def cancel(turn: Turn, frame: CancelParty) -> Recorded:
    """Call off a party that was never live; it has no claims."""
    party = of_room(turn, frame.party_id)
    announced = party.state in rules.ANNOUNCED
    party.moved += announced
    _move(party, "cancelled", to="cancelled")
    recorded = tell(turn, party, PartyCancelled(party_id=party.pk) if announced else None)
    bidding.party_over(turn, party.pk)
    return recorded


def feature(turn: Turn, frame: FeatureItem) -> Recorded:
    """Put an item on air, or take off what is: a seller her own, unless another seller has the stage.

    Those who asked for it are answered by that.
    """
    party = of_room(turn, frame.party_id)
    if party.state in rules.OVER:
        raise Refused(Code.OVER)
    if frame.item_id and not party.items.filter(pk=frame.item_id, withdrawn=False).exists():
        raise Refused(Code.NOT_FOUND)
    own = party.items.filter(pk=frame.item_id or party.on_air, seller_id=turn.actor.user_id).exists()
    if not may_show(standing(turn).role in HOSTS, own, party.on_stage, turn.actor.user_id):
        raise Refused(Code.FORBIDDEN)
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


def _alone_on_air(turn: Turn, party: Party) -> None:
    if Party.objects.filter(room_id=turn.room_id, state__in=rules.ON_AIR).exclude(pk=party.pk).exists():
        raise Refused(Code.ANOTHER_LIVE)


def _beat(turn: Turn) -> None:
    """From now on the clock says that the server is there for this room."""
    Beat.objects.update_or_create(room_id=turn.room_id, defaults={"at": turn.now})


def _postpone(turn: Turn, party: Party, was_at: int, frame: ScheduleParty) -> Recorded:
    if party.postponed >= rules.MAX_POSTPONED:
        raise Refused(Code.LIMIT)
    party.postponed += 1
    party.postponed_why = frame.reason
    party.moved += 1
    party.starts_at = frame.starts_at
    party.save()
    return turn.record(PartyPostponed(party=party_view(party), was_at=was_at, reason=frame.reason))


def _own_picture(turn: Turn, picture: str) -> str:
    if picture and not Picture.objects.filter(pk=picture, owner_id=turn.actor.user_id).exists():
        raise Refused(Code.NOT_FOUND)
    return picture


def _after_the_last_end(turn: Turn) -> int:
    """This moment, or if another party ended in it the next: the last one that ended is always one."""
    last = Party.objects.filter(room_id=turn.room_id).aggregate(at=Max("ended_at"))["at"]
    return turn.now if last is None else max(turn.now, last + 1)


def _announce_items(turn: Turn, party: Party) -> None:
    items = Item.objects.filter(party=party).select_related("seller").order_by("place")
    for view in item_views(items):
        turn.record(ItemAdded(item=view))
