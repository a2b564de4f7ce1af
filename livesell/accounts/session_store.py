"""Sessions that end by the database's clock, as everything else does: a machine whose own is wrong signs nobody out."""

from datetime import UTC, datetime
from typing import Any

from asgiref.sync import sync_to_async
from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session

from livesell.ledger.clock import now_ms


def now() -> datetime:
    """This moment, by the database's clock."""
    return datetime.fromtimestamp(now_ms() / 1000, UTC)


class SessionStore(db.SessionStore):
    """Django's store of sessions in the database, told what time it is."""

    def get_expiry_age(self, **kwargs: Any) -> int:
        return super().get_expiry_age(**{"modification": now(), **kwargs})

    async def aget_expiry_age(self, **kwargs: Any) -> int:
        return await super().aget_expiry_age(**{"modification": now(), **kwargs})

    def get_expiry_date(self, **kwargs: Any) -> datetime:
        return super().get_expiry_date(**{"modification": now(), **kwargs})

    async def aget_expiry_date(self, **kwargs: Any) -> datetime:
        return await super().aget_expiry_date(**{"modification": now(), **kwargs})

    @classmethod
    def clear_expired(cls) -> None:
        Session.objects.filter(expire_date__lt=now()).delete()

    def _get_session_from_db(self) -> Session | None:
        found = Session.objects.filter(session_key=self.session_key, expire_date__gt=now()).first()
        if found is None:
            self._session_key = None
        return found

    async def _aget_session_from_db(self) -> Session | None:
        return await sync_to_async(self._get_session_from_db)()
