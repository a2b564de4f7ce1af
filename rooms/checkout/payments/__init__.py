"""How money comes: providers behind one interface.

A provider begins a payment and gives a link to it; what it hears later it brings as a `Settlement`, which is
decided in a turn like everything else. Without any, orders are paid outside and marked paid by the seller.
"""

from dataclasses import dataclass
from typing import Protocol

from django.conf import settings

from rooms.models.orders import Order


@dataclass(frozen=True, slots=True)
class Settlement:
    """A provider says that money came. `event_id` names what it said, `reference` the payment itself."""

    event_id: str
    order_id: str
    reference: str
    amount: int
    currency: str


class NotGenuine(Exception):
    """What was received does not come from the provider, or not in this form."""


class Unreachable(Exception):
    """The provider did not answer, or not well. Asking again later may help."""


class Unpayable(Exception):
    """The provider cannot charge this sum in this currency; the message is for the buyer."""


class Provider(Protocol):
    """One way to pay. `name` is what payments are kept under."""

    name: str

    def begin(self, order: Order, *, back: str, now: int) -> str:
        """The address at which this confirmed order is paid; the same while its sum stays. Raises `Unreachable`, or
        `Unpayable`."""

    def heard(self, body: bytes, signature: str) -> Settlement | None:
        """What a webhook says, once its signature is proven; None for news of other kinds. Raises `NotGenuine`."""


def provider() -> Provider | None:
    """The provider this server is set up with."""
    if not settings.LIVESELL_STRIPE_KEY:
        return None
    from rooms.checkout.payments.stripe import Stripe  # noqa: PLC0415 - the extra `livesell[stripe]`

    return Stripe(
        settings.LIVESELL_STRIPE_KEY, settings.LIVESELL_STRIPE_WEBHOOK_SECRET, settings.LIVESELL_STRIPE_API
    )
