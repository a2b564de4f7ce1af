"""Reports: filed, gathered, weighed, decided by a person, answered to who reported; and nobody learns who that was."""

import json
from typing import Any

import pytest
from django.test import Client

from chat.frames.messages import RemoveMessage
from chat.frames.moderation import BanMember, MuteMember
from chat.frames.reports import DecideReport, FileReport, TakeReport
from chat.models.reports import Case, Report
from livesell.accounts.actors import actor_of
from livesell.accounts.models import User
from livesell.app.snapshots import desk, mine
from livesell.ledger import clock
from livesell.wire.codes import Code
from livesell.wire.ids import new_id
from rooms.models.rooms import Member
from rooms.rules.roles import Standing
from tests.support.turns import Room, open_room

pytestmark = pytest.mark.django_db
WORDS = "He sends this to everybody. みんなに送っています。"


@pytest.fixture(autouse=True)
def _noon(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    """The server's clock stands where the room's does."""
    monkeypatch.setattr(clock._clock, "now_ms", lambda: room.now)


def get(room: Room, path: str, who: str | None, status: int = 200) -> Any:
    client = Client()
    if who:
        client.force_login(User.objects.get(pk=room.cast[who].user_id))
    answer = client.get(f"/api/rooms/{room.id}/{path}")
    assert answer.status_code == status, answer.content
    return answer.json()


def line(room: Room, offset: int, text: str | None = None, *, whose: str = "otto") -> FileReport:
    user_id = room.cast[whose].user_id
    return FileReport(user_id=user_id, message_offset=offset, reason_code="spam", text=text)


def person(room: Room, who: str) -> FileReport:
    return FileReport(user_id=room.cast[who].user_id, reason_code="harassment")


def filed(room: Room, who: str, frame: FileReport) -> str:
    """The id that who reported is told."""
    answer = room.do(who, frame)
    assert answer.ok, answer.text
    told: str = json.loads(f"{{{answer.text}}}")["aside"]["report_id"]
    return told


def case_of(room: Room) -> str:
    found: str = Case.objects.filter(room_id=room.id).latest("pk").pk
    return found


def known(room: Room, *who: str) -> None:
    """They have spoken here on several days."""
    for one in who:
        Member.objects.update_or_create(
            room_id=room.id, user_id=room.cast[one].user_id, defaults={"spoke_days": 3}
        )


def open_reports(room: Room, who: str) -> list[str]:
    user_id = room.cast[who].user_id
    found: list[str] = mine(room.id, [Standing(user_id)], 0)[user_id].model_dump()["reports"]
    return found


def test_a_moderator_reads_what_was_reported_and_who_reported_reads_the_answer(room: Room) -> None:
    offset = room.say("otto", "cheap watches, look here")
    report = filed(room, "ben", line(room, offset, WORDS))

    (case,) = get(room, "reports", "mona")
    assert (case["user"]["name"], case["text"], case["many"]) == ("Otto", "cheap watches, look here", 1)
    assert case["reports"] == [{"reason_code": "spam", "text": WORDS, "at": room.now}]
    (own,) = get(room, "reports/mine", "ben")
    assert (own["id"], own["outcome"], own["answered_at"]) == (report, None, None)
    assert open_reports(room, "ben") == [report]

    room.later(5)
    room.must("mona", DecideReport(case_id=case["id"], outcome="acted"))

    (own,) = get(room, "reports/mine", "ben")
    assert (own["outcome"], own["answered_at"], own["text"]) == ("acted", room.now, WORDS)
    assert room.facts()[-1]["event"] == {"type": "reports.answered", "report_ids": [report]}
    assert open_reports(room, "ben") == []
    assert get(room, "reports", "mona") == []


def test_nobody_learns_who_reported_and_no_ledger_what_was_said(room: Room) -> None:
    """Neither the desk's ledger nor the show's, nor what is read over HTTPS, nor the answer to somebody else."""
    offset = room.say("otto", "cheap watches")
    before, desk_before = room.offset(), room.offset("desk")
    filed(room, "ben", line(room, offset, WORDS))
    room.must("mona", TakeReport(case_id=case_of(room)))
    read = json.dumps(get(room, "reports", "hana"))
    room.must("mona", DecideReport(case_id=case_of(room), outcome="nothing_wrong"))

    told = json.dumps(room.facts(after=before) + room.facts("desk", after=desk_before), ensure_ascii=False)
    for secret in (room.cast["ben"].user_id, "Ben", WORDS):
        assert secret not in told + read.replace(json.dumps(WORDS)[1:-1], "")
    assert get(room, "reports/mine", "otto") == get(room, "reports/mine", "bea") == []
    get(room, "reports", "otto", status=404)
    get(room, "reports", "sam", status=403)


def test_many_reports_of_one_line_are_one_case_and_all_are_answered(room: Room) -> None:
    offset = room.say("otto", "cheap watches")
    reports = {filed(room, who, line(room, offset)) for who in ("ben", "bea", "sam")}

    (case,) = get(room, "reports", "mona")
    assert case["many"] == 3
    room.must("mona", DecideReport(case_id=case["id"], outcome="acted"))
    assert set(room.facts()[-1]["event"]["report_ids"]) == reports
    assert room.why_not("mona", DecideReport(case_id=case["id"], outcome="acted")) == Code.WRONG_STATE
    assert room.why_not("mona", TakeReport(case_id=case["id"])) == Code.WRONG_STATE


def test_a_colleague_is_on_it_and_another_may_take_it_over(room: Room) -> None:
    room.say("otto", "hello")
    filed(room, "ben", person(room, "otto"))
    case = case_of(room)

    room.must("mona", TakeReport(case_id=case))
    assert get(room, "reports", "hana")[0]["taken_by"]["name"] == "Mona"
    assert room.why_not("mona", TakeReport(case_id=case)) == Code.WRONG_STATE
    room.must("hana", TakeReport(case_id=case))
    assert get(room, "reports", "mona")[0]["taken_by"]["name"] == "Hana"


def test_what_cannot_be_reported(room: Room) -> None:
    own, gone = room.say("ben", "hello"), room.say("otto", "cheap watches")
    room.must("mona", RemoveMessage(message_offset=gone, reason_code="spam"))

    assert room.why_not("ben", line(room, own, whose="ben")) == Code.WRONG_STATE
    assert room.why_not("ben", person(room, "ben")) == Code.WRONG_STATE
    assert room.why_not("ben", line(room, gone)) == Code.WRONG_STATE
    assert room.why_not("ben", line(room, 9_999)) == Code.NOT_FOUND
    assert room.why_not("ben", line(room, own + 1, whose="bea")) == Code.NOT_FOUND  # it is another's
    assert room.why_not("ben", FileReport(user_id=new_id(), reason_code="spam")) == Code.NOT_FOUND


def test_the_same_is_reported_once_by_one_person(room: Room) -> None:
    offset = room.say("otto", "cheap watches")
    filed(room, "ben", line(room, offset))
    filed(room, "ben", person(room, "otto"))

    assert room.why_not("ben", line(room, offset)) == Code.WRONG_STATE
    assert room.why_not("ben", person(room, "otto")) == Code.WRONG_STATE
    for case in Case.objects.filter(room_id=room.id):
        room.must("mona", DecideReport(case_id=case.pk, outcome="nothing_wrong"))
    assert room.why_not("ben", line(room, offset)) == Code.WRONG_STATE  # the line says what it said
    assert room.do("ben", person(room, "otto")).ok  # she may have done something else since


def test_one_person_has_five_open_reports_at_most(room: Room) -> None:
    lines = [room.say("otto", f"look here {number}") for number in range(6)]
    for offset in lines[:5]:
        filed(room, "ben", line(room, offset))

    assert room.why_not("ben", line(room, lines[5])) == Code.LIMIT
    room.must("mona", DecideReport(case_id=case_of(room), outcome="acted"))
    assert room.do("ben", line(room, lines[5])).ok


def test_a_room_has_so_many_cases_and_keeps_some_for_who_is_known(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chat.rules.reports.MOST_CASES_OF_STRANGERS", 1)
    monkeypatch.setattr("chat.rules.reports.MOST_CASES", 2)
    lines = [room.say("otto", f"look here {number}") for number in range(3)]
    known(room, "bea")
    filed(room, "ben", line(room, lines[0]))

    assert room.why_not("ben", line(room, lines[1])) == Code.LIMIT
    assert room.do("bea", line(room, lines[1])).ok
    assert room.why_not("bea", line(room, lines[2])) == Code.LIMIT
    assert room.do("bea", line(room, lines[0])).ok  # one that waits already takes no place


@pytest.mark.attack("A95")
def test_a_crowd_of_strangers_bans_nobody_and_does_not_lead_the_queue(room: Room, make_user: Any) -> None:
    spam = room.say("otto", "cheap watches")
    known(room, "ben", "sam")
    for number in range(30):
        name = f"raider{number}"
        room.cast[name] = actor_of(make_user(name))
        filed(room, name, person(room, "bea"))
    filed(room, "ben", line(room, spam))
    filed(room, "sam", line(room, spam))

    first, second = get(room, "reports", "mona")
    assert (first["user"]["name"], first["many"], first["weight"]) == ("Otto", 2, 6)
    assert (second["user"]["name"], second["many"], second["weight"]) == ("Bea", 30, 3)
    assert len(second["reports"]) == 20
    assert room.say("bea", "I am still here")
    room.must("mona", DecideReport(case_id=second["id"], outcome="nothing_wrong"))
    assert Report.objects.filter(case__state="nothing_wrong").count() == 30


def test_whose_reports_are_never_right_weighs_nothing_and_is_answered_all_the_same(room: Room) -> None:
    known(room, "ben")
    for number in range(3):
        filed(room, "ben", line(room, room.say("otto", f"look here {number}")))
        room.must("mona", DecideReport(case_id=case_of(room), outcome="nothing_wrong"))

    filed(room, "ben", person(room, "otto"))
    assert get(room, "reports", "mona")[0]["weight"] == 0


def test_of_what_is_said_against_a_moderator_only_those_above_her_read(room: Room) -> None:
    filed(room, "ben", person(room, "mona"))

    assert get(room, "reports", "mona") == []
    assert (
        room.why_not("mona", DecideReport(case_id=case_of(room), outcome="nothing_wrong")) == Code.NOT_FOUND
    )
    assert desk(room.id).model_dump()["reports_waiting"] == 0
    assert [one["user"]["name"] for one in get(room, "reports", "hana")] == ["Mona"]
    assert room.do("hana", DecideReport(case_id=case_of(room), outcome="acted")).ok


def test_what_is_said_against_the_owner_is_for_who_runs_the_server(room: Room) -> None:
    filed(room, "ben", person(room, "hana"))
    case = case_of(room)

    assert get(room, "reports", "hana") == get(room, "reports", "mona") == []
    assert room.why_not("hana", DecideReport(case_id=case, outcome="nothing_wrong")) == Code.NOT_FOUND
    room.appoint("otto")
    assert [one["user"]["name"] for one in get(room, "reports", "otto")] == ["Hana"]
    assert room.do("otto", DecideReport(case_id=case, outcome="acted")).ok


def test_who_is_timed_out_may_report_and_who_is_banned_may_not(room: Room) -> None:
    room.must("mona", MuteMember(user_id=room.cast["ben"].user_id, seconds=600, reason_code="other"))
    assert room.do("ben", person(room, "otto")).ok

    room.must("mona", BanMember(user_id=room.cast["ben"].user_id, reason_code="other"))
    assert room.why_not("ben", person(room, "bea")) == Code.BANNED
    get(room, "reports/mine", "ben", status=403)


def test_in_a_room_for_members_a_stranger_cannot_be_reported(users: dict[str, User]) -> None:
    private = open_room("hana", users, private=True)
    private.give("ben", "buyer")

    assert private.why_not("ben", person(private, "otto")) == Code.NOT_FOUND
    assert private.why_not("otto", person(private, "ben")) == Code.NOT_FOUND
