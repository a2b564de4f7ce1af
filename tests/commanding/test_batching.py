"""Natural batching: in order, one batch at a time, and never more waiting than may."""

import asyncio

import pytest

from livesell.commanding.batching import Batching, Full, Patience


class Work:
    """Answers each item with its square, when it is let."""

    def __init__(self) -> None:
        self.batches: list[list[int]] = []
        self.at_work = 0
        self.go = asyncio.Event()

    async def __call__(self, items: list[int]) -> list[int]:
        self.at_work += 1
        assert self.at_work == 1, "two batches at once"
        self.batches.append(items)
        await self.go.wait()
        self.at_work -= 1
        return [item * item for item in items]


async def test_what_arrives_during_a_batch_is_the_next_batch() -> None:
    work = Work()
    batching = Batching[int, int](work, most=10, depth=100)
    first = batching.put(1)
    await asyncio.sleep(0)

    others = [batching.put(number) for number in (2, 3, 4)]
    work.go.set()

    assert await asyncio.gather(first, *others) == [1, 4, 9, 16]
    assert work.batches == [[1], [2, 3, 4]]


async def test_what_arrives_while_a_batch_waits_at_the_gate_comes_along() -> None:
    gate, work, other = asyncio.Semaphore(1), Work(), Work()
    first = Batching[int, int](other, most=10, depth=100, gate=gate)
    second = Batching[int, int](work, most=10, depth=100, gate=gate)
    work.go.set()
    before = first.put(1)
    await asyncio.sleep(0)

    waiting = [second.put(2)]
    await asyncio.sleep(0.01)
    waiting += [second.put(number) for number in (3, 4)]
    other.go.set()

    assert await asyncio.gather(before, *waiting) == [1, 4, 9, 16]
    assert work.batches == [[2, 3, 4]]


async def test_a_batch_has_its_limit_and_keeps_the_order() -> None:
    work = Work()
    work.go.set()
    batching = Batching[int, int](work, most=4, depth=100)

    answers = await asyncio.gather(*(batching.put(number) for number in range(10)))

    assert answers == [number * number for number in range(10)]
    assert work.batches == [[0, 1, 2, 3], [4, 5, 6, 7], [8, 9]]


async def test_the_line_is_full_at_its_depth_and_nothing_is_taken() -> None:
    work = Work()
    batching = Batching[int, int](work, most=2, depth=3)
    at_work = batching.put(0)
    await asyncio.sleep(0)
    waiting = [batching.put(number) for number in (1, 2, 3)]

    with pytest.raises(Full):
        batching.put(4)

    work.go.set()
    assert await asyncio.gather(at_work, *waiting) == [0, 1, 4, 9]


async def test_who_no_longer_waits_does_not_stop_the_others() -> None:
    work = Work()
    batching = Batching[int, int](work, most=10, depth=100)
    gone, stays = batching.put(1), batching.put(2)
    await asyncio.sleep(0)

    gone.cancel()
    work.go.set()

    assert await stays == 4


async def test_it_tells_when_nothing_is_left_and_begins_again() -> None:
    idle: list[bool] = []
    work = Work()
    work.go.set()
    batching = Batching[int, int](work, most=10, depth=100, idle=lambda: idle.append(True))

    assert await batching.put(2) == 4
    while not idle:
        await asyncio.sleep(0.001)
    assert await batching.put(3) == 9


@pytest.fixture
def resting(monkeypatch: pytest.MonkeyPatch) -> None:
    """After a batch, what may wait is held for as long as a test takes."""
    monkeypatch.setattr("livesell.commanding.batching.SHARE", 1e9)
    monkeypatch.setattr("livesell.commanding.batching.LONGEST", 60)


async def after_one(work: Work, most: int = 10) -> Batching[int, int]:
    work.go.set()
    batching = Batching[int, int](work, most=most, depth=100)
    await batching.put(1, may_wait=True)
    return batching


@pytest.mark.usefixtures("resting")
async def test_what_may_wait_is_taken_along_by_the_next_that_may_not() -> None:
    work = Work()
    batching = await after_one(work)

    patient = [batching.put(number, may_wait=True) for number in (2, 3)]
    await asyncio.sleep(0.01)
    assert work.batches == [[1]]

    assert await asyncio.gather(*patient, batching.put(4)) == [4, 9, 16]
    assert work.batches == [[1], [2, 3, 4]]


@pytest.mark.usefixtures("resting")
async def test_a_full_batch_waits_for_nobody() -> None:
    work = Work()
    batching = await after_one(work, most=2)

    assert await asyncio.gather(*(batching.put(number, may_wait=True) for number in (2, 3))) == [4, 9]


async def test_what_may_wait_goes_by_itself_after_a_while() -> None:
    work = Work()
    batching = await after_one(work)

    assert await batching.put(2, may_wait=True) == 4


async def test_work_that_breaks_is_told_to_those_who_wait_and_to_no_other() -> None:
    async def work(items: list[int]) -> list[int]:
        if 0 in items:
            raise ZeroDivisionError
        return items

    batching = Batching[int, int](work, most=1, depth=10)
    broken, fine = batching.put(0), batching.put(1)

    with pytest.raises(ZeroDivisionError):
        await asyncio.wait_for(broken, 1)
    assert await asyncio.wait_for(fine, 1) == 1


async def test_nobody_waits_longer_than_patience_lasts_at_work_or_behind_it() -> None:
    work = Work()
    batching = Batching[int, int](work, most=1, depth=100, patience=Patience(0.05, lambda: -1))
    at_work = batching.put(1)
    await asyncio.sleep(0.02)
    behind = [batching.put(number) for number in (2, 3)]

    assert await asyncio.gather(at_work, *behind) == [-1, -1, -1]
    assert work.batches == [[1]], "the first is still at work"


async def test_what_was_given_up_is_left_out_and_what_comes_then_is_done() -> None:
    work = Work()
    batching = Batching[int, int](work, most=10, depth=100, patience=Patience(0.05, lambda: -1))
    given_up = [batching.put(1)]
    await asyncio.sleep(0)
    given_up.append(batching.put(2))
    await asyncio.gather(*given_up)

    later = batching.put(3)
    work.go.set()

    assert await later == 9
    assert work.batches == [[1], [3]]


async def test_an_item_whose_caller_went_away_is_done_all_the_same() -> None:
    work = Work()
    batching = Batching[int, int](work, most=10, depth=100, patience=Patience(5, lambda: -1))
    first = batching.put(1)
    await asyncio.sleep(0)
    gone, stays = batching.put(2), batching.put(3)
    gone.cancel()
    work.go.set()

    assert await asyncio.gather(first, stays) == [1, 9]
    assert work.batches == [[1], [2, 3]]
