"""The components of the pages, all on one page in every state: for development."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """There is no such page on a server that people use: it answers 404 unless DEBUG is set."""
    if not settings.DEBUG:
        raise Http404
    return render(request, "ui.html")
