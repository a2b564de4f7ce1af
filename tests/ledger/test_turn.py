"""Turns on a real database: what is decided together, what is kept, and what leaves no trace."""

import json
from typing import Any

import pytest
from django.db import InterfaceError, OperationalError, connection
from django.test.utils import CaptureQueriesContext

from chat.frames.messages import PostMessage, RemoveMessage
from chat.frames.moderation import BanMember
from livesell.access.arrivals import Arrival
from livesell.ledger import read
from livesell.ledger.models import Answer, Event, Ledger
from livesell.ledger.turn import QUIET, Handler, Recorded, Refused, Turn, decide
from livesell.wire.codes import Code
from livesell.wire.envelope import Command
from rooms.claims import claims
from rooms.events.rooms import RoomEdited
from rooms.frames.claims import PlaceClaim, ReleaseClaim
from rooms.frames.items import SetStock
from rooms.frames.parties import CreateParty, PauseParty, ResumeParty, StartParty
from rooms.frames.rooms import EditRoom
from rooms.models.claims import Claim
from rooms.models.items import Variant
from rooms.models.parties import Party
from rooms.presenters import RoomView
from rooms.stock.rows import Stock
from tests.support.turns import NOON, Answer as Answered, Room, counts, party_of, place, state

pytestmark = pytest.mark.django_db
in_earnest = pytest.mark.django_db(transaction=True)
"""Commits for real, where the others run inside one transaction that is rolled back: a second slower."""


def anybody(turn: Turn, frame: object) -> None:
    """Lets everybody in."""


def fails(turn: Turn, frame: object) -> Recorded:
    """A fault in the middle of the work, after something was changed."""
    for stocked in turn.use(Stock)._stocked.values():
        stocked.shelf.held += 1_000
    turn.record(note(turn, "never"))
    raise ZeroDivisionError


def refuses_late(turn: Turn, frame: object) -> Recorded:
    """Changes tables and both ledgers, and refuses then."""
    Party.objects.create(room_id=turn.room_id, title="never", currency="EUR", hold_minutes=1)
    turn.record(note(turn, "never"))
    turn.record(note(turn, "never"), desk=True)
    raise Refused(Code.LIMIT)


def oversells(turn: Turn, frame: PlaceClaim) -> Recorded:
    """A rule that has gone wrong."""
    stocked = turn.use(Stock).variant(frame.variant_id)
    assert stocked is not None
    stocked.shelf.held, stocked.changed = stocked.shelf.stock + 1, True
    return turn.record(note(turn, "oversold"))


def note(turn: Turn, text: str) -> RoomEdited:
    return RoomEdited(
        room=RoomView(
            id=turn.room_id,
            title=text,
            about="",
            followers=0,
            rehearsal=False,
            moderators_named=False,
            claim_words=[],
            pass_words=[],
        )
    )


BROKEN = Handler(anybody, fails, bulk=True)
BROKEN_ALONE = Handler(anybody, fails)
LATE = Handler(anybody, refuses_late)
EDIT = EditRoom(title="Hana's cellar")


def codes(answers: list[Answered]) -> list[Code | None]:
    return [answer.code for answer in answers]


def tables(room: Room) -> tuple[Any, ...]:
    """Everything that a command could have left behind, but for its answer."""
    return (
        list(Claim.objects.order_by("pk").values_list()),
        list(Variant.objects.order_by("pk").values_list()),
        list(Party.objects.order_by("pk").values_list()),
        list(Event.objects.order_by("pk").values_list()),
        list(Ledger.objects.order_by("pk").values_list()),
    )


# Together


def test_the_last_unit_goes_to_the_first_of_two_claims_in_a_batch(room: Room) -> None:
    jam = room.live(stock=1)

    ben, bea = room.batch(room.ask("ben", place(jam)), room.ask("bea", place(jam)))

    assert (ben.event["type"], bea.event["type"]) == ("claim.held", "claim.waitlisted")
    assert counts(jam) == (1, 0, 1)


