"""Payment by Stripe Checkout: the buyer pays on a page of Stripe's, which tells us by a signed webhook.

No card and no address passes through this server. Stripe counts some currencies otherwise than ISO 4217 does; what
follows from that is known here alone (docs.stripe.com/currencies: zero-decimal, three-decimal and special cases).
"""

import stripe
from django.utils.translation import gettext as _

from rooms import formats
from rooms.checkout import agreements
from rooms.checkout.payments import NotGenuine, Settlement, Unpayable, Unreachable
from rooms.models.orders import Order
from rooms.rules.money import MAX_TOTAL, digits

PAID = frozenset({"checkout.session.completed", "checkout.session.async_payment_succeeded"})
TOLERANCE_SECONDS = 300
"""How old a signed webhook may be: an older one is a replay."""
SHORTEST_MS, LONGEST_MS = 31 * 60_000, 24 * 3_600_000 - 60_000
"""For how long Stripe lets a checkout page be open, a minute within its limits."""
TIMEOUT_SECONDS = 10
BY_DIGITS = {
    0: "BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF",
    3: "BHD JOD KWD OMR TND",
}
DIGITS = {code: digits for digits, codes in BY_DIGITS.items() for code in codes.split()}
"""How many decimals Stripe counts; 2 in all others, ISK and UGX among them, which have none by ISO 4217."""
TENS = 3
"""Amounts with three decimals are charged in tens only."""


def charged(amount: int, currency: str) -> int:
    """An amount as Stripe counts it, or `Unpayable`."""
    theirs = DIGITS.get(currency, 2)
    counted, rest = divmod(amount * int(10**theirs), int(10 ** digits(currency)))
    if rest or (theirs == TENS and counted % 10):
        raise Unpayable(
            _("Stripe cannot charge %(amount)s to the last digit. Ask the seller how to pay.")
            % {"amount": formats.money(amount, currency)}
        )
    return counted


def taken(counted: int, currency: str) -> int:
    """An amount that Stripe counted, in minor units."""
    amount, rest = divmod(counted * int(10 ** digits(currency)), int(10 ** DIGITS.get(currency, 2)))
    if rest:
        raise NotGenuine("no amount")
    return amount


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
                                "unit_amount": charged(total, order.party.currency),
                                "product_data": {"name": agreements.of(order).party_title},
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
            if not isinstance(session.amount_total, int) or not 0 <= session.amount_total <= MAX_TOTAL:
                raise NotGenuine("no amount")
            currency = str(session.currency).upper()
            return Settlement(
                event_id=str(event.id),
                order_id=str(session.client_reference_id),
                reference=str(session.payment_intent),
                amount=taken(session.amount_total, currency),
                currency=currency,
            )
        except (stripe.SignatureVerificationError, ValueError, AttributeError, TypeError, KeyError) as error:
            raise NotGenuine(type(error).__name__) from error


def _expires_at(pay_until: int, now: int) -> int:
    """In seconds: when the time to pay is over, within what Stripe allows. The same for everybody who asks in an hour,
    if it is the longest, so that the same page is found again."""
    hour = now - now % 3_600_000
    return max(min(pay_until, hour + LONGEST_MS), now + SHORTEST_MS) // 1000
