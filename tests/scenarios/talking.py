"""Stories of talking, and of the desk."""

from chat.announcements.announcements import EndAnnouncement
from chat.frames.announcements import PostAnnouncement, TakeDownAnnouncement
from chat.frames.appeals import AnswerAppeal, FileAppeal
from chat.frames.evasion import DismissEvasion
from chat.frames.messages import EditMessage, PostMessage, RemoveMessage
from chat.frames.moderation import (
    AcknowledgeWarning,
    BanMember,
    ConfirmBan,
    MuteMember,
    RemoveAllOf,
    UnbanMember,
    UndoAct,
    UnmuteMember,
    WarnMember,
)
from chat.frames.people import NotePerson
from chat.frames.pins import PinMessage, UnpinMessage
from chat.frames.polls import ClosePoll, OpenPoll, RemovePoll, VotePoll
from chat.frames.questions import AskQuestion, CloseQuestion, RemoveQuestion, TakeQuestion, UpvoteQuestion
from chat.frames.reports import DecideReport, FileReport
from chat.frames.staff_lines import PostStaffLine, RemoveStaffLine
from chat.messages.messages import SHOWN
from chat.models.evasion import EvasionFlag
from chat.models.moderation import ModerationAction
from chat.models.polls import Poll
from chat.models.reports import Case
from chat.pins.pins import EndPin
from livesell.accounts.models import Device
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
    asks = [room.ask("sam", PostMessage(text=f"line {number}")) for number in range(SHOWN)]
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
    asks = [room.ask("sam", PostMessage(text=f"line {number}")) for number in range(SHOWN)]
    room.batch(*asks)
    with verify(room, "bea") as scenario:
        room.must("ben", RemoveMessage(message_offset=rude))
    return scenario


@story("message.posted-that-answers")
def somebody_answers(room: Room) -> Scenario:
    asked = room.say("ben", "Is the plum one sweet?")
    with verify(room, "bea") as scenario:
        room.must("sam", PostMessage(text="It is.", reply_to=asked))
        room.must("ben", PostMessage(text="waves", me=True))
    return scenario


@story("message.edited")
def somebody_says_it_otherwise(room: Room) -> Scenario:
    asked = room.say("ben", "Is the plump one sweet?")
    with verify(room, "bea") as scenario:
        room.must("ben", EditMessage(message_offset=asked, text="Is the plum one sweet?"))
        room.must("ben", EditMessage(message_offset=asked, text="Is the „plum“ one sweet? 🫙"))
    return scenario


@story("message.edited-and-removed")
def what_was_edited_is_taken_away(room: Room) -> Scenario:
    asked = room.say("ben", "Is the plump one sweet?")
    room.must("ben", EditMessage(message_offset=asked, text="Is the plum one sweet?"))
    with verify(room, "bea") as scenario:
        room.must("mona", RemoveMessage(message_offset=asked, reason="no"))
    return scenario


@story("message.pinned")
def a_message_is_pinned(room: Room) -> Scenario:
    first, second = room.say("ben", "How long do you ship?"), room.say("sam", "Two days, everywhere.")
    room.must("mona", PinMessage(message_offset=first))
    with verify(room, "bea") as scenario:
        room.must("mona", PinMessage(message_offset=second, seconds=30))
    return scenario


@story("message.unpinned")
def a_message_is_unpinned(room: Room) -> Scenario:
    room.must("mona", PinMessage(message_offset=room.say("sam", "Two days, everywhere.")))
    with verify(room, "bea") as scenario:
        room.must("hana", UnpinMessage(pin_offset=room.offset()))
    return scenario


@story("message.unpinned-by-the-clock")
def the_time_of_a_pin_is_over(room: Room) -> Scenario:
    room.must("mona", PinMessage(message_offset=room.say("sam", "Two days, everywhere."), seconds=30))
    room.now += 30_000
    with verify(room, None) as scenario:
        room.must("clock", EndPin())
    return scenario


@story("message.unpinned-since-it-is-removed")
def what_is_pinned_is_taken_away(room: Room) -> Scenario:
    said = room.say("sam", "Two days, everywhere.")
    room.must("mona", PinMessage(message_offset=said))
    with verify(room, "bea") as scenario:
        room.must("sam", RemoveMessage(message_offset=said))
    return scenario


JAMS = OpenPoll(question="Which jam next?", choices=["plum", "fig", "مشمش"], seconds=60)


def vote(room: Room, **choices: int) -> None:
    """Each votes in the poll that was opened last."""
    for who, choice in choices.items():
        assert room.do(who, VotePoll(poll_id=Poll.objects.latest("offset").pk, choice=choice)).ok


@story("poll.opened")
def everybody_is_asked(room: Room) -> Scenario:
    poll = room.must("hana", JAMS)["poll_id"]
    vote(room, bea=2)
    room.must("mona", ClosePoll(poll_id=poll))
    with verify(room, "bea") as scenario:
        room.must("mona", OpenPoll(question="Now?", choices=["yes", "no"], seconds=15))
    return scenario


