"""Whom an item on air concerns whose page is closed: who asked to see it."""

from django.utils.translation import gettext_lazy as _

from livesell.ledger import read
from livesell.ledger.telling import Alert, AlertKind, AlertRule, Fact
from rooms.events.items import ItemAsked, ItemFeatured
from rooms.stock.alerts import place_of, title_of

LOOKED_BACK = 1_000

ON_AIR = AlertKind(
    "item_on_air",
    _("An item that you asked for is shown"),
    _("On air now: %(item)s"),
    _("You asked to see it."),
    in_room=True,
    mail="off",
)
TYPES = ("item.asked", "item.featured")


def _asked(fact: Fact, _after: str, _most: int) -> list[Alert]:
    """Who asked for it since it was on air last: their asking is over, so only the ledger knows."""
    item_id = fact.event.item_id
    if item_id is None:
        return []
    people: list[str] = []
    for one in reversed(read.last(fact.ledger, TYPES, most=LOOKED_BACK, before=fact.offset)):
        if one.type == "item.featured":
            if read.recalled(ItemFeatured, one).item_id == item_id:
                break
        elif (asked := read.recalled(ItemAsked, one)).item_id == item_id:
            people.append(asked.user_id)
    words = {"item": title_of(fact, item_id)}
    path = place_of(fact.room_id, item_id)
    return [
        Alert(user_id, item_id, path, words, until=fact.at + 1_800_000) for user_id in sorted(set(people))
    ]


ALERTS = (AlertRule(ON_AIR, ItemFeatured, _asked),)
