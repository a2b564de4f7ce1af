"""Announcements: a host's line above the chat, for a while or until it is taken down."""

import pytest
from pydantic import ValidationError

from chat.announcements.announcements import EndAnnouncement
from chat.frames.announcements import PostAnnouncement, TakeDownAnnouncement
from chat.frames.moderation import BanMember
from chat.models.announcements import Announcement
from livesell.app.snapshots import show
from livesell.ledger.feature import purge
from livesell.wire.codes import Code
from rooms.clock import due
from tests.support.turns import Room

pytestmark = pytest.mark.django_db
TEXT = "၅ မိနစ်အကြာ ပန်းကန်များ 🫙 قريبًا"


def announce(room: Room, who: str = "hana", text: str = TEXT, *, seconds: int = 60) -> int:
    """The offset of a line that somebody puts up."""
    answer = room.do(who, PostAnnouncement(text=text, seconds=seconds))
    assert answer.ok, answer.text
    assert answer.fact is not None
    offset: int = answer.fact["offset"]
    return offset


def stands(room: Room) -> str | None:
    """What stands above the chat for somebody who comes now."""
    announcement = show(room.id).announcement
    return announcement.text if announcement else None


def texts(room: Room) -> list[str]:
    """All words that the ledger serves."""
    return [fact["text"] for fact in room.facts() if fact.get("text")]


def test_a_hosts_line_stands_above_the_chat(room: Room) -> None:
    offset = announce(room)

    shown = show(room.id).announcement
    assert (shown.offset, shown.author.name, shown.text, shown.until) == (
        offset,
        "Hana",
        TEXT,
        room.now + 60_000,
    )
    assert texts(room) == [TEXT]


def test_the_next_one_takes_its_place_and_nothing_ends_it_early(room: Room) -> None:
    announce(room, seconds=10)
    announce(room, text="Now jam", seconds=600)
    room.now += 10_000

    assert due.find(room.now) == []
    assert stands(room) == "Now jam"


@pytest.mark.parametrize("who", ["sam", "mona", "ben"])
def test_nobody_but_hosts_puts_one_up_or_takes_it_down(room: Room, who: str) -> None:
    offset = announce(room)

    assert room.why_not(who, PostAnnouncement(text="Buy mine", seconds=60)) == Code.FORBIDDEN
    assert room.why_not(who, TakeDownAnnouncement(announcement_offset=offset)) == Code.FORBIDDEN
    assert stands(room) == TEXT


def test_any_host_takes_it_down_and_its_words_are_served_no_more(room: Room) -> None:
    room.give("sam", "host")
    offset = announce(room)

    event = room.must("sam", TakeDownAnnouncement(announcement_offset=offset))

    assert event == {"type": "announcement.taken_down", "announcement_offset": offset, "reason": "staff"}
    assert (stands(room), texts(room)) == (None, [])
    assert room.why_not("hana", TakeDownAnnouncement(announcement_offset=offset)) == Code.NOT_FOUND


def test_who_takes_down_what_was_replaced_meanwhile_does_not_hit_the_next_one(room: Room) -> None:
    first = announce(room)
    announce(room, text="Now jam")

    assert room.why_not("hana", TakeDownAnnouncement(announcement_offset=first)) == Code.NOT_FOUND
    assert stands(room) == "Now jam"


def test_the_clock_ends_it_to_the_second_and_once(room: Room) -> None:
    offset = announce(room, seconds=10)
    assert due.find(room.now + 9_999) == []
    assert room.why_not("clock", EndAnnouncement()) == Code.WRONG_STATE

    room.now += 10_000
    (one,), (other,) = due.find(room.now), due.find(room.now)
    answers = [room.do("clock", each.frame, key=each.command_id) for each in (one, other)]

    assert [answer.event for answer in answers] == [
        {"type": "announcement.ended", "announcement_offset": offset}
    ] * 2
    assert room.types().count("announcement.ended") == 1
    assert (stands(room), due.find(room.now)) == (None, [])
    assert texts(room) == [TEXT], "a replay may still show it"


def test_nobody_but_the_clock_says_that_its_time_is_over(room: Room) -> None:
    announce(room, seconds=10)
    handler = next(one.handler for one in due.find(room.now + 10_000))
    room.now += 10_000

    assert room.batch(room.ask("hana", EndAnnouncement(), handler=handler))[0].code == Code.FORBIDDEN


def test_it_is_gone_with_the_ban_of_its_author(room: Room) -> None:
    room.give("sam", "host")
    announce(room, "sam")
    room.must("hana", BanMember(user_id=room.cast["sam"].user_id, reason="no", until=room.now + 1_000))

    assert "announcement.taken_down" in room.types()
    assert (stands(room), texts(room)) == (None, [])


def test_another_hosts_line_stays_when_somebody_is_banned(room: Room) -> None:
    room.give("sam", "host")
    announce(room)
    room.must("hana", BanMember(user_id=room.cast["sam"].user_id, reason="no"))

    assert stands(room) == TEXT


def test_nothing_to_be_seen_is_no_announcement(room: Room) -> None:
    assert room.why_not("hana", PostAnnouncement(text="\u0301", seconds=60)) == Code.EMPTY_TEXT
    assert not Announcement.objects.exists()


@pytest.mark.parametrize("wrong", [{"seconds": 9}, {"seconds": 601}, {"text": "a" * 201}, {"text": ""}])
def test_its_bounds(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        PostAnnouncement.model_validate({"text": TEXT, "seconds": 60} | wrong)


def test_nothing_of_it_is_left_of_a_room_that_is_no_more(room: Room) -> None:
    announce(room)
    purge(room.id)

    assert not Announcement.objects.exists()
