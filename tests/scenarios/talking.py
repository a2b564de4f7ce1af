"""Stories of talking, and of the desk."""

from chat.announcements.announcements import EndAnnouncement
from chat.frames.announcements import PostAnnouncement, TakeDownAnnouncement
from chat.frames.messages import PostMessage, RemoveMessage
from chat.frames.moderation import BanMember, UnbanMember
from chat.messages.messages import SHOWN
from rooms.frames.items import NoteItem
from rooms.frames.parties import CreateParty
from rooms.frames.rooms import EditRoom
from tests.support.scenarios import Scenario, story, verify, verify_desk
from tests.support.turns import Room


@story("message.posted")
def somebody_says_something(room: Room) -> Scenario:
    room.say("hana", "Good evening!")
    with verify(room, "bea") as scenario:
        room.say("ben", 'Is the „plum“ one sweet? 🫙\n<b>I</b> love jam & "scones"')
        room.say("sam", "It is.")
    return scenario


@story("message.posted-that-claims")
def a_chat_word_is_a_message_and_a_claim(room: Room) -> Scenario:
    room.live(stock=3)
    room.must("hana", EditRoom(claim_words=["sold"]))
    with verify(room, "ben") as scenario:
        room.say("ben", "SOLD 1 x2 please!")
    return scenario


@story("message.posted-the-oldest-falls-off")
def the_hundred_and_first_message(room: Room) -> Scenario:
    asks = [room.ask("ben", PostMessage(text=f"line {number}")) for number in range(SHOWN)]
    assert all(answer.ok for answer in room.batch(*asks))
    with verify(room, None) as scenario:
        room.say("bea", "one more")
    return scenario


@story("message.removed")
def words_are_taken_away(room: Room) -> Scenario:
    room.say("hana", "Good evening!")
    rude = room.say("ben", "your jam is bad")
    with verify(room, "bea") as scenario:
        room.must("mona", RemoveMessage(message_offset=rude, reason="rude"))
    return scenario


@story("message.removed-that-nobody-sees-any-more")
def words_above_the_screen_are_taken_away(room: Room) -> Scenario:
    """Bea has a hundred later messages before her: nothing changes there."""
    rude = room.say("ben", "your jam is bad")
    asks = [room.ask("ben", PostMessage(text=f"line {number}")) for number in range(SHOWN)]
    room.batch(*asks)
    with verify(room, "bea") as scenario:
        room.must("ben", RemoveMessage(message_offset=rude))
    return scenario


@story("announcement.posted")
def a_host_announces_something(room: Room) -> Scenario:
    with verify(room, "bea") as scenario:
        room.must("hana", PostAnnouncement(text="Five more minutes!", seconds=10))
        room.must("hana", PostAnnouncement(text="Now the jam.", seconds=60))
    return scenario


@story("announcement.ended")
def the_time_of_an_announcement_is_over(room: Room) -> Scenario:
    room.must("hana", PostAnnouncement(text="Five more minutes!", seconds=10))
    room.now += 10_000
    with verify(room, None) as scenario:
        room.must("clock", EndAnnouncement())
    return scenario


@story("announcement.taken_down")
def an_announcement_is_taken_down(room: Room) -> Scenario:
    room.must("hana", PostAnnouncement(text="Five more minutes!", seconds=10))
    offset = room.offset()
    with verify(room, "ben") as scenario:
        room.must("hana", TakeDownAnnouncement(announcement_offset=offset))
    return scenario


@story("desk-draft.changed")
def a_draft_changes_in_silence(room: Room) -> Scenario:
    """A note that something is to be read anew; the log of acts is not touched."""
    with verify_desk(room) as scenario:
        room.item(room.draft())
    return scenario


@story("desk-moderation.acted")
def acts_of_moderation_reach_the_desk(room: Room) -> Scenario:
    rude, ben = room.say("ben", "your jam is bad"), room.cast["ben"].user_id
    room.must("hana", RemoveMessage(message_offset=room.say("ben", "and old"), reason="rude"))
    with verify_desk(room) as scenario:
        room.must("mona", RemoveMessage(message_offset=rude, reason="rude"))
        room.must("mona", BanMember(user_id=ben, reason="again and again", until=room.now + 60_000))
        room.must("hana", UnbanMember(user_id=ben, reason="said sorry"))
    return scenario


@story("desk-the-oldest-falls-off")
def the_hundred_and_first_act(room: Room) -> Scenario:
    ben = room.cast["ben"].user_id
    for number in range(51):
        room.must("mona", BanMember(user_id=ben, reason=f"time {number}"))
        room.must("mona", UnbanMember(user_id=ben))
    with verify_desk(room) as scenario:
        room.must("hana", BanMember(user_id=ben, reason="enough"))
        room.must("hana", CreateParty(title="Sunday finds"))
    return scenario


@story("desk-item.noted")
def a_note_is_written(room: Room) -> Scenario:
    """What it says is not told."""
    jam = room.live()
    with verify_desk(room) as scenario:
        room.must("sam", NoteItem(item_id=jam.item_id, note="4.20 paid"))
    return scenario
