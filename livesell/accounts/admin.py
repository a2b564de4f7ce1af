"""People in the admin: to look up, to deactivate, to make staff. Names and passwords are changed by their owners."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.contrib.auth.models import Group
from django.http import HttpRequest
from unfold.admin import ModelAdmin

from livesell.accounts.models import User

admin.site.unregister(Group)
# The one sign-in for everybody: with its rate limits and its second factor.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]  # as allauth asks


@admin.register(User)
class UserAdmin(ModelAdmin):
    list_display = ("name", "email", "is_active", "is_staff", "is_superuser")
    list_filter = ("is_active", "is_staff", "is_superuser")
    search_fields = ("name", "email", "id")
    fields = (
        "id",
        "name",
        "email",
        "language",
        "is_active",
        "is_staff",
        "is_superuser",
        "groups",
        "session_version",
        "last_login",
    )
    readonly_fields = ("id", "name", "email", "language", "session_version", "last_login")
    ordering = ("-created_at",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """People sign up themselves, or come by the owner link."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Deactivate instead: rows of the ledger name people."""
        return False
