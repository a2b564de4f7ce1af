"""Pages about buyers: her own limits and what follows for her from unpaid orders; for staff, who left orders unpaid,
and for the owner, who seems to drive prices.
"""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from livesell.accounts.actors import actor_of
from livesell.accounts.models import User
from livesell.ledger.clock import now_ms
from livesell.ledger.turn import Refused
from rooms.auctions import rivals
from rooms.models.parties import Party
from rooms.models.rooms import Room
from rooms.orders import sanctions, spending
from rooms.permissions import reader
from rooms.rules import limits as rules
from rooms.rules.roles import HOSTS, SELLERS, Standing

ELSEWHERE = "EUR"


@require_safe
@login_required
def limits(request: HttpRequest, room_id: str) -> HttpResponse:
    """The visitor's own limits in the room, and her step with her appeal. Nobody else sees this page of hers."""
    user, now = _user(request), now_ms()
    _standing(user, room_id, desk=False)
    kept = spending.kept_of(room_id, user.pk)
    held = rules.in_force(kept, now) if kept else None
    wanted = kept.wanted if kept and kept.wanted and now < kept.wanted_from else None
    reached, until = sanctions.in_force(room_id, user.pk, now)
    currencies = _currencies(room_id, held)
    context = {
        "room": Room.objects.get(pk=room_id),
        "held": held,
        "wanted": wanted,
        "wanted_from": kept.wanted_from if kept else 0,
        "typed": wanted or held or rules.Limits(currencies[0]),
        "currencies": currencies,
        "step": reached,
        "step_until": until,
        "appeal": sanctions.said_last(room_id, user.pk),
    }
    return render(request, "rooms/limits.html", context)


@require_safe
@login_required
def unpaid(request: HttpRequest, room_id: str) -> HttpResponse:
    """For staff: who left orders unpaid, until when that counts, and what she says to it."""
    user = _user(request)
    own = _standing(user, room_id, desk=True)
    context = {
        "room": Room.objects.get(pk=room_id),
        "steps": sanctions.all_in_force(room_id, now_ms()),
        "pairs": rivals.of_room(room_id, now_ms()) if own.role == "owner" else [],
        "lifts": own.role in HOSTS,
        "sells": own.role in SELLERS,
    }
    return render(request, "rooms/unpaid.html", context)


def _currencies(room_id: str, held: rules.Limits | None) -> list[str]:
    """Those of the room's parties, the newest first; before them all the one in which she has limits."""
    of_parties = (
        Party.objects.filter(room_id=room_id).order_by("-pk").values_list("currency", flat=True)[:200]
    )
    listed = ([held.currency] if held else []) + list(of_parties)
    return list(dict.fromkeys(listed)) or [ELSEWHERE]


def _standing(user: User, room_id: str, *, desk: bool) -> Standing:
    try:
        return reader(actor_of(user), room_id, desk=desk, now=now_ms())
    except Refused as refusal:
        raise Http404 from refusal


def _user(request: HttpRequest) -> User:
    assert isinstance(request.user, User)
    return request.user
