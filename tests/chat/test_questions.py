"""The question queue: asked, wanted by others, taken, answered, and kept with the item it is of."""

import pytest
from pydantic import ValidationError

from chat.frames.moderation import BanMember
from chat.frames.questions import AskQuestion, CloseQuestion, RemoveQuestion, TakeQuestion, UpvoteQuestion
from chat.models.questions import Question, Upvote
from chat.rules.questions import MOST_KEPT, MOST_OF_ONE, MOST_OPEN, has_room
from livesell.app.snapshots import show
from livesell.ledger.feature import purge
from livesell.wire.codes import Code
from livesell.wire.ids import new_id
from rooms.frames.items import CarryItems, CloneItem
from rooms.frames.parties import EndParty, StartParty
from rooms.models.items import Item
from tests.support.turns import Room, party_of

pytestmark = pytest.mark.django_db
TEXT = "မီးဖိုထဲ ထည့်လို့ရလား؟ هل هو آمن 🫙"


def asked(room: Room, who: str = "ben", *, item: str | None = None, text: str = TEXT) -> str:
    """The id of somebody's question."""
    question: str = room.must(who, AskQuestion(text=text, item_id=item))["question_id"]
    return question


def voice(question: str, *, on: bool = True) -> UpvoteQuestion:
    return UpvoteQuestion(question_id=question, on=on)


def standing(room: Room) -> dict[str, str]:
    """The questions that somebody who comes now is shown, and their states."""
    return {question.id: question.state for question in show(room.id).questions}


def test_a_question_goes_from_hand_to_hand(room: Room) -> None:
    question = asked(room)
    room.must("sam", TakeQuestion(question_id=question))
    (taken,) = show(room.id).questions
    room.must("hana", CloseQuestion(question_id=question))
    (answered,) = show(room.id).questions

    assert (taken.text, taken.author.name, taken.state, taken.by.name) == (TEXT, "Ben", "taken", "Sam")
    assert (answered.state, answered.by.name) == ("answered", "Hana")
    assert room.why_not("sam", TakeQuestion(question_id=question)) == Code.OVER
    assert room.why_not("sam", CloseQuestion(question_id=question)) == Code.OVER
    assert room.why_not("bea", voice(question)) == Code.OVER


def test_one_voice_each_that_can_be_taken_back(room: Room) -> None:
    question = asked(room)
    room.must("bea", voice(question))

    assert room.must("sam", voice(question))["upvotes"] == 2
    assert room.why_not("bea", voice(question)) == Code.WRONG_STATE
    assert room.why_not("ben", voice(question)) == Code.FORBIDDEN, "she asks it herself"
    assert room.must("bea", voice(question, on=False))["upvotes"] == 1
    assert room.why_not("bea", voice(question, on=False)) == Code.WRONG_STATE
    assert f'"upvoted":["{question}"]' in room.entrance("sam").mine
    assert "user_id" not in str(room.facts()[-1]), "whose voice it is is nobody's business"


@pytest.mark.parametrize("copy", ["carried", "cloned twice"])
def test_it_is_kept_with_its_item_in_the_next_party(room: Room, copy: str) -> None:
    jam = room.live(stock=3)
    first, question, other = party_of(jam).pk, asked(room, item=jam.item_id), asked(room, "bea")
    room.must("sam", CloseQuestion(question_id=question))
    room.must("hana", EndParty(party_id=first))
    following = room.draft("Sunday finds")
    if copy == "carried":
        room.must("sam", CarryItems(from_id=first, party_id=following))
    else:
        for _ in range(2):
            last = Item.objects.latest("pk")
            room.must("sam", CloneItem(item_id=last.pk, party_id=following))
    room.must("hana", StartParty(party_id=following))

    shown = show(room.id)
    assert other not in standing(room), "of no item, so it went with its party"
    (kept,) = shown.questions
    copies = [item for item in shown.items if item.party_id == following]
    assert copies
    assert {item.copy_of for item in copies} == {kept.item_id} == {jam.item_id}
    assert asked(room, "bea", item=copies[-1].id) in standing(room)
    assert {question.item_id for question in show(room.id).questions} == {jam.item_id}


