"""What a command is answered, as a frame."""

import json

import pytest

from livesell.ledger import answers
from livesell.wire.codes import VERDICTS, Close, Code, may_come_back
from rooms.frames.rooms import EditRoom
from tests.support import turns


@pytest.mark.parametrize("code", Code)
def test_a_refusal_says_whether_asking_again_can_help(code: Code) -> None:
    reply = json.loads(answers.reply("claim-0001", answers.refused(code)))

    assert (reply["kind"], reply["id"], reply["ok"], reply["fact"]) == ("reply", "claim-0001", False, None)
    assert reply["error"] == {
        "code": code.value,
        "retry": VERDICTS[code].retry,
        "retry_after_ms": None,
        "detail": None,
    }


def test_only_what_time_can_mend_is_worth_asking_again() -> None:
    assert {code for code in Code if VERDICTS[code].retry} == {Code.TOO_FAST, Code.BUSY, Code.UNKNOWN}


def test_a_done_command_shows_its_fact_and_where_it_stands() -> None:
    fact = '{"offset":4,"at":1,"event":{"type":"claim.held"}}'

    show = json.loads(answers.reply("claim-0001", answers.done(fact, desk=False)))
    desk = json.loads(answers.reply("claim-0001", answers.done(fact, desk=True)))

    assert (show["ok"], show["error"], show["fact"]["offset"]) == (True, None, 4)
    assert (show["ledger"], desk["ledger"]) == ("show", "desk")


@pytest.mark.parametrize(
    "given",
    [
        answers.QUIET,
        answers.done('{"offset":4,"at":1,"event":{"type":"claim.held"},"text":"ပန်းကန်"}', desk=True),
        answers.refused(Code.BUSY, "why", 5),
    ],
)
def test_an_answer_that_was_kept_is_the_answer_that_was_given(given: answers.Answer) -> None:
    assert answers.kept(given.json) == given


FACT = '{"offset":4,"at":1,"event":{"type":"claim.held","note":"\\"fact\\":4,"}}'


@pytest.mark.parametrize("private", [None, '{"fact":4}'])
@pytest.mark.parametrize("desk", [False, True])
def test_of_a_fact_the_offset_is_kept_and_the_answer_is_the_same_to_the_byte(
    desk: bool, private: str | None
) -> None:
    given = answers.done(FACT, desk=desk, private=private, offset=4)

    body = answers.stored(given)

    assert len(body) < 100
    facts = {("desk" if desk else "show", 4): FACT, ("show" if desk else "desk", 4): "another"}
    assert answers.kept(body, facts) == given


def test_an_answer_of_an_earlier_version_holds_its_fact() -> None:
    earlier = answers.done(FACT, desk=False)

    assert answers.stored(earlier) == earlier.json
    assert answers.kept(earlier.json) == earlier


@pytest.mark.django_db
def test_old_answers_go_a_page_at_a_time_and_the_rest_stays(
    room: turns.Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answers, "PAGE", 2)
    room.later(minutes=1)
    before = room.now
    first = room.do("hana", EditRoom(title="Early"), key="command-one")
    room.later(minutes=60)
    second = room.do("hana", EditRoom(title="Late"), key="command-two")

    after: int | None = 0
    while after is not None:
        after = answers.forget_page(after, before + 1)

    again = room.do("hana", EditRoom(title="Late"), key="command-two")
    anew = room.do("hana", EditRoom(title="Early"), key="command-one")
    assert again == second
    assert anew.fact["offset"] == second.fact["offset"] + 1 != first.fact["offset"]


def test_a_code_of_an_earlier_version_is_an_answer_too() -> None:
    kept = answers.kept(answers.refused(Code.BUSY).json.replace('"busy"', '"was_busy"'))

    assert (kept.ok, kept.code) == (False, "was_busy")


@pytest.mark.parametrize("command_id", ["", 'a"b', "\u2028", "</script>", "\\"])
def test_no_id_breaks_out_of_the_frame(command_id: str) -> None:
    assert json.loads(answers.reply(command_id, answers.refused(Code.BUSY, "why", 5)))["id"] == command_id


@pytest.mark.parametrize("close", Close)
def test_a_close_code_says_by_its_number_whether_to_come_back(close: Close) -> None:
    stays_away = {Close.MISUSE, Close.NOT_AUTHENTICATED, Close.VERSION}

    assert may_come_back(close) is (close not in stays_away)


@pytest.mark.parametrize("code", [1001, 1006, 1009, 1011, 1012])
def test_after_a_loss_of_the_network_one_comes_back(code: int) -> None:
    assert may_come_back(code)
