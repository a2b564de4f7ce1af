"""New accounts in numbers, from one address or one browser, are seen by the desk."""

import asyncio
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest

from chat.frames.messages import PostMessage
from livesell.access.actor import Actor
from livesell.access.arrivals import Arrival
from livesell.access.sources import sources_of
from livesell.accounts.models import User
from livesell.app.crowds import Crowds
from livesell.ledger.turn import PendingCommand
from livesell.presence.sightings import Sightings
from livesell.wire.codes import Code
from livesell.wire.envelope import Command
from livesell.wire.ids import new_id
from rooms.desk.audit import notices
from rooms.desk.newcomers import NOTICE, NoticeNewcomers
from rooms.frames.giveaways import EnterGiveaway
from rooms.frames.rooms import EditRoom, FollowRoom
from rooms.models.items import Variant
from rooms.rules.newcomers import FEWEST, FRESH, WITHIN
from tests.support.giveaways import live_party, open_giveaway
from tests.support.lots import bid_frame, opened
from tests.support.turns import HANDLERS, Room, place

pytestmark = pytest.mark.django_db
HOME = "203.0.113.9"


@dataclass
class Gate:
    """Where newcomers come in, and the desk is told as the gateway tells it."""

    room: Room
    crowds: Crowds = field(init=False)
    _to_tell: list[tuple[str, NoticeNewcomers]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.crowds = Crowds(self._tell)

    @contextmanager
    def elsewhere(self) -> Iterator[Crowds]:
        """Meanwhile people come to another process."""
        here, self.crowds = self.crowds, Crowds(self._tell)
        yield self.crowds
        self.crowds = here

    def come(self, frame: Command, *, address: str = HOME, device: str = "", age: int = 60_000) -> None:
        """Somebody with an account of that age asks from there; it has to be done."""
        user = User.objects.create_stand_in("Newcomer")
        actor = Actor(user.pk, user.name, since=self.room.now - age)
        arrival = Arrival(self.room.now, sources=sources_of(address, device))
        ask = PendingCommand(actor, new_id(), frame, HANDLERS[type(frame)], arrival)
        (answer,) = self.room.batch(ask)
        assert answer.ok, answer.text
        self.crowds(self.room.id, ask, self.room.last.answers[0])
        self._flush()

    def share(self, url: str, *processes: Crowds) -> None:
        """Each tells the others, one after the other."""
        for crowds in processes:
            asyncio.run(self._share(url, crowds))
            self._flush()

    async def _share(self, url: str, crowds: Crowds) -> None:
        sightings = Sightings(url, within_ms=WITHIN)
        await crowds.exchange(sightings)
        await sightings.close()

    def _tell(self, room_id: str, key: str, notice: NoticeNewcomers) -> None:
        assert room_id == self.room.id
        self._to_tell.append((key, notice))

    def _flush(self) -> None:
        while self._to_tell:
            key, notice = self._to_tell.pop(0)
            self.room.batch(self.room.ask("clock", notice, key=key, handler=NOTICE))

    @property
    def noticed(self) -> list[dict[str, object]]:
        """What the desk was told."""
        events = [fact["event"] for fact in self.room.facts("desk")]
        return [one for one in events if one["type"] == "newcomers.noticed"]


@pytest.fixture
def gate(room: Room) -> Gate:
    return Gate(room)


@pytest.fixture
def jam(room: Room) -> Variant:
    return room.live(stock=500, title="梅のジャム")


def test_claims_of_many_new_accounts_from_one_address_make_one_notice(gate: Gate, jam: Variant) -> None:
    before = gate.room.offset("desk")
    for _ in range(20):
        gate.come(place(jam))

    (event,) = gate.noticed
    assert event | {"type": ""} == {
        "type": "",
        "what": "claims",
        "wanted": jam.item_id,
        "title": "梅のジャム",
        "accounts": FEWEST,
        "minutes": 10,
    }
    assert gate.room.offset("desk") == before + 1


def test_nothing_of_the_address_stands_anywhere_in_the_ledgers(gate: Gate, jam: Variant) -> None:
    for _ in range(FEWEST):
        gate.come(place(jam), device="a-browser")

    kept = json.dumps([*gate.room.facts(), *gate.room.facts("desk")])
    assert len(gate.noticed) == 1
    assert HOME not in kept
    assert "a-browser" not in kept
    assert not any(source in kept for source in sources_of(HOME, "a-browser"))


def test_one_browser_is_seen_whatever_its_addresses(gate: Gate, jam: Variant) -> None:
    for number in range(FEWEST):
        gate.come(place(jam), address=f"203.0.113.{number}", device="one-browser")

    assert len(gate.noticed) == 1


def test_a_customer_of_ipv6_is_one_address(gate: Gate, jam: Variant) -> None:
    for number in range(FEWEST):
        gate.come(place(jam), address=f"2001:db8:7:8::{number + 1:x}")

    assert len(gate.noticed) == 1


@pytest.mark.parametrize(
    ("what", "addresses", "age"),
    [
        ("old accounts", [HOME] * 20, FRESH),
        ("many addresses", [f"198.51.100.{number}" for number in range(20)], 60_000),
        ("fewer than five", [HOME] * (FEWEST - 1), 60_000),
        ("no address known", [""] * 20, 60_000),
    ],
)
def test_what_is_nobodys_news(gate: Gate, jam: Variant, what: str, addresses: list[str], age: int) -> None:
    for address in addresses:
        gate.come(place(jam), address=address, age=age)

    assert gate.noticed == [], what


def test_bids_are_counted_too(gate: Gate, room: Room) -> None:
    lot = opened(room)

    for number in range(FEWEST):
        gate.come(bid_frame(lot, 100 + 10 * number))

    (event,) = gate.noticed
    assert (event["what"], event["title"]) == ("bids", "A jar of plum jam")


def test_entries_are_counted_too(gate: Gate, room: Room) -> None:
    giveaway = open_giveaway(room, live_party(room), prize="A basket of pears")

    for _ in range(FEWEST):
        gate.come(EnterGiveaway(giveaway_id=giveaway))

    (event,) = gate.noticed
    assert (event["what"], event["wanted"], event["title"]) == ("entries", giveaway, "A basket of pears")


def test_claims_by_chat_words_are_counted_too(gate: Gate, jam: Variant) -> None:
    gate.room.must("hana", EditRoom(claim_words=["sold"]))
    for _ in range(FEWEST):
        gate.come(PostMessage(text="sold 1"))

    (event,) = gate.noticed
    assert (event["what"], event["wanted"]) == ("claims", jam.item_id)


def test_talk_and_follows_are_no_crowd(gate: Gate, jam: Variant) -> None:
    for _ in range(2 * FEWEST):
        gate.come(PostMessage(text='what a "kind":"claimed" jam'))
        gate.come(FollowRoom())

    assert gate.noticed == []


def test_who_counts_elsewhere_tells_the_same_crowd_once(room: Room, jam: Variant) -> None:
    for _ in range(2):
        gate = Gate(room)
        for _ in range(FEWEST):
            gate.come(place(jam))

    assert len(gate.noticed) == 1


def test_another_evening_is_told_again(gate: Gate, room: Room, jam: Variant) -> None:
    for _ in range(2):
        for _ in range(FEWEST):
            gate.come(place(jam))
        room.later(2 * WITHIN / 60_000)

    assert len(gate.noticed) == 2


def test_a_room_is_told_of_so_many_and_no_more(
    room: Room, jam: Variant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rooms.desk.newcomers.OF_ALL", 3)
    notice = NoticeNewcomers(what="claims", wanted=jam.item_id, accounts=1)

    answers = [
        room.batch(room.ask("clock", notice.model_copy(update={"accounts": many}), handler=NOTICE))[0]
        for many in range(1, 6)
    ]

    assert [one.code for one in answers] == [None, None, None, Code.LIMIT, Code.LIMIT]


def test_nobody_but_the_server_tells_it_and_only_of_what_is_in_the_room(room: Room, jam: Variant) -> None:
    notice = NoticeNewcomers(what="claims", wanted=jam.item_id, accounts=9)

    assert room.batch(room.ask("hana", notice, handler=NOTICE))[0].code == Code.FORBIDDEN
    for what in ("claims", "bids", "entries"):
        elsewhere = NoticeNewcomers.model_validate({"what": what, "wanted": new_id(), "accounts": 9})
        assert room.batch(room.ask("clock", elsewhere, handler=NOTICE))[0].code == Code.NOT_FOUND


def test_the_desk_finds_its_notices_when_it_comes(gate: Gate, jam: Variant) -> None:
    for _ in range(FEWEST):
        gate.come(place(jam))

    (found,) = notices(gate.room.id)
    assert found.event.type == "newcomers.noticed"
    assert found.offset == gate.room.offset("desk")


def test_those_who_come_to_several_processes_are_counted_together(
    gate: Gate, jam: Variant, valkey: str
) -> None:
    for _ in range(FEWEST - 2):
        gate.come(place(jam))
    with gate.elsewhere() as other:
        for _ in range(2):
            gate.come(place(jam))
    assert gate.noticed == [], "neither has seen enough by itself"

    gate.share(valkey, gate.crowds, other, gate.crowds)

    assert [one["accounts"] for one in gate.noticed] == [FEWEST]


def test_whom_redis_did_not_take_is_told_when_it_is_back(gate: Gate, jam: Variant, valkey: str) -> None:
    for _ in range(FEWEST - 1):
        gate.come(place(jam))
    with gate.elsewhere() as other:
        gate.come(place(jam))

    gate.share("redis://127.0.0.1:1", gate.crowds, other)
    assert gate.noticed == []

    gate.share(valkey, gate.crowds, other, gate.crowds)
    assert [one["accounts"] for one in gate.noticed] == [FEWEST]
