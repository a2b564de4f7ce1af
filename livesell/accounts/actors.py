"""A person who signed in, as an actor."""

from livesell.access.actor import Actor
from livesell.accounts.models import User


def actor_of(user: User) -> Actor:
    return Actor(user.pk, user.name, user.sockets_version, user.created_at)