def test_what_is_given_back_in_a_batch_serves_the_line_before_whoever_comes_after(room: Room) -> None:
    jam = room.live(stock=1)
    ben = room.place("ben", jam).claim

    bea, _, otto = room.batch(
        room.ask("bea", place(jam)),
        room.ask("ben", ReleaseClaim(claim_id=ben)),
        room.ask("otto", place(jam)),
    )

    assert (state(bea.claim), state(otto.claim)) == ("held", "waitlisted")
    assert room.types()[-4:] == ["claim.waitlisted", "claim.released", "claim.held", "claim.waitlisted"]


def test_a_banned_buyer_claims_nothing_later_in_the_same_batch(room: Room) -> None:
    jam = room.live(stock=5)
    ban = BanMember(user_id=room.cast["ben"].user_id, reason="shouted")

    before, banned, after = room.batch(
        room.ask("ben", place(jam)), room.ask("mona", ban), room.ask("ben", place(jam))
    )

    assert (before.ok, banned.ok, after.code) == (True, True, Code.BANNED)
    assert state(before.claim) == "released"
    assert counts(jam) == (0, 0, 0)


def test_pause_and_resume_hold_for_what_follows_in_the_same_batch(room: Room) -> None:
    jam = room.live(stock=5)
    party = party_of(jam).pk

    answers = room.batch(
        room.ask("ben", place(jam)),
        room.ask("hana", PauseParty(party_id=party)),
        room.ask("ben", place(jam)),
        room.ask("hana", ResumeParty(party_id=party)),
        room.ask("ben", place(jam)),
    )

    assert codes(answers) == [None, None, Code.PAUSED, None, None]
    assert counts(jam) == (2, 0, 0)


def test_a_batch_of_claims_takes_no_more_statements_than_one_claim(room: Room) -> None:
    jam = room.live(stock=10)

    with CaptureQueriesContext(connection) as one:
        room.batch(room.ask("ben", place(jam)))
    with CaptureQueriesContext(connection) as many:
        room.batch(*(room.ask(who, place(jam)) for who in ("ben", "bea", "otto", "mona") for _ in range(5)))

    assert len(many) == len(one)
    assert counts(jam) == (10, 0, 11)


# Asked again


def test_the_same_id_is_answered_as_before_and_has_one_effect(room: Room) -> None:
    jam = room.live(stock=5)

    first = room.do("ben", place(jam), key="claim-0001")
    room.later(1)
    again = room.do("ben", place(jam), key="claim-0001")

    assert again == first
    assert counts(jam) == (1, 0, 0)


def test_the_same_id_twice_in_a_batch_has_one_effect(room: Room) -> None:
    jam = room.live(stock=5)

    first, again = room.batch(*[room.ask("ben", place(jam), key="claim-0001")] * 2)

    assert first == again
    assert counts(jam) == (1, 0, 0)


def test_an_id_used_for_another_command_is_refused_and_the_first_answer_stays(room: Room) -> None:
    jam = room.live(stock=5)
    first = room.do("ben", place(jam), key="claim-0001")

    assert room.do("ben", place(jam, 2), key="claim-0001").code == Code.ID_REUSED
    assert room.do("ben", PostMessage(text="hello"), key="claim-0001").code == Code.ID_REUSED
    assert room.do("ben", place(jam), key="claim-0001") == first
    assert counts(jam) == (1, 0, 0)


def test_an_id_used_for_two_commands_in_a_batch_does_the_first_of_them(room: Room) -> None:
    jam = room.live(stock=5)

    answers = room.batch(
        room.ask("ben", place(jam), key="claim-0001"), room.ask("ben", place(jam, 2), key="claim-0001")
    )

    assert codes(answers) == [None, Code.ID_REUSED]
    assert counts(jam) == (1, 0, 0)