@story("poll.closed")
def the_result_is_told(room: Room) -> Scenario:
    poll = room.must("hana", JAMS)["poll_id"]
    vote(room, ben=0, bea=2, sam=2)
    with verify(room, "bea") as scenario:
        room.must("mona", ClosePoll(poll_id=poll))
    return scenario


@story("poll.removed")
def what_was_asked_is_taken_away(room: Room) -> Scenario:
    first = room.must("hana", JAMS)["poll_id"]
    room.must("mona", ClosePoll(poll_id=first))
    poll = room.must("hana", OpenPoll(question="Now?", choices=["yes", "no"], seconds=15))["poll_id"]
    vote(room, bea=1)
    with verify(room, "bea") as scenario:
        room.must("mona", RemovePoll(poll_id=first))
        room.must("mona", RemovePoll(poll_id=poll))
    return scenario


def asked(room: Room, who: str = "ben", text: str = "Is it sweet?", item: str | None = None) -> str:
    """The id of somebody's question."""
    question: str = room.must(who, AskQuestion(text=text, item_id=item))["question_id"]
    return question


@story("question.asked")
def somebody_wants_to_know(room: Room) -> Scenario:
    jam = room.live()
    asked(room, "bea")
    with verify(room, "bea") as scenario:
        asked(room, "ben", "ချိုလား 🫙", item=jam.item_id)
    return scenario


@story("question.upvoted")
def others_want_to_know_it_too(room: Room) -> Scenario:
    question = asked(room)
    room.must("sam", UpvoteQuestion(question_id=question, on=True))
    with verify(room, "bea") as scenario:
        room.must("mona", UpvoteQuestion(question_id=question, on=True))
        room.must("hana", UpvoteQuestion(question_id=question, on=True))
        room.must("sam", UpvoteQuestion(question_id=question, on=False))
    return scenario


@story("question.taken")
def somebody_answers_it_now(room: Room) -> Scenario:
    question = asked(room)
    with verify(room, "bea") as scenario:
        room.must("sam", TakeQuestion(question_id=question))
    return scenario


@story("question.answered")
def it_is_answered(room: Room) -> Scenario:
    question = asked(room)
    with verify(room, "bea") as scenario:
        room.must("sam", CloseQuestion(question_id=question))
    return scenario


@story("question.removed")
def it_is_not_asked_any_more(room: Room) -> Scenario:
    question, other = asked(room), asked(room, "bea")
    room.must("bea", UpvoteQuestion(question_id=question, on=True))
    with verify(room, "bea") as scenario:
        room.must("mona", RemoveQuestion(question_id=question))
        room.must("bea", RemoveQuestion(question_id=other))
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


@story("desk-ban.confirmed")
def a_long_ban_is_confirmed(room: Room) -> Scenario:
    """It was of thirty days until somebody else said so, too."""
    room.must("mona", BanMember(user_id=room.cast["ben"].user_id, reason_code="scam"))
    act = ModerationAction.objects.get(pending=True)
    with verify_desk(room) as scenario:
        room.must("hana", ConfirmBan(act_id=act.pk))
    return scenario


@story("message.restored")
def words_come_back(room: Room) -> Scenario:
    line = room.say("ben", "Your jam is good.")
    room.must("mona", RemoveMessage(message_offset=line, reason_code="spam"))
    with verify(room, "bea") as scenario:
        room.must("hana", UndoAct(act_id=last_act(room)))
    return scenario


@story("messages.removed")
def all_words_of_somebody_are_taken_away(room: Room) -> Scenario:
    room.say("ben", "buy at my shop")
    room.say("bea", "Good evening!")
    room.say("ben", "buy at my shop!!")
    with verify(room, "bea") as scenario:
        room.must("mona", RemoveAllOf(user_id=room.cast["ben"].user_id, reason_code="spam"))
        room.say("ben", "sorry")
    return scenario


@story("desk-act.undone")
def an_act_is_undone(room: Room) -> Scenario:
    room.must("mona", BanMember(user_id=room.cast["ben"].user_id, reason_code="scam"))
    with verify_desk(room) as scenario:
        room.must("hana", UndoAct(act_id=last_act(room), reason="It was another Ben."))
    return scenario


@story("desk-appeal.filed")
def somebody_appeals(room: Room) -> Scenario:
    room.must("mona", mute(room, "ben"))
    with verify_desk(room) as scenario:
        room.must("ben", FileAppeal(act_id=last_act(room), text="It was said in fun."))
    return scenario


