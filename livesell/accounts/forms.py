"""The part of signing up that is ours: the display name."""

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from livesell.accounts import names, people
from livesell.accounts.models import User

WHY = {
    "length": _("A name has 2 to 30 characters."),
    "invisible": _("A name cannot contain invisible or stacked characters."),
    "empty": _("A name needs a letter or a digit."),
    "mixed": _(
        "A name keeps to the letters of one script, or of Latin and one other that does not look like it."
    ),
    "reserved": _("This name belongs to the server."),
    "taken": _("Somebody already has this name, or one that looks like it."),
}


class NameForm(forms.Form):
    """Base of allauth's sign-up form, in the browser and for apps."""

    name = forms.CharField(
        label=_("Name"),
        help_text=_("What others see. 2 to 30 characters."),
        max_length=120,
        strip=True,
        widget=forms.TextInput(attrs={"autocomplete": "nickname", "dir": "auto"}),
    )

    def clean_name(self) -> str:
        """The name as it will be shown; refused with the reason where it may not be used."""
        try:
            name = names.clean(self.cleaned_data["name"])
        except names.BadName as bad:
            raise forms.ValidationError(WHY[bad.code], code=bad.code) from bad
        if people.is_name_taken(name):
            raise forms.ValidationError(WHY["taken"], code="taken")
        return name

    def signup(self, request: HttpRequest, user: User) -> None:
        """Called by allauth after the user is stored. Nothing is left to do: see `AccountAdapter.save_user`."""
