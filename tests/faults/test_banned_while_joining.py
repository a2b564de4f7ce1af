"""Who is banned while she comes in reads nothing after her ban, whatever hangs where (P7, D13).

To come in is to read the standing, then to follow the ledger, then to be answered. To follow joins a Redis group, and
while Valkey hangs that takes one and a half seconds, in which she is banned.
"""

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import pytest

from livesell.wire.codes import Code
from tests.faults.test_valkey import valkey_of
from tests.support import people, shows
from tests.support.client import Client, Frame
from tests.support.people import Person
from tests.support.server import Server

WALKS = {"show": 10, "desk": 3}
ENOUGH = 3.0
"""Seconds in which what would be sent to her has been sent: more than a poll of heads."""
DESK_BEFORE = 1
"""What stands on the desk up to her ban: the ban itself."""
WITHOUT_JUDGEMENT = str(Path(shows.__file__).parent / "without_judgement")
BOTH = pytest.mark.parametrize("database", ["sqlite", "postgresql"])


@asynccontextmanager
async def while_valkey_hangs(server: Server) -> AsyncIterator[None]:
    """Long enough that its supervisor and the server's ear have not noticed yet."""
    hung = valkey_of(server)
    os.kill(hung, signal.SIGSTOP)
    try:
        await asyncio.sleep(1.3)
        yield
    finally:
        with suppress(ProcessLookupError):  # its supervisor has noticed after all, and has started another
            os.kill(hung, signal.SIGCONT)


async def walk(
    server: Server, hana: Person, reader: Person, ledger: str = "show"
) -> tuple[bool, list[Frame]]:
    """One walk: whether her ban came while she was coming in, and all facts after her ban that she saw."""
    room = await asyncio.to_thread(shows.open_room, hana)
    if ledger == "desk":
        await asyncio.to_thread(shows.give_role, hana, room, reader, "moderator")
    client = await Client(server, reader).come()
    async with while_valkey_hangs(server):
        coming = asyncio.create_task(client.join(room, ledger))
        await asyncio.sleep(0.4)
        banned = await asyncio.to_thread(
            shows.do, hana, room, "member.ban", user_id=reader.id, reason="enough"
        )
        in_time = not coming.done()
        answer = await coming
    await asyncio.to_thread(afterwards, hana, room, ledger)
    if answer["kind"] == "joined":
        await asyncio.wait([asyncio.create_task(client.expect_frame("ended"))], timeout=ENOUGH)
    else:
        assert answer["error"]["code"] == Code.BANNED
    seen = client.facts.get(f"{room}.{ledger}", []) + client.snapshots.get(f"{room}.{ledger}", {}).get(
        "messages", []
    )
    await client.leave()
    last = banned["fact"]["offset"] if ledger == "show" else DESK_BEFORE
    return in_time, [fact for fact in seen if fact["offset"] > last]


def afterwards(hana: Person, room: str, ledger: str) -> None:
    """What the banned must not see: a line in the show, and a note on the desk."""
    said = [shows.do(hana, room, "message.post", text="a line")]
    if ledger == "desk":
        draft = {"title": "Friday finds", "currency": "EUR", "hold_minutes": 15}
        said.append(shows.do(hana, room, "party.create", **draft))
    assert all(one["ok"] for one in said), said


@BOTH
@pytest.mark.parametrize("ledger", ["show", "desk"])
async def test_who_is_banned_while_she_comes_in_reads_nothing_after_it(
    start_server: Callable[..., Server],
    record_property: Callable[[str, str], None],
    database: str,
    ledger: str,
) -> None:
    server = start_server(database=database)
    hana, ben = (people.sign_up(server.url, name) for name in ("Hana", "Ben"))
    walked, wanted = 0, WALKS[ledger]

    for _ in range(2 * wanted):
        in_time, seen = await walk(server, hana, ben, ledger)
        assert seen == []
        walked += in_time  # on a busy machine the ban may come too late to matter
        if walked == wanted:
            break

    record_property("walks", f"{database}, {ledger}: {walked}")
    assert walked


async def test_without_the_judgement_she_reads_on(start_server: Callable[..., Server]) -> None:
    server = start_server(PYTHONPATH=WITHOUT_JUDGEMENT)
    hana, ben = (people.sign_up(server.url, name) for name in ("Hana", "Ben"))

    read_on = [(await walk(server, hana, ben))[1] for _ in range(3)]

    assert any(read_on), "the walk does not reach the hole that it is about"
