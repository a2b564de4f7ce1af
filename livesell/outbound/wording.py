"""A notification as its receiver reads it, in the language that is active."""

from typing import NamedTuple

from django.conf import settings

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
    words = _Words(kind.wording(one.words))
    return Said(str(kind.says) % words, str(kind.more) % words, f"{settings.LIVESELL_ORIGINS[0]}{one.path}")


class _Words(dict[str, str | int | None]):
    def __missing__(self, key: str) -> str:
        return ""
