"""Every address there is, with every verb, asked by Otto with the ids of what is others'. (Attack A43.)

The addresses are read from the server itself. What is not named here has to answer that it is not there, so
whoever adds an address has to say here to whom it answers.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from livesell.app.api import api
from livesell.app.features import COMMANDS
from livesell.app.personal.urls import urlpatterns as personal
from livesell.operate.management.commands.export_wire import declared
from livesell.outbound.urls import urlpatterns as notifications
from livesell.wire.export.examples import Examples
from livesell.wire.export.schema import bundle
from rooms.urls import urlpatterns
from tests.commanding.test_dispatch import fresh
from tests.support import shows
from tests.support.people import Person, sign_up
from tests.support.plain import NO_TLS
from tests.support.server import Server
from tests.support.shows import Show
from tests.tickets.test_fast_path import browser

SENT = {
    "customers_file": {"POST"},
    "unsubscribe": {"GET", "HEAD", "POST"},
    "arrivals": {"GET", "HEAD", "POST"},
}
"""Pages that are written for other verbs than GET; those that answer anybody are named below."""
HOLE = re.compile(r"<\w+:(\w+)>")
VERBS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
EXAMPLES = Examples(bundle(declared()))
FRAMES = {row.type: row.frame for row in COMMANDS}
THINGS = {
    "order_id",
    "claim_id",
    "auction_id",
    "giveaway_id",
    "item_id",
    "variant_id",
    "party_id",
    "sheet_id",
}
SECRET = "w7PaAk3Jq9vXc0TzR5yLmB"
ROOM = "/api/rooms/{room_id}/"
COMMAND = ROOM + "commands/"

ANYBODYS = {
    "POST /api/tickets",
    "POST /api/rooms",
    "POST /api/pictures",
    "GET /api/parties",
    "GET /api/orders",
    *(f"GET /api/notifications{what}" for what in ("", "/unread", "/choices", "/push")),
    *(f"POST /api/notifications{what}" for what in ("/read", "/choices", "/push", "/push/end")),
    "GET /",
    "GET /rooms/new/",
    "GET /orders/",
    "GET /calendar/",
    "POST /calendar/",
    *(f"{verb} {page}" for verb in ("GET", "POST") for page in ("/sellers/", "/notifications/", "/my-data/")),
    *(f"{verb} /notifications/choices/" for verb in ("GET", "POST")),
    *(f"{verb} /my-data/erase/" for verb in ("GET", "POST")),
    "GET /my-data/file/",
    "GET /worker.js",
    "GET /rooms/{room_id}/join/",
    "GET /rooms/{room_id}/take-over/",
    "GET /rooms/{room_id}/invite/",
}
"""Answers of no room, or the same for every room there is or is not."""

WATCHED = {
    *(f"GET {ROOM}{what}" for what in ("snapshot", "messages", "ledger", "terms", "discounts", "limits")),
    *(f"GET {ROOM}{what}" for what in ("acts/mine", "reports/mine", "mentions/mine")),
    f"GET {ROOM}variants/{{variant_id}}/line",
    "GET /rooms/{room_id}/",
    "GET /rooms/{room_id}/calendar.ics",
    "GET /rooms/{room_id}/giveaways/{giveaway_id}/check/",
    "GET /rooms/{room_id}/items/{item_id}/",
    "GET /rooms/{room_id}/limits/",
    "GET /rooms/{room_id}/parties/{party_id}.ics",
}
"""What whoever may see a room reads: what is public in it, and what is her own."""

JOINED = {
    f"POST {COMMAND}{what}"
    for what in (
        *("message.post", "claim.place", "giveaway.enter", "bid.place", "auction.buy_now", "item.ask"),
        *("room.follow", "room.unfollow", "party.rsvp", "limits.set", "step.appeal"),
        *(
            "auction.accept",
            "auction.decline",
            "question.ask",
            "warning.acknowledge",
            "report.file",
            "held.withdraw",
            "mentions.choose",
        ),
    )
}
"""What whoever may see a room does in it, for herself: items, lots and giveaways are everybody's to see."""

