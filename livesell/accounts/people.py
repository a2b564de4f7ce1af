"""Making users: the one place that turns an e-mail, a name and a password into a row."""

from typing import TYPE_CHECKING, Any

from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import BaseUserManager
from django.db.models import F

from livesell.accounts import names
from livesell.ledger.clock import now_ms as now_ms  # rows say when they were made
from livesell.wire.ids import new_id

if TYPE_CHECKING:
    from livesell.accounts.models import User


class UserManager(BaseUserManager["User"]):
    """What Django's own commands (createsuperuser) expect to find."""

    def create_user(self, email: str, name: str, password: str | None = None, **more: Any) -> "User":
        """A new person. `names.BadName` where the name is refused, IntegrityError where it is taken."""
        shown = names.clean(name)
        return self.create(
            email=email.strip().lower(),
            name=shown,
            name_key=names.key(shown),
            password=make_password(password),
            **more,
        )

    def create_stand_in(self, name: str) -> "User":
        """A row for somebody who has no account: nobody signs in by it, and it keeps no name from anybody.

        Its `name_key` is not one that a name can have.
        """
        own = new_id()
        return self.create(
            id=own,
            email=f"{own}@stand-in.invalid",
            name=name,
            name_key=f"@{own}",
            password=make_password(None),
            is_active=False,
        )

    def create_superuser(self, email: str, name: str, password: str | None = None, **more: Any) -> "User":
        """A person who may do everything, the admin included."""
        return self.create_user(email, name, password, **{**more, "is_staff": True, "is_superuser": True})

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=(username or "").strip().lower())


def is_name_taken(name: str) -> bool:
    """Whether somebody is already called that, or something that looks like it."""
    return get_user_model().objects.filter(name_key=names.key(name)).exists()


def is_operator(user_id: str) -> bool:
    """Whether this person runs the server, now."""
    return get_user_model().objects.filter(pk=user_id, is_superuser=True, is_active=True).exists()


def sign_out_everywhere(user: "User") -> None:
    """Every session of this person, in browsers and apps, ends."""
    versions = {"session_version": F("session_version") + 1, "sockets_version": F("sockets_version") + 1}
    get_user_model().objects.filter(pk=user.pk).update(**versions)


def close_sockets(user: "User") -> None:
    """Every open socket of this person ends within two seconds; who is still signed in comes back by herself."""
    get_user_model().objects.filter(pk=user.pk).update(sockets_version=F("sockets_version") + 1)
