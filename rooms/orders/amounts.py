"""The bound of an amount goes by its party's currency, which a frame alone does not know."""

from livesell.ledger.turn import Refused
from livesell.wire.codes import Code
from rooms.rules.money import most, shown


def check(currency: str, *amounts: int | None) -> None:
    """Refuse (`bad_frame`) where an amount is more than a price in that currency can be. None is no amount."""
    highest = most(currency)
    if any(amount is not None and amount > highest for amount in amounts):
        raise Refused(Code.BAD_FRAME, f"no price is above {shown(highest, currency)}")
