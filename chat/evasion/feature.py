"""Who may be somebody that was banned. That she writes is said where talking and selling meet."""

from chat.evasion import evasion
from chat.events.evasion import EvasionDismissed, EvasionFlagged, EvasionView
from chat.frames.evasion import DismissEvasion
from chat.permissions import may_keep_it_kind
from livesell.ledger.feature import Feature, Part, command

EVASION = Feature(
    commands=(command(DismissEvasion, often="60 in 60s", allow=may_keep_it_kind, run=evasion.dismiss),),
    desk_events=(EvasionFlagged, EvasionDismissed),
    desk=(
        Part(
            "evasions",
            list[EvasionView],
            lambda context: evasion.views(context.room_id),
            "who may be somebody that is banned",
        ),
    ),
    on_leave=evasion.leave,
    purge=evasion.forget,
)
