"""Whom a draw concerns whose page is closed: who won."""

from django.utils.translation import gettext_lazy as _

from livesell.ledger.telling import Alert, AlertKind, AlertRule, Fact
from livesell.wire.envelope import Person
from rooms.events.giveaways import GiveawayDrawn, GiveawayRedrawn
from rooms.models.giveaways import Giveaway
from rooms.stock.alerts import place_of

WON = AlertKind(
    "giveaway_won",
    _("You win a giveaway"),
    _("You won: %(prize)s"),
    _("Say where it goes, on the order that came of it."),
    in_room=True,
)


def _drawn(fact: Fact, _after: str, _most: int) -> list[Alert]:
    return _told(fact, fact.event.winners)


def _redrawn(fact: Fact, _after: str, _most: int) -> list[Alert]:
    return _told(fact, [fact.event.winner] if fact.event.winner else [])


def _told(fact: Fact, winners: list[Person]) -> list[Alert]:
    giveaway_id = fact.event.giveaway_id
    prize = Giveaway.objects.filter(pk=giveaway_id).values_list("prize", flat=True).first() or ""
    return [Alert(one.id, giveaway_id, place_of(fact.room_id), {"prize": prize}) for one in winners]


ALERTS = (AlertRule(WON, GiveawayDrawn, _drawn), AlertRule(WON, GiveawayRedrawn, _redrawn))
