"""The addresses of the pages of notifications."""

from django.urls import path

from livesell.outbound import pages

app_name = "outbound"

urlpatterns = [
    path("notifications/", pages.listing, name="listing"),
    path("notifications/choices/", pages.choosing, name="choices"),
    path("notifications/unsubscribe/<str:token>/", pages.unsubscribe, name="unsubscribe"),
    path("worker.js", pages.worker, name="worker"),
]
