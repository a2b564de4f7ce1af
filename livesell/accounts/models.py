"""Rows about people. No logic here: who writes them is `people.py` and `owner.py`."""

from collections.abc import Iterator

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, PermissionsMixin
from django.db import models
from django.db.models import F
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from livesell.accounts import passwords
from livesell.accounts.people import UserManager, now_ms
from livesell.wire.ids import ID_LENGTH, new_id


class User(AbstractBaseUser, PermissionsMixin):
    """A person who signed up. Signs in by e-mail; others see only the name."""

    id = models.CharField(primary_key=True, max_length=ID_LENGTH, default=new_id, editable=False)
    email = models.EmailField(_("e-mail address"), max_length=254, unique=True)
    name = models.CharField(max_length=120)
    name_key = models.CharField(max_length=250, unique=True)
    # As it looks; a stand-in's name looks like nobody's.
    name_look = models.CharField(max_length=250, unique=True, null=True, blank=True, editable=False)
    name_caps = models.CharField(max_length=250, blank=True, db_index=True, editable=False)
    # In which she signed up, or which she chose since; nothing where neither is known.
    language = models.CharField(max_length=10, blank=True, default="")
    is_staff = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    # Raised to sign every browser and app of this person out at once.
    session_version = models.PositiveIntegerField(default=0)
    # Raised by every sign-out and change of password: sockets opened before are closed.
    sockets_version = models.PositiveIntegerField(default=0)
    # Until when she is banned from the whole server, in ms; nothing where she never was.
    banned_until = models.BigIntegerField(null=True, blank=True, editable=False)
    created_at = models.BigIntegerField(default=now_ms, editable=False)

    objects = UserManager["User"]()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("email"), name="user_email_once"),
            models.CheckConstraint(condition=~models.Q(name_key=""), name="user_name_key_present"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name

    def set_password(self, raw_password: str | None) -> None:
        """Kept in NFKC. Also on the command line: sockets that were opened by the old password are closed."""
        super().set_password(passwords.normal(raw_password))
        self.sockets_version = 0 if self._state.adding else F("sockets_version") + 1

    def check_password(self, raw_password: str | None) -> bool:
        """Whether it is hers, in whatever normal form it was typed now or kept before."""
        normal = passwords.normal(raw_password)
        if super().check_password(normal):
            return True
        return normal != raw_password and super().check_password(raw_password)

    def get_session_auth_hash(self) -> str:
        """A session is good while neither the password nor `session_version` has changed."""
        return self._session_hash(None)

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        for secret in settings.SECRET_KEY_FALLBACKS:
            yield self._session_hash(secret)

    def _session_hash(self, secret: str | bytes | None) -> str:
        stamp = f"{self.password}:{self.session_version}"
        return salted_hmac("livesell.accounts.session", stamp, secret=secret, algorithm="sha256").hexdigest()


class ServerBan(models.Model):
    """Somebody was banned from the whole server: by whom, why, until when (nothing: for good), and who took it back."""

    id = models.CharField(primary_key=True, max_length=ID_LENGTH, default=new_id, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="server_bans")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    at = models.BigIntegerField()
    until = models.BigIntegerField(null=True, blank=True)
    lifted_at = models.BigIntegerField(null=True, blank=True)
    lifted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["user", "-at"], name="accounts_server_ban_of_user")]

    def __str__(self) -> str:
        return f"{self.user_id} by {self.by_id}"


class Device(models.Model):
    """A browser that somebody has signed in with: a keyed hash of its own name, which is in its cookie alone."""

    id = models.CharField(primary_key=True, max_length=ID_LENGTH, default=new_id, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="devices")
    digest = models.CharField(max_length=64)
    at = models.BigIntegerField(help_text="when she last signed in with it")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "digest"], name="accounts_device_once")]
        indexes = [models.Index(fields=["at"], name="accounts_device_at")]

    def __str__(self) -> str:
        return f"of {self.user_id}"


class OwnerLink(models.Model):
    """A one-time link that makes, or signs in, the server's owner. Only the hash of its token is kept."""

    id = models.CharField(primary_key=True, max_length=ID_LENGTH, default=new_id, editable=False)
    token_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.BigIntegerField()
    used_at = models.BigIntegerField(null=True)
    created_at = models.BigIntegerField(default=now_ms)


class DataExport(models.Model):
    """Somebody asked for everything about her: when, and the file, once it is made. It is kept for some days."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    asked_at = models.BigIntegerField()
    leased_until = models.BigIntegerField(default=0, help_text="a process is making it")
    made_at = models.BigIntegerField(null=True, blank=True, db_index=True)
    file = models.CharField(max_length=64, blank=True, help_text="its name in the folder of exports")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user"], name="accounts_dataexport_one_of_user"),
        ]

    def __str__(self) -> str:
        return f"of {self.user_id}"


class Erasure(models.Model):
    """Somebody asked to be erased; done, once her account is a tombstone."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, primary_key=True, related_name="+")
    asked_at = models.BigIntegerField()
    done_at = models.BigIntegerField(null=True, blank=True)

    def __str__(self) -> str:
        return f"of {self.user_id}"
