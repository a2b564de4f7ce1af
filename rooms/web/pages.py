"""The pages of selling: home, a room, its studio. Thin: they read rows, the live parts run in the browser.

A private room answers to strangers as if it did not exist.
"""

from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from livesell.ledger.clock import now_ms
from rooms import formats
from rooms.membership.standing import standings
from rooms.models.giveaways import Giveaway
from rooms.models.items import Item
from rooms.models.parties import Party
from rooms.models.rooms import RoleOffer, Room
from rooms.parties import calendar
from rooms.parties.listing import coming
from rooms.rules.parties import ON_AIR
from rooms.rules.roles import SELLERS, STAFF, Standing
from rooms.web import cards, own_orders


class Banned(PermissionDenied):
    """She is shut out of the room. Instead of the room itself she reads why, and may appeal."""


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Live and coming parties, and the rooms that the visitor helps to run."""
    context = {
        "parties": coming(request.user.pk if request.user.is_authenticated else ""),
        "offers": _offers(request),
        "own_rooms": _own_rooms(request).filter(rehearsal_of=None)[:50],
        "rehearsals": _own_rooms(request).filter(closes_at__isnull=False)[:50],
        "may_open_room": _may_open_room(request),
    }
    return render(request, "rooms/home.html", context)


@require_safe
@login_required
def new(request: HttpRequest) -> HttpResponse:
    """The form that opens a room; the browser sends it to the API."""
    if not _may_open_room(request):
        raise PermissionDenied
    return render(request, "rooms/new.html")


@require_safe
def room(request: HttpRequest, room_id: str) -> HttpResponse:
    """The live room, with a card for those it is shared with."""
    try:
        found, standing = visible(request, room_id)
    except Banned as banned:
        page = {"room": room_id, "csrf": get_token(request)}
        return render(request, "rooms/banned.html", {"page": page, "why": str(banned)}, status=403)
    return _live(request, found, standing)


@require_safe
def item(request: HttpRequest, room_id: str, item_id: str) -> HttpResponse:
    """The live room with one item of it in front, where its link leads. Drafts and what was withdrawn have none."""
    found, standing = visible(request, room_id)
    shown = cards.shown_item(found, item_id)
    if shown is None:
        raise Http404
    return _live(request, found, standing, shown)


def _live(request: HttpRequest, found: Room, standing: Standing, shown: Item | None = None) -> HttpResponse:
    page = _page(request, found, standing.role in STAFF) | {"item": shown.pk if shown else ""}
    is_on = Party.objects.filter(room=found, state__in=ON_AIR).exists()
    context: dict[str, Any] = {"room": found, "page": page, "is_on": is_on}
    if not request.user.is_authenticated:  # what makes a card of a link is nobody with an account
        context["card"] = cards.of_item(request, shown) if shown else cards.of_room(request, found)
    return render(request, "rooms/room.html", context)


@require_safe
def room_calendar(request: HttpRequest, room_id: str) -> HttpResponse:
    """The room's coming parties as a calendar file."""
    visible(request, room_id)
    return _calendar(request, room_id, calendar.coming(room_id))


@require_safe
def party_calendar(request: HttpRequest, room_id: str, party_id: str) -> HttpResponse:
    """One party as a calendar file: coming, or called off."""
    visible(request, room_id)
    found = calendar.of_party(room_id, party_id)
    if found is None:
        raise Http404
    return _calendar(request, room_id, [found])


@require_safe
def join(request: HttpRequest, room_id: str) -> HttpResponse:
    """Where the link into a room for members leads."""
    words = {
        "command": "room.enter",
        "heading": _("You were invited to a room"),
        "as_whom": _("Come in as"),
        "yes": _("Come in"),
        "closed": _("This link does not let anybody in any more."),
    }
    return _secret(request, room_id, words)


@require_safe
def invite(request: HttpRequest, room_id: str) -> HttpResponse:
    """Where a link that gives a role leads; from it to the studio."""
    words = {
        "command": "invite.take",
        "heading": _("You were offered a role in a room"),
        "words": _("You will run parties, sell or keep order there, as the role allows."),
        "as_whom": _("Take the role as"),
        "yes": _("Take the role"),
        "closed": _("This link gives no role any more. Ask who sent it for another."),
        "already": _("You have that role here, or a higher one."),
        "after": reverse("rooms:studio", args=[room_id]),
    }
    return _secret(request, room_id, words)


@require_safe
def take_over(request: HttpRequest, room_id: str) -> HttpResponse:
    """Where the link to what was claimed by hand leads."""
    words = {
        "command": "claim.take_over",
        "heading": _("Something was claimed for you"),
        "words": _(
            "A seller noted what you asked for elsewhere. Take it over, and it is yours: you pay it, say where it goes,"
            " and your name stands beside it in the room."
        ),
        "as_whom": _("Take it over as"),
        "yes": _("Take it over"),
        "closed": _("This link was used already, or there is a newer one. Ask the seller."),
    }
    return _secret(request, room_id, words)


