"""The commands about claims."""

from typing import Annotated, Literal

from pydantic import Field

from livesell.wire.envelope import Command, Id
from livesell.wire.text import Line, at_most
from rooms.frames.values import Quantity, Reason, Token, TokenHash


class PlaceClaim(Command):
    """Ask for units. Held while there is stock and nobody waits; in line otherwise."""

    type: Literal["claim.place"] = "claim.place"
    variant_id: Id
    quantity: Quantity = 1
    price_version: int = Field(ge=1, le=2**31 - 1, description="of the price that the buyer saw")


class ReleaseClaim(Command):
    """Give a claim back, held or waiting. Staff may release anybody's; a seller those of her items: both say why."""

    type: Literal["claim.release"] = "claim.release"
    claim_id: Id
    reason: Annotated[Line, at_most(200)] = Field(
        default="", description="for everybody, of a claim that is not one's own"
    )


class ConfirmClaim(Command):
    """Take a held claim as sold: it no longer runs out. Its buyer may, or the seller for her."""

    type: Literal["claim.confirm"] = "claim.confirm"
    claim_id: Id


class ClaimFor(Command):
    """Claim for somebody who asked in another network and has no account here. The same name is the same buyer."""

    type: Literal["claim.add_for"] = "claim.add_for"
    variant_id: Id
    quantity: Quantity = 1
    price_version: int = Field(ge=1, le=2**31 - 1, description="of the price that was named to her")
    name: Annotated[Line, Field(min_length=1, max_length=120), at_most(30)]
    network: Annotated[Line, Field(min_length=1), at_most(20)] = Field(
        examples=["Instagram"], description="such as Instagram"
    )


class LinkFor(Command):
    """Let whoever has a secret take over what was claimed by hand for a buyer; only its hash is told. Empty: nobody."""

    type: Literal["claim.link_for"] = "claim.link_for"
    buyer_id: Id = Field(description="of the claims made by hand")
    token_hash: TokenHash


class TakeOver(Command):
    """What was claimed by hand for a buyer is the actor's own from now on: its link has the secret. It goes once."""

    type: Literal["claim.take_over"] = "claim.take_over"
    token: Token


class OverrideClaim(Command):
    """Move somebody in line, to its head or its end. Everybody sees it, with who did it and why."""

    type: Literal["claim.override"] = "claim.override"
    claim_id: Id
    to: Literal["first", "last"]
    reason: Reason
