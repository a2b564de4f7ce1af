"""A room that is run by commands over HTTPS, as an app sends them: for tests of what people see on their pages."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from tests.browser.screens import Studio, Visitor
from tests.support import shows


def in_ms(**more: int) -> int:
    """So much from now, as the wire writes it."""
    return int((datetime.now(UTC) + timedelta(**more)).timestamp() * 1000)


class Running:
    """A room of a host's, and what she does in it."""

    def __init__(self, host: Visitor, title: str = "Hana's pots", **more: Any) -> None:
        self.host = host.person
        self.room = shows.open_room(self.host, title, **more)
        self.address = f"/rooms/{self.room}/"

    def send(self, command: str, **body: Any) -> Any:
        """The event of a command that has to succeed."""
        return shows.Show(self.host, self.room).do(command, **body)["fact"]["event"]

    def party(self, title: str = "Friday pots", **more: Any) -> str:
        """A draft; its id."""
        return str(self.send("party.create", title=title, **more)["party_id"])

    def item(self, party: str, title: str, price: int = 1250, *, stock: int = 1, **more: Any) -> Any:
        """A new item, as everybody sees it once the party is announced."""
        variants = more.pop("variants", [{"stock": stock}])
        event = self.send("item.add", party_id=party, title=title, price=price, variants=variants, **more)
        return event["item"]

    def picture(self, photo: bytes) -> str:
        """Upload one; its id."""
        with self.host.app as http:
            answer = http.post("/api/pictures", files={"file": ("photo.jpg", photo, "image/jpeg")})
        return str(answer.raise_for_status().json()["id"])


def party_on(hana: Visitor, *, stock: int = 1, photo: Path | None = None) -> str:
    """The address of a room of Hana's with one mug on air. No page of hers is open yet."""
    running = Running(hana)
    party = running.party(currency="EUR")
    pictures = [running.picture(photo.read_bytes())] if photo else []
    running.send("party.schedule", party_id=party, starts_at=in_ms(minutes=5))
    item = running.item(party, "Blue mug", stock=stock, pictures=pictures)
    running.send("party.start", party_id=party)
    running.send("item.feature", party_id=party, item_id=item["id"])
    return f"{hana.person.base_url}{running.address}"


def live_party(hana: Visitor, *, stock: int = 1, photo: Path | None = None) -> tuple[Studio, str]:
    """The same, with her studio open before her; the studio, and the room's address."""
    address = party_on(hana, stock=stock, photo=photo)
    return Studio(hana).open(address), address
