"""A notification as its receiver reads it, in the language that is active."""

from collections.abc import Sequence
from typing import NamedTuple

from django.conf import settings

from livesell.ledger.telling import AlertKind, Thing, Words
from livesell.outbound.kinds import kinds
from livesell.outbound.models import Notification


class Said(NamedTuple):
    """Title, text and page."""

    title: str
    text: str
    url: str


def said(one: Notification) -> Said:
    """What it says. Words that are missing, of another release perhaps, are left out."""
    kind = kinds()[one.kind]
    return in_words(kind, kind.wording(one.words), one.path)


def in_words(kind: AlertKind, wording: Words, path: str) -> Said:
    """What a kind says with these words, as they are read."""
    words = _Words(wording)
    return Said(str(kind.says) % words, str(kind.more) % words, f"{settings.LIVESELL_ORIGINS[0]}{path}")


def pictured(things: Sequence[Thing]) -> list[Thing]:
    """Things as a mail shows them, which needs whole addresses."""
    origin = settings.LIVESELL_ORIGINS[0]
    return [one._replace(picture=f"{origin}{one.picture}") if one.picture else one for one in things]


class _Words(dict[str, str | int | None]):
    def __missing__(self, key: str) -> str:
        return ""
