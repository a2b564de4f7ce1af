"""Whom keeping it kind concerns whose page is closed: who appealed. What was decided she reads in the room."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from chat.events.appeals import AppealAnswered
from livesell.ledger.telling import Alert, AlertKind, AlertRule, Fact

DECIDED = AlertKind(
    "appeal_decided",
    _("An appeal of yours is decided"),
    _("Your appeal was decided"),
    _("Read there what was decided, and why."),
    despite_ban=True,
    mail="now",
)


def _decided(fact: Fact, _after: str, _most: int) -> list[Alert]:
    appeal = fact.event.appeal
    return [Alert(appeal.user.id, appeal.id, reverse("rooms:room", args=[fact.room_id]))]


ALERTS = (AlertRule(DECIDED, AppealAnswered, _decided),)
