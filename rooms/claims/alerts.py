"""Whom claims concern whose page is closed: who comes up in line, and whose hold ends soon."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from livesell.ledger.telling import Alert, AlertKind, AlertRule, DueAlert, DueRule, Fact, Waiting
from rooms.events.claims import ClaimHeld
from rooms.models.claims import Claim
from rooms.stock.alerts import place_of, title_of

ENDING_MS = 3 * 60_000
SHORT_MS = 2 * ENDING_MS
"""Who has so little time was told of it a moment ago."""
MOST = 500


def _held_still(those: Sequence[Waiting]) -> list[Waiting]:
    """Those whose claim is held, until the moment that they are told of."""
    held = Claim.objects.filter(pk__in={one.about for one in those}, state="held")
    until = dict(held.values_list("pk", "held_until"))
    return [one for one in those if one.about in until and until[one.about] == one.words["until"]]


YOUR_TURN = AlertKind(
    "your_turn",
    _("You come up in line"),
    _("It is your turn: %(item)s"),
    _("It is held for you for %(minutes)s min."),
    urgent=True,
    in_room=True,
    still=_held_still,
)
HOLD_ENDS = AlertKind(
    "hold_ends_soon",
    _("What is held for you is let go soon"),
    _("It is held for you for 3 minutes more: %(item)s"),
    _("Close your order, or it goes to the next in line."),
    urgent=True,
    in_room=True,
    still=_held_still,
)


def _your_turn(fact: Fact, _after: str, _most: int) -> list[Alert]:
    claim = fact.event.claim
    if not fact.event.promoted or claim.held_until is None:
        return []
    words = {
        "item": title_of(fact, claim.item_id),
        "minutes": max(1, (claim.held_until - fact.at) // 60_000),
        "until": claim.held_until,
    }
    path = place_of(fact.room_id, claim.item_id)
    return [Alert(claim.buyer.id, claim.id, path, words, until=claim.held_until)]


def _ending(after: int, until: int) -> list[DueAlert]:
    found = Claim.objects.filter(state="held", held_until__gt=after, held_until__lte=until)
    those = found.select_related("variant__item__party").order_by("held_until", "pk")[:MOST]
    return [_one_ending(claim, claim.held_until) for claim in those if claim.held_until and _is_long(claim)]


def _is_long(claim: Claim) -> bool:
    item = claim.variant.item
    return (item.hold_minutes or item.party.hold_minutes) * 60_000 >= SHORT_MS


def _one_ending(claim: Claim, until: int) -> DueAlert:
    item = claim.variant.item
    room_id = item.party.room_id
    alert = Alert(
        claim.buyer_id,
        claim.pk,
        place_of(room_id, item.pk),
        {"item": item.title, "until": until},
        until=until,
    )
    return DueAlert(room_id, claim.since, alert)


ALERTS = (AlertRule(YOUR_TURN, ClaimHeld, _your_turn, only='"promoted":true'),)
DUE = (DueRule(HOLD_ENDS, ENDING_MS, _ending),)
