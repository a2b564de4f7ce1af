"""Pages about one's own data: ask for all of it, fetch the file, end the account."""

from urllib.parse import urlencode

from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from livesell.accounts.models import DataExport, User
from livesell.app.personal import blockers, erasing, exporting
from livesell.ledger.clock import now_ms

WHY = {
    "orders": gettext_lazy("An order of yours is not finished: it is to be paid, sent or cancelled first."),
    "claims": gettext_lazy("You hold something or stand in line: give it back first."),
    "lots": gettext_lazy("A lot that you sell or bid on is not over yet."),
    "giveaways": gettext_lazy("A giveaway that you give or take part in is not over."),
    "parties": gettext_lazy(
        "A party is announced or on in a room that you own: end it or call it off first."
    ),
    "operates": gettext_lazy("You run this server: somebody else has to take that from you first."),
}


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def data(request: HttpRequest) -> HttpResponse:
    """What the visitor may do with her data. Sent back, a file of all of it is made."""
    user, now = _user(request), now_ms()
    if request.method == "POST":
        if exporting.request(user.pk, now):
            messages.success(request, _("The file is being made. The bell tells you when it is ready."))
        else:
            messages.info(request, _("A file is being made already, or was made within the last day."))
        return redirect("personal:data")
    asked = DataExport.objects.filter(user=user).first()
    ready = exporting.path_of(user.pk, now) is not None
    until = asked.made_at + exporting.KEPT_MS if asked and asked.made_at else None
    return render(request, "personal/data.html", {"asked": asked, "ready": ready, "until": until})


@require_safe
@login_required
def file(request: HttpRequest) -> HttpResponseBase:
    """The file, for her alone, who has just shown that it is she."""
    if not did_recently_reauthenticate(request):
        return _show_that_it_is_you(request)
    path = exporting.path_of(_user(request).pk, now_ms())
    if path is None:
        raise Http404
    return FileResponse(path.open("rb"), as_attachment=True, filename="my-data.zip")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def erase(request: HttpRequest) -> HttpResponse:
    """What goes and what stays, or why it cannot be yet. Sent back with a tick, the account ends."""
    if not did_recently_reauthenticate(request):
        return _show_that_it_is_you(request)
    user = _user(request)
    if request.POST.get("sure") == "yes" and not erasing.request(user, now_ms()):
        logout(request)
        messages.success(request, _("Your account is being erased. Goodbye."))
        return redirect("rooms:home")
    reasons = [WHY[name] for name in blockers.of(user.pk)]
    return render(request, "personal/erase.html", {"reasons": reasons}, status=409 if request.POST else 200)


def _show_that_it_is_you(request: HttpRequest) -> HttpResponse:
    """By the password or the second factor, and back to this page."""
    return redirect(f"{reverse('account_reauthenticate')}?{urlencode({'next': request.path})}")


def _user(request: HttpRequest) -> User:
    assert isinstance(request.user, User)
    return request.user
