"""What a reply tells the actor alone, where talking and selling meet."""

from typing import Annotated

from pydantic import Field

from chat.events.held import Waiting
from chat.events.moderation import Acted
from chat.events.reports import Reported
from rooms.events.heard import Heard


class WaitingLine(Waiting):
    """A message of hers waits; what its chat word was taken for does not."""

    heard: Heard | None


Aside = Annotated[Heard | WaitingLine | Acted | Reported, Field(discriminator="kind")]
