"""Two thousand buyers, a hundred units, three processes: nobody is told what is not so, and all see one order."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from tests.support import checkers, doors, evidence, rush, shows, watching
from tests.support.doors import Line
from tests.support.history import Attempt, History, Outcome, Wish
from tests.support.people import Person
from tests.support.server import Server

STOCK = 100
BY_REST = 100
DOORS = 6
PER_ADDRESS = 45
AGAIN = 10
"""Every tenth buyer presses twice: the same id comes to another process as well, at about the same time."""


@dataclass
class Run:
    """What came of one rush."""

    history: History
    evidence: evidence.Evidence
    wishes: list[Wish]

    def answered(self) -> list[Attempt]:
        return list(self.history.settled().values())


async def test_a_hundred_units_go_to_the_first_hundred_of_two_thousand(
    three: Server, hana: Person, buyers: list[Person]
) -> None:
    show = await asyncio.to_thread(shows.live, hana, stock=STOCK)
    history = History()
    wishes = [rush.claim(buyer, show.variant) for buyer in buyers]

    await storm(three, show.room, history, buyers, wishes)

    run = Run(history, evidence.of(three, show.room), wishes)
    assert checkers.judge(history, run.evidence) == {}
    assert_exactly_the_stock_is_held(run)
    assert_each_id_was_answered_once(run)
    assert_repeats_were_answered_alike(run)


async def test_viewers_of_three_processes_see_one_order(
    three: Server, hana: Person, buyers: list[Person]
) -> None:
    show = await asyncio.to_thread(shows.live, hana, stock=STOCK)
    viewers = await watching.one_in_each_process(three, show.room)
    before = viewers[0].position[f"{show.room}.show"]["offset"]
    history = History()
    wishes = [
        wish for buyer in buyers[:150] for wish in (rush.claim(buyer, show.variant), rush.post(buyer, "Hi"))
    ]

    ways = await rush.doors_by_process(three, 4)
    await rush.Rush(three, show.room, history).through(
        [door for some in ways.values() for door in some], wishes
    )

    found = evidence.of(three, show.room)
    for viewer in viewers:
        await viewer.reach(show.room, found.offset)
        assert checkers.seen_otherwise(viewer.facts[f"{show.room}.show"], found, before) == []
        assert viewer.resets == 0
        await viewer.leave()
    assert checkers.judge(history, found) == {}
    assert found.offset == before + len(wishes)


async def storm(
    server: Server, room: str, history: History, buyers: Sequence[Person], wishes: Sequence[Wish]
) -> None:
    """Everybody at once: a hundred by REST, the others by a socket each; every tenth is heard twice."""
    ways = await rush.doors_by_process(server, DOORS)
    lines = await open_lines(server, buyers[BY_REST:])
    behind = doors.processes(server)
    queues: dict[int, list[Wish]] = {pid: [] for pid in ways}
    pids = list(ways)
    for number, wish in enumerate(wishes):
        here = pids[number % len(pids)] if number < BY_REST else behind[lines[number - BY_REST].end]
        if number < BY_REST:
            queues[here].append(wish)
        if number % AGAIN == 0:
            queues[pids[pids.index(here) - 1]].append(wish)
    hurry = rush.Rush(server, room, history)
    await asyncio.gather(
        *(hurry.through(ways[pid], queue) for pid, queue in queues.items()),
        *(hurry.insist(line, wish) for line, wish in zip(lines, wishes[BY_REST:], strict=True)),
    )
    for way in (*lines, *(door for some in ways.values() for door in some)):
        way.close()


async def open_lines(server: Server, people: Sequence[Person]) -> list[Line]:
    """A socket for each; no more from one address than the server allows."""
    gate, shown = asyncio.Semaphore(32), doors.tickets(server, people)

    async def one(number: int) -> Line:
        source = f"127.0.2.{1 + number // PER_ADDRESS}"
        async with gate:
            return await Line(server, people[number], shown[number], source=source).open()

    return await asyncio.gather(*map(one, range(len(people))))


def assert_exactly_the_stock_is_held(run: Run) -> None:
    """The first hundred in the ledger hold, everybody after them waits in the ledger's order."""
    states = [claim.state for claim in run.evidence.claims]
    assert states == ["held"] * STOCK + ["waitlisted"] * (len(run.wishes) - STOCK)
    shelf = next(iter(run.evidence.shelves.values()))
    assert (shelf.held, shelf.sold, shelf.waiting) == (STOCK, 0, len(run.wishes) - STOCK)


def assert_each_id_was_answered_once(run: Run) -> None:
    """Every id has one answer, and every answer its own fact."""
    facts = [attempt.reply["fact"]["offset"] for attempt in run.answered() if attempt.reply]
    assert len(facts) == len(set(facts)) == len(run.wishes)
    kept = Counter(given.command_id for given in run.evidence.answers)
    assert all(kept[wish.id] == 1 for wish in run.wishes)


def assert_repeats_were_answered_alike(run: Run) -> None:
    """To the byte, whichever process was asked, by whichever door."""
    told: dict[str, list[str | None]] = {}
    for attempt in run.history.attempts:
        if attempt.outcome is not Outcome.ANSWERED:
            continue
        told.setdefault(attempt.wish.id, []).append(attempt.text)
    repeated = [texts for texts in told.values() if len(texts) > 1]
    assert len(repeated) >= len(run.wishes) // AGAIN
    assert all(len(set(texts)) == 1 for texts in repeated)
