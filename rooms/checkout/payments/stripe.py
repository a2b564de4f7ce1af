"""Payment by Stripe Checkout: the buyer pays on a page of Stripe's, which tells us by a signed webhook.

No card and no address passes through this server. Amounts are minor units on both sides.
"""

import stripe

from rooms.checkout.payments import NotGenuine, Settlement, Unreachable
from rooms.models.orders import Order

PAID = frozenset({"checkout.session.completed", "checkout.session.async_payment_succeeded"})
TOLERANCE_SECONDS = 300
"""How old a signed webhook may be: an older one is a replay."""
SHORTEST_MS, LONGEST_MS = 31 * 60_000, 24 * 3_600_000 - 60_000
"""For how long Stripe lets a checkout page be open, a minute within its limits."""
TIMEOUT_SECONDS = 10
MOST = 10**12
"""Minor units: more than any order comes to."""


class Stripe:
    """A Stripe account. `api` is another address of its API than Stripe's own."""

    name = "stripe"

    def __init__(self, key: str, webhook_secret: str, api: str = "") -> None:
        self._secret = webhook_secret
        http = stripe.RequestsClient(timeout=TIMEOUT_SECONDS)
        self._client = stripe.StripeClient(
            key, base_addresses={"api": api} if api else {}, http_client=http, max_network_retries=1
        )

    def begin(self, order: Order, *, back: str, now: int) -> str:
        """A checkout page for the whole sum, open as long as there is time to pay."""
        total, expires_at = order.bill.total, _expires_at(order.pay_until or now, now)
        try:
            session = self._client.v1.checkout.sessions.create(
                {
                    "mode": "payment",
                    "client_reference_id": order.pk,
                    "line_items": [
                        {
                            "quantity": 1,
                            "price_data": {
                                "currency": order.party.currency.lower(),
                                "unit_amount": total,
                                "product_data": {"name": order.party.title},
                            },
                        }
                    ],
                    "success_url": back,
                    "cancel_url": back,
                    "expires_at": expires_at,
                },
                {"idempotency_key": f"{order.pk}-{total}-{expires_at}"},
            )
        except stripe.StripeError as error:
            raise Unreachable(type(error).__name__) from error
        return str(session.url)

    def heard(self, body: bytes, signature: str) -> Settlement | None:
        """What Stripe says of a checkout that was paid."""
        try:
            event = stripe.Webhook.construct_event(body, signature, self._secret, tolerance=TOLERANCE_SECONDS)
            if event.type not in PAID or event.data.object.payment_status != "paid":
                return None
            session = event.data.object
            if not isinstance(session.amount_total, int) or not 0 <= session.amount_total <= MOST:
                raise NotGenuine("no amount")
            return Settlement(
                event_id=str(event.id),
                order_id=str(session.client_reference_id),
                reference=str(session.payment_intent),
                amount=session.amount_total,
                currency=str(session.currency).upper(),
            )
        except (stripe.SignatureVerificationError, ValueError, AttributeError, TypeError, KeyError) as error:
            raise NotGenuine(type(error).__name__) from error


def _expires_at(pay_until: int, now: int) -> int:
    """In seconds: when the time to pay is over, within what Stripe allows. The same for everybody who asks in an hour,
    if it is the longest, so that the same page is found again."""
    hour = now - now % 3_600_000
    return max(min(pay_until, hour + LONGEST_MS), now + SHORTEST_MS) // 1000
