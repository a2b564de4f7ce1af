"""The page behind the owner link. The token travels in the fragment, so no log or proxy sees it; a script moves it
into the form, and whoever runs none pastes it."""

from typing import Any

from django import forms
from django.contrib.auth import login, password_validation
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from livesell.accounts import devices, owner
from livesell.accounts.forms import NameForm
from livesell.accounts.models import User
from livesell.ledger.clock import now_ms

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


class LinkForm(forms.Form):
    token = forms.CharField(
        label=_("Code from the link"),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "off", "data-from-fragment": ""}),
    )

    def new_owner(self) -> owner.NewOwner | None:
        """Nobody new: this form signs the existing owner in."""
        return None


class NewOwnerForm(LinkForm, NameForm):
    field_order = ["name", "email", "password", "token"]

    email = forms.EmailField(label=_("E-mail"), max_length=254)
    password = forms.CharField(
        label=_("Password"), widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}), strip=False
    )

    def clean_email(self) -> str:
        """In lower case, and not somebody else's."""
        email: str = self.cleaned_data["email"].lower()
        if User.objects.filter(email=email).exists():
            raise forms.ValidationError(_("Somebody already signs in with this address."), code="taken")
        return email

    def clean_password(self) -> str:
        """Good enough for somebody who may do everything."""
        password: str = self.cleaned_data["password"]
        password_validation.validate_password(password)
        return password

    def new_owner(self) -> owner.NewOwner | None:
        data: dict[str, Any] = self.cleaned_data
        return owner.NewOwner(name=data["name"], email=data["email"], password=data["password"])


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """Show the form; on POST spend the link and sign its bearer in."""
    kind = LinkForm if owner.current() else NewOwnerForm
    form = kind(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            person = owner.redeem(form.cleaned_data["token"], now_ms(), new=form.new_owner())
        except owner.LinkRefused:
            form.add_error(
                "token", _("This link is used up or too old. Ask for a new one: livesell owner-link")
            )
        else:
            login(request, person, backend=BACKEND)
            response = HttpResponseRedirect("/")
            devices.remember(request, response, person)
            return response
    context = {"form": form, "is_first": kind is NewOwnerForm}
    return render(request, "owner/page.html", context, status=400 if form.errors else 200)
