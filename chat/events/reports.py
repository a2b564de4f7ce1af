"""Reports: what they say and who reported stands in no ledger. Staff and reporters read theirs over HTTPS."""

from typing import Literal

from pydantic import Field

from livesell.wire.envelope import Event, Frame, Id


class ReportsChanged(Event):
    """The queue of reports is not what it was: who shows it reads it anew over HTTPS."""

    type: Literal["reports.changed"] = "reports.changed"
    waiting: int = Field(description="cases that every moderator may decide")


class ReportsAnswered(Event):
    """These reports were looked at. Whose they are, and what came of them, is known to their authors alone."""

    type: Literal["reports.answered"] = "reports.answered"
    report_ids: list[Id]


class Reported(Frame):
    """Told to who reported alone."""

    kind: Literal["reported"] = "reported"
    report_id: Id
