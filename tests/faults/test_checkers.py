"""The judges can tell right from wrong: each is shown one sale without fault, and one with the fault it looks for."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from tests.support import checkers
from tests.support.evidence import ClaimRow, Evidence, Given, Line, Shelf
from tests.support.history import Attempt, History, Outcome, Wish

JAM = "jam"
NAME, EPOCH = "room.attic", "1"


def wish(who: str, number: int = 1, **body: Any) -> Wish:
    """One command of somebody's."""
    body = body or {"variant_id": JAM, "quantity": 1, "price_version": 1}
    return Wish(
        who, "token", "claim.release" if "claim_id" in body else "claim.place", body, f"{who}-{number}"
    )


def event(kind: str, who: str, **more: Any) -> dict[str, Any]:
    """A fact about the claim of somebody, which is named like her."""
    claim = {"id": f"claim of {who}", "variant_id": JAM, "quantity": 1, "buyer": {"id": who}}
    return {"type": f"claim.{kind}", "claim": claim, **more}


HELD = event("held", "ben", promoted=False)
WAITS = event("waitlisted", "bea")
BACK = event("released", "ben", reason="buyer")
SERVED = event("held", "bea", promoted=True)
WISHES = {1: wish("ben"), 2: wish("bea"), 3: wish("ben", 2, claim_id="claim of ben")}
"""Ben claims the one jar, Bea waits, Ben gives it back and Bea is served."""


def ledger(events: Sequence[dict[str, Any]], at: Sequence[int] | None = None) -> tuple[Line, ...]:
    """The events, chained."""
    digest, lines = hashlib.sha256(f"livesell:{NAME}:{EPOCH}".encode()).hexdigest(), []
    for offset, one in enumerate(events, start=1):
        fact = json.dumps({"offset": offset, "at": at[offset - 1] if at else offset, "event": one})
        digest = hashlib.sha256(f"{digest}\n{fact}".encode()).hexdigest()
        lines.append(Line(offset, fact, digest))
    return tuple(lines)


def found(events: Sequence[dict[str, Any]] = (HELD, WAITS, BACK, SERVED), **more: Any) -> Evidence:
    """What the database holds after these events, if it counted well; but for what is given."""
    lines = ledger(events)
    replay = checkers.Replay()
    for line in lines:
        replay.play(json.loads(line.fact))
    claims = tuple(
        ClaimRow(key, JAM, key.removeprefix("claim of "), 1, state, 1) for key, state in replay.state.items()
    )
    answers = tuple(Given(one.actor_id, one.id, body(lines, offset)) for offset, one in WISHES.items())
    whole = Evidence(
        name=NAME,
        epoch=EPOCH,
        first_epoch=EPOCH,
        offset=len(lines),
        hash=lines[-1].hash,
        lines=lines,
        shelves={JAM: Shelf(1, replay.taken[JAM], 0, len(replay.line[JAM]))},
        claims=claims,
        answers=answers,
    )
    return replace(whole, **more)


def body(lines: Sequence[Line], offset: int) -> str:
    """An answer as it is kept."""
    fact = lines[offset - 1].fact if offset <= len(lines) else '{"offset":0}'
    return f'"ok":true,"fact":{fact},"ledger":"show","error":null'


def reply(one: Wish, offset: int) -> str:
    """An answer as it is told."""
    return f'{{"kind":"reply","id":"{one.id}",{body(found().lines, offset)}}}'


def refusal(one: Wish, code: str = "not_live", *, retry: bool = False) -> str:
    """A refusal as it is told."""
    error = json.dumps({"code": code, "retry": retry})
    return f'{{"kind":"reply","id":"{one.id}","ok":false,"fact":null,"error":{error}}}'


def history(*more: tuple[Wish, str | None]) -> History:
    """Ben, Bea and Ben again were answered, one after the other; and then more."""
    told = History()
    for moment, (one, text) in enumerate([*((one, reply(one, at)) for at, one in WISHES.items()), *more]):
        told.invoked.setdefault(one.id, (moment, one))
        told.attempts.append(Attempt(one, moment, moment + 0.5, text))
    return told


def test_a_sale_without_fault_is_judged_so() -> None:
    assert checkers.judge(history(), found()) == {}


def test_no_answer_and_ask_again_are_both_unknown_and_never_a_refusal() -> None:
    one = wish("ben")
    outcomes = [
        Attempt(one, 0, 1, text).outcome
        for text in (None, "<h1>Server Error</h1>", refusal(one, "busy", retry=True), refusal(one))
    ]

    assert outcomes == [Outcome.UNKNOWN, Outcome.UNKNOWN, Outcome.UNKNOWN, Outcome.REFUSED]


