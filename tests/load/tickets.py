"""A crowd at the door: `python -m tests.load.tickets 2000` makes so many people and prints a ticket for each.

By HTTPS, thousands would take minutes. Two more numbers: how many tickets each, one round of all after the other,
and for how many seconds they are good, since a benchmark has no browser to fetch another.
"""

import json
import os
import secrets
import sys

import django

from tests.support import crowd


def issue(people: list[dict[str, str]], seconds: float | None = None) -> list[str]:
    """A ticket for each by her session, good for as long as any other, if no time is given."""
    from livesell.ledger.clock import now_ms
    from livesell.tickets import tickets
    from livesell.tickets.models import Ticket

    made = [secrets.token_urlsafe(24) for _ in people]
    until = now_ms() + (tickets.LIFETIME_MS if seconds is None else int(seconds * 1000))
    Ticket.objects.bulk_create(
        [
            Ticket(
                digest=tickets.digest(secret),
                user_id=one["id"],
                session_key=one["token"],
                expires_at=until,
            )
            for secret, one in zip(made, people, strict=True)
        ],
        batch_size=500,
    )
    return made


def main(people: str, each: str = "1", seconds: str = "") -> None:
    """Make them and print their tickets as JSON."""
    json.dump(issue(crowd.make(int(people)) * int(each), float(seconds) if seconds else None), sys.stdout)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "livesell.settings")
    os.environ.setdefault("LIVESELL_STATEMENT_TIMEOUT_MS", "0")
    django.setup()
    main(*sys.argv[1:])
