"""The outbox's third step: deliveries are leased, sent, and what came of it is written down.

At least once: a process that dies between sending and writing has its deliveries sent again when the lease is over.
A receiver that can tell takes them for one: by the `Topic` of a push, by the `Message-ID` of a mail.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet

from livesell.accounts.language import speaking_to
from livesell.ledger.shown import shown
from livesell.outbound import rows, subscriptions
from livesell.outbound.deciding import still_good
from livesell.outbound.mailing import Letter, letter_of
from livesell.outbound.models import Delivery, PushSubscription
from livesell.outbound.push.messages import Message, message_of

MOST = 100
IN_DIGEST = 50
LEASE_MS = 60_000
FIRST_AGAIN, LONGEST_AGAIN = 5_000, 3_600_000
STALE_AFTER = 24 * 3_600_000
"""What could not be sent for so long is not sent any more."""


@dataclass(frozen=True, slots=True)
class Sending:
    """What goes to one receiver now; of a digest several deliveries at once."""

    ids: tuple[int, ...]
    job: Message | Letter


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it. `again_ms`: it is to be tried again, not before that; `gone`: the receiver is no more."""

    sending: Sending
    ok: bool = False
    gone: bool = False
    refused: bool = False
    again_ms: int = 0


def take(now: int, most: int = MOST) -> list[Sending]:
    """Lease what is due, and write it as its receivers read it."""
    return written(lease(now, most), now)


def lease(now: int, most: int = MOST) -> list[Delivery]:
    """Take what is due, each by one process only. What may not be told any more is dropped."""
    with transaction.atomic():
        first = Delivery.objects.filter(pk__in=rows.due(now, most))
        due = list(_whole(first).order_by("-urgent", "pk"))
        due += _rest_of_digests([one for one in due if one.channel == "digest"], now)
        good = still_good([one.notification for one in due], now)
        late = [one for one in due if one.notification_id not in good or _is_stale(one, now)]
        left = [one for one in due if one not in late]
        Delivery.objects.filter(pk__in=[one.pk for one in late]).update(state="late")
        Delivery.objects.filter(pk__in=[one.pk for one in left]).update(leased_until=now + LEASE_MS)
    return left


def _is_stale(one: Delivery, now: int) -> bool:
    return one.not_before < now - STALE_AFTER or (
        one.subscription is not None and not subscriptions.is_good(one.subscription)
    )


def settle(outcomes: Iterable[Outcome], now: int) -> None:
    """Write down what came of what was sent."""
    told = list(outcomes)
    with transaction.atomic():
        _mark(told, now)
        for one in told:
            if one.gone:
                PushSubscription.objects.filter(pk__in=_subscriptions([one])).delete()
            elif not (one.ok or one.refused):
                _again(one, now)


def _mark(told: Sequence[Outcome], now: int) -> None:
    sent = [pk for one in told if one.ok for pk in one.sending.ids]
    refused = [pk for one in told if one.refused for pk in one.sending.ids]
    Delivery.objects.filter(pk__in=sent).update(state="sent", sent_at=now)
    Delivery.objects.filter(pk__in=refused).update(state="refused")


def _again(one: Outcome, now: int) -> None:
    for delivery in Delivery.objects.filter(pk__in=one.sending.ids, state="waiting"):
        wait = min(FIRST_AGAIN << min(delivery.attempts, 10), LONGEST_AGAIN)
        delivery.attempts += 1
        delivery.next_at, delivery.leased_until = now + max(wait, one.again_ms), 0
        delivery.save(update_fields=["attempts", "next_at", "leased_until"])


def _subscriptions(told: Sequence[Outcome]) -> list[str]:
    jobs = [one.sending.job for one in told]
    return [job.subscription_id for job in jobs if isinstance(job, Message)]


def _whole(found: QuerySet[Delivery]) -> QuerySet[Delivery]:
    return found.select_related("notification", "user", "subscription__user")


def _rest_of_digests(firsts: Sequence[Delivery], now: int) -> list[Delivery]:
    """What else is in the digests of which the first line is due."""
    targets = [one.target for one in firsts]
    rest = Delivery.objects.filter(target__in=targets, state="waiting", not_before__lte=now)
    found: list[Delivery] = []
    for target in targets:
        own = _whole(rest.filter(target=target).exclude(pk__in=[one.pk for one in firsts]))
        found += own.order_by("pk")[: IN_DIGEST - 1]
    return found


def written(due: Sequence[Delivery], now: int) -> list[Sending]:
    """Mails and pushes of what was leased. It writes nothing and takes most of the time, so no writer does it."""
    together: dict[str, list[Delivery]] = defaultdict(list)
    for one in due:
        together[one.target].append(one)
    return shown(list(together.values()), lambda those: _sending(those, now))


def _sending(those: Sequence[Delivery], now: int) -> Sending:
    first = those[0]
    notifications = [one.notification for one in those]
    with speaking_to(first.user):
        if first.subscription is not None:
            job: Message | Letter = message_of(first.notification, first.subscription, now)
        else:
            job = letter_of(first.user, notifications, is_digest=first.channel == "digest")
    return Sending(tuple(one.pk for one in those), job)
