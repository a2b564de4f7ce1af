"""Announcements, as the server knows them."""

from chat.announcements import announcements
from chat.announcements.announcements import EndAnnouncement
from chat.events.announcements import (
    AnnouncementEnded,
    AnnouncementPosted,
    AnnouncementTakenDown,
    AnnouncementView,
)
from chat.frames.announcements import PostAnnouncement, TakeDownAnnouncement
from chat.permissions import may_announce
from livesell.ledger.feature import Deadline, Feature, Part, command
from livesell.ledger.sql import Sql
from livesell.ledger.turn import Handler
from rooms.permissions import may_host, may_keep_time

OVER = Sql("SELECT room_id, room_id AS id, until AS due_at FROM chat_announcement WHERE until <= %s")

ANNOUNCEMENTS = Feature(
    commands=(
        command(PostAnnouncement, often="20 in 60s", allow=may_announce, run=announcements.post),
        command(TakeDownAnnouncement, often="20 in 60s", allow=may_host, run=announcements.take_down),
    ),
    clock=(Deadline("announcement", EndAnnouncement, "", Handler(may_keep_time, announcements.end), OVER),),
    show_events=(AnnouncementPosted, AnnouncementEnded, AnnouncementTakenDown),
    snapshot=(
        Part(
            "announcement",
            AnnouncementView | None,
            lambda context: announcements.standing(context.room_id),
            "a host's line above the chat",
        ),
    ),
    on_ban=announcements.take_down_of,
    purge=announcements.forget,
)
