"""Where providers of payments tell us that money came. What is proven goes into a turn; only then is it taken."""

from functools import partial

import structlog
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST
from pydantic import ValidationError

from livesell.access.actor import SYSTEM
from livesell.app.gateway import gateway
from livesell.wire.codes import Code
from rooms.checkout import payments
from rooms.checkout.settlement import SETTLE, SettleOrder
from rooms.models.orders import Order

log = structlog.get_logger(__name__)
MAX_BYTES = 256 * 1024
RETRY = (Code.BUSY, Code.UNKNOWN, Code.INTERNAL)


@csrf_exempt
@require_POST
async def stripe(request: HttpRequest) -> HttpResponse:
    """200: we have it, or it is not for us; 400: it is not genuine; 404: there is no provider; 503: say it again."""
    provider = payments.provider()
    if provider is None:
        return HttpResponse(status=404)
    if int(request.headers.get("Content-Length") or 0) > MAX_BYTES:
        return HttpResponse(status=413)
    try:
        said = provider.heard(request.body, request.headers.get("Stripe-Signature", ""))
    except payments.NotGenuine as error:
        log.warning("webhook_not_genuine", provider=provider.name, error=str(error))
        return HttpResponse(status=400)
    if said is None:
        return HttpResponse()
    room_id = await gateway().database.read(partial(_room_of, said.order_id))
    if room_id is None:
        log.warning("payment_of_unknown_order", provider=provider.name, reference=said.reference)
        return HttpResponse()
    return await _settle(room_id, provider.name, said)


async def _settle(room_id: str, provider: str, said: payments.Settlement) -> HttpResponse:
    try:
        frame = SettleOrder(
            order_id=said.order_id,
            provider=provider,
            reference=said.reference,
            amount=said.amount,
            currency=said.currency,
        )
    except ValidationError as error:
        log.warning("payment_out_of_bounds", provider=provider, errors=error.error_count())
        return HttpResponse(status=400)
    answer = await gateway().dispatch.act(SYSTEM, f"{provider}-{said.event_id}"[:64], room_id, frame, SETTLE)
    return HttpResponse(status=503 if answer.code in RETRY else 200)


def _room_of(order_id: str) -> str | None:
    found = Order.objects.filter(pk=order_id).values_list("party__room_id", flat=True).first()
    return str(found) if found else None
