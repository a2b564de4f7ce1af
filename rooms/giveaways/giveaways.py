"""Giveaways: opened, entered, drawn by the clock, drawn again, called off. Their rules: `rooms.rules.giveaways`."""

import secrets
from typing import Literal, NamedTuple

from django.db.models import QuerySet

from livesell.ledger.turn import Recorded, Refused, Turn
from livesell.wire.codes import Code
from livesell.wire.envelope import Command, Id, Person
from rooms.events.giveaways import (
    CallOffCode,
    GiveawayCancelled,
    GiveawayClosed,
    GiveawayDrawn,
    GiveawayEntered,
    GiveawayLeft,
    GiveawayOpened,
    GiveawayRedrawn,
)
from rooms.frames.giveaways import CancelGiveaway, EnterGiveaway, OpenGiveaway, RedrawGiveaway
from rooms.giveaways.rows import Entries
from rooms.membership.standing import Members, sees_to, standing
from rooms.models.giveaways import Entry, Giveaway, Seed
from rooms.models.parties import Party
from rooms.orders import orders
from rooms.parties import parties
from rooms.presenters import giveaway_view
from rooms.rules import giveaways as rules
from rooms.rules.roles import STAFF
from rooms.stock import waitlist
from rooms.stock.rows import Stock


class CloseGiveaway(Command):
    """The clock's own command: a giveaway has had its time."""

    type: Literal["giveaway.close"] = "giveaway.close"
    giveaway_id: Id


class Entrant(NamedTuple):
    """Somebody on the list, and the offset of her entry."""

    id: str
    name: str
    offset: int

    @property
    def person(self) -> Person:
        return Person(id=self.id, name=self.name)


def open_giveaway(turn: Turn, frame: OpenGiveaway) -> Recorded:
    """Fix the seed, tell its hash, keep the prize, and take entries from here on."""
    party = parties.of_room(turn, frame.party_id)
    running = party.giveaways.filter(state="open").count()
    if code := rules.why_not_open(party.state, party.giveaways.count(), running):
        raise Refused(code)
    if frame.variant_id is not None:
        _keep(turn, party, frame.variant_id, frame.places)
    seed, offset = secrets.token_hex(32), turn.next_offset()
    giveaway = Giveaway.objects.create(
        party=party,
        giver_id=turn.actor.user_id,
        variant_id=frame.variant_id,
        prize=frame.prize,
        eligible=frame.eligible,
        places=frame.places,
        commitment=rules.commitment(seed),
        closes_at=turn.now + frame.seconds * 1_000,
        first=offset,
        last=offset,
    )
    Seed.objects.create(giveaway=giveaway, value=seed)
    return turn.record(GiveawayOpened(giveaway=giveaway_view(giveaway)))


def enter(turn: Turn, frame: EnterGiveaway) -> Recorded:
    """Put the actor on the list."""
    entries, actor = turn.use(Entries), turn.actor
    raffle = entries.raffle(frame.giveaway_id)
    if raffle is None:
        raise Refused(Code.NOT_FOUND)
    code = rules.why_not_enter(
        open_now=rules.is_open(raffle.state, raffle.closes_at, turn.now),
        own=raffle.giver_id == actor.user_id or standing(turn).role in STAFF,
        entered=entries.has_entered(raffle),
        entrants=raffle.entrants,
        eligible=entries.is_eligible(raffle),
    )
    if code:
        raise Refused(code)
    entries.add(raffle)
    return turn.record(GiveawayEntered(giveaway_id=raffle.id, entrant=actor.person))


def close(turn: Turn, frame: CloseGiveaway) -> Recorded:
    """Freeze the list and draw, in one turn: nothing can come between."""
    giveaway = _of_room(turn, frame.giveaway_id)
    if giveaway.state != "open" or giveaway.closes_at > turn.now:
        raise Refused(Code.WRONG_STATE)
    entrants = _entrants(giveaway)
    ids = [entrant.id for entrant in entrants]
    recorded = turn.record(
        GiveawayClosed(
            giveaway_id=giveaway.pk,
            entrants=len(ids),
            list_hash=rules.list_hash(ids),
            first=entrants[0].offset if entrants else None,
            last=entrants[-1].offset if entrants else None,
        )
    )
    _draw(turn, giveaway, entrants)
    return recorded


def redraw(turn: Turn, frame: RedrawGiveaway) -> Recorded:
    """Let the next in the order of the draw win in another's place, unless the prize is on its way to her already."""
    giveaway = _own(turn, frame.giveaway_id)
    if giveaway.state != "drawn":
        raise Refused(Code.WRONG_STATE)
    winners = [Person(**one) for one in giveaway.winners]
    loser = next((one for one in winners if one.id == frame.winner_id), None)
    if loser is None:
        raise Refused(Code.NOT_FOUND)
    if giveaway.variant_id and not orders.take_off("giveaway", giveaway.pk, loser.id):
        raise Refused(Code.WRONG_STATE)
    people = {entrant.id: entrant.person for entrant in _entrants(giveaway)}
    drawn = rules.order(giveaway.seed.value, list(people))
    found = rules.next_in(drawn, giveaway.reached, lambda user_id: _is_out(turn, user_id))
    winner = people[found.winner] if found.winner else None
    giveaway.last = turn.next_offset()
    recorded = turn.record(
        GiveawayRedrawn(
            giveaway_id=giveaway.pk,
            loser=loser,
            reason=frame.reason,
            passed_over=[people[one] for one in found.passed_over],
            winner=winner,
        )
    )
    giveaway.reached += len(found.passed_over) + (winner is not None)
    chosen = [winner if one is loser else one for one in winners]
    giveaway.winners = [one.model_dump() for one in chosen if one]
    giveaway.save(update_fields=["reached", "winners", "last"])
    if winner:
        _hand_over(turn, giveaway, winner)
    else:
        _shift(turn, giveaway, sold=-1)
    return recorded


