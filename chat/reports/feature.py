"""Reports, as the server knows them."""

from chat import permissions
from chat.events.reports import ReportsAnswered, ReportsChanged
from chat.frames.reports import DecideReport, FileReport, TakeReport
from chat.reports import reports
from livesell.ledger.feature import Feature, OwnPart, Part, command
from livesell.wire.envelope import Id

REPORTS = Feature(
    commands=(
        command(FileReport, often="10 in 60s", allow=permissions.may_report, run=reports.file),
        command(TakeReport, often="60 in 60s", allow=permissions.may_keep_it_kind, run=reports.take),
        command(DecideReport, often="60 in 60s", allow=permissions.may_keep_it_kind, run=reports.decide),
    ),
    show_events=(ReportsAnswered,),
    desk_events=(ReportsChanged,),
    desk=(Part("reports_waiting", int, lambda context: reports.waiting(context.room_id)),),
    mine=(OwnPart("reports", list[Id], reports.open_ones, [], "reports of hers that wait for an answer"),),
    on_ban=reports.about_changed,
    on_role=reports.about_changed,
    purge=reports.forget,
)
