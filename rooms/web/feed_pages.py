"""The calendar that follows what concerns somebody: its address is a secret that she makes, and takes back."""

import hashlib
import secrets

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from livesell.accounts.models import User
from livesell.ledger.clock import now_ms
from rooms.models.lists import CalendarFeed
from rooms.models.parties import Party
from rooms.parties import calendar

TOKEN_BYTES = 24


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """Make an address, which is shown once, or take it back: the one before ends with either."""
    assert isinstance(request.user, User)
    if request.method != "POST":
        return render(request, "rooms/feed.html", {"has": _of(request.user).exists()})
    _of(request.user).delete()
    if "end" in request.POST:
        return redirect("rooms:feed")
    token = secrets.token_urlsafe(TOKEN_BYTES)
    CalendarFeed.objects.create(user=request.user, token_hash=_hash(token), made_at=now_ms())
    address = request.build_absolute_uri(reverse("rooms:feed_file", args=[token]))
    return render(request, "rooms/feed.html", {"has": True, "address": address})


@require_safe
def file(request: HttpRequest, token: str) -> HttpResponse:
    """The file, for whoever has the address: a calendar signs nobody in."""
    feed = CalendarFeed.objects.filter(token_hash=_hash(token), user__is_active=True).first()
    if feed is None:
        raise Http404
    now = now_ms()
    parties = calendar.concerning(feed.user_id, now)

    def url_of(party: Party) -> str:
        return request.build_absolute_uri(reverse("rooms:room", args=[party.room_id]))

    written = calendar.calendar_of(parties, url_of, now)
    headers = {"Cache-Control": "private, no-store", "Referrer-Policy": "no-referrer"}
    return HttpResponse(written, "text/calendar; charset=utf-8", headers=headers)


def _of(user: User) -> QuerySet[CalendarFeed]:
    return CalendarFeed.objects.filter(user=user)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