def test_nobody_asks_about_what_is_not_announced(room: Room) -> None:
    draft = room.item(room.draft())

    assert room.why_not("ben", AskQuestion(text=TEXT, item_id=draft.pk)) == Code.NOT_FOUND
    assert room.why_not("ben", AskQuestion(text=TEXT, item_id=new_id())) == Code.NOT_FOUND
    assert room.why_not("ben", AskQuestion(text="\u0301")) == Code.EMPTY_TEXT


def test_one_person_does_not_fill_the_queue(room: Room) -> None:
    questions = [asked(room) for _ in range(MOST_OF_ONE)]
    assert room.why_not("ben", AskQuestion(text=TEXT)) == Code.LIMIT

    room.must("sam", CloseQuestion(question_id=questions[0]))
    asked(room)


@pytest.mark.parametrize(
    ("waiting", "own", "fits"),
    [(0, 0, True), (MOST_OPEN - 1, MOST_OF_ONE - 1, True), (MOST_OPEN, 0, False), (5, MOST_OF_ONE, False)],
)
def test_how_many_there_may_be(waiting: int, own: int, *, fits: bool) -> None:
    assert has_room(waiting, own) is fits


def test_of_very_many_answered_the_oldest_makes_way(room: Room) -> None:
    ben = room.cast["ben"].user_id
    oldest = asked(room)
    room.must("sam", CloseQuestion(question_id=oldest))
    offset = room.offset()
    Question.objects.bulk_create(
        Question(room_id=room.id, author_id=ben, offset=offset + number, state="answered")
        for number in range(1, MOST_KEPT)
    )
    last = asked(room)
    Question.objects.filter(pk=last).update(offset=offset + MOST_KEPT + 1)
    room.must("sam", CloseQuestion(question_id=last))

    assert not Question.objects.filter(pk=oldest).exists()
    assert Question.objects.filter(pk=last).exists()
    Question.objects.filter(room_id=room.id).delete()


@pytest.mark.parametrize(("who", "reason"), [("ben", "author"), ("mona", "staff")])
def test_what_is_taken_out_is_served_no_more(room: Room, who: str, reason: str) -> None:
    question = asked(room)
    room.must("bea", voice(question))

    assert room.must(who, RemoveQuestion(question_id=question))["reason"] == reason
    assert standing(room) == {}
    assert TEXT not in str(room.facts()) + show(room.id).model_dump_json()
    assert '"upvoted":[]' in room.entrance("bea").mine
    assert room.why_not(who, RemoveQuestion(question_id=question)) == Code.NOT_FOUND


@pytest.mark.parametrize("who", ["bea", "sam"])
def test_others_do_not_take_it_out(room: Room, who: str) -> None:
    assert room.why_not(who, RemoveQuestion(question_id=asked(room))) == Code.FORBIDDEN


def test_of_who_is_banned_nothing_is_asked_and_no_voice_counts(room: Room) -> None:
    own, other = asked(room), asked(room, "bea")
    for who in ("ben", "sam"):
        room.must(who, voice(other))
    room.must("mona", BanMember(user_id=room.cast["ben"].user_id, reason="no"))

    assert standing(room) == {other: "open"}
    assert show(room.id).questions[0].upvotes == 1
    assert own not in str(standing(room))
    assert room.why_not("ben", voice(other)) == Code.BANNED
    assert room.why_not("ben", AskQuestion(text=TEXT)) == Code.BANNED


def test_its_bounds() -> None:
    with pytest.raises(ValidationError):
        AskQuestion(text="x" * 281)


def test_nothing_of_it_is_left_of_a_room_that_is_no_more(room: Room) -> None:
    room.must("bea", voice(asked(room)))
    purge(room.id)

    assert not Question.objects.exists()
    assert not Upvote.objects.exists()
