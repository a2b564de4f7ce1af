"""When a viewer may ask for an item to be shown."""

from dataclasses import dataclass

from livesell.wire.codes import Code
from rooms.rules.parties import OVER


@dataclass(frozen=True, slots=True)
class Wanted:
    """An item as one asks for it."""

    party_state: str
    seller_id: str
    withdrawn: bool
    on_air: bool


def why_not(item: Wanted, user_id: str) -> Code | None:
    """Why she may not ask for it, first reason first; None where she may. Before the show she may, too."""
    if item.party_state in OVER:
        return Code.OVER
    if item.withdrawn:
        return Code.WITHDRAWN
    if item.seller_id == user_id:
        return Code.OWN_ITEM
    return Code.WRONG_STATE if item.on_air else None
