"""Values that several commands of talking hold."""

from typing import Annotated

from pydantic import Field

from livesell.wire.text import Prose, at_most

Reason = Annotated[Prose, Field(min_length=1), at_most(500)]
