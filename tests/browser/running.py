"""A room that is run by commands, as a page sends them: for tests of what its visitors see."""

from datetime import UTC, datetime, timedelta
from typing import Any

from tests.browser.screens import Visitor

SEND = """async ([room, command, body]) => {
    const csrf = /csrftoken=([^;]+)/.exec(document.cookie)?.[1] ?? "";
    const headers = {"Content-Type": "application/json", "X-CSRFToken": csrf, "Idempotency-Key": crypto.randomUUID()};
    const path = room ? `/api/rooms/${room}/commands/${command}` : "/api/rooms";
    return (await fetch(path, {method: "POST", headers, body: JSON.stringify(body)})).json();
}"""
UPLOAD = """async (bytes) => {
    const csrf = /csrftoken=([^;]+)/.exec(document.cookie)?.[1] ?? "";
    const body = new FormData();
    body.append("file", new File([new Uint8Array(bytes)], "photo.jpg", {type: "image/jpeg"}));
    return (await fetch("/api/pictures", {method: "POST", headers: {"X-CSRFToken": csrf}, body})).json();
}"""


def in_ms(**more: int) -> int:
    """So much from now, as the wire writes it."""
    return int((datetime.now(UTC) + timedelta(**more)).timestamp() * 1000)


class Running:
    """A room of a host's, and what she does in it."""

    def __init__(self, host: Visitor, title: str, **more: Any) -> None:
        self.host = host
        self.room = ""
        self.room = self.send("rooms", title=title, **more)["room"]["id"]
        self.address = f"/rooms/{self.room}/"

    def send(self, command: str, **body: Any) -> Any:
        """The event of a command that has to succeed."""
        reply = self.host.page.evaluate(SEND, [self.room, command, body])
        assert reply.get("ok"), reply
        return reply["fact"]["event"]

    def party(self, title: str = "Friday pots", **more: Any) -> str:
        """A draft; its id."""
        self.send("party.create", title=title, **more)
        listed = self.host.page.evaluate(
            "async (room) => (await fetch(`/api/rooms/${room}/parties`)).json()", self.room
        )
        return str(next(each["id"] for each in listed if each["title"] == title))

    def item(self, party: str, title: str, price: int = 1250, *, stock: int = 1, **more: Any) -> Any:
        """A new item of an announced party, as everybody sees it."""
        variants = more.pop("variants", [{"stock": stock}])
        event = self.send("item.add", party_id=party, title=title, price=price, variants=variants, **more)
        return event["item"]

    def picture(self, photo: bytes) -> str:
        return str(self.host.page.evaluate(UPLOAD, list(photo))["id"])
