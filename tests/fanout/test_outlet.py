"""One viewer's way out: in order, bounded, and never in anybody's way."""

import asyncio
from typing import Any

import pytest

from livesell.fanout.outlet import MAX_QUEUED, MAX_WAITING, PATIENCE, WINDOW, Line, PlainLine, start


class Network:
    """An ASGI send whose window can be shut."""

    def __init__(self) -> None:
        self.sent: list[str] = []
        self.open = asyncio.Event()
        self.open.set()
        self.broken = False

    async def __call__(self, message: dict[str, Any]) -> None:
        await self.open.wait()
        if self.broken:
            raise OSError("the client is gone")
        self.sent.append(message["text"])


@pytest.fixture
def network() -> Network:
    return Network()


@pytest.fixture
def drains() -> list[bool]:
    return []


@pytest.fixture
def line(network: Network, drains: list[bool]) -> Line:
    return PlainLine(network, lambda: drains.append(True))


async def test_a_frame_leaves_at_once_while_the_network_takes_it(line: Line, network: Network) -> None:
    before = len(asyncio.all_tasks())

    assert line.write("one")

    assert network.sent == ["one"]
    assert line.ready
    assert len(asyncio.all_tasks()) == before, "no task for a send that does not wait"


async def test_replies_queue_behind_what_is_stuck_and_leave_in_order(
    line: Line, network: Network, drains: list[bool]
) -> None:
    network.open.clear()
    for frame in ("one", "two", "three"):
        assert line.write(frame)
    assert not line.ready
    assert network.sent == []

    network.open.set()
    await asyncio.sleep(0.01)

    assert network.sent == ["one", "two", "three"]
    assert line.ready
    assert drains == [True]


async def test_a_few_large_replies_are_too_much_as_well(line: Line, network: Network) -> None:
    network.open.clear()
    half, snapshot = "x" * (MAX_WAITING // 2), "x" * 2 * MAX_WAITING

    assert [line.write(frame) for frame in ("stuck", snapshot, half, half)] == [True] * 4
    assert not line.write("!")

    network.open.set()
    async with asyncio.timeout(5):
        while not line.ready:
            await asyncio.sleep(0)
    network.open.clear()
    assert [line.write(frame) for frame in ("stuck", snapshot, half, half)] == [True] * 4, (
        "what left weighs no more"
    )


async def test_it_gets_stuck_again_in_the_middle_of_its_queue(
    line: Line, network: Network, drains: list[bool]
) -> None:
    network.open.clear()
    for number in range(5):
        line.write(str(number))
    network.open.set()
    await asyncio.sleep(0)
    network.open.clear()
    await asyncio.sleep(0.01)
    network.open.set()
    await asyncio.sleep(0.01)

    assert network.sent == ["0", "1", "2", "3", "4"]
    assert line.ready
    assert drains


async def test_too_many_replies_that_nobody_reads_end_the_line(line: Line, network: Network) -> None:
    network.open.clear()
    line.write("stuck")

    assert all(line.write("reply") for _ in range(MAX_QUEUED))
    assert not line.write("one too many")
    network.open.set()
    await asyncio.sleep(0.01)


async def test_a_gone_client_is_noticed_at_the_next_frame(
    line: Line, network: Network, drains: list[bool]
) -> None:
    network.broken = True

    assert not line.write("one")

    assert line.dead
    assert not line.ready
    assert not line.write("two")
    assert drains == []


async def test_a_client_that_goes_while_it_is_stuck_leaves_nothing_behind(
    line: Line, network: Network, drains: list[bool]
) -> None:
    before = len(asyncio.all_tasks())
    network.open.clear()
    line.write("one")
    line.write("two")

    network.broken = True
    network.open.set()
    await asyncio.sleep(0.01)

    assert line.dead
    assert network.sent == drains == []
    assert len(asyncio.all_tasks()) == before


async def test_it_says_for_how_long_nothing_has_left(line: Line, network: Network) -> None:
    now = asyncio.get_running_loop().time()
    assert not line.is_stuck(now + 99)

    network.open.clear()
    line.write("one")

    assert not line.is_stuck(now + PATIENCE - 1)
    assert line.is_stuck(now + 2 * PATIENCE + 1)
    network.open.set()
    await asyncio.sleep(0.01)
    assert not line.is_stuck(now + 99)


async def test_who_acknowledges_nothing_is_sent_a_window_and_no_more(
    line: Line, network: Network, drains: list[bool]
) -> None:
    for number in range(WINDOW + 3):
        assert line.write(str(number))
    assert (len(network.sent), line.waiting, line.ready) == (WINDOW, 3, False)

    line.acknowledge(WINDOW // 2)

    assert network.sent == [str(number) for number in range(WINDOW + 3)]
    assert line.ready
    assert drains == [True]


async def test_nobody_has_read_more_than_was_sent_nor_less_than_before(line: Line, network: Network) -> None:
    line.write("one")
    assert line.acknowledge(1)
    assert not line.acknowledge(0)
    assert not line.acknowledge(2)

    for number in range(WINDOW - 1):
        line.write(str(number))
    assert line.ready
    line.write("the last of the window")

    assert not line.ready


async def test_starting_by_hand_waits_for_all_that_a_coroutine_waits_for() -> None:
    steps: list[int] = []

    async def work() -> None:
        for number in range(3):
            steps.append(number)
            await asyncio.sleep(0)
        try:
            await asyncio.wait_for(asyncio.Event().wait(), 0.01)
        except TimeoutError:
            steps.append(9)

    task = start(work())
    assert steps == [0]
    assert task is not None
    await task

    assert steps == [0, 1, 2, 9]


async def test_a_started_coroutine_can_be_cancelled() -> None:
    ended: list[str] = []

    async def work() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            ended.append("cleaned up")

    task = start(work())
    assert task is not None
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task

    assert ended == ["cleaned up"]


async def test_any_awaitable_can_be_started() -> None:
    future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
    task = start(future)
    future.set_result(None)
    assert task is not None
    await task
