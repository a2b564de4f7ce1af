"""Pages of notifications: the list, what is told over which way, the way out of a mail, and the service worker."""

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from livesell.accounts.models import User
from livesell.ledger.clock import now_ms
from livesell.ledger.shown import shown
from livesell.outbound import bell, choices, mailing, subscriptions
from livesell.outbound.api import choices_of
from livesell.outbound.hours import DAY_MINUTES, Day, zone_of
from livesell.outbound.kinds import kinds
from livesell.outbound.models import Notification, PushSubscription
from livesell.outbound.wording import said

WORKER = "src/entries/worker.ts"


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def listing(request: HttpRequest) -> HttpResponse:
    """Her last notifications. Sent back, all of them are read."""
    user = _user(request)
    now = now_ms()
    if request.method == "POST":
        bell.mark(user.pk, now)
        return redirect("outbound:listing")
    context = {"notifications": shown(bell.listed(user.pk, now), _line)}
    return render(request, "outbound/listing.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def choosing(request: HttpRequest) -> HttpResponse:
    """What she is told over which way, her quiet hours, her devices."""
    user = _user(request)
    if request.method == "POST":
        _choose(user.pk, request.POST)
        messages.success(request, _("That is how you are told from now on."))
        return redirect("outbound:choices")
    day = choices.days([user.pk]).get(user.pk, Day())
    context = {
        "choices": choices_of(user.pk),
        "day": day,
        "hours": range(24),
        "quiet_from": _clock(day.quiet_from),
        "quiet_until": _clock(day.quiet_until),
        "devices": PushSubscription.objects.filter(user=user).order_by("-made_at"),
    }
    return render(request, "outbound/choices.html", context)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """The way out of a mail: sent back, by a person or by her mail program in one click (RFC 8058), it ends what it
    names.

    No other site can send it: the address is a secret that only the mail holds.
    """
    found = mailing.unsubscribing(token)
    if found is None:
        raise Http404
    if request.method == "POST":
        _no_more(found)
    context = {"label": _label(found), "done": request.method == "POST"}
    return render(request, "outbound/unsubscribe.html", context)


@require_safe
def worker(_request: HttpRequest) -> HttpResponse:
    """The script that shows pushes. At the root, so that it speaks for every page; asked for anew each time."""
    manifest = Path(settings.DJANGO_VITE["default"]["manifest_path"])
    entries = json.loads(manifest.read_text()) if manifest.is_file() else {}
    if WORKER not in entries:
        raise Http404
    built = manifest.parent / entries[WORKER]["file"]
    return HttpResponse(built.read_bytes(), "text/javascript")


def _label(found: mailing.Ending) -> str:
    if found.kind == mailing.DIGEST:
        return _("the digest")
    kind = kinds().get(found.kind)
    if kind is None:
        return found.kind
    return kind.way_out.label(found.about) if kind.way_out else str(kind.label)


def _no_more(found: mailing.Ending) -> None:
    """No mail of that kind any more, or of less where the kind says so; of a digest, of none that came in it."""
    user_id, kind = found.user_id, kinds().get(found.kind)
    if not User.objects.filter(pk=user_id).exists():
        return
    if kind is not None and kind.way_out:
        kind.way_out.end(user_id, found.about, now_ms())
    elif kind is not None:
        choices.choose(user_id, kind.name, "mail", "off")
    elif found.kind == mailing.DIGEST:
        for one in choices_of(user_id):
            if one.mail == "digest":
                choices.choose(user_id, one.kind, "mail", "off")


def _choose(user_id: str, form: QueryDict) -> None:
    """Keep what differs from what holds: what she left as it is goes on with the server's defaults."""
    for one in choices_of(user_id):
        for channel, allowed in choices.CHANNELS.items():
            wanted = form.get(f"{channel}:{one.kind}", getattr(one, channel))
            if wanted in allowed and wanted != getattr(one, channel):
                choices.choose(user_id, one.kind, channel, wanted)
    if device := form.get("end_device"):
        subscriptions.unsubscribe(user_id, subscription_id=device)
    if "zone" in form:
        choices.set_hours(user_id, _day(form))


def _day(form: QueryDict) -> Day:
    zone = form.get("zone", "")[:64]
    hour = form.get("digest_hour", "")
    return Day(
        zone=str(zone_of(zone)),
        quiet_from=_minutes(form.get("quiet_from", "")),
        quiet_until=_minutes(form.get("quiet_until", "")),
        digest_hour=int(hour) % 24 if hour.isascii() and hour.isdigit() and len(hour) < 3 else 18,
    )


def _minutes(clock: str) -> int | None:
    """`22:30` as minutes of the day; None where it says nothing."""
    hour, _colon, minute = clock[:5].partition(":")
    if not (hour.isascii() and hour.isdigit() and minute.isascii() and minute.isdigit()):
        return None
    return (int(hour) * 60 + int(minute)) % DAY_MINUTES


def _clock(minutes: int | None) -> str:
    return "" if minutes is None else f"{minutes // 60:02}:{minutes % 60:02}"


def _line(one: Notification) -> dict[str, Any]:
    words = said(one)
    return {
        "title": words.title,
        "text": words.text,
        "path": one.path,
        "at": one.at,
        "read": one.read_at is not None,
    }


def _user(request: HttpRequest) -> User:
    assert isinstance(request.user, User)
    return request.user
