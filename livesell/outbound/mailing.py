"""Notifications as mails: text and plain HTML, with one click that ends them, and an id that a repeat shares."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from email.utils import parseaddr
from typing import NamedTuple
from urllib.parse import urlsplit

import structlog
from django.conf import settings
from django.core import signing
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from livesell.accounts.models import User
from livesell.ledger.telling import Thing
from livesell.outbound.kinds import kinds
from livesell.outbound.models import Notification
from livesell.outbound.wording import Said, pictured, said

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
    lines = [line_of(said(one), kinds()[one.kind].things(one.words)) for one in notifications]
    unsubscribe = _way_out(user.pk, notifications[0], is_digest=is_digest)
    subject = str(lines[0]["title"])
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


def line_of(words: Said, things: Sequence[Thing] = ()) -> dict[str, object]:
    """One of the things that a mail says, as its templates show it."""
    return words._asdict() | {"things": pictured(things)}


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


class Ending(NamedTuple):
    """What a link of a mail ends: of whom, which kind, about what; where that is nothing, the whole kind."""

    user_id: str
    kind: str
    about: str


def unsubscribing(token: str) -> Ending | None:
    """What a link of a mail is about; None where it is none of ours."""
    try:
        user_id, kind, about = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError):
        return None
    return Ending(str(user_id), str(kind), str(about))


def _way_out(user_id: str, first: Notification, *, is_digest: bool) -> str:
    about = first.about if kinds()[first.kind].way_out and not is_digest else ""
    token = signing.dumps([user_id, DIGEST if is_digest else first.kind, about], salt=SALT)
    return settings.LIVESELL_ORIGINS[0] + reverse("outbound:unsubscribe", args=[token])