STAFFS = {
    *(f"POST {COMMAND}member.{what}" for what in ("ban", "unban", "set_role")),
    *(f"POST {COMMAND}giveaway.{what}" for what in ("open", "cancel", "redraw")),
    *(f"POST {COMMAND}auction.{what}" for what in ("add", "open", "pause", "resume", "void")),
    *(f"POST {COMMAND}claim.{what}" for what in ("add_for", "link_for", "override")),
    *(f"POST {COMMAND}room.{what}" for what in ("edit", "set_link")),
    *(
        f"POST {COMMAND}party.{what}"
        for what in (
            *("create", "edit", "schedule", "start", "pause", "resume", "restart", "continue", "end"),
            *("cancel", "repeat"),
        )
    ),
    *(
        f"POST {COMMAND}item.{what}"
        for what in (
            *("feature", "add", "edit", "set_price", "set_stock", "withdraw", "move", "pin", "note"),
            *("clone", "carry", "import"),
        )
    ),
    *(f"POST {COMMAND}flash.{what}" for what in ("announce", "end")),
    *(f"POST {COMMAND}{what}" for what in ("rehearsal.close", "lineup.set", "stage.hand_on", "terms.set")),
    *(f"POST {COMMAND}{what}" for what in ("discount.set", "discount.drop", "buyer.let", "step.lift")),
    *(f"POST {COMMAND}invite.{what}" for what in ("make", "withdraw")),
    *(f"POST {COMMAND}announcement.{what}" for what in ("post", "take_down")),
    *(f"POST {COMMAND}shoutout.{what}" for what in ("give", "end")),
    *(f"POST {COMMAND}raid.{what}" for what in ("offer", "take_back", "dismiss", "allow")),
    *(f"POST {COMMAND}member.{what}" for what in ("mute", "unmute", "warn")),
    *(f"POST {COMMAND}message.{what}" for what in ("pin", "unpin", "remove_all_of")),
    f"POST {COMMAND}evasion.dismiss",
    f"POST {COMMAND}arrivals.tell",
    *(f"POST {COMMAND}held.{what}" for what in ("take", "decide", "deny_all")),
    *(
        f"POST {COMMAND}{what}"
        for what in ("act.undo", "appeal.answer", "ban.confirm", "modes.set", "filters.set")
    ),
    *(f"POST {COMMAND}server.{what}" for what in ("ban", "unban")),
    *(f"POST {COMMAND}staff.{what}" for what in ("post", "remove")),
    *(f"POST {COMMAND}report.{what}" for what in ("take", "decide")),
    *(f"POST {COMMAND}person.{what}" for what in ("note", "drop_note")),
    *(f"POST {COMMAND}poll.{what}" for what in ("open", "close", "remove")),
    *(f"POST {COMMAND}question.{what}" for what in ("take", "close")),
    *(f"POST {COMMAND}shield.{what}" for what in ("raise", "lower")),
    *(f"POST {COMMAND}term.{what}" for what in ("add", "remove")),
    "GET /rooms/{room_id}/studio/",
    "GET /rooms/{room_id}/terms/",
}
"""What a role in the room decides, whatever the id: to a mere visitor 403."""


Cast = dict[str, Person]
Answers = dict[str, httpx.Response]


