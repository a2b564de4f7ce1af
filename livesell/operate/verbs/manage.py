"""`livesell migrate …` and `livesell manage <command> …`: Django's own commands, for an installed package."""

from collections.abc import Sequence

from django.core.management import execute_from_command_line

from livesell.operate import setup


def run(words: Sequence[str]) -> int:
    """Hand the words over to Django."""
    setup.ready(patient=True)
    execute_from_command_line(["livesell", *words])
    return 0
