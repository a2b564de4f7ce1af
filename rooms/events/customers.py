"""What a seller does for her customers, as far as the staff read of it."""

from typing import Literal

from livesell.wire.envelope import Event, Id, Person


class ArrivalsTold(Event):
    """A seller wrote to those who said yes. What she wrote is read over HTTPS, so that it can be forgotten."""

    type: Literal["arrivals.told"] = "arrivals.told"
    arrivals_id: Id
    seller: Person
    party_id: Id
