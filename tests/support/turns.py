"""Turns without sockets: the cast in a room of Hana's, commands decided by the server's own table, `now` given."""

import itertools
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from chat.frames.messages import PostMessage
from chat.frames.moderation import BanMember, ConfirmBan
from chat.models.moderation import ModerationAction
from livesell.access.actor import GUEST, SYSTEM, Actor
from livesell.access.arrivals import Arrival
from livesell.accounts.actors import actor_of
from livesell.accounts.models import User
from livesell.app.features import COMMANDS, FEATURES
from livesell.app.gateway import OPEN, Rooms
from livesell.commanding.rooms import Entrance, ledger_name
from livesell.ledger import read
from livesell.ledger.answers import Answer as Given
from livesell.ledger.head import create_ledgers
from livesell.ledger.turn import Handler, Outcome, PendingCommand, Refused, decide
from livesell.wire.codes import Code
from livesell.wire.envelope import Command
from livesell.wire.ids import new_id
from rooms.checkout.settlement import SETTLE, SettleOrder
from rooms.claims.claims import ExpireClaim
from rooms.frames.claims import ConfirmClaim, PlaceClaim, ReleaseClaim
from rooms.frames.items import AddItem, NewVariant
from rooms.frames.parties import CreateParty, StartParty
from rooms.frames.rooms import AcceptRole, SetRole
from rooms.models.claims import Claim
from rooms.models.items import Item, Variant
from rooms.models.parties import Party
from rooms.rehearsals.rehearsals import OPEN_REHEARSAL, OpenRehearsal
from rooms.room import OpenRoom

NOON = 1_750_000_000_000
MINUTE = 60_000
HANDLERS: dict[type[Command], Handler] = (
    {deadline.frame: deadline.handler for feature in FEATURES for deadline in feature.clock}
    | {row.frame: row.handler for row in COMMANDS}
    | {OpenRoom: OPEN, OpenRehearsal: OPEN_REHEARSAL, SettleOrder: SETTLE}
)
_numbers = itertools.count(1)


@dataclass(frozen=True)
class Answer:
    """What one command was answered."""

    ok: bool
    fact: dict[str, Any] | None
    ledger: str | None
    code: Code | None
    text: str

    @property
    def event(self) -> dict[str, Any]:
        """The first event that the command made."""
        assert self.fact is not None, self.text
        found: dict[str, Any] = self.fact["event"]
        return found

    @property
    def claim(self) -> str:
        """The id of the claim that it made."""
        found: str = self.event["claim"]["id"]
        return found


