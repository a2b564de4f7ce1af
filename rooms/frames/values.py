"""The values that commands of selling share, with their bounds."""

from typing import Annotated

from pydantic import Field

from livesell.wire.text import Prose, at_most

MAX_STOCK = 10_000
MAX_PRICE = 100_000_000

Stock = Annotated[int, Field(ge=0, le=MAX_STOCK, description="units")]
Quantity = Annotated[int, Field(ge=1, le=MAX_STOCK, description="units")]
Price = Annotated[int, Field(ge=0, le=MAX_PRICE, description="minor units of the party's currency")]
Currency = Annotated[str, Field(pattern=r"^[A-Z]{3}$", description="ISO 4217")]
About = Annotated[Prose, at_most(2_000)]
