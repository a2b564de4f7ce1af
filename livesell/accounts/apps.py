"""Registers the accounts app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "livesell.accounts"
    label = "accounts"

    def ready(self) -> None:
        from livesell.accounts import sign_out  # noqa: F401, PLC0415 - importing connects it, once models are there
