"""The commands about claims."""

from typing import Literal

from pydantic import Field

from livesell.wire.envelope import Command, Id
from rooms.frames.values import Quantity


class PlaceClaim(Command):
    """Ask for units. Held while there is stock and nobody waits; in line otherwise."""

    type: Literal["claim.place"] = "claim.place"
    variant_id: Id
    quantity: Quantity = 1
    price_version: int = Field(ge=1, le=2**31 - 1, description="of the price that the buyer saw")


class ReleaseClaim(Command):
    """Give a claim back, held or waiting. Staff may release anybody's; a seller those of her items."""

    type: Literal["claim.release"] = "claim.release"
    claim_id: Id


class ConfirmClaim(Command):
    """The seller takes a held claim as sold: it no longer runs out."""

    type: Literal["claim.confirm"] = "claim.confirm"
    claim_id: Id
