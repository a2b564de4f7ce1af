"""A show to test in: a room of Hana's with a live party, over the REST door."""

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.support.people import Person


def do(person: Person, room: str, command: str, *, id: str | None = None, **body: Any) -> dict[str, Any]:
    """One command over HTTPS; its reply."""
    headers = {"Idempotency-Key": id or secrets.token_urlsafe(12)}
    with person.app as http:
        reply: dict[str, Any] = http.post(
            f"/api/rooms/{room}/commands/{command}", json=body, headers=headers
        ).json()
    return reply


def give_role(host: Person, room: str, person: Person, role: str) -> None:
    """A host offers a role, and she accepts it; or takes one."""
    assert do(host, room, "member.set_role", user_id=person.id, role=role)["ok"]
    if role != "buyer":
        assert do(person, room, "member.accept_role", role=role)["ok"]


def insist(ask: Callable[[], dict[str, Any]], times: int = 20) -> dict[str, Any]:
    """The reply of one command, asked again for as long as it says so: a database may just have been killed."""
    reply = ask()
    while times and reply["error"] and reply["error"]["code"] in ("busy", "unknown", "too_fast"):
        time.sleep(0.5)
        reply, times = ask(), times - 1
    return reply


def open_room(person: Person, title: str = "Hana's attic", **more: Any) -> str:
    """A new room; its id."""
    with person.app as http:
        headers = {"Idempotency-Key": secrets.token_urlsafe(12)}
        reply = insist(lambda: http.post("/api/rooms", json={"title": title, **more}, headers=headers).json())
    assert reply["ok"], reply
    found: str = reply["fact"]["event"]["room"]["id"]
    return found


@dataclass
class Show:
    """A room with one party of `stock` units in one variant."""

    host: Person
    room: str
    party: str = ""
    items: list[dict[str, Any]] = field(default_factory=list)

    @property
    def variant(self) -> str:
        """The first variant of the first item."""
        found: str = self.items[0]["variants"][0]["id"]
        return found

    def do(self, command: str, **body: Any) -> dict[str, Any]:
        """A command of the host's that must succeed."""
        command_id = secrets.token_urlsafe(12)
        reply = insist(lambda: do(self.host, self.room, command, id=command_id, **body))
        assert reply["ok"], reply
        return reply

    def add(self, title: str = "A jar of plum jam", stock: int = 1, **more: Any) -> dict[str, Any]:
        """One more item while the party is announced; its view."""
        plain = {"party_id": self.party, "title": title, "price": 500, "per_buyer_limit": 10_000}
        body = plain | {"variants": [{"stock": stock}]} | more
        item: dict[str, Any] = self.do("item.add", **body)["fact"]["event"]["item"]
        self.items.append(item)
        return item


def claim(variant: str, quantity: int = 1, price_version: int = 1) -> dict[str, Any]:
    """The body of a claim."""
    return {
        "type": "claim.place",
        "variant_id": variant,
        "quantity": quantity,
        "price_version": price_version,
    }


def live(host: Person, *, stock: int = 1, hold_minutes: int = 15, **more: Any) -> Show:
    """A live show with one item."""
    show = Show(host, open_room(host))
    created = show.do("party.create", title="Friday finds", currency="EUR", hold_minutes=hold_minutes)
    show.party = created["fact"]["event"]["party_id"]
    body = {
        "party_id": show.party,
        "title": "A jar of plum jam",
        "price": 500,
        "variants": [{"stock": stock}],
        "per_buyer_limit": 10_000,
    } | more
    show.do("item.add", **body)
    show.do("party.start", party_id=show.party)
    with host.app as http:
        show.items = http.get(f"/api/rooms/{show.room}/snapshot").json()["snapshot"]["items"]
    return show
