"""People who signed in, as actors."""

from collections.abc import Collection

from livesell.access.actor import Actor
from livesell.accounts.models import User


def actor_of(user: User) -> Actor:
    return Actor(user.pk, user.name, user.sockets_version, user.created_at)


def actors(user_ids: Collection[str]) -> dict[str, Actor]:
    """Those of these people who may sign in. Read as plain values, since in a rush thousands come at once."""
    found = User.objects.filter(pk__in=user_ids, is_active=True)
    read = found.values_list("pk", "name", "sockets_version", "created_at")
    return {actor.user_id: actor for actor in (Actor(*row) for row in read)}