@dataclass
class Room:
    """A room and those who come to it, by name. `now` is what the next turn's clock says."""

    id: str
    cast: dict[str, Actor]
    now: int = NOON
    last: Outcome = field(default_factory=Outcome)

    def ask(
        self,
        who: str,
        frame: Command,
        *,
        key: str | None = None,
        handler: Handler | None = None,
        arrival: Arrival | None = None,
    ) -> PendingCommand:
        """A command at the door, under a fresh id unless one is given."""
        key = key or f"command-{next(_numbers):08}"
        return PendingCommand(self.actor(who), key, frame, handler or HANDLERS[type(frame)], arrival)

    def actor(self, who: str) -> Actor:
        """Somebody of the cast, or the clock."""
        return SYSTEM if who == "clock" else self.cast[who]

    def entrance(self, who: str | None, ledger: str = "show") -> Entrance:
        """What somebody of the cast, or a guest, finds of her own; raises `Refused`."""
        (found,) = Rooms().enter([self.actor(who) if who else GUEST], self.id, ledger)
        if isinstance(found, Refused):
            raise found
        return found

    def batch(self, *asks: PendingCommand) -> list[Answer]:
        """Decide these in one turn; their answers in order."""
        self.last = decide(self.ledger(), asks, now=self.now)
        return [answer_of(given) for given in self.last.answers]

    def do(self, who: str, frame: Command, *, key: str | None = None) -> Answer:
        """Decide one command in a turn of its own."""
        return self.batch(self.ask(who, frame, key=key))[0]

    def must(self, who: str, frame: Command) -> dict[str, Any]:
        """The event of a command that has to succeed."""
        answer = self.do(who, frame)
        assert answer.ok, answer.text
        return answer.event

    def why_not(self, who: str, frame: Command) -> Code | None:
        """The code by which a command is refused; None where it is not."""
        return self.do(who, frame).code

    def give(self, who: str, role: str, *, by: str = "hana") -> dict[str, Any]:
        """Somebody is given a role, and accepts it where she is asked; the event by which she has it."""
        wanted = {"user_id": self.cast[who].user_id, "role": role}
        event = self.must(by, SetRole.model_validate(wanted))
        if event["type"] != "member.role_offered":
            return event
        return self.must(who, AcceptRole.model_validate({"role": role}))

    def shut_out(self, who: str, reason: str = "shouted") -> None:
        """Mona bans somebody for good, and Hana confirms it."""
        self.must("mona", BanMember(user_id=self.cast[who].user_id, reason=reason))
        act = ModerationAction.objects.filter(room_id=self.id, pending=True).latest("offset")
        self.must("hana", ConfirmBan(act_id=act.pk))

    def later(self, minutes: float) -> None:
        """Time passes."""
        self.now += int(minutes * MINUTE)

    def ledger(self, which: str = "show") -> str:
        return ledger_name(self.id, which)

    def facts(self, which: str = "show", *, after: int = 0) -> list[dict[str, Any]]:
        """What stands in the ledger, as it is served now."""
        return [json.loads(one.wire) for one in read.after(self.ledger(which), after, most=10_000)]

    def types(self, which: str = "show", *, after: int = 0) -> list[str]:
        """The types of those facts."""
        return [fact["event"]["type"] for fact in self.facts(which, after=after)]

    def offset(self, which: str = "show") -> int:
        """Where the ledger stands."""
        tip = read.tip(self.ledger(which))
        assert tip is not None
        return tip.offset

    def appoint(self, who: str, *, operator: bool = True) -> None:
        """Somebody of the cast runs the server from now on, or no more."""
        User.objects.filter(pk=self.actor(who).user_id).update(is_superuser=operator)

    # What nearly every test begins with.

    def draft(self, title: str = "Friday finds", *, hold_minutes: int = 15, currency: str = "EUR") -> str:
        """A draft of Hana's; its id."""
        frame = CreateParty(title=title, currency=currency, hold_minutes=hold_minutes)
        found: str = self.must("hana", frame)["party_id"]
        return found

    def item(self, party: str, *, seller: str = "sam", stock: int = 1, **more: Any) -> Item:
        """One more item of the party, with one variant unless `variants` says otherwise."""
        plain: dict[str, Any] = {
            "title": "A jar of plum jam",
            "price": 500,
            "variants": [NewVariant(stock=stock)],
        }
        self.must(seller, AddItem(party_id=party, **(plain | more)))
        return Item.objects.filter(party_id=party).latest("number")

    def live(self, *, stock: int = 1, hold_minutes: int = 15, currency: str = "EUR", **more: Any) -> Variant:
        """The one variant of a live party's one item."""
        party = self.draft(hold_minutes=hold_minutes, currency=currency)
        item = self.item(party, stock=stock, **more)
        self.must("hana", StartParty(party_id=party))
        return item.variants.get()

    def place(self, who: str, variant: Variant, quantity: int = 1, *, price_version: int = 1) -> Answer:
        """Somebody claims."""
        return self.do(who, place(variant, quantity, price_version=price_version))

    def release(self, who: str, claim: str, reason: str = "") -> Answer:
        return self.do(who, ReleaseClaim(claim_id=claim, reason=reason))

    def confirm(self, who: str, claim: str) -> Answer:
        return self.do(who, ConfirmClaim(claim_id=claim))

    def expire(self, claim: str) -> Answer:
        """The clock says that a hold has run out."""
        return self.do("clock", ExpireClaim(claim_id=claim))

    def say(self, who: str, text: str) -> int:
        """Somebody says a line; its offset."""
        answer = self.do(who, PostMessage(text=text))
        assert answer.ok, answer.text
        assert answer.fact is not None
        offset: int = answer.fact["offset"]
        return offset


def place(variant: Variant, quantity: int = 1, *, price_version: int = 1) -> PlaceClaim:
    """The command of a buyer."""
    return PlaceClaim(variant_id=variant.pk, quantity=quantity, price_version=price_version)


def answer_of(given: Given) -> Answer:
    """An answer as it is kept, read."""
    read_back = json.loads(f"{{{given.json}}}")
    error = read_back["error"]
    code = Code(error["code"]) if error else None
    return Answer(read_back["ok"], read_back["fact"], read_back["ledger"], code, given.json)


def open_room(host: str, users: dict[str, User], **more: Any) -> Room:
    """A new room of somebody's. Everybody in it is named as in the cast, in small letters."""
    room = Room(new_id(), {name: actor_of(user) for name, user in users.items()})
    create_ledgers(room.ledger(), room.ledger("desk"))
    room.must(host, OpenRoom(**({"title": "Hana's attic"} | more)))
    return room


def with_roles(room: Room) -> Room:
    """Sam sells and Mona moderates."""
    for name, role in (("sam", "seller"), ("mona", "moderator")):
        room.give(name, role)
    return room


def state(claim: str) -> str:
    """The state of a claim as it stands in its table."""
    return Claim.objects.get(pk=claim).state


def counts(variant: Variant) -> tuple[int, int, int]:
    """(held, sold, waiting) as they stand in the table."""
    variant.refresh_from_db()
    return variant.held, variant.sold, variant.waiting


def party_of(variant: Variant) -> Party:
    """The party in which a variant is sold."""
    return Party.objects.get(items__variants=variant)


def line(variant: Variant) -> list[str]:
    """The names of those who wait for a variant, first in line first."""
    waiting = Claim.objects.filter(variant=variant, state="waitlisted").order_by("place")
    return [name.lower() for name in waiting.values_list("buyer__name", flat=True)]


def walk(value: Any) -> Iterator[Any]:
    """Every value inside a piece of JSON."""
    yield value
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for one in inner:
        yield from walk(one)
