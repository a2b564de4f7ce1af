"""Reactions: counted, merged, told at most twice a second, and kept nowhere."""

import asyncio
import json
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import pytest

from livesell.access.actor import GUEST, Actor
from livesell.gateway.reactions import BEAT_SECONDS, MOST_AT_ONCE, OFTEN, ReactionCount
from livesell.ledger.clock import now_ms
from livesell.wire.codes import Code
from livesell.wire.envelope import React
from livesell.wire.ids import new_id
from tests.support import shows
from tests.support.people import Person
from tests.support.shop import Come

ROOM = new_id()


@dataclass(eq=False)
class Viewer:
    """A socket that watches the room, and what it was sent."""

    actor: Actor = GUEST
    is_in: bool = True
    silent_until: int = 0
    is_ready: bool = True
    sent: list[dict[str, Any]] = field(default_factory=list)

    @property
    def watching(self) -> dict[tuple[str, str], Any]:
        return {(ROOM, "show"): self}

    @property
    def line(self) -> Any:
        return SimpleNamespace(ready=self.is_ready)

    def write(self, frame: str) -> None:
        self.sent.append(json.loads(frame))

    @property
    def given(self) -> list[dict[str, Any]]:
        return [one for frame in self.sent for one in frame["given"]]


class Wire:
    """What goes to the other processes, kept."""

    def __init__(self) -> None:
        self.told: list[Any] = []

    async def tell(self, burst: Any) -> None:
        self.told.append(json.loads(json.dumps(burst)))


def counting(*viewers: Viewer) -> tuple[ReactionCount, Wire]:
    wire = Wire()
    return ReactionCount(SimpleNamespace(open=set(viewers)), wire), wire  # type: ignore[arg-type]  # as far as it looks


async def beat(count: ReactionCount) -> None:
    """Let one half second pass."""
    task = asyncio.create_task(count.tell())
    await asyncio.sleep(BEAT_SECONDS * 1.5)
    task.cancel()


def heart(times: int = 1, at: int | None = None) -> React:
    return React(emoji="❤️", message_offset=at, times=times)


async def test_what_many_give_is_one_frame_for_everybody() -> None:
    people, guest = [Viewer(Actor(f"user-{number}")) for number in range(100)], Viewer()
    count, wire = counting(*people, guest)
    for person in people:
        for _ in range(3):
            assert count.take(person, ROOM, heart(at=7)).code is None
    await beat(count)

    assert len(guest.sent) == 1
    assert guest.given == [{"emoji": "❤️", "message_offset": 7, "times": 300}]
    assert wire.told == [{ROOM: [["❤️", 7, 300]]}]


async def test_a_flood_is_two_frames_a_second_and_bounded() -> None:
    people, guest = [Viewer(Actor(f"user-{number}")) for number in range(400)], Viewer()
    count, _ = counting(*people, guest)
    for number, person in enumerate(people):
        for offset in range(25):
            count.take(person, ROOM, heart(at=number * 25 + offset))
    await beat(count)

    assert len(guest.sent) == 1
    assert len(guest.given) == MOST_AT_ONCE


async def test_one_thumb_is_no_machine() -> None:
    ben = Viewer(Actor("ben"))
    count, _ = counting(ben)

    for _ in range(OFTEN.burst // 10):
        assert count.take(ben, ROOM, heart(10)).code is None
    refused = count.take(ben, ROOM, heart(1))
    assert refused.code == Code.TOO_FAST
    assert json.loads(f"{{{refused.json}}}")["error"]["retry_after_ms"] > 0


@pytest.mark.parametrize(
    ("viewer", "code"),
    [
        (Viewer(), Code.SIGN_IN),
        (Viewer(Actor("ben"), is_in=False), Code.BUSY),
        (Viewer(Actor("ben"), silent_until=now_ms() + 24 * 3_600_000), Code.MUTED),
    ],
    ids=["a guest", "who is being asked about again", "who may not speak"],
)
async def test_who_may_not_speak_does_not_count(viewer: Viewer, code: Code) -> None:
    guest = Viewer()
    count, _ = counting(viewer, guest)

    assert count.take(viewer, ROOM, heart()).code == code
    await beat(count)
    assert guest.sent == []


async def test_nobody_reacts_in_a_room_that_she_does_not_watch() -> None:
    ben = Viewer(Actor("ben"))
    count, _ = counting(ben)

    assert count.take(ben, new_id(), heart()).code == Code.NOT_FOUND


async def test_who_cannot_take_more_now_is_told_nothing_of_it() -> None:
    ben, slow = Viewer(Actor("ben")), Viewer(is_ready=False)
    count, _ = counting(ben, slow)
    count.take(ben, ROOM, heart())
    await beat(count)

    assert (len(ben.sent), slow.sent) == (1, [])


@pytest.mark.parametrize(
    "told", [None, [], {"x": []}, {ROOM: [["💣", 1, 1]]}, {ROOM: [["❤️", -1, 1]]}, {ROOM: [["❤️", 1, 10**9]]}]
)
async def test_what_is_no_burst_is_nobodys(told: object) -> None:
    guest = Viewer()
    count, _ = counting(guest)
    count._hear(told)
    await beat(count)

    assert guest.sent == []


async def test_what_another_process_counted_is_added() -> None:
    ben = Viewer(Actor("ben"))
    count, wire = counting(ben)
    count.take(ben, ROOM, heart(2))
    count._hear({ROOM: [["❤️", None, 5], ["🔥", 3, 1]]})
    await beat(count)

    assert ben.given == [
        {"emoji": "❤️", "message_offset": None, "times": 7},
        {"emoji": "🔥", "message_offset": 3, "times": 1},
    ]
    assert wire.told == [{ROOM: [["❤️", None, 2]]}], "what was heard is not told again"


async def test_everybody_in_a_real_room_sees_a_heart_and_the_ledger_does_not(
    come: Come, hana: Person, ben: Person, bea: Person
) -> None:
    room = shows.live(hana).room
    bens, beas = await come(ben), await come(bea)
    before = (await bens.join(room))["offset"]
    await beas.join(room)

    assert (await bens.ask({"type": "room.react", "emoji": "🔥", "times": 3}, room))["ok"]
    seen = await beas.expect_frame("reactions")
    assert seen["given"] == [{"emoji": "🔥", "message_offset": None, "times": 3}]
    assert (await beas.join(room))["offset"] == before


async def test_after_a_ban_nothing_of_hers_counts(come: Come, hana: Person, ben: Person) -> None:
    room = shows.live(hana).room
    bens = await come(ben)
    await bens.join(room)
    assert shows.do(hana, room, "member.ban", user_id=ben.id, reason="no")["ok"]
    await bens.expect_frame("ended")

    reply = await bens.ask({"type": "room.react", "emoji": "🔥"}, room)
    assert reply["error"]["code"] == "not_found"