@story("desk-appeal.answered")
def an_appeal_is_granted(room: Room) -> Scenario:
    room.must("mona", mute(room, "ben"))
    appeal = room.must("ben", FileAppeal(act_id=last_act(room), text="It was said in fun."))["appeal"]["id"]
    with verify_desk(room) as scenario:
        room.must("hana", AnswerAppeal(appeal_id=appeal, granted=True, text="So it was."))
    return scenario


@story("desk-person.noted")
def something_is_noted_of_somebody(room: Room) -> Scenario:
    """What it says is not told."""
    with verify_desk(room) as scenario:
        room.must("mona", NotePerson(user_id=room.cast["ben"].user_id, text="A friend of Bea's."))
    return scenario


def last_act(room: Room) -> str:
    found: str = ModerationAction.objects.filter(room_id=room.id).latest("offset").pk
    return found


@story("member.muted")
def somebody_is_timed_out(room: Room) -> Scenario:
    with verify(room, "ben") as scenario:
        room.must("mona", mute(room, "bea"))
        room.must("mona", mute(room, "ben"))
    return scenario


@story("member.unmuted")
def a_time_out_ends_early(room: Room) -> Scenario:
    room.must("mona", mute(room, "ben"))
    with verify(room, "ben") as scenario:
        room.must("hana", UnmuteMember(user_id=room.cast["ben"].user_id))
    return scenario


@story("member.warned")
def somebody_is_warned(room: Room) -> Scenario:
    with verify(room, "ben") as scenario:
        room.must("mona", WarnMember(user_id=room.cast["ben"].user_id, reason_code="spam"))
    return scenario


@story("warning.acknowledged")
def a_warning_is_acknowledged(room: Room) -> Scenario:
    room.must("mona", WarnMember(user_id=room.cast["ben"].user_id, reason_code="spam"))
    with verify(room, "ben") as scenario:
        room.must("ben", AcknowledgeWarning())
    return scenario


def mute(room: Room, who: str) -> MuteMember:
    return MuteMember(user_id=room.cast[who].user_id, seconds=600, reason_code="insult")


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


def reported(room: Room, *who: str) -> str:
    """Each of them reports what Otto said; the case."""
    line = room.say("otto", "cheap watches, look here")
    for one in who:
        assert room.do(
            one, FileReport(user_id=room.cast["otto"].user_id, message_offset=line, reason_code="spam")
        ).ok
    return Case.objects.get(room_id=room.id, message_offset=line).pk


@story("reports.answered")
def a_report_is_answered(room: Room) -> Scenario:
    """Bea reported two lines, and Ben one of them: one is still looked at."""
    case = reported(room, "bea", "ben")
    reported(room, "bea")
    with verify(room, "bea") as scenario:
        room.must("mona", DecideReport(case_id=case, outcome="acted"))
    return scenario


@story("desk-reports.changed")
def something_is_reported_at_the_desk(room: Room) -> Scenario:
    case = reported(room, "bea")
    with verify_desk(room) as scenario:
        reported(room, "bea", "ben")
        room.must("mona", DecideReport(case_id=case, outcome="nothing_wrong"))
        assert room.do("bea", FileReport(user_id=room.cast["mona"].user_id, reason_code="insult")).ok
        room.give("mona", "buyer")
    return scenario


@story("message.posted-that-mentions")
def a_line_mentions_somebody(room: Room) -> Scenario:
    room.say("bea", "hello")
    with verify(room, "bea") as scenario:
        room.say("ben", "@Bea look, and @Otto, who has said nothing here")
    return scenario


@story("desk-staff.posted")
def staff_talk_among_themselves(room: Room) -> Scenario:
    with verify_desk(room) as scenario:
        room.must("sam", PostStaffLine(text="The last jar has a crack. 割れています。"))
    return scenario


@story("desk-staff.removed")
def a_line_among_staff_is_taken_back(room: Room) -> Scenario:
    room.must("sam", PostStaffLine(text="I was wrong"))
    line = room.offset("desk")
    with verify_desk(room) as scenario:
        room.must("sam", RemoveStaffLine(line_offset=line))
    return scenario


def like_otto(room: Room) -> None:
    """Otto was banned, and Bea signed in with his browser."""
    for who in ("otto", "bea"):
        Device.objects.create(user_id=room.cast[who].user_id, digest="5f" * 32, at=room.now)
    room.must("mona", BanMember(user_id=room.cast["otto"].user_id, until=None, reason_code="spam"))


@story("desk-evasion.flagged")
def somebody_writes_who_may_be_banned(room: Room) -> Scenario:
    like_otto(room)
    with verify_desk(room) as scenario:
        room.say("bea", "hello")
    return scenario


@story("desk-evasion.dismissed")
def who_may_be_banned_is_somebody_else(room: Room) -> Scenario:
    like_otto(room)
    room.say("bea", "hello")
    [flag] = EvasionFlag.objects.filter(room_id=room.id)
    with verify_desk(room) as scenario:
        room.must("mona", DismissEvasion(flag_id=flag.pk))
    return scenario
