"""Who asked for her data is told when the file is there."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from livesell.accounts.models import DataExport
from livesell.ledger.feature import Feature
from livesell.ledger.telling import Alert, AlertKind, DueAlert, DueRule, Waiting


def _there_still(those: Sequence[Waiting]) -> list[Waiting]:
    found = DataExport.objects.filter(user_id__in={one.user_id for one in those}, made_at__isnull=False)
    there = set(found.values_list("user_id", flat=True))
    return [one for one in those if one.user_id in there]


READY = AlertKind(
    "data_ready",
    _("The file with your data is ready"),
    _("The file with your data is ready"),
    _("It is kept for seven days."),
    despite_ban=True,
    push="off",
    mail="off",
    still=_there_still,
)


def _ready(after: int, until: int) -> list[DueAlert]:
    """The files that were made in between."""
    made = DataExport.objects.filter(made_at__gt=after, made_at__lte=until)
    return [DueAlert("", one.pk, Alert(one.user_id, "data", reverse("personal:data"))) for one in made]


PERSONAL = Feature(alerts_due=(DueRule(READY, 0, _ready),))
