"""A seller's customers, as the server knows them: what she writes to those who said yes."""

from livesell.ledger.feature import Feature, command
from rooms import permissions
from rooms.customers import alerts, arrivals
from rooms.events.customers import ArrivalsTold
from rooms.frames.customers import TellArrivals

CUSTOMERS = Feature(
    commands=(command(TellArrivals, often="10 in 60s", allow=permissions.may_tell, run=arrivals.tell),),
    desk_events=(ArrivalsTold,),
    alerts=alerts.ALERTS,
    purge=arrivals.purge,
)
