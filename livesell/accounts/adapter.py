"""How allauth meets our user: the name is stored with the rest, and addresses are counted fairly."""

import ipaddress
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from livesell.accounts import names
from livesell.accounts.models import User


class AccountAdapter(DefaultAccountAdapter):
    def save_user(self, request: HttpRequest, user: User, form: Any, commit: bool = True) -> User:
        """Give the new user the name of the form before anything is written."""
        user.name = form.cleaned_data["name"]
        for field, value in names.keys(user.name).items():
            setattr(user, field, value)
        saved: User = super().save_user(request, user, form, commit=commit)
        return saved

    def get_client_ip(self, request: HttpRequest) -> str:
        """Whom the rate limits count: the peer as the server resolved it, and never a header a client can write.

        An IPv6 customer owns a whole /64, so that is one visitor.
        """
        peer = request.META.get("REMOTE_ADDR") or "0.0.0.0"  # noqa: S104 - a peer without an address
        try:
            address = ipaddress.ip_address(peer)
        except ValueError:
            return "0.0.0.0"  # noqa: S104
        if address.version == 4:
            return peer
        return str(ipaddress.ip_network((address, 64), strict=False).network_address)