@dataclass(frozen=True)
class Address:
    """An address with the names of its ids in braces, and the verbs it is written for."""

    path: str
    verbs: frozenset[str]

    def names(self, ids: dict[str, str]) -> set[str]:
        """The ids that it asks for, in its path or its body."""
        return {name for name in ids if f"{{{name}}}" in self.path} | self.body(ids).keys()

    def at(self, ids: dict[str, str]) -> str:
        return self.path.format_map(ids)

    def sent(self, verb: str, ids: dict[str, str]) -> dict[str, Any]:
        """What goes with a request, so that it fails at nothing but whose it is."""
        if verb != "POST" or verb not in self.verbs:
            return {"params": {"name": "Ben"}} if self.path.endswith("/people") else {}
        if self.path.endswith(("/sheets", "/pictures")):
            return {"files": {"file": ("some.file", b"title,price")}}
        return {"json": self.body(ids)}

    def body(self, ids: dict[str, str]) -> dict[str, Any]:
        """A good body, if it is a command, with ids that are others'."""
        frame = FRAMES.get(self.path.rpartition("/")[2])
        if frame is None:
            return {"party_id": ids["party_id"]} if self.path == "/api/rehearsals" else {}
        example = {key: value for key, value in EXAMPLES.of(frame.__name__).items() if key != "type"}
        return example | {key: value for key, value in ids.items() if key in example}


def described() -> list[Address]:
    paths = api.get_openapi_schema(path_prefix="/api/")["paths"]
    return [Address(path, frozenset(verb.upper() for verb in paths[path])) for path in paths]


def pages() -> list[Address]:
    return [
        Address(HOLE.sub(r"{\1}", f"/{one.pattern}"), frozenset(SENT.get(one.name or "", {"GET", "HEAD"})))
        for one in (*urlpatterns, *notifications, *personal)
    ]


ADDRESSES = described() + pages()


@pytest.fixture(scope="module")
def cast() -> Iterator[Cast]:
    """People of a server of their own: it has no post, and prints the letters that orders cause."""
    server = Server().start()
    yield {name: sign_up(server.url, name) for name in ("Hana", "Sam", "Ben", "Otto")}
    server.kill()


def theirs(cast: Cast, *, private: bool) -> dict[str, str]:
    """The ids of what is Hana's, Sam's and Ben's in a room where Sam sells and Ben buys."""
    hana, sam, ben = cast["Hana"], cast["Sam"], cast["Ben"]
    show = Show(hana, shows.open_room(hana, private=private))
    if private:
        show.do("room.set_link", token_hash=hashlib.sha256(SECRET.encode()).hexdigest())
        for person in (sam, ben):
            assert shows.do(person, show.room, "room.enter", token=SECRET)["ok"]
    shows.give_role(hana, show.room, sam, "seller")
    show.party = show.do("party.create", title="Friday finds", currency="EUR")["fact"]["event"]["party_id"]
    for title in ("A jar of plum jam", "A scarf"):
        body: dict[str, Any] = {
            "party_id": show.party,
            "title": title,
            "price": 500,
            "variants": [{"stock": 9}],
        }
        assert shows.do(sam, show.room, "item.add", **body)["ok"]
    sheet = kept_sheet(sam, show)
    show.do("party.start", party_id=show.party)
    return sold(show, sam, ben) | {
        "sheet_id": sheet,
        "token": "T" * 22,  # of nobody's calendar, and of no link
        "arrivals_id": show.party,  # of nothing that was told
        "user_id": ben.id,
        "buyer_id": ben.id,
        "winner_id": ben.id,
    }


def kept_sheet(sam: Person, show: Show) -> str:
    with sam.app as http:
        path = f"/api/rooms/{show.room}/parties/{show.party}"
        table = http.get(f"{path}/items.csv").content
        found: str = http.post(f"{path}/sheets", files={"file": ("items.csv", table)}).json()["id"]
    assert found
    return found


