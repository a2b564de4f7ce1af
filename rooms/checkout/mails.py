"""Mails about orders. A turn writes that one is to be sent; a chore of the server's sends it, once at most.

It is taken before it is sent, so no crash sends it twice. A crash between the two loses a mail and no news: what
it says stands on the page of the order.
"""

from dataclasses import dataclass

import structlog
from django.conf import settings
from django.core.mail import send_mail
from django.utils.translation import gettext_lazy as _

from livesell.accounts.language import speaking_to
from livesell.accounts.models import User
from livesell.ledger.shown import shown
from livesell.ledger.turn import Turn
from rooms.checkout import agreements
from rooms.models.orders import Mail, Order

log = structlog.get_logger(__name__)
MOST = 50
FIRST_AGAIN, LONGEST_AGAIN = 10_000, 3_600_000
"""Milliseconds until a mail that could not be sent is tried again: the first time, and at most."""
STALE_AFTER = 24 * 3_600_000
"""A mail that could not be sent for so long is not sent any more."""
SUBJECTS = {
    "confirmed": _("Your order can be paid"),
    "reminder": _("Your order waits to be paid"),
    "lapsed": _("Your order was not paid in time"),
    "paid": _("Your order is paid"),
    "shipped": _("Your order is on its way"),
    "cancelled": _("Your order was cancelled"),
    "owed_back": _("Money of an order is owed back"),
}


@dataclass(frozen=True, slots=True)
class Sending:
    """A mail that was taken, and is to be sent now."""

    id: str
    to: str
    subject: str
    text: str


def write(turn: Turn, order: Order, kind: str, *, to: str | None = None) -> None:
    """See that a mail is sent to the buyer, or to somebody else; never of a rehearsal, nor to who has no account."""
    receiver = to or order.buyer_id
    rehearsed = order.party.room.rehearsal_of_id is not None
    if not rehearsed and User.objects.filter(pk=receiver, is_active=True).exists():
        Mail.objects.create(order=order, to_id=receiver, kind=kind, at=turn.now)


def take(now: int) -> list[Sending]:
    """Take what is to be sent. Each mail is taken by one process only."""
    waiting = Mail.objects.filter(taken_at=None, at__gt=now - STALE_AFTER, retry_at__lte=now)
    found = waiting.select_related("to", "order__party__room", "order__bill", "order__discount").order_by(
        "retry_at", "at", "pk"
    )[:MOST]
    mine = [one for one in found if Mail.objects.filter(pk=one.pk, taken_at=None).update(taken_at=now)]
    return shown(mine, _sending)


def send(one: Sending) -> bool:
    """Send it; whether that went well. Waits for the mail server, so never in a thread that writes."""
    try:
        return bool(send_mail(one.subject, one.text, settings.DEFAULT_FROM_EMAIL, [one.to]))
    except Exception as error:  # a server that is away, or an address that no server takes
        log.warning("mail_not_sent", mail=one.id, error=type(error).__name__)
        return False


def give_back(ids: list[str], now: int) -> None:
    """These could not be sent: they are tried again later, each time after twice as long, behind all others."""
    for mail in Mail.objects.filter(pk__in=ids):
        mail.taken_at, mail.tries = None, mail.tries + 1
        mail.retry_at = now + min(FIRST_AGAIN << min(mail.tries - 1, 10), LONGEST_AGAIN)
        mail.save(update_fields=["taken_at", "tries", "retry_at"])


def _sending(mail: Mail) -> Sending:
    with speaking_to(mail.to):
        subject = str(SUBJECTS[mail.kind])
    title = agreements.of(mail.order).party_title
    link = f"{settings.LIVESELL_ORIGINS[0]}/orders/{mail.order_id}/"
    return Sending(mail.pk, mail.to.email, f"{subject}: {title}", f"{subject}.\n\n{title}\n{link}\n")