def cancel(turn: Turn, frame: CancelGiveaway) -> Recorded:
    """Call off the draw: what was kept is given back, and the seed is told."""
    giveaway = _own(turn, frame.giveaway_id)
    if giveaway.state != "open":
        raise Refused(Code.WRONG_STATE)
    return _call_off(turn, giveaway, words=frame.reason)


def cancel_all_of(turn: Turn, giver_id: str) -> None:
    """Somebody was shut out: nobody enters any more for what she would have given."""
    for giveaway in _giveaways().filter(giver_id=giver_id, party__room_id=turn.room_id, state="open"):
        _call_off(turn, giveaway, "giver_out")


def _call_off(turn: Turn, giveaway: Giveaway, why: CallOffCode | None = None, *, words: str = "") -> Recorded:
    event = GiveawayCancelled(
        giveaway_id=giveaway.pk, reason=words or None, reason_code=why, seed=giveaway.seed.value
    )
    giveaway.state, giveaway.reason, giveaway.reason_code = "cancelled", words, why or ""
    giveaway.last = turn.next_offset()
    recorded = turn.record(event)
    giveaway.save(update_fields=["state", "reason", "reason_code", "last"])
    _shift(turn, giveaway, held=-giveaway.places)
    return recorded


def leave_all(turn: Turn, user_id: str, reason: Literal["banned", "staff"]) -> None:
    """Take somebody off every list that is still open: she was shut out, or does not play any more but runs it."""
    entries = Entry.objects.filter(
        user_id=user_id, giveaway__party__room_id=turn.room_id, giveaway__state="open"
    )
    for entry in entries.select_related("giveaway").order_by("offset"):
        entry.delete()
        entry.giveaway.entrants -= 1
        entry.giveaway.save(update_fields=["entrants"])
        turn.record(GiveawayLeft(giveaway_id=entry.giveaway_id, user_id=user_id, reason=reason))


def _draw(turn: Turn, giveaway: Giveaway, entrants: list[Entrant]) -> None:
    people = {entrant.id: entrant.person for entrant in entrants}
    seed = giveaway.seed.value
    winners = [people[one] for one in rules.order(seed, list(people))[: giveaway.places]]
    giveaway.state, giveaway.reached, giveaway.last = "drawn", len(winners), turn.next_offset()
    turn.record(GiveawayDrawn(giveaway_id=giveaway.pk, seed=seed, winners=winners))
    giveaway.winners = [winner.model_dump() for winner in winners]
    giveaway.save(update_fields=["state", "reached", "last", "winners"])
    _shift(turn, giveaway, held=-giveaway.places, sold=len(winners))
    for winner in winners:
        _hand_over(turn, giveaway, winner)


def _hand_over(turn: Turn, giveaway: Giveaway, winner: Person) -> None:
    """Put a unit of the prize, which costs nothing, on the winner's order."""
    if giveaway.variant is None:
        return
    item = giveaway.variant.item
    sale = orders.Sale(
        party_id=giveaway.party_id,
        seller_id=item.seller_id,
        buyer_id=winner.id,
        item_id=item.pk,
        variant_id=giveaway.variant.pk,
        quantity=1,
        price=0,
        source="giveaway",
        source_id=giveaway.pk,
    )
    orders.owe(turn, sale)


def _keep(turn: Turn, party: Party, variant_id: str, places: int) -> None:
    """Keep a unit for each place, of an item of that party which is the actor's to sell."""
    stocked = turn.use(Stock).variant(variant_id)
    if stocked is None or not party.items.filter(pk=stocked.item_id).exists():
        raise Refused(Code.NOT_FOUND)
    if not sees_to(turn, stocked.seller_id):
        raise Refused(Code.FORBIDDEN)
    if code := rules.why_not_keep(
        stocked.shelf, stocked.offer, places, before=waitlist.somebody_waits(turn, stocked)
    ):
        raise Refused(code)
    stocked.shelf.held += places
    stocked.changed = True


def _shift(turn: Turn, giveaway: Giveaway, *, held: int = 0, sold: int = 0) -> None:
    """So many units of the prize more, or fewer, are kept and given; what is free again serves the line."""
    if giveaway.variant_id is None:
        return
    stocked = turn.use(Stock).variant(giveaway.variant_id)
    assert stocked is not None, "what is given away is of an announced party"
    stocked.shelf.held += held
    stocked.shelf.sold += sold
    stocked.changed = True
    waitlist.serve(turn, stocked)


def _is_out(turn: Turn, user_id: str) -> bool:
    own = turn.use(Members).of(user_id)
    return own.role in STAFF or own.is_banned(turn.now)


def _entrants(giveaway: Giveaway) -> list[Entrant]:
    """The list, in the order of entry."""
    listed = giveaway.entries.order_by("offset").values_list("user_id", "user__name", "offset")
    return [Entrant(*row) for row in listed]


def _own(turn: Turn, giveaway_id: str) -> Giveaway:
    """The giveaway, if it is of this room and the actor gives it, or hosts."""
    giveaway = _of_room(turn, giveaway_id)
    if not sees_to(turn, giveaway.giver_id):
        raise Refused(Code.FORBIDDEN)
    return giveaway


def _giveaways() -> QuerySet[Giveaway]:
    return Giveaway.objects.select_related("giver", "variant__item", "seed").order_by("pk")


def _of_room(turn: Turn, giveaway_id: str) -> Giveaway:
    giveaway = _giveaways().filter(pk=giveaway_id, party__room_id=turn.room_id).first()
    if giveaway is None:
        raise Refused(Code.NOT_FOUND)
    return giveaway