def sold(show: Show, sam: Person, ben: Person) -> dict[str, str]:
    """Ben holds one jar and owes another, and Sam has a lot and a giveaway open."""
    with sam.app as http:
        jam, scarf = http.get(f"/api/rooms/{show.room}/snapshot").json()["snapshot"]["items"]

    def event(person: Person, command: str, **body: Any) -> Any:
        reply = shows.do(person, show.room, command, **body)
        assert reply["ok"], (command, reply)
        return reply["fact"]["event"]

    jar, kept = (
        event(ben, "claim.place", variant_id=jam["variants"][0]["id"], price_version=1)["claim"]["id"]
        for _ in range(2)
    )
    event(sam, "claim.confirm", claim_id=jar)
    with ben.app as http:
        order = http.get("/api/orders").json()[0]
    to = {"name": "Ben", "address": "12 Mill Lane", "country": "DE"}
    assert shows.do(ben, show.room, "order.deliver", order_id=order["id"], **to)["ok"]
    assert shows.do(ben, show.room, "order.confirm", order_id=order["id"])["ok"]
    lot = event(sam, "auction.add", variant_id=scarf["variants"][0]["id"], start_price=300, seconds=300)
    event(sam, "auction.open", auction_id=lot["auction"]["id"])
    given = event(sam, "giveaway.open", party_id=show.party, prize="A plate", seconds=300)
    return {
        "room_id": show.room,
        "party_id": show.party,
        "from_id": show.party,
        "item_id": jam["id"],
        "variant_id": jam["variants"][0]["id"],
        "claim_id": kept,
        "order_id": order["id"],
        "auction_id": lot["auction"]["id"],
        "giveaway_id": given["giveaway"]["id"],
    }


def walk(otto: Person, ids: dict[str, str]) -> Answers:
    """What Otto is answered at every address with every verb, signed in as a browser is."""
    with httpx.Client(base_url=otto.base_url, headers=browser(otto), timeout=15, verify=NO_TLS) as http:
        return {
            f"{verb} {one.path}": http.request(
                verb, one.at(ids), headers={"Idempotency-Key": fresh()}, **one.sent(verb, ids)
            )
            for one in ADDRESSES
            for verb in VERBS
        }


def written(asked: str) -> bool:
    """Whether the address is written for that verb; a HEAD is a GET without its body."""
    verb, _, path = asked.partition(" ")
    (one,) = (one for one in ADDRESSES if one.path == path)
    return verb in one.verbs


def wrong(answers: Answers, open_to: set[str]) -> dict[str, int]:
    """Where the answer is neither that it is not there nor one that was judged."""
    heads = {f"HEAD{one[3:]}" for one in open_to if one.startswith("GET")}
    return {
        asked: answer.status_code
        for asked, answer in answers.items()
        if asked not in open_to | heads and answer.status_code != (404 if written(asked) else 405)
    }


def test_in_a_room_that_he_sees_only_what_is_public_is_there(cast: Cast) -> None:
    answers = walk(cast["Otto"], theirs(cast, private=False))

    assert wrong(answers, ANYBODYS | WATCHED | JOINED | STAFFS) == {}
    assert {one: answers[one].status_code for one in STAFFS if answers[one].status_code != 403} == {}
    assert not [one for one, answer in answers.items() if "Mill Lane" in answer.text]
    assert answers["GET /api/orders"].json() == []


def test_a_room_for_members_is_not_there_at_any_address(cast: Cast) -> None:
    ids = theirs(cast, private=True)

    answers = walk(cast["Otto"], ids)

    assert wrong(answers, ANYBODYS) == {}
    assert ids["room_id"] not in answers["GET /api/parties"].text


def test_a_host_of_another_room_has_no_power_over_what_is_in_this_one(cast: Cast) -> None:
    """In his own room his role allows everything: only whose it is stands in the way."""
    ids = theirs(cast, private=False)
    aimed = {one.path for one in ADDRESSES if one.names(ids) & THINGS}

    answers = walk(cast["Otto"], ids | {"room_id": shows.open_room(cast["Otto"])})

    assert aimed >= {"/orders/{order_id}/invoice/", f"{COMMAND}claim.override", f"{COMMAND}item.import"}
    assert (
        wrong({asked: one for asked, one in answers.items() if asked.partition(" ")[2] in aimed}, set()) == {}
    )
