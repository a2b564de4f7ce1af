"""The question queue: asked, wanted by others too, taken by somebody of the staff, answered.

A question of an item is one of all its copies, so it is there when the item is carried to the next party. Others go
when the party ends.
"""

import json
from typing import Literal

from django.db.models import QuerySet

from chat.events.questions import (
    QuestionAnswered,
    QuestionAsked,
    QuestionRemoved,
    QuestionTaken,
    QuestionUpvoted,
    QuestionView,
)
from chat.frames.questions import AskQuestion, CloseQuestion, RemoveQuestion, TakeQuestion, UpvoteQuestion
from chat.ingest import ingest
from chat.messages.messages import sayable
from chat.models.questions import Question, Upvote
from chat.rules.questions import MOST_KEPT, has_room
from livesell.ledger import read, texts
from livesell.ledger.feature import ReadContext
from livesell.ledger.shown import shown
from livesell.ledger.turn import Recorded, Refused, Turn
from livesell.wire import chain
from livesell.wire.codes import Code
from livesell.wire.envelope import Person
from rooms.permissions import first_of_item, moderates


def ask(turn: Turn, frame: AskQuestion) -> Recorded:
    """Ask. `empty_text`, `not_found` for an item that is not announced, `limit`."""
    text = ingest.checked(turn, sayable(frame.text))
    item_id = first_of_item(turn, frame.item_id) if frame.item_id else None
    waiting = _of_room(turn).exclude(state=Question.ANSWERED)
    if not has_room(waiting.count(), waiting.filter(author_id=turn.actor.user_id).count()):
        raise Refused(Code.LIMIT)
    question = Question.objects.create(
        room_id=turn.room_id,
        author_id=turn.actor.user_id,
        offset=turn.next_offset(),
        item_id=item_id or "",
    )
    salt = turn.new_salt()
    event = QuestionAsked(
        question_id=question.pk,
        author=turn.actor.person,
        item_id=item_id,
        text_hash=chain.text_hash(salt, text),
    )
    return turn.record(event, text=text, salt=salt)


def upvote(turn: Turn, frame: UpvoteQuestion) -> Recorded:
    """One voice each. `not_found`, `over`, `own_item` for one's own, `wrong_state` where nothing would change."""
    question = _find(turn, frame.question_id)
    if question.state == Question.ANSWERED:
        raise Refused(Code.OVER)
    if question.author_id == turn.actor.user_id:
        raise Refused(Code.FORBIDDEN)
    voices = Upvote.objects.filter(question=question, user_id=turn.actor.user_id)
    if voices.exists() == frame.on:
        raise Refused(Code.WRONG_STATE)
    if frame.on:
        Upvote.objects.create(question=question, user_id=turn.actor.user_id)
    else:
        voices.delete()
    return _count(turn, question)


def take(turn: Turn, frame: TakeQuestion) -> Recorded:
    """Being answered by the actor, whoever took it before. `not_found`, `over`."""
    question = _waiting(turn, frame.question_id)
    _move(turn, question, Question.TAKEN)
    return turn.record(QuestionTaken(question_id=question.pk, by=turn.actor.person))


def close(turn: Turn, frame: CloseQuestion) -> Recorded:
    """Answered. `not_found`, `over`. Of very many that are kept the oldest makes way."""
    question = _waiting(turn, frame.question_id)
    _move(turn, question, Question.ANSWERED)
    recorded = turn.record(QuestionAnswered(question_id=question.pk, by=turn.actor.person))
    for old in _of_room(turn).filter(state=Question.ANSWERED).order_by("-offset")[MOST_KEPT:]:
        _remove(turn, old, "over")
    return recorded


def remove(turn: Turn, frame: RemoveQuestion) -> Recorded:
    """Take it out of sight: one's own, or as a moderator that of anybody below. `not_found`, `forbidden`."""
    question = _find(turn, frame.question_id)
    own = question.author_id == turn.actor.user_id
    if not own and not moderates(turn, question.author_id):
        raise Refused(Code.FORBIDDEN)
    return _remove(turn, question, "author" if own else "staff")


def remove_of(turn: Turn, user_id: str, reason: Literal["staff", "banned"] = "banned") -> None:
    """Nothing of hers is asked: she was banned, or all that she said is gone."""
    for question in _of_room(turn).filter(author_id=user_id):
        _remove(turn, question, reason)


def withdraw_of(turn: Turn, user_id: str) -> None:
    """Somebody was put out of the room: her voice counts nowhere."""
    for question in _of_room(turn).filter(voices__user_id=user_id).exclude(state=Question.ANSWERED):
        Upvote.objects.filter(question=question, user_id=user_id).delete()
        _count(turn, question)


def end_with_party(turn: Turn, _party_id: str) -> None:
    """The party is over: what is of no item is not asked any more."""
    for question in _of_room(turn).filter(item_id=""):
        _remove(turn, question, "over")


def standing_in(room_id: str) -> list[QuestionView]:
    """All questions of a room, oldest first; what was forgotten is left out."""
    found = Question.objects.filter(room_id=room_id).select_related("author", "by").order_by("offset")
    questions = list(found)
    stored = read.each_at(f"room.{room_id}", [question.offset for question in questions])
    words = {one.offset: json.loads(one.wire)["text"] for one in stored}
    told = [question for question in questions if words.get(question.offset) is not None]
    return shown(told, lambda question: _view(question, words[question.offset]))


def upvoted(context: ReadContext) -> dict[str, list[str]]:
    """For which questions each of these users has a voice."""
    found = Upvote.objects.filter(question__room_id=context.room_id, user_id__in=context.users)
    own: dict[str, list[str]] = {}
    for user_id, question_id in found.order_by("question__offset").values_list("user_id", "question_id"):
        own.setdefault(user_id, []).append(question_id)
    return own


def forget(room_id: str) -> None:
    """Delete the questions of a room that is no more."""
    Question.objects.filter(room_id=room_id).delete()


def _of_room(turn: Turn) -> QuerySet[Question]:
    return Question.objects.filter(room_id=turn.room_id).order_by("offset")


def _find(turn: Turn, question_id: str) -> Question:
    question = _of_room(turn).filter(pk=question_id).first()
    if question is None:
        raise Refused(Code.NOT_FOUND)
    return question


def _waiting(turn: Turn, question_id: str) -> Question:
    question = _find(turn, question_id)
    if question.state == Question.ANSWERED:
        raise Refused(Code.OVER)
    return question


def _move(turn: Turn, question: Question, state: str) -> None:
    question.state, question.by_id = state, turn.actor.user_id
    question.save(update_fields=["state", "by_id"])


def _count(turn: Turn, question: Question) -> Recorded:
    question.upvotes = question.voices.count()
    question.save(update_fields=["upvotes"])
    return turn.record(QuestionUpvoted(question_id=question.pk, upvotes=question.upvotes))


def _remove(turn: Turn, question: Question, reason: Literal["author", "staff", "banned", "over"]) -> Recorded:
    question_id = question.pk
    question.delete()
    texts.hide(f"room.{turn.room_id}", question.offset, turn.now, turn.next_offset())
    return turn.record(
        QuestionRemoved(question_id=question_id, question_offset=question.offset, reason=reason)
    )


def _view(question: Question, text: str) -> QuestionView:
    by = question.by
    return QuestionView.model_validate(
        {
            "id": question.pk,
            "offset": question.offset,
            "author": Person(id=question.author_id, name=question.author.name),
            "text": text,
            "item_id": question.item_id or None,
            "upvotes": question.upvotes,
            "state": question.state,
            "by": Person(id=by.pk, name=by.name) if by else None,
        }
    )
