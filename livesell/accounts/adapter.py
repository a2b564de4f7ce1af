"""How allauth meets our user: the name is stored with the rest, tries are counted so that no stranger fills somebody
else's limit, and a password is reset by mail to a verified address only.
"""

import ipaddress
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.email_verification import send_verification_email_to_address
from allauth.account.models import EmailAddress
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.internal import ratelimit
from allauth.core.internal.httpkit import is_headless_request
from allauth.headless.internal.restkit.response import ErrorResponse
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from livesell.accounts import bans, devices, language, names, people
from livesell.accounts.forms import WHY
from livesell.accounts.models import ServerBan, User

APP = "allauth.account"


class AccountAdapter(DefaultAccountAdapter):
    def save_user(self, request: HttpRequest, user: User, form: Any, commit: bool = True) -> User:
        """Give the new user the name of the form before anything is written."""
        user.name, user.language = form.cleaned_data["name"], language.current()
        for field, value in names.keys(user.name).items():
            setattr(user, field, value)
        saved: User = super().save_user(request, user, form, commit=False)
        if commit:
            try:
                with people.holding_name(saved.name):
                    saved.save()
            except IntegrityError:
                raise ImmediateHttpResponse(_refused(request, form)) from None
        return saved

    def render_mail(
        self, template_prefix: str, email: Any, context: dict[str, Any], headers: Any = None
    ) -> Any:
        """In the language of whoever has the address, whoever asked for the mail; of the asker where nobody has it."""
        with language.speaking_to(context.get("user") or _has(email)):
            return super().render_mail(template_prefix, email, context, headers)

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

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count a try before the password is looked at; a good one is given back.

        A known browser has a count of its own. Everybody else is counted by account and address together, and a
        stranger's tries keep nobody out but the stranger.
        """
        email = str(credentials.get("email", "")).lower()
        if device := devices.known(request, email):
            counts: tuple[tuple[str, str], ...] = (("login_failed_known", f"{email} on {device}"),)
        else:
            place = f"{email} from {self.get_client_ip(request)}"
            counts = (("login_failed", place), ("login_failed_anywhere", email))
        self._tries = [ratelimit.consume(request, app=APP, action=what, key=key) for what, key in counts]
        if None in self._tries:
            raise self.validation_error("too_many_login_attempts")

    def _rollback_login_failed_rl_usage(self) -> None:
        for usage in self._tries:
            usage.rollback()

    def _delete_login_attempts_cached_email(self, request: HttpRequest, **credentials: Any) -> None:
        """Her password was reset by mail: every place may try again."""
        email = str(credentials.get("email", "")).lower()
        place = f"{email} from {self.get_client_ip(request)}"
        for what, key in (("login_failed", place), ("login_failed_anywhere", email)):
            ratelimit.clear(request, app=APP, action=what, key=key)

    def pre_login(self, request: HttpRequest, user: User, **more: Any) -> HttpResponse | None:
        """Who is banned from the server comes no further, by whatever door. She reads why, until when, whom to ask."""
        if ban := bans.in_force(user.pk, people.now_ms()):
            raise ImmediateHttpResponse(_shut_out(request, ban))
        response: HttpResponse | None = super().pre_login(request, user, **more)
        return response

    def post_login(self, request: HttpRequest, user: User, **more: Any) -> HttpResponse:
        response: HttpResponse = super().post_login(request, user, **more)
        if not is_headless_request(request):
            devices.remember(request, response, user)
        return response

    def send_password_reset_mail(self, user: User, email: str, context: dict[str, Any]) -> None:
        """To an address that its owner has confirmed, or that an operator gave the account.

        Another one is asked to confirm first. After three mails the address has links enough: they stay good, so
        whoever asks in somebody's name takes nothing from her.
        """
        asked = EmailAddress.objects.filter(user=user, email__iexact=email).first()
        if asked is None:
            return
        # allauth writes the address of `createsuperuser` down only here, and not as the first one; signing up does.
        by_operator = not asked.primary and asked.email == user.email
        if not asked.verified and not by_operator:
            send_verification_email_to_address(self.request, asked)
        elif ratelimit.consume(self.request, app=APP, action="reset_mail", key=email.lower()):
            super().send_password_reset_mail(user, email, context)


def _has(email: str) -> User | None:
    """Whose address that is."""
    known = (
        EmailAddress.objects.filter(email__iexact=email).order_by("-verified").select_related("user").first()
    )
    return known.user if known else None


def _shut_out(request: HttpRequest, ban: ServerBan) -> HttpResponse:
    told = {"reason": ban.reason, "until": ban.until, "appeal_to": settings.LIVESELL_APPEAL_ADDRESS}
    if is_headless_request(request):
        error = {"code": "banned", "message": ban.reason, "param": "email"}
        return JsonResponse({"status": 403, "errors": [error], "data": told}, status=403)
    return render(request, "account/shut_out.html", told, status=403)


def _refused(request: HttpRequest, form: Any) -> HttpResponse:
    """Somebody signed up by that name or address since the form was checked: the form again, with what is wrong."""
    if people.is_name_taken(form.cleaned_data["name"]):
        form.add_error("name", ValidationError(WHY["taken"], code="taken"))
    else:
        form.add_error(None, _("Somebody was faster. Send it again."))
    if is_headless_request(request):
        response: HttpResponse = ErrorResponse(request, input=form)
        return response
    return render(request, "account/signup.html", {"form": form, "login_url": reverse("account_login")})
