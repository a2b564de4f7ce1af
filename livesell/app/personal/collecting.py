"""Everything that is kept about a person, read table by table: every table that names her, what she said, what she did.

What a table has of others is left out, and so is what would let somebody in.
"""

import json
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db.models import Max, Model, QuerySet

from livesell.accounts.models import User
from livesell.ledger.models import Event, Ledger, Text
from rooms.checkout import views
from rooms.models.orders import Order

Rows = Iterator[dict[str, Any]]
SECRETS = frozenset(
    {
        "password",
        "token_hash",
        "link_hash",
        "p256dh",
        "auth",
        "session",
        "stamp",
        "data",
        "endpoint",
        "file",
        "digest",
    }
)
"""Columns that would let somebody in, or speak in her place."""
NOT_HERS = frozenset(
    {
        "admin.LogEntry.user",
        "chat.Case.user",  # what others reported
        "chat.Case.taken_by",
        "chat.Case.decided_by",
        "chat.EvasionFlag.user",  # what staff suspect
        "chat.EvasionFlag.banned",
        "chat.HeldMessage.author",  # her words stand among the messages
        "chat.HeldMessage.taken_by",
        "chat.PersonNote.user",  # what staff wrote for each other
        "rooms.Auction.leader",  # her bids are there; the rest is the seller's secret
    }
)
"""References to a person in rows that are not hers to read."""
PAGE = 500
WINDOW = 5_000


def references() -> list[tuple[type[Model], str]]:
    """Every table and column of the server that names a person."""
    found: list[tuple[type[Model], str]] = []
    for model in apps.get_models():
        about = model._meta  # noqa: SLF001 - Django's public way to a model's fields
        fields = (*about.concrete_fields, *about.many_to_many)
        found += [(model, one.name) for one in fields if one.related_model is User]
    return found


def rows(model: type[Model], **where: str) -> "QuerySet[Model]":
    """Those rows of a table, in order."""
    return model._default_manager.filter(**where).order_by("pk")  # noqa: SLF001


def name_of(model: type[Model], column: str) -> str:
    """App, table and column, with points between them."""
    return f"{model._meta.label}.{column}"  # noqa: SLF001


def everything(user_id: str) -> Iterator[tuple[str, Rows]]:
    """Each part by the name of its file, and its rows. Read as they are written: a part may be long."""
    yield "account", _plain(rows(User, pk=user_id), user_id)
    for model, column in references():
        name = name_of(model, column)
        if name not in NOT_HERS:
            yield f"tables/{name}", _plain(rows(model, **{column: user_id}), user_id)
    yield "orders", _orders(user_id)
    yield "messages", _messages(user_id)
    yield "acts", _acts(user_id)


def _plain(found: "QuerySet[Model]", user_id: str) -> Rows:
    """The rows, without secrets and without whom else they name."""
    columns = [one for one in found.model._meta.concrete_fields if one.name not in SECRETS]  # noqa: SLF001
    others = {one.attname for one in columns if one.related_model is User}
    for row in found.iterator(chunk_size=PAGE):
        values = {one.attname: getattr(row, one.attname) for one in columns}
        yield {key: value for key, value in values.items() if key not in others or value == user_id}


def _orders(user_id: str) -> Rows:
    """What she bought, as she reads it on its page."""
    bought = list(Order.objects.filter(buyer_id=user_id).order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(bought), PAGE):
        page = views.of(Order.objects.filter(pk__in=bought[start : start + PAGE]).order_by("pk"))
        yield from (json.loads(one.model_dump_json()) for one in views.views(page, private_to=None))


def _messages(user_id: str) -> Rows:
    """What she said, where it was not erased, ledger by ledger: an index serves each."""
    for ledger in Ledger.objects.order_by("pk").iterator(chunk_size=PAGE):
        said = Text.objects.filter(ledger=ledger, author_id=user_id, text__isnull=False).order_by("offset")
        for one in said.iterator(chunk_size=PAGE):
            yield {"ledger": ledger.name, "offset": one.offset, "text": one.text, "is_hidden": one.hidden}


def _acts(user_id: str) -> Rows:
    """The facts that she made in public, in windows of the ledgers' events, as no index knows who made them."""
    last = Event.objects.aggregate(last=Max("pk"))["last"] or 0
    names = dict(Ledger.objects.values_list("pk", "name"))
    for start in range(0, last, WINDOW):
        window = Event.objects.filter(pk__gt=start, pk__lte=start + WINDOW, actor_id=user_id).order_by("pk")
        for one in window:
            if not names[one.ledger_id].endswith(".desk"):
                yield {"ledger": names[one.ledger_id], "fact": json.loads(one.fact)}
