"""What is read of moderation over HTTPS: by whom it was done to, by staff, by the owner."""

from typing import Any

import pytest
from django.test import Client

from chat.frames.appeals import AnswerAppeal, FileAppeal
from chat.frames.messages import RemoveMessage
from chat.frames.moderation import BanMember, MuteMember, UndoAct
from chat.frames.people import DropNote, NotePerson
from chat.models.moderation import ModerationAction
from chat.models.people import PersonNote
from livesell.accounts.models import User
from livesell.ledger import clock
from livesell.wire.codes import Code
from rooms.frames.rooms import EditRoom
from tests.support.turns import MINUTE, NOON, Room, open_room

pytestmark = pytest.mark.django_db


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
    return answer


def last(room: Room) -> str:
    found: str = ModerationAction.objects.filter(room_id=room.id).latest("offset").pk
    return found


def mute(room: Room, who: str = "ben", by: str = "mona") -> str:
    frame = MuteMember(
        user_id=room.cast[who].user_id, seconds=600, reason_code="insult", reason="Shouted at Sam."
    )
    room.must(by, frame)
    return last(room)


# One's own


def test_she_reads_what_was_done_why_until_when_and_that_she_may_appeal(room: Room) -> None:
    act = mute(room)

    (own,) = get(room, "acts/mine", "ben").json()
    assert own == {
        "id": act,
        "act": "mute",
        "at": NOON,
        "until": NOON + 10 * MINUTE,
        "by": None,
        "reason_code": "insult",
        "reason": "Shouted at Sam.",
        "undone": False,
        "may_appeal": True,
        "appeal": None,
    }
    assert get(room, "acts/mine", "bea").json() == []
    assert get(room, "acts/mine", None).json() == []


def test_who_is_banned_reads_it_too(room: Room) -> None:
    room.must("mona", BanMember(user_id=room.cast["ben"].user_id, reason_code="scam"))

    get(room, "messages", "ben", status=403)
    (own,) = get(room, "acts/mine", "ben").json()
    assert (own["act"], own["reason_code"], own["may_appeal"]) == ("ban", "scam", True)


def test_a_room_may_name_its_moderators(room: Room) -> None:
    mute(room)
    room.must("hana", EditRoom(moderators_named=True))

    assert get(room, "acts/mine", "ben").json()[0]["by"] == "Mona"


def test_she_reads_the_state_of_her_appeal_and_the_answer(room: Room) -> None:
    appeal = room.must("ben", FileAppeal(act_id=mute(room), text="In fun."))["appeal"]["id"]
    (own,) = get(room, "acts/mine", "ben").json()
    assert (own["may_appeal"], own["appeal"]["state"], own["appeal"]["answer"]) == (False, "open", None)

    room.must("hana", AnswerAppeal(appeal_id=appeal, granted=True, text="So it was."))
    (own,) = get(room, "acts/mine", "ben").json()
    assert (own["undone"], own["appeal"]["state"], own["appeal"]["answer"], own["appeal"]["by_author"]) == (
        True,
        "granted",
        "So it was.",
        False,
    )


def test_she_is_told_where_who_acted_has_decided_herself(room: Room, users: dict[str, User]) -> None:
    alone = open_room("hana", users)
    appeal = alone.must("ben", FileAppeal(act_id=mute(alone, by="hana"), text="In fun."))["appeal"]["id"]
    alone.must("hana", AnswerAppeal(appeal_id=appeal, granted=False, text="No."))

    assert get(alone, "acts/mine", "ben").json()[0]["appeal"]["by_author"] is True


# The staff's


@pytest.mark.parametrize("path", ["acts", "acts/export", "people/{ben}", "moderators"])
@pytest.mark.parametrize(("who", "status"), [("sam", 403), ("ben", 404), (None, 404)])
def test_what_staff_read_others_do_not(room: Room, path: str, who: str | None, status: int) -> None:
    get(room, path.format(ben=room.cast["ben"].user_id), who, status=status)


