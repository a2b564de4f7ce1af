"""Polls, as the server knows them."""

from chat import permissions
from chat.events.polls import PollClosed, PollOpened, PollRemoved, PollView
from chat.frames.polls import ClosePoll, OpenPoll, RemovePoll, VotePoll
from chat.polls import polls, rows
from chat.polls.polls import EndPoll
from livesell.ledger.feature import Deadline, Feature, OwnPart, Part, command
from livesell.ledger.sql import Sql
from livesell.ledger.turn import Handler
from rooms.permissions import may_keep_time

OVER = Sql("SELECT room_id, id, closes_at AS due_at FROM chat_poll WHERE closes_at <= %s")

POLLS = Feature(
    commands=(
        command(OpenPoll, often="10 in 60s", allow=permissions.may_keep_it_kind, run=polls.open_poll),
        command(
            VotePoll,
            often="20 in 60s",
            allow=permissions.may_post,
            run=polls.vote,
            bulk=True,
            may_wait=True,
        ),
        command(ClosePoll, often="20 in 60s", allow=permissions.may_keep_it_kind, run=polls.close),
        command(RemovePoll, often="20 in 60s", allow=permissions.may_keep_it_kind, run=polls.remove),
    ),
    clock=(Deadline("poll", EndPoll, "poll_id", Handler(may_keep_time, polls.end), OVER),),
    show_events=(PollOpened, PollClosed, PollRemoved),
    snapshot=(
        Part(
            "poll", PollView | None, lambda context: polls.last(context.room_id), "the last poll of the room"
        ),
    ),
    mine=(
        OwnPart(
            "vote",
            int | None,
            lambda context: rows.choices_of(context.room_id, context.users),
            None,
            "what she chose in the last poll",
        ),
    ),
    on_leave=polls.withdraw_of,
    on_ban=polls.remove_of,
    on_all_words_gone=lambda turn, user_id: polls.remove_of(turn, user_id, "staff"),
    purge=polls.forget,
)
