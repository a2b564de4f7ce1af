"""What a chat word was taken for: told in the reply to who said it, and to nobody else."""

from typing import Annotated, Literal

from pydantic import Field

from livesell.wire.codes import Code
from livesell.wire.envelope import Frame, Id
from rooms.events.claims import ClaimView

Said = Annotated[str, Field(description="the claim as it was understood, in one form")]


class Candidate(Frame):
    """A variant that may have been meant."""

    item_id: Id
    variant_id: Id
    number: int
    name: str


class HeardClaim(Frame):
    """It was a claim. Its own event stands in the ledger after the message."""

    kind: Literal["claimed"] = "claimed"
    said: Said = Field(examples=["sold 14 M"])
    claim: ClaimView
    ahead: int = Field(description="how many stand in line before it")


class HeardPass(Frame):
    """It gave a claim back."""

    kind: Literal["passed"] = "passed"
    said: Said
    claim: ClaimView = Field(description="as it was")


class HeardRefused(Frame):
    """It was understood, and is refused. The message stands."""

    kind: Literal["refused"] = "refused"
    said: Said
    variant_id: Id
    quantity: int
    code: Code


class HeardUnsure(Frame):
    """It may be a claim, and something has to be asked: which item, or which of its variants."""

    kind: Literal["unsure"] = "unsure"
    verb: Literal["claim", "pass"]
    ask: Literal["item", "variant"]
    candidates: list[Candidate] = Field(description="at most fifty; none where any item may have been meant")


Heard = Annotated[HeardClaim | HeardPass | HeardRefused | HeardUnsure, Field(discriminator="kind")]
