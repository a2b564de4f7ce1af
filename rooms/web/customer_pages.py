"""Pages about who has whose data: a seller's customers and their file; for everybody, which sellers know her, and her
consent."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from livesell.accounts import language
from livesell.accounts.actors import actor_of
from livesell.accounts.models import User
from livesell.ledger.clock import now_ms
from livesell.ledger.shown import shown
from livesell.ledger.turn import Refused
from livesell.wire.codes import Code
from rooms.customers import consents, customers, export, relations
from rooms.customers.relations import Relation
from rooms.models.customers import MarketingConsent
from rooms.models.rooms import Room
from rooms.permissions import reader
from rooms.rules.roles import HOSTS, SELLERS, Standing

SHOWN = 500


@require_safe
@login_required
def listing(request: HttpRequest, room_id: str) -> HttpResponse:
    """The visitor's own customers in a room where she sells; for hosts also who took whose data out."""
    own = seller_of(request, room_id)
    now = now_ms()
    found = customers.of(room_id, own.user_id)
    context = {
        "room": Room.objects.get(pk=room_id),
        "customers": found[:SHOWN],
        "count": len(found),
        "allowed": len(export.allowed(found, room_id, now)),
        "exports": customers.exports(room_id, None if own.role in HOSTS else own.user_id),
    }
    return render(request, "rooms/customers.html", context)


@require_POST
@login_required
def file(request: HttpRequest, room_id: str) -> HttpResponse:
    """Those of her customers who said yes, as a table for a spreadsheet. It is written down that she has it."""
    own = seller_of(request, room_id)
    answer = HttpResponse(
        export.take_out(room_id, own.user_id, now_ms()), content_type="text/csv; charset=utf-8"
    )
    answer["Content-Disposition"] = f'attachment; filename="customers-{room_id}.csv"'
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def sellers(request: HttpRequest) -> HttpResponse:
    """Which sellers know the visitor, what of her they have, and whether they may write to her. Sent back, one of
    these is changed."""
    user = _user(request)
    if request.method != "POST":
        lines = shown(relations.of(user.pk), _line)
        return render(request, "rooms/sellers.html", {"lines": lines})
    try:
        _say(user, request)
    except Refused as refusal:
        if refusal.code != Code.WRONG_STATE:
            raise Http404 from refusal
        messages.info(request, _("These words were changed meanwhile. Please read them again."))
    return redirect("rooms:sellers")


def asked(room: Room, seller: User, given: MarketingConsent | None) -> dict[str, object]:
    """What a page shows of somebody's consent to one seller."""
    version = given.version if given else consents.CURRENT
    words = consents.text(version, seller.name, room.title)
    return {"room": room, "seller": seller, "consent": given, "version": version, "words": words}


def _line(relation: Relation) -> dict[str, object]:
    return {"relation": relation, "asked": asked(relation.room, relation.seller, relation.consent)}


def _say(user: User, request: HttpRequest) -> None:
    """Keep her yes or her no."""
    room_id, seller_id = request.POST.get("room", ""), request.POST.get("seller", "")
    if request.POST.get("say") == "yes":
        version = request.POST.get("version", "")
        consents.give(
            user.pk,
            room_id,
            seller_id,
            version=int(version) if version in map(str, consents.TEXTS) else 0,
            language=language.current(),
            now=now_ms(),
        )
        messages.success(request, _("You said yes. You can take it back on this page at any time."))
    else:
        consents.withdraw(user.pk, room_id, seller_id, now_ms())
        messages.success(request, _("Taken back. It holds from now on."))


def seller_of(request: HttpRequest, room_id: str) -> Standing:
    """How the visitor stands, if she sells in that room now; to others there is nothing here."""
    try:
        own = reader(actor_of(_user(request)), room_id, desk=True, now=now_ms())
    except Refused as refusal:
        raise Http404 from refusal
    if own.role not in SELLERS:
        raise Http404
    return own


def _user(request: HttpRequest) -> User:
    assert isinstance(request.user, User)
    return request.user
