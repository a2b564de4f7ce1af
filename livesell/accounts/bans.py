"""Bans from the whole server: who is under one has no session, cannot sign in, and reads there why and until when."""

from django.db.models import F

from livesell.accounts.models import ServerBan, User
from livesell.wire.envelope import LAST_MS


def ban(user: User, *, by: str, reason: str, until: int | None, now: int) -> None:
    """Write it down, and end every session and socket of hers. Inside the caller's transaction."""
    ServerBan.objects.filter(user=user, lifted_at=None).update(lifted_at=now, lifted_by=by)
    ServerBan.objects.create(user=user, by_id=by, reason=reason, at=now, until=until)
    User.objects.filter(pk=user.pk).update(
        banned_until=LAST_MS if until is None else until,
        session_version=F("session_version") + 1,
        sockets_version=F("sockets_version") + 1,
    )


def lift(user: User, *, by: str, now: int) -> bool:
    """Let her sign in again; whether a ban was in force."""
    was = User.objects.filter(pk=user.pk, banned_until__gt=now).update(banned_until=None)
    ServerBan.objects.filter(user=user, lifted_at=None).update(lifted_at=now, lifted_by=by)
    return bool(was)


def in_force(user_id: str, now: int) -> ServerBan | None:
    """The ban that somebody is under now, if she is."""
    if not User.objects.filter(pk=user_id, banned_until__gt=now).exists():
        return None
    return ServerBan.objects.filter(user_id=user_id, lifted_at=None).order_by("-at").first()
