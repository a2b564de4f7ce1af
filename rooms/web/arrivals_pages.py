"""The page on which a seller writes of her new arrivals, and the link by which people come from what she wrote."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from pydantic import ValidationError

from livesell.accounts.models import User
from livesell.ledger.clock import now_ms
from livesell.ledger.turn import Refused
from livesell.outbound.mailing import line_of
from livesell.outbound.wording import in_words
from rooms.customers import alerts, arrivals
from rooms.frames.customers import MOST_ITEMS, TellArrivals
from rooms.models.customers import Arrivals
from rooms.models.rooms import Room
from rooms.web.arrivals_api import overview
from rooms.web.customer_pages import seller_of
from rooms.web.pages import visible

COUNTED = "counted"
COUNTED_SECONDS = 30 * 24 * 3600


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def write(request: HttpRequest, room_id: str) -> HttpResponse:
    """What she may write, and what came of the last ones. Sent back, it shows how people will read it: nothing is told
    before she sends that."""
    own = seller_of(request, room_id)
    parties = arrivals.parties(room_id)
    form = request.POST if request.method == "POST" else QueryDict()
    chosen = next((one for one in parties if one.pk == form.get("party")), None)
    preview, problem = _preview(request, room_id, form) if form and "change" not in form else (None, "")
    party = chosen or (parties[0] if parties else None)
    context = {
        "room": Room.objects.get(pk=room_id),
        "parties": parties,
        "party": party,
        "items": alerts.pictured(arrivals.items_of(party, own.user_id)) if party else [],
        "text": form.get("text", ""),
        "ticked": form.getlist("items"),
        "most": MOST_ITEMS,
        "preview": preview,
        "problem": problem,
        **overview(own, room_id).model_dump(),
    }
    return render(request, "rooms/arrivals.html", context)


@require_safe
def came(request: HttpRequest, room_id: str, arrivals_id: str) -> HttpResponse:
    """Where the link of what a seller wrote leads: to the room. It is counted once a browser, by a mark that is sent to
    this one address alone, and of nobody who did not say yes."""
    visible(request, room_id)
    if not arrivals.is_there(room_id, arrivals_id):
        raise Http404
    answer = redirect("rooms:room", room_id)
    if request.method != "GET" or COUNTED in request.COOKIES or not request.user.is_authenticated:
        return answer
    if arrivals.has_come(room_id, arrivals_id, str(request.user.pk)):
        answer.set_cookie(
            COUNTED,
            "1",
            max_age=COUNTED_SECONDS,
            path=request.path,
            secure=request.is_secure(),
            httponly=True,
            samesite="Lax",
        )
    return answer


def _preview(request: HttpRequest, room_id: str, form: QueryDict) -> tuple[dict[str, object] | None, str]:
    """What would be told, as its readers see it; or why it cannot be told."""
    fields = {"party_id": form.get("party"), "text": form.get("text"), "item_ids": form.getlist("items")}
    try:
        frame = TellArrivals.model_validate(fields)
        told = arrivals.written(room_id, str(request.user.pk), frame, now_ms())
    except ValidationError as error:
        return None, _wrong(error)
    except Refused:
        return None, _(
            "Something of this has changed meanwhile, or you wrote within the last day. Please look again."
        )
    return {"frame": frame, "line": _line(told, request)}, ""


def _line(told: Arrivals, request: HttpRequest) -> dict[str, object]:
    assert isinstance(request.user, User)
    told.seller = request.user
    said = in_words(alerts.ARRIVALS, alerts.words_of(told), alerts.page_of(told))
    return line_of(said, alerts.things_of(told))


def _wrong(error: ValidationError) -> str:
    fields = {one["loc"][0] for one in error.errors() if one["loc"]}
    if "item_ids" in fields:
        return _("Six items at most.")
    if "text" in fields:
        return _("Write something, of 500 characters at most.")
    raise Http404
