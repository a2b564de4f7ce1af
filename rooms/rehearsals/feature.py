"""Rehearsals."""

from livesell.ledger.feature import Deadline, Feature, command
from rooms import permissions
from rooms.frames.rooms import CloseRehearsal
from rooms.rehearsals import rehearsals
from rooms.rehearsals.rehearsals import DismissMember

REHEARSALS = Feature(
    commands=(command(CloseRehearsal, often="10 in 60s", allow=permissions.may_host, run=rehearsals.close),),
    clock=(
        Deadline("shut", CloseRehearsal, "", rehearsals.CLOSE, rehearsals.OVER),
        Deadline("dismiss", DismissMember, "user_id", rehearsals.DISMISS, rehearsals.STRANGERS),
    ),
)
