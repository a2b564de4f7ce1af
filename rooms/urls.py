"""The addresses of the pages of selling."""

from django.urls import path

from rooms.web import arrivals_pages, buyer_pages, customer_pages, feed_pages, order_pages, pages

app_name = "rooms"

urlpatterns = [
    path("", pages.home, name="home"),
    path("rooms/new/", pages.new, name="new"),
    path("rooms/<slug:room_id>/", pages.room, name="room"),
    path("rooms/<slug:room_id>/items/<slug:item_id>/", pages.item, name="item"),
    path("rooms/<slug:room_id>/giveaways/<slug:giveaway_id>/check/", pages.check, name="check"),
    path("rooms/<slug:room_id>/calendar.ics", pages.room_calendar, name="room_calendar"),
    path("rooms/<slug:room_id>/parties/<slug:party_id>.ics", pages.party_calendar, name="party_calendar"),
    path("rooms/<slug:room_id>/join/", pages.join, name="join"),
    path("rooms/<slug:room_id>/invite/", pages.invite, name="invite"),
    path("rooms/<slug:room_id>/take-over/", pages.take_over, name="take_over"),
    path("rooms/<slug:room_id>/studio/", pages.studio, name="studio"),
    path("rooms/<slug:room_id>/terms/", pages.terms, name="terms"),
    path("rooms/<slug:room_id>/limits/", buyer_pages.limits, name="limits"),
    path("rooms/<slug:room_id>/unpaid/", buyer_pages.unpaid, name="unpaid"),
    path("rooms/<slug:room_id>/orders/", order_pages.sold, name="sold"),
    path("rooms/<slug:room_id>/orders/<slug:party_id>/packing/", order_pages.packing, name="packing"),
    path("rooms/<slug:room_id>/customers/", customer_pages.listing, name="customers"),
    path("rooms/<slug:room_id>/customers.csv", customer_pages.file, name="customers_file"),
    path("rooms/<slug:room_id>/arrivals/", arrivals_pages.write, name="arrivals"),
    path("rooms/<slug:room_id>/new/<slug:arrivals_id>/", arrivals_pages.came, name="came"),
    path("sellers/", customer_pages.sellers, name="sellers"),
    path("calendar/", feed_pages.mine, name="feed"),
    path("calendar/<slug:token>.ics", feed_pages.file, name="feed_file"),
    path("orders/", order_pages.mine, name="orders"),
    path("orders/<slug:order_id>/", order_pages.one, name="order"),
    path("orders/<slug:order_id>/invoice/", order_pages.invoice, name="invoice"),
]
