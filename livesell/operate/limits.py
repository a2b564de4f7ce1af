"""What is bounded by how much, for operators: one table made from the constants themselves, in docs/security.md."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from chat.frames import messages as talk
from livesell.access.buckets import ADDRESS_RATE, Rate, rate
from livesell.app import payment_webhooks
from livesell.app.features import COMMANDS
from livesell.commanding import dispatch
from livesell.fanout import outlet, ring
from livesell.gateway import connection, connection_limits, sockets
from livesell.ledger import read
from livesell.operate import bounds, database_url, listening, mails, request_gate, request_rates
from livesell.tickets import tickets
from livesell.websocket import http, incoming, protocol
from livesell.wire import codec, envelope
from livesell.wire.text import MAX_MARKS
from rooms import room
from rooms.checkout.payments import stripe
from rooms.clock import due
from rooms.frames.items import MAX_PICTURES, MAX_VARIANTS
from rooms.frames.values import MAX_STOCK
from rooms.items import pictures
from rooms.items.sheets import table
from rooms.rules.parties import MAX_AHEAD

PAGE = "docs/security.md"
BEGIN, END = "<!-- made from the code by `make wire`: begin -->", "<!-- end -->"
Line = tuple[str, str]
PER = {"ip": "an address", "user": "a person", "key": "an account at an address"}
TRIES = {
    "login": "requests to sign in",
    "login_failed": "wrong passwords",
    "login_failed_known": "wrong passwords, on a browser the person has used before",
    "login_failed_anywhere": "wrong passwords for one account, from anywhere (known browsers go on)",
    "reset_password": "requests for a reset",
    "reset_mail": "mails with a reset to one mailbox",
    "signup": "requests to sign up",
}


def lines() -> Iterator[Line]:
    """Each bound: of what, and how much."""
    yield from _sockets()
    yield from _requests()
    yield from _people()
    yield from _things()
    yield from _rates()


def _sockets() -> Iterator[Line]:
    yield "a frame from a client", _size(envelope.MAX_FRAME_BYTES)
    yield "its depth, keys and integers", f"{codec.MAX_DEPTH}, {codec.MAX_KEYS}, {codec.MAX_INTEGER:,}"
    yield "a frame before the welcome", _size(envelope.MAX_GREETING_BYTES)
    yield "fragments of one frame", f"{incoming.MAX_FRAGMENTS}"
    yield "frames of one socket", _rate(connection.FRAME_RATE)
    yield "pings and pongs of one socket", _rate(protocol.CONTROL_RATE)
    yield "bad frames until a socket is closed", f"{connection.STRIKES} in {connection.STRIKE_SECONDS:.0f} s"
    yield "time until the hello", _seconds(connection.HELLO_SECONDS)
    yield "silence of a socket", _seconds(sockets.SILENCE_SECONDS)
    yield "commands of one socket under way", f"{connection.MAX_IN_FLIGHT}"
    yield "ledgers one socket reads", f"{connection.MAX_LEDGERS}"
    yield (
        "entrances of one socket; of all of one room",
        (f"{_rate(connection.JOIN_RATE)}; {_rate(connection.ALL_JOINS_RATE)}"),
    )
    yield "sockets of a person (the oldest goes)", f"{connection_limits.PER_USER} a process"
    yield "sockets of an address of IPv4 or a /64", f"{connection_limits.PER_ADDRESS} a process"
    yield "sockets of a /48 of IPv6", f"{connection_limits.PER_SITE} a process"
    yield "replies that wait for who does not read", f"{outlet.MAX_QUEUED}, {_size(outlet.MAX_WAITING)}"
    yield "frames sent and not acknowledged", f"{outlet.WINDOW}"
    yield "facts kept in memory for a ledger", f"{ring.MAX_FACTS:,}, {_size(ring.MAX_BYTES)}"
    yield "facts read for who comes back; more is a fresh snapshot", f"{read.MAX_MISSED:,}"
    yield "commands that wait for one room", f"{dispatch.DEPTH:,}"
    yield "life of a ticket", _seconds(tickets.LIFETIME_MS / 1000)
    yield "the kernel's buffer for one viewer", _size(listening.SEND_BUFFER)


def _requests() -> Iterator[Line]:
    yield "head of a request", f"{_size(http.MAX_HEAD)}, in {_seconds(http.HEAD_SECONDS)}"
    yield "body of a request", f"{_size(bounds.MAX_BODY)}, in {_seconds(http.BODY_SECONDS)}"
    yield (
        "a payment provider's message",
        f"{_size(payment_webhooks.MAX_BYTES)}, {stripe.TOLERANCE_SECONDS} s old",
    )
    often = _rate(rate(ADDRESS_RATE))
    yield (
        "requests of an address of IPv4 or a /64; its handshakes (`LIVESELL_ADDRESS_RATE`)",
        f"{often}; as many",
    )
    yield (
        "requests of a session",
        _rate(request_rates.of_session(rate(ADDRESS_RATE))),
    )
    yield "what a request for a static file or a picture counts of these", f"a {request_rates.WHOLE}th"
    yield "views at work; uploads at work", f"{request_gate.VIEWS}; {request_gate.UPLOADS} a process"
    yield (
        "requests and uploads of an address that wait for these",
        f"{request_gate.VIEWS_WAITING}; {request_gate.UPLOADS_WAITING} a process",
    )
    yield "connections that wait to be taken", f"{listening.BACKLOG:,}"
    yield "a turn that stands still in PostgreSQL", _seconds(database_url.IDLE_MS / 1000)
    yield "mails kept without a mail server", f"twice {_size(mails.MOST_BYTES)}"


def _people() -> Iterator[Line]:
    for name, often in settings.ACCOUNT_RATE_LIMITS.items():
        for each in often.split(","):
            amount, window, per = each.split("/")
            whose = "" if name.endswith(("_anywhere", "_mail", "_known")) else f", {PER[per]}"
            yield TRIES[name] + whose, f"{amount} in {window.rstrip('smh') or 1} {window[-1]}"
    yield "rooms of one person", f"{room.MAX_OWNED}"
    yield "pictures of one person", f"{pictures.MAX_OWNED:,}"


def _things() -> Iterator[Line]:
    yield "a message", f"{talk.MAX_MESSAGE} characters, with {MAX_MARKS} marks on one"
    yield "a picture", _size(pictures.MAX_BYTES)
    yield "pictures that wait to be made anew", f"{pictures.MOST_WAITING}"
    yield "a file of items", f"{_size(table.MAX_BYTES)}, {table.MAX_ROWS:,} rows"
    yield "kinds and pictures of an item", f"{MAX_VARIANTS}, {MAX_PICTURES}"
    yield "stock of a kind", f"{MAX_STOCK:,}"
    yield "how far ahead a party is announced", f"{MAX_AHEAD // 86_400_000} days"
    yield "deadlines of one kind in one look of the clock", f"{due.MOST}"


def _rates() -> Iterator[Line]:
    """The commands, gathered by how often a person may give each."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in COMMANDS:
        found[_rate(row.rate)].append(f"`{row.frame.model_fields['type'].default}`")
    for often, names in found.items():
        yield f"each of {', '.join(names)}, a person" if len(names) > 1 else f"{names[0]}, a person", often


def page(root: Path) -> str:
    """The operators' page, with the table as it is now."""
    before, _, rest = (root / PAGE).read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    rows = "\n".join(f"| {what} | {most} |" for what, most in lines())
    return f"{before}{BEGIN}\n\n| What | At most |\n|---|---|\n{rows}\n\n{END}{after}"


def _rate(rate: Rate) -> str:
    return f"{rate.burst} in {rate.seconds:.0f} s"


def _seconds(seconds: float) -> str:
    return f"{seconds:g} s"


def _size(size: int) -> str:
    return f"{size / 1024**2:g} MiB" if size >= 1024**2 else f"{size / 1024:g} KiB"
