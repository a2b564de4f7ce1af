"""Keeping it kind: what is taken out, and who is warned, timed out and shut out."""

from chat import permissions
from chat.events.appeals import AppealAnswered, AppealFiled, AppealView
from chat.events.moderation import ActUndone, ActView, BanConfirmed, ModerationActed
from chat.events.people import PersonNoted
from chat.frames.appeals import AnswerAppeal, FileAppeal
from chat.frames.messages import RemoveMessage
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
from chat.frames.people import DropNote, NotePerson
from chat.moderation import acts, alerts, appeals, log, people, undo
from livesell.ledger.feature import Feature, Part, command

KIND = permissions.may_keep_it_kind

MODERATION = Feature(
    commands=(
        command(RemoveMessage, often="60 in 60s", allow=permissions.may_remove, run=acts.remove),
        command(MuteMember, often="60 in 60s", allow=KIND, run=acts.mute),
        command(UnmuteMember, often="60 in 60s", allow=KIND, run=acts.unmute),
        command(WarnMember, often="60 in 60s", allow=KIND, run=acts.warn),
        command(
            AcknowledgeWarning,
            often="10 in 60s",
            allow=permissions.may_acknowledge,
            run=acts.acknowledge,
        ),
        command(BanMember, often="30 in 60s", allow=KIND, run=acts.ban),
        command(ConfirmBan, often="30 in 60s", allow=KIND, run=acts.confirm),
        command(UnbanMember, often="30 in 60s", allow=KIND, run=acts.unban),
        command(RemoveAllOf, often="30 in 60s", allow=KIND, run=acts.remove_all),
        command(UndoAct, often="60 in 60s", allow=KIND, run=undo.undo),
    ),
    desk_events=(ModerationActed, BanConfirmed, ActUndone),
    desk=(Part("acts", list[ActView], lambda context: log.acts(context.room_id)),),
    purge=log.forget,
)

APPEALS = Feature(
    commands=(
        command(FileAppeal, often="10 in 60s", allow=permissions.whose_it_is, run=appeals.file),
        command(AnswerAppeal, often="30 in 60s", allow=KIND, run=appeals.answer),
    ),
    desk_events=(AppealFiled, AppealAnswered),
    alerts=alerts.ALERTS,
    desk=(Part("appeals", list[AppealView], lambda context: appeals.appeals(context.room_id)),),
    purge=appeals.forget,
)

PEOPLE = Feature(
    commands=(
        command(NotePerson, often="30 in 60s", allow=KIND, run=people.note),
        command(DropNote, often="30 in 60s", allow=KIND, run=people.drop),
    ),
    desk_events=(PersonNoted,),
    purge=people.forget,
)
