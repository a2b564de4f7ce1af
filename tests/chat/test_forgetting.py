"""Acts of moderation that are over, and notes of people, are forgotten after their time."""

from typing import Any

import pytest

from chat.frames.appeals import AnswerAppeal, FileAppeal
from chat.frames.messages import RemoveMessage
from chat.frames.moderation import AcknowledgeWarning, BanMember, MuteMember, UnbanMember, WarnMember
from chat.frames.people import NotePerson
from chat.models.appeals import Appeal
from chat.models.moderation import ModerationAction
from chat.models.people import PersonNote
from chat.moderation import forgetting
from livesell.app.retention import DAY_MS, moderation_before
from tests.support.turns import Room

pytestmark = pytest.mark.django_db
YEAR_MS = 365 * DAY_MS


def acts() -> list[str]:
    return list(ModerationAction.objects.order_by("offset").values_list("act", flat=True))


def forget(room: Room) -> None:
    """What the daily job does a year and a day later."""
    room.now += YEAR_MS + DAY_MS
    assert forgetting.forget_page("", room.now - YEAR_MS, room.now) is None
    assert forgetting.forget_notes(room.now - YEAR_MS) is False


def removed(room: Room) -> str:
    """The id of an act by which a line of Ben's was removed."""
    room.must("mona", RemoveMessage(message_offset=room.say("ben", "buy elsewhere"), reason_code="spam"))
    return ModerationAction.objects.latest("offset").pk


def test_what_is_over_is_forgotten_with_its_appeal(room: Room) -> None:
    ben = room.cast["ben"].user_id
    act = removed(room)
    room.must("mona", MuteMember(user_id=ben, seconds=60, reason_code="spam"))
    room.must("ben", FileAppeal(act_id=act, text="It was no spam."))
    appeal = Appeal.objects.get()
    room.must("hana", AnswerAppeal(appeal_id=appeal.pk, granted=False, text="It was."))
    forget(room)

    assert (acts(), Appeal.objects.count()) == ([], 0)


def test_what_is_in_force_stays_until_it_is_not(room: Room) -> None:
    ben, bea = room.cast["ben"].user_id, room.cast["bea"].user_id
    room.must("mona", WarnMember(user_id=bea, reason_code="spam"))
    room.must("hana", BanMember(user_id=ben, until=room.now + 2 * YEAR_MS, reason="shouted"))
    act = ModerationAction.objects.latest("offset")
    if act.pending:
        room.shut_out("ben")
    forget(room)
    assert "warn" in acts()
    room.must("bea", AcknowledgeWarning())
    forget(room)

    assert "warn" not in acts()


def test_a_ban_for_good_is_told_of_for_as_long_as_it_holds(room: Room) -> None:
    room.shut_out("ben")
    forget(room)
    assert acts() == ["ban"]
    room.must("hana", UnbanMember(user_id=room.cast["ben"].user_id))
    forget(room)

    assert acts() == []


def test_what_has_an_open_appeal_stays(room: Room) -> None:
    act = removed(room)
    room.must("ben", FileAppeal(act_id=act, text="It was no spam."))
    forget(room)

    assert acts() == ["remove"]


def test_what_is_young_stays(room: Room) -> None:
    removed(room)
    room.must("mona", NotePerson(user_id=room.cast["ben"].user_id, text="paid late"))
    forgetting.forget_page("", room.now, room.now)
    forgetting.forget_notes(room.now)

    assert (acts(), PersonNote.objects.count()) == (["remove"], 1)


def test_notes_are_forgotten(room: Room) -> None:
    room.must("mona", NotePerson(user_id=room.cast["ben"].user_id, text="paid late"))
    forget(room)

    assert not PersonNote.objects.exists()


def test_page_by_page(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forgetting, "PAGE", 2)
    for _ in range(3):
        removed(room)
    room.now += YEAR_MS
    after = forgetting.forget_page("", room.now, room.now)
    assert (after is not None, acts()) == (True, ["remove"])
    assert forgetting.forget_page(after or "", room.now, room.now) is None

    assert acts() == []


def test_the_setting_is_of_sixty_days_or_more(settings: Any) -> None:
    settings.LIVESELL_MODERATION_DAYS = None
    assert moderation_before(YEAR_MS) is None
    settings.LIVESELL_MODERATION_DAYS = 90
    assert moderation_before(YEAR_MS) == YEAR_MS - 90 * DAY_MS
    settings.LIVESELL_MODERATION_DAYS = 1
    assert moderation_before(YEAR_MS) == YEAR_MS - 60 * DAY_MS
