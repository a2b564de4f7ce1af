"""Tickets for a crowd: `python -m tests.load.tickets < ids.json`. By HTTPS, thousands would take minutes.

With a number of seconds behind it, they are good for so long: a benchmark has no browser to fetch another.
"""

import json
import os
import secrets
import sys

import django


def issue(user_ids: list[str], seconds: float | None = None) -> list[str]:
    """A ticket for each, good for as long as any other, if no time is given."""
    from livesell.gateway import tickets
    from livesell.gateway.clock import now_ms
    from livesell.gateway.models import Ticket

    made = [secrets.token_urlsafe(24) for _ in user_ids]
    until = now_ms() + (tickets.LIFETIME_MS if seconds is None else int(seconds * 1000))
    Ticket.objects.bulk_create(
        [
            Ticket(digest=tickets.digest(secret), user_id=user_id, expires_at=until)
            for secret, user_id in zip(made, user_ids, strict=True)
        ],
        batch_size=500,
    )
    return made


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "livesell.settings")
    django.setup()
    json.dump(issue(json.load(sys.stdin), *map(float, sys.argv[1:2])), sys.stdout)
