"""Who may say something, and who may keep it kind. The roles are the room's."""

from rooms.permissions import (
    Standing as Standing,
    may_announce as may_announce,
    may_call_out as may_call_out,
    may_confer as may_confer,
    may_moderate,
    may_speak,
    may_take_part,
    may_work,
    reader as reader,
    whose_it_is as whose_it_is,
)

may_post = may_speak
may_acknowledge = may_take_part
may_choose = may_take_part
may_go_along = may_take_part
may_report = may_take_part
"""Also who is timed out: only those who keep the room kind read it."""
may_remove = may_take_part
"""Everybody may take back her own words; whose they are is asked when the message is known."""
may_keep_it_kind = may_moderate
may_answer = may_work
may_give_shoutouts = may_call_out