def test_a_sale_beyond_the_stock_is_oversold_by_ledger_counters_and_claims() -> None:
    both = [HELD, event("held", "bea", promoted=False)]

    assert len(checkers.oversold(found(both))) == 2
    assert checkers.oversold(found(both, shelves={JAM: Shelf(2, 2, 0, 0)})) == []


def test_counters_alone_can_oversell() -> None:
    assert checkers.oversold(found(shelves={JAM: Shelf(1, 1, 1, 0)}))


@pytest.mark.parametrize(
    "lines",
    [
        found().lines[:2] + found().lines[3:],
        (*found().lines[:3], replace(found().lines[3], hash="0" * 64)),
        (*found().lines[:3], replace(found().lines[3], fact=found().lines[3].fact.replace("bea", "ben"))),
        ledger([HELD, WAITS, BACK, SERVED], at=[5, 4, 6, 7]),
        found().lines[:3],
    ],
    ids=["a hole", "another hash", "another fact", "time runs backwards", "an end cut off"],
)
def test_a_ledger_that_is_not_whole_is_broken(lines: tuple[Line, ...]) -> None:
    assert checkers.broken(found(lines=lines))


@pytest.mark.parametrize(
    "wrong",
    [{"shelves": {JAM: Shelf(1, 0, 0, 0)}}, {"shelves": {JAM: Shelf(1, 1, 0, 1)}}, {"claims": ()}],
    ids=["held", "waiting", "claims"],
)
def test_tables_that_do_not_follow_from_the_ledger_are_miscounted(wrong: dict[str, Any]) -> None:
    assert checkers.miscounted(found(**wrong))


def test_what_was_told_and_is_not_in_the_ledger_is_lost() -> None:
    assert checkers.lost(history(), found([HELD, WAITS]))


def test_what_stands_otherwise_in_the_ledger_is_lost() -> None:
    assert checkers.lost(history(), found([HELD, event("waitlisted", "otto"), BACK, SERVED]))


def test_two_answers_to_one_id_that_differ_have_changed() -> None:
    first = WISHES[1]

    assert checkers.changed(history((first, reply(first, 2))))
    assert checkers.changed(history((first, refusal(first))))
    assert not checkers.changed(history((first, reply(first, 1)), (first, None)))


def test_a_claim_that_nobody_asked_for_is_invented() -> None:
    assert checkers.invented(history(), found([HELD, WAITS, BACK, SERVED, event("waitlisted", "otto")]))


def test_a_second_effect_of_one_command_is_invented() -> None:
    twice = found([HELD, WAITS, BACK, SERVED, event("waitlisted", "ben")])
    answers = (*twice.answers, Given("ben", "ben-1", body(twice.lines, 5)))

    assert "ben-1 has 2 effects" in checkers.invented(history(), replace(twice, answers=answers))


def test_the_effect_of_a_refused_command_is_invented() -> None:
    told = history()
    told.attempts[0] = replace(told.attempts[0], text=refusal(WISHES[1]))

    assert checkers.invented(told, found())


def test_an_effect_other_than_what_was_asked_is_invented() -> None:
    told = history()
    told.invoked["bea-1"] = (1, wish("bea", variant_id=JAM, quantity=2, price_version=1))

    assert checkers.invented(told, found())


@pytest.mark.parametrize(
    "events",
    [
        [HELD, WAITS, event("held", "otto", promoted=False)],
        [HELD, WAITS, event("waitlisted", "otto"), BACK, event("held", "otto", promoted=True)],
    ],
    ids=["past the line", "out of turn"],
)
def test_who_is_served_before_those_who_wait_is_reordered(events: list[dict[str, Any]]) -> None:
    assert checkers.reordered(history(), found(events))


def test_who_asked_after_another_was_answered_and_stands_before_her_is_reordered() -> None:
    told = history()
    told.attempts = [replace(one, began=9 - one.began, ended=9.5 - one.began) for one in told.attempts]
    told.invoked = {key: (9 - began, one) for key, (began, one) in told.invoked.items()}

    assert len(checkers.reordered(told, found())) == 2


def test_a_command_without_an_answer_is_unanswered() -> None:
    assert checkers.unanswered(history((wish("otto"), None))) == ["otto-1 was never answered"]


@pytest.mark.parametrize("seen", [[0, 1, 2], [0, 1, 3, 2], [0, 1, 2, 3, 3]], ids=["less", "order", "twice"])
def test_a_viewer_who_saw_something_else_is_found(seen: list[int]) -> None:
    facts = [json.loads(line.fact) for line in found().lines]

    assert checkers.seen_otherwise([facts[place] for place in seen], found())
    assert checkers.seen_otherwise(facts, found()) == []
    assert checkers.seen_otherwise([fact | {"text": "Hi"} for fact in facts[2:]], found(), after=2) == []
