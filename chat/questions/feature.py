"""The question queue, as the server knows it."""

from chat import permissions
from chat.events.questions import (
    QuestionAnswered,
    QuestionAsked,
    QuestionRemoved,
    QuestionTaken,
    QuestionUpvoted,
    QuestionView,
)
from chat.frames.questions import AskQuestion, CloseQuestion, RemoveQuestion, TakeQuestion, UpvoteQuestion
from chat.questions import questions
from livesell.ledger.feature import Feature, OwnPart, Part, command
from livesell.wire.envelope import Id

QUESTIONS = Feature(
    commands=(
        command(AskQuestion, often="5 in 60s", allow=permissions.may_post, run=questions.ask),
        command(
            UpvoteQuestion, often="30 in 60s", allow=permissions.may_post, run=questions.upvote, may_wait=True
        ),
        command(TakeQuestion, often="60 in 60s", allow=permissions.may_answer, run=questions.take),
        command(CloseQuestion, often="60 in 60s", allow=permissions.may_answer, run=questions.close),
        command(RemoveQuestion, often="60 in 60s", allow=permissions.may_remove, run=questions.remove),
    ),
    show_events=(QuestionAsked, QuestionUpvoted, QuestionTaken, QuestionAnswered, QuestionRemoved),
    snapshot=(
        Part(
            "questions",
            list[QuestionView],
            lambda context: questions.standing_in(context.room_id),
            "that wait for an answer, and those of items that have one; oldest first",
        ),
    ),
    mine=(OwnPart("upvoted", list[Id], questions.upvoted, [], "questions for which she has a voice"),),
    on_leave=questions.withdraw_of,
    on_ban=questions.remove_of,
    on_end=questions.end_with_party,
    on_all_words_gone=lambda turn, user_id: questions.remove_of(turn, user_id, "staff"),
    purge=questions.forget,
)
