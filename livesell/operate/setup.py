"""Bringing Django up for a verb of the command line, with every operator's mistake as one sentence."""

import os

import django
import environ
from django.core.exceptions import ImproperlyConfigured

from livesell.operate.refusal import CannotStart


def ready(*, patient: bool = False) -> None:
    """Settings read and apps loaded, or `CannotStart`. `patient`: statements may take as long as they need."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "livesell.settings")
    if patient:
        os.environ.setdefault("LIVESELL_STATEMENT_TIMEOUT_MS", "0")
    try:
        django.setup()
    except (ImproperlyConfigured, environ.ImproperlyConfigured, ValueError) as error:
        raise CannotStart(f"The settings cannot be used: {_first_line(error)}") from error


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]
