"""Notifications as mails: text and plain HTML, with one click that ends them, and an id that a repeat shares."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from email.utils import parseaddr
from urllib.parse import urlsplit

import structlog
from django.conf import settings
from django.core import signing
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from livesell.accounts.models import User
from livesell.outbound.models import Notification
from livesell.outbound.wording import said

log = structlog.get_logger(__name__)
SALT = "livesell.outbound.unsubscribe"
DIGEST = "digest"
LONGEST_SUBJECT = 150


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail that is to be sent now."""

    to: str
    subject: str
    text: str
    html: str
    message_id: str
    unsubscribe: str


def letter_of(user: User, notifications: Sequence[Notification], *, is_digest: bool) -> Letter:
    """The mail that says these, in the language that is active."""
    lines = [said(one) for one in notifications]
    unsubscribe = _address(user.pk, DIGEST if is_digest else notifications[0].kind)
    subject = lines[0].title
    if is_digest:
        subject = ngettext("%(count)s thing is new", "%(count)s things are new", len(lines)) % {
            "count": len(lines)
        }
    context = {
        "subject": subject,
        "lines": lines,
        "is_digest": is_digest,
        "unsubscribe": unsubscribe,
        "choices": settings.LIVESELL_ORIGINS[0] + reverse("outbound:choices"),
    }
    return Letter(
        to=user.email,
        subject=" ".join(subject.split())[:LONGEST_SUBJECT],
        text=render_to_string("outbound/mail.txt", context),
        html=render_to_string("outbound/mail.html", context),
        message_id=message_id(notifications[0], is_digest=is_digest),
        unsubscribe=unsubscribe,
    )


def message_id(first: Notification, *, is_digest: bool = False) -> str:
    """The same for the same fact, whoever sends it and however often: by person, kind, ledger, epoch and offset."""
    key = f"{first.user_id}:{first.kind}:{first.ledger_id}:{first.epoch}:{first.offset}:{is_digest}"
    host = urlsplit(settings.LIVESELL_ORIGINS[0]).hostname or "localhost"
    return f"<{hashlib.sha256(key.encode()).hexdigest()[:40]}@{host}>"


def send(letter: Letter) -> bool:
    """Send it; whether that went well. Waits for the mail server, so never in a thread that writes."""
    headers = {"Message-ID": letter.message_id, "Auto-Submitted": "auto-generated"}
    if letter.unsubscribe:
        headers["List-Unsubscribe"] = f"<{letter.unsubscribe}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    mail = EmailMultiAlternatives(
        letter.subject, letter.text, settings.DEFAULT_FROM_EMAIL, [letter.to], headers=headers
    )
    mail.attach_alternative(letter.html, "text/html")
    try:
        return bool(mail.send())
    except Exception as error:  # a server that is away, or an address that no server takes
        log.warning("mail_not_sent", error=type(error).__name__)
        return False


def sample(to: str) -> Letter:
    """A mail by which an operator sees that mails arrive, and how they look."""
    line = {
        "title": gettext("Mails of this server arrive"),
        "text": gettext("This is a trial: nothing happened, and nobody else got it."),
        "url": settings.LIVESELL_ORIGINS[0],
    }
    context = {"subject": line["title"], "lines": [line]}
    digest = hashlib.sha256(signing.dumps(to).encode()).hexdigest()[:40]
    return Letter(
        to=parseaddr(to)[1],
        subject=line["title"],
        text=render_to_string("outbound/mail.txt", context),
        html=render_to_string("outbound/mail.html", context),
        message_id=f"<{digest}@{urlsplit(settings.LIVESELL_ORIGINS[0]).hostname or 'localhost'}>",
        unsubscribe="",
    )


def unsubscribing(token: str) -> tuple[str, str] | None:
    """The person and the kind that a link of a mail is about; None where it is none of ours."""
    try:
        user_id, kind = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError):
        return None
    return str(user_id), str(kind)


def _address(user_id: str, kind: str) -> str:
    token = signing.dumps([user_id, kind], salt=SALT)
    return settings.LIVESELL_ORIGINS[0] + reverse("outbound:unsubscribe", args=[token])