def test_the_log_is_filtered_by_person_moderator_and_kind(room: Room) -> None:
    mute(room, "ben")
    mute(room, "bea", by="hana")
    room.must("mona", RemoveMessage(message_offset=room.say("otto", "rude"), reason_code="insult"))
    ids = {name: one.user_id for name, one in room.cast.items()}

    def names(query: str) -> list[str]:
        return [one["user"]["name"] for one in get(room, f"acts{query}", "mona").json()]

    assert names("") == ["Otto", "Bea", "Ben"]
    assert names(f"?user={ids['ben']}") == ["Ben"]
    assert names(f"?by={ids['hana']}") == ["Bea"]
    assert names("?act=remove") == ["Otto"]
    offsets = [one["offset"] for one in get(room, "acts", "mona").json()]
    assert names(f"?before={offsets[0]}") == ["Bea", "Ben"]


def test_the_log_is_a_file_in_which_no_cell_is_a_formula(room: Room) -> None:
    frame = MuteMember(user_id=room.cast["ben"].user_id, seconds=60, reason="=HYPERLINK(1)")
    room.must("mona", frame)

    answer = get(room, "acts/export", "hana")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert text.splitlines()[0].startswith("at,act,by,user,reason_code,reason")
    assert ",mute,Mona,Ben,,'=HYPERLINK(1)," in text


def test_a_person_has_a_card(room: Room) -> None:
    room.say("ben", "one")
    room.say("ben", "two")
    mute(room)
    room.must("mona", NotePerson(user_id=room.cast["ben"].user_id, text="A friend of Bea's."))

    card = get(room, f"people/{room.cast['ben'].user_id}", "mona").json()
    assert (card["user"]["name"], card["messages"], card["spoke_days"], card["muted_until"]) == (
        "Ben",
        2,
        1,
        NOON + 10 * MINUTE,
    )
    assert (card["orders_paid"], card["orders"], [one["act"] for one in card["acts"]]) == (0, 0, ["mute"])
    assert [(one["by"]["name"], one["text"]) for one in card["notes"]] == [("Mona", "A friend of Bea's.")]
    get(room, f"people/{'0' * 26}", "mona", status=404)


def test_a_note_is_dropped_by_its_author_or_a_host(room: Room) -> None:
    room.give("bea", "moderator")
    ben = room.cast["ben"].user_id
    assert room.must("mona", NotePerson(user_id=ben, text="Pays late.")) == {
        "type": "person.noted",
        "user_id": ben,
    }
    note = DropNote(note_id=PersonNote.objects.get().pk)

    assert room.why_not("bea", note) == Code.FORBIDDEN
    assert room.why_not("hana", note) is None
    assert room.why_not("hana", note) == Code.NOT_FOUND
    assert "Pays late" not in str(room.facts("desk"))


def test_fifty_notes_are_kept_of_a_person(room: Room) -> None:
    note = NotePerson(user_id=room.cast["ben"].user_id, text="again")

    assert [room.why_not("mona", note) for _ in range(51)] == [None] * 50 + [Code.LIMIT]


def test_the_owner_reads_what_each_moderator_did(room: Room) -> None:
    first, second = mute(room, "ben"), mute(room, "bea")
    appeal = room.must("ben", FileAppeal(act_id=first, text="In fun."))["appeal"]["id"]
    room.later(minutes=2)
    room.must("hana", AnswerAppeal(appeal_id=appeal, granted=True, text="Yes."))
    room.must("mona", UndoAct(act_id=second))

    numbers = {one.pop("user")["name"]: one for one in get(room, "moderators", "hana").json()}
    assert numbers == {
        "Mona": {"acts": 2, "undone": 2, "undone_on_appeal": 1, "answered": 0, "answer_ms": None},
        "Hana": {"acts": 0, "undone": 0, "undone_on_appeal": 0, "answered": 1, "answer_ms": 2 * MINUTE},
    }
    get(room, "moderators", "mona", status=403)