def test_two_people_may_choose_the_same_id(room: Room) -> None:
    jam = room.live(stock=5)

    answers = room.batch(*(room.ask(who, place(jam), key="claim-0001") for who in ("ben", "bea")))

    assert answers[0].claim != answers[1].claim
    assert counts(jam) == (2, 0, 0)


def test_a_refusal_is_kept_too(room: Room) -> None:
    jam = room.live()
    party = party_of(jam).pk
    room.must("hana", PauseParty(party_id=party))
    first = room.do("ben", place(jam), key="claim-0001")
    room.must("hana", ResumeParty(party_id=party))

    assert first.code == Code.PAUSED
    assert room.do("ben", place(jam), key="claim-0001") == first
    assert counts(jam) == (0, 0, 0)


@pytest.mark.parametrize("who", ["ben", "hana"])
def test_an_answer_is_given_again_to_the_byte_and_its_fact_is_not_kept_twice(room: Room, who: str) -> None:
    jam = room.live()
    draft = CreateParty(title="A draft, for the desk", currency="JPY")
    ask: Command = place(jam) if who == "ben" else draft
    given = room.do(who, ask, key="claim-0001")
    assert given.ledger == ("show" if who == "ben" else "desk")

    kept = Answer.objects.get(command_id="claim-0001", actor_id=room.cast[who].user_id)

    assert given.fact
    assert f'"fact":{given.fact["offset"]},' in kept.answer
    assert room.do(who, ask, key="claim-0001").text == given.text


def test_an_answer_that_an_earlier_version_kept_with_its_fact_is_given_again(room: Room) -> None:
    jam = room.live(stock=2)
    given = room.do("ben", place(jam), key="claim-0001")
    Answer.objects.filter(command_id="claim-0001").update(answer=given.text)

    assert room.do("ben", place(jam), key="claim-0001").text == given.text
    assert counts(jam) == (1, 0, 0)


# Faults


@pytest.mark.parametrize("broken", [BROKEN, BROKEN_ALONE], ids=["in bulk", "alone"])
@pytest.mark.parametrize("at", [0, 3, 7])
def test_a_command_that_fails_does_not_take_its_neighbours_down(room: Room, broken: Handler, at: int) -> None:
    jam = room.live(stock=4)
    asks = [room.ask("ben", place(jam)) for _ in range(8)]
    asks[at] = room.ask("otto", EDIT, handler=broken)

    answers = room.batch(*asks)

    assert codes(answers) == [Code.INTERNAL if number == at else None for number in range(8)]
    assert counts(jam) == (4, 0, 3)
    assert "never" not in json.dumps(room.facts())


@in_earnest
def test_several_failures_in_a_batch_are_each_parted_from_the_others(room: Room) -> None:
    jam = room.live(stock=2)
    broken = [room.ask("otto", EDIT, handler=BROKEN) for _ in range(3)]
    good = [room.ask("ben", place(jam)) for _ in range(2)]

    answers = room.batch(broken[0], good[0], broken[1], broken[2], good[1])

    assert codes(answers) == [Code.INTERNAL, None, Code.INTERNAL, Code.INTERNAL, None]
    assert counts(jam) == (2, 0, 0)


def test_the_news_of_a_parted_batch_go_on_from_each_other(room: Room) -> None:
    jam = room.live(stock=2)
    before = room.offset()

    room.batch(
        room.ask("ben", place(jam)), room.ask("otto", EDIT, handler=BROKEN), room.ask("bea", place(jam))
    )

    first, second = room.last.news
    assert (first.first, second.first) == (before + 1, before + 2)
    assert second.previous == first.hash


def test_a_failure_is_not_kept_so_that_the_id_may_yet_succeed(room: Room) -> None:
    jam = room.live()
    broken = room.batch(room.ask("ben", place(jam), key="claim-0001", handler=BROKEN))
    mended = room.do("ben", place(jam), key="claim-0001")

    assert (broken[0].code, mended.code) == (Code.INTERNAL, None)