def _secret(request: HttpRequest, room_id: str, words: dict[str, str]) -> HttpResponse:
    """The same for every room there is or is not: the browser has the secret, and shows it with the command once
    somebody is signed in."""
    here = quote(request.get_full_path())
    context = {
        "room_id": room_id,
        "after": reverse("rooms:room", args=[room_id]),
        "sign_in_url": f"{reverse('account_login')}?next={here}",
        "sign_up_url": f"{reverse('account_signup')}?next={here}",
    }
    return render(request, "rooms/join.html", context | words)


@require_safe
@login_required
def studio(request: HttpRequest, room_id: str) -> HttpResponse:
    """Where a room is run, for those who run it."""
    found, standing = visible(request, room_id)
    if standing.role not in STAFF:
        raise PermissionDenied
    return render(request, "rooms/studio.html", {"room": found, "page": _page(request, found, True)})


@require_safe
@login_required
def terms(request: HttpRequest, room_id: str) -> HttpResponse:
    """Where a seller says what sending costs, and makes discount codes."""
    found, standing = visible(request, room_id)
    if standing.role not in SELLERS:
        raise PermissionDenied
    return render(request, "rooms/terms.html", {"room": found, "page": _page(request, found, True)})


@require_safe
def check(request: HttpRequest, room_id: str, giveaway_id: str) -> HttpResponse:
    """Where the visitor's own browser checks a giveaway, by the facts that stand between its first and its last."""
    found, _standing = visible(request, room_id)
    giveaway = get_object_or_404(Giveaway, pk=giveaway_id, party__room=found)
    page = {
        "room": found.pk,
        "roomUrl": reverse("rooms:room", args=[found.pk]),
        "giveaway": giveaway.pk,
        "prize": giveaway.prize,
        "open": giveaway.state == "open",
        "first": giveaway.first,
        "last": giveaway.last,
    }
    return render(request, "rooms/check.html", {"room": found, "page": page})


def visible(request: HttpRequest, room_id: str) -> tuple[Room, Standing]:
    """The room and how the visitor stands in it. Those who run the server stand as owners everywhere."""
    found = Room.objects.filter(pk=room_id).first()
    if found is None:
        raise Http404
    if not request.user.is_authenticated:
        standing = Standing("")
    elif request.user.is_superuser:
        standing = Standing(request.user.pk, "owner", member=True)
    else:
        standing = standings(room_id, [request.user.pk])[request.user.pk]
    if found.private and not standing.member:
        raise Http404
    if standing.is_banned(now_ms()):
        raise Banned(_banned(standing.banned_until))
    return found, standing


def _banned(until: int | None) -> str:
    """What somebody who is shut out reads instead of every page and feed of the room."""
    if until is None:
        return _("You are banned from this room.")
    return _("You are banned from this room until %(when)s.") % {"when": formats.moment(formats.utc(until))}


def _page(request: HttpRequest, found: Room, is_staff: bool) -> dict[str, Any]:
    """What the browser's part begins with."""
    user = request.user
    here = quote(request.path)  # without its query: there is one page for all guests (`edge.shared_pages`)
    return {
        "room": found.pk,
        "title": found.title,
        "user": {"id": user.pk, "name": user.name} if user.is_authenticated else None,
        "csrf": get_token(request) if user.is_authenticated else "",
        "staff": is_staff,
        "owes": user.is_authenticated and own_orders.owes(user.pk, found.pk),
        "orders": _orders(request, found, is_staff),
        "private": found.private,
        "roomUrl": reverse("rooms:room", args=[found.pk]),
        "studioUrl": reverse("rooms:studio", args=[found.pk]),
        "signInUrl": f"{reverse('account_login')}?next={here}",
        "signUpUrl": f"{reverse('account_signup')}?next={here}",
    }


def _orders(request: HttpRequest, found: Room, is_staff: bool) -> list[dict[str, Any]]:
    user = request.user
    if is_staff or not user.is_authenticated:
        return []
    return [order.model_dump() for order in own_orders.of_last_party(user.pk, found.pk)]


def _calendar(request: HttpRequest, room_id: str, parties: list[Party]) -> HttpResponse:
    url = request.build_absolute_uri(reverse("rooms:room", args=[room_id]))
    file = calendar.calendar_of(parties, lambda _party: url, now_ms())
    headers = {"Content-Disposition": 'attachment; filename="parties.ics"'}
    return HttpResponse(file, "text/calendar; charset=utf-8", headers=headers)


def _own_rooms(request: HttpRequest) -> QuerySet[Room]:
    if not request.user.is_authenticated:
        return Room.objects.none()
    own = Room.objects.filter(members__user=request.user, members__role__in=STAFF)
    return own.order_by("title")


def _offers(request: HttpRequest) -> QuerySet[RoleOffer]:
    """The roles that the visitor was offered, the latest first."""
    if not request.user.is_authenticated:
        return RoleOffer.objects.none()
    return RoleOffer.objects.filter(user=request.user).select_related("room", "by").order_by("-at")[:20]


def _may_open_room(request: HttpRequest) -> bool:
    if not request.user.is_authenticated:
        return False
    return settings.LIVESELL_ROOM_CREATION == "everyone" or request.user.is_staff
