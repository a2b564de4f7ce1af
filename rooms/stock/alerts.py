"""What alerts say of items: their titles, and where they are shown."""

from django.urls import reverse

from livesell.ledger.telling import Fact
from rooms.models.items import Item


def title_of(fact: Fact, item_id: str) -> str:
    """What an item is called now; asked once for the facts that are read together."""
    titles: dict[str, str] = fact.known.setdefault("titles", {})
    if item_id not in titles:
        found = Item.objects.filter(pk=item_id).values_list("title", flat=True).first()
        titles[item_id] = found or ""
    return titles[item_id]


def place_of(room_id: str, item_id: str = "") -> str:
    """The room's page, at an item if one is given."""
    page = reverse("rooms:room", args=[room_id])
    return f"{page}#item-{item_id}" if item_id else page
