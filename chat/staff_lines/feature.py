"""Lines among staff, as the server knows them."""

from chat import permissions
from chat.events.staff_lines import StaffLinePosted, StaffLineRemoved, StaffLineView
from chat.frames.staff_lines import PostStaffLine, RemoveStaffLine
from chat.staff_lines import staff_lines
from livesell.ledger.feature import Feature, Part, command

STAFF_LINES = Feature(
    commands=(
        command(PostStaffLine, often="20 in 30s", allow=permissions.may_confer, run=staff_lines.post),
        command(RemoveStaffLine, often="60 in 60s", allow=permissions.may_answer, run=staff_lines.remove),
    ),
    desk_events=(StaffLinePosted, StaffLineRemoved),
    desk=(
        Part(
            "staff_lines",
            list[StaffLineView],
            lambda context: staff_lines.last(context.room_id),
            "the last fifty lines among staff, oldest first",
        ),
    ),
)
