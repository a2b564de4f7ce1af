"""Every address of the server. The socket's table is `app/features.py`."""

from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.urls import include, path, re_path

from livesell.accounts import language, owner_page
from livesell.app import metrics, payment_webhooks
from livesell.app.api import api
from livesell.app.gateway import gateway
from livesell.operate import gallery, health, media


def nothing(_request: HttpRequest) -> HttpResponse:
    """There is nothing here."""
    return HttpResponseNotFound()


urlpatterns = [
    path("readyz", health.readyz),
    path("metrics", metrics.page(gateway)),
    path("api/", api.urls),
    path("webhooks/stripe", payment_webhooks.stripe, name="webhook_stripe"),
    re_path(
        r"^_allauth/(?:app|browser)/v1/account/phone$", nothing
    ),  # we have no phones, and its view needs a user
    path("_allauth/", include("allauth.headless.urls")),
    path("accounts/", include("allauth.urls")),
    path("_ui", gallery.page),
    path("language", language.choose, name="language"),
    path("owner/", owner_page.page, name="owner"),
    path("admin/", admin.site.urls),
    re_path(r"^media/(?P<name>[0-9a-f]{40})\.webp$", media.picture),
    path("", include("livesell.outbound.urls")),
    path("", include("livesell.app.personal.urls")),
    path("", include("rooms.urls")),
]
