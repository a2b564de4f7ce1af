"""Consent to hear of a seller's new things: asked of whom she knows, given to a version of the words, taken back at any
time. It is nobody's business but theirs, so it stands in a table and in no ledger.
"""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.utils.translation import gettext, gettext_noop

from livesell.ledger.turn import Refused
from livesell.wire.codes import Code
from rooms.customers import relations
from rooms.models.customers import MarketingConsent

TEXTS = {
    1: gettext_noop(
        "%(seller)s may write to me about new things in “%(room)s”, by notification and by mail, and may see my mail"
        " address for that. I can take this back at any time."
    )
}
"""The words by version. What somebody agreed to is never changed: other words are another version."""
CURRENT = max(TEXTS)


def text(version: int, seller: str, room: str) -> str:
    """The words of a version, in the language that is active."""
    return gettext(TEXTS[version]) % {"seller": seller, "room": room}


def give(user_id: str, room_id: str, seller_id: str, *, version: int, language: str, now: int) -> None:
    """She says yes to these words; said again, it stays as it is.

    `wrong_state`: they are not the words that are asked now; `not_found`: that seller does not know her.
    """
    if version != CURRENT:
        raise Refused(Code.WRONG_STATE)
    if (room_id, seller_id) not in relations.askers(user_id):
        raise Refused(Code.NOT_FOUND)
    given = MarketingConsent(
        room_id=room_id,
        seller_id=seller_id,
        user_id=user_id,
        version=version,
        language=language,
        given_at=now,
    )
    MarketingConsent.objects.bulk_create([given], ignore_conflicts=True)


def withdraw(user_id: str, room_id: str, seller_id: str, now: int) -> None:
    """From now on it does not hold any more; without one, nothing changes."""
    own = in_force().filter(user_id=user_id, room_id=room_id, seller_id=seller_id)
    own.update(withdrawn_at=now)


def in_force() -> QuerySet[MarketingConsent]:
    """All that were not taken back."""
    return MarketingConsent.objects.filter(withdrawn_at=None)


def by_user(
    room_id: str, seller_id: str, user_ids: Iterable[str] | None = None
) -> dict[str, MarketingConsent]:
    """Those in force that a seller has in a room, by who gave them."""
    found = in_force().filter(room_id=room_id, seller_id=seller_id)
    if user_ids is not None:
        found = found.filter(user_id__in=list(user_ids))
    return {one.user_id: one for one in found}
