"""What staff noted of people: that there is something, never what it says."""

from typing import Literal

from livesell.wire.envelope import Event, Id


class PersonNoted(Event):
    """The notes of a person are not what they were: who shows them reads them anew over HTTPS."""

    type: Literal["person.noted"] = "person.noted"
    user_id: Id