@in_earnest
def test_the_database_itself_refuses_to_oversell(room: Room) -> None:
    jam = room.live(stock=1)

    ben, bea = room.batch(
        room.ask("ben", place(jam), handler=Handler(anybody, oversells, bulk=True)),
        room.ask("bea", place(jam)),
    )

    assert (ben.code, bea.code) == (Code.INTERNAL, None)
    assert counts(jam) == (1, 0, 0)


@in_earnest
@pytest.mark.parametrize("error", [OperationalError, InterfaceError])
def test_a_database_that_goes_away_leaves_the_outcome_unknown_and_nothing_written(
    room: Room, error: type[Exception]
) -> None:
    def loses_the_database(turn: Turn, frame: Any) -> Recorded:
        claims.place(turn, frame)
        raise error

    jam = room.live()
    lost = room.ask(
        "ben", place(jam), key="claim-0001", handler=Handler(anybody, loses_the_database, bulk=True)
    )
    before = tables(room)

    with pytest.raises(error):
        room.batch(room.ask("bea", place(jam), key="claim-0002"), lost)

    assert tables(room) == before
    assert room.do("ben", place(jam), key="claim-0001").event["type"] == "claim.held"


# No trace


@pytest.mark.parametrize(
    ("who", "frame"),
    [
        ("ben", PlaceClaim(variant_id="0" * 26, price_version=1)),
        ("ben", RemoveMessage(message_offset=1)),
        ("hana", StartParty(party_id="0" * 26)),
        ("mona", BanMember(user_id="0" * 26, reason="who?")),
    ],
)
def test_a_refused_command_leaves_nothing_but_its_answer(room: Room, who: str, frame: Any) -> None:
    room.live()
    before = tables(room)

    assert not room.do(who, frame).ok
    assert tables(room) == before
    assert room.last.news == []


@in_earnest
def test_a_refusal_after_the_work_was_done_undoes_the_work(room: Room) -> None:
    jam = room.live(stock=5)

    answers = room.batch(
        room.ask("ben", place(jam)), room.ask("otto", EDIT, handler=LATE), room.ask("bea", place(jam))
    )

    assert codes(answers) == [None, Code.LIMIT, None]
    assert not Party.objects.filter(title="never").exists()
    assert counts(jam) == (2, 0, 0)
    assert "never" not in json.dumps([room.facts(), room.facts("desk")])


def test_what_was_decided_in_bulk_before_a_command_with_models_is_in_the_tables_for_it(room: Room) -> None:
    """Stock cannot be lowered below what was claimed in the same batch."""
    jam = room.live(stock=5)

    answers = room.batch(
        room.ask("ben", place(jam, 3)),
        room.ask("sam", SetStock(variant_id=jam.pk, stock=2)),
        room.ask("sam", SetStock(variant_id=jam.pk, stock=3)),
        room.ask("bea", place(jam)),
    )

    assert codes(answers) == [None, Code.STOCK_TAKEN, None, None]
    assert counts(jam) == (3, 0, 1)


# Both ledgers


def test_an_act_of_moderation_stands_in_both_ledgers_of_one_turn(room: Room) -> None:
    rude = room.say("ben", "your jam is bad")
    room.later(1)

    answer = room.do("mona", RemoveMessage(message_offset=rude, reason="rude"))

    assert (answer.ledger, answer.event["type"]) == ("show", "message.removed")
    assert [news.name for news in room.last.news] == [room.ledger(), room.ledger("desk")]
    assert room.facts()[-1]["at"] == room.facts("desk")[-1]["at"] == room.now


def test_a_draft_is_answered_from_the_desk(room: Room) -> None:
    answer = room.do("hana", CreateParty(title="Friday finds"))

    assert (answer.ledger, answer.event["type"]) == ("desk", "draft.changed")
    assert [news.name for news in room.last.news] == [room.ledger("desk")]


