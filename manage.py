#!/usr/bin/env python
"""Django's own entry point: migrate, createsuperuser, runserver and the rest work as usual."""

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "livesell.settings")
    if sys.argv[1:2] != ["runserver"]:
        os.environ.setdefault("LIVESELL_STATEMENT_TIMEOUT_MS", "0")  # a migration may take its time
    elif port := next((word.rpartition(":")[2] for word in sys.argv[2:] if word[-1:].isdecimal()), ""):
        os.environ.setdefault("LIVESELL_PORT", port)  # its own pages may open a socket
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
