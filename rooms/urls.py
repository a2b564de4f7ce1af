"""The addresses of the pages of selling."""

from django.urls import path

from rooms import pages

app_name = "rooms"

urlpatterns = [
    path("", pages.home, name="home"),
    path("rooms/new/", pages.new, name="new"),
    path("rooms/<slug:room_id>/", pages.room, name="room"),
    path("rooms/<slug:room_id>/giveaways/<slug:giveaway_id>/check/", pages.check, name="check"),
    path("rooms/<slug:room_id>/calendar.ics", pages.room_calendar, name="room_calendar"),
    path("rooms/<slug:room_id>/parties/<slug:party_id>.ics", pages.party_calendar, name="party_calendar"),
    path("rooms/<slug:room_id>/join/", pages.join, name="join"),
    path("rooms/<slug:room_id>/studio/", pages.studio, name="studio"),
]