def test_the_news_say_what_was_added_and_from_which_hash_it_goes_on(room: Room) -> None:
    before = read.tip(room.ledger())
    assert before is not None

    room.batch(room.ask("ben", PostMessage(text="one")), room.ask("bea", PostMessage(text="two")))

    (news,) = room.last.news
    assert (news.epoch, news.first, news.previous) == (before.epoch, before.offset + 1, before.hash)
    assert read.tip(room.ledger()) == (before.epoch, before.offset + 2, news.hash)
    assert [json.loads(wire)["text"] for _, wire, _ in news.facts] == ["one", "two"]
    assert [wire for _, wire, _ in news.facts] == [
        one.wire for one in read.after(room.ledger(), before.offset)
    ]


# Order and time


def test_offsets_follow_each_other_without_holes_through_refusals_and_faults(room: Room) -> None:
    jam = room.live(stock=1)
    start = room.offset()
    room.batch(
        room.ask("ben", place(jam)),
        room.ask("ben", place(jam, price_version=9)),
        room.ask("otto", EDIT, handler=BROKEN),
        room.ask("otto", EDIT, handler=LATE),
        room.ask("hana", EDIT),
    )

    assert [fact["offset"] for fact in room.facts(after=start)] == [start + 1, start + 2]


def test_a_claim_s_place_in_line_is_the_offset_of_its_fact(room: Room) -> None:
    jam = room.live(stock=1)

    answers = room.batch(*(room.ask(who, place(jam)) for who in ("ben", "bea", "otto")))

    assert [answer.event["claim"]["since"] for answer in answers] == [
        answer.fact["offset"] for answer in answers if answer.fact
    ]


def test_time_never_runs_backwards_in_a_room(room: Room) -> None:
    """The clock is set back an hour: facts stay where they were in time, and so do the holds they begin."""
    jam = room.live(stock=5)
    room.place("ben", jam)
    room.now = NOON - 3_600_000

    answer = room.place("bea", jam)
    room.must("hana", CreateParty(title="Saturday finds"))

    assert answer.fact is not None
    assert answer.fact["at"] == NOON
    assert answer.event["claim"]["held_until"] == NOON + 15 * 60_000
    assert room.facts("desk")[-1]["at"] == NOON


def test_a_room_that_does_not_exist_refuses_everything_and_keeps_nothing(room: Room) -> None:
    asks = [room.ask("ben", PostMessage(text="hello")), room.ask("hana", EDIT)]
    kept = Answer.objects.count()

    outcome = decide("room.none", asks, now=NOON)

    assert [answer.code for answer in outcome.answers] == [Code.NOT_FOUND, Code.NOT_FOUND]
    assert outcome.news == []
    assert Answer.objects.count() == kept


# How a command came in, and what nobody is told


def test_a_deed_knows_when_its_command_came_in_and_how_far_away_its_client_is(room: Room) -> None:
    seen: list[Arrival] = []

    def looks(turn: Turn, frame: object) -> Recorded:
        seen.append(turn.arrival)
        return QUIET

    handler = Handler(anybody, looks, bulk=True)
    came = Arrival(NOON - 30, round_trip_ms=80)
    room.batch(room.ask("ben", EDIT, handler=handler, arrival=came), room.ask("bea", EDIT, handler=handler))

    assert seen == [came, Arrival(NOON, round_trip_ms=0)]


def test_a_quiet_deed_is_answered_and_makes_no_fact(room: Room) -> None:
    before, ask = room.offset(), room.ask("ben", EDIT, handler=Handler(anybody, lambda *_: QUIET, bulk=True))

    first, again = room.batch(ask)[0], room.batch(ask)[0]

    assert (first.ok, first.fact, first.ledger, first.code) == (True, None, None, None)
    assert first.text == again.text
    assert room.offset() == before
    assert room.last.news == []


def test_a_turn_of_nothing_is_nothing(room: Room) -> None:
    assert room.batch() == []
    assert room.last.news == []
