"""The outbox's second step: what is due is told, over which ways, or not told at all.

What a person may read, and what she switched off, is asked here and once more when it is sent: so whatever ends it ends
it from its own place in the ledger on.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import transaction

from livesell.ledger.shown import shown, shown_together
from livesell.ledger.telling import AlertKind, Waiting
from livesell.outbound import choices, rows
from livesell.outbound.choices import Chosen
from livesell.outbound.hours import Day, after_quiet, next_digest
from livesell.outbound.kinds import kinds, may_read
from livesell.outbound.models import Delivery, Notification, PushSubscription

PAGE = 200
LOCK = 0x6C73_6F62
"""One process decides at a time, so that each person's order is the order of the facts."""
Sight = Collection[tuple[str, str]]
"""Who has the page of which room open and in sight: (room, user)."""


@dataclass(frozen=True, slots=True)
class Receivers:
    """What the people of a page have chosen, and their devices."""

    chosen: Chosen
    days: dict[str, Day]
    devices: dict[str, list[str]]
    in_sight: Sight
    confirmed: set[str]

    @classmethod
    def of(cls, user_ids: Collection[str], in_sight: Sight) -> "Receivers":
        """Four queries, however many they are."""
        devices: dict[str, list[str]] = defaultdict(list)
        found = PushSubscription.objects.filter(user_id__in=user_ids).order_by("pk")
        for user_id, subscription_id in found.values_list("user_id", "pk"):
            devices[user_id].append(subscription_id)
        addresses = EmailAddress.objects.filter(user_id__in=user_ids, verified=True)
        confirmed = set(addresses.values_list("user_id", flat=True))
        return cls(choices.chosen(user_ids), choices.days(user_ids), devices, in_sight, confirmed)

    def may_mail(self, user_id: str, kind: AlertKind) -> bool:
        """An address that nobody confirmed may be a stranger's: it gets what its own orders need, and no more."""
        return kind.despite_ban or user_id in self.confirmed or settings.ACCOUNT_EMAIL_VERIFICATION == "none"


def rooms_due(now: int) -> list[str]:
    """The rooms of which something is due."""
    due = (
        Notification.objects.filter(state="waiting", at__lte=now).order_by().values_list("room_id", flat=True)
    )
    return list(due.distinct()[:100])


def decide(now: int, in_sight: Sight) -> bool:
    """Decide a page of what is due; whether there may be more."""
    with transaction.atomic():
        if not rows.is_alone(LOCK):
            return False
        due = Notification.objects.filter(state="waiting", at__lte=now)
        page = list(due.order_by("-urgent", "at", "pk")[:PAGE])
        told = still_good(page, now)
        receivers = Receivers.of({one.user_id for one in page}, in_sight)
        good = [one for one in page if one.pk in told]
        deliveries = [made for those in shown(good, lambda one: _tell(one, receivers, now)) for made in those]
        _settle(page, told, now)
        Delivery.objects.bulk_create(deliveries, batch_size=200)
        return len(page) == PAGE


def _settle(page: Sequence[Notification], told: set[int], now: int) -> None:
    """Write down which were told, and which of them are read already. A statement a state: `bulk_update` takes half the
    time of a page."""
    seen = {one.pk for one in page if one.read_at is not None}
    left = {one.pk for one in page} - told
    Notification.objects.filter(pk__in=told).update(state="told")
    Notification.objects.filter(pk__in=left).update(state="dropped")
    Notification.objects.filter(pk__in=seen).update(read_at=now)


def still_good(notifications: Sequence[Notification], now: int) -> set[int]:
    """The ids of those that may be told: true still, not too late, of what the person may read.

    One of an older release, or mended by hand, that nobody can judge is not told, and takes no other with it.
    """
    known = [one for one in notifications if one.kind in kinds() and (one.until is None or now < one.until)]
    by_kind: dict[str, list[Waiting]] = defaultdict(list)
    for one in readable(known, now):
        waiting = Waiting(one.pk, one.user_id, one.room_id, one.about, one.at, one.words, now)
        by_kind[one.kind].append(waiting)
    return {one.id for kind, those in by_kind.items() for one in shown_together(those, kinds()[kind].still)}


def readable(notifications: Sequence[Notification], now: int) -> list[Notification]:
    """Those of what the person may read now, and those that are hers whatever becomes of her standing."""
    people: dict[str, set[str]] = defaultdict(set)
    for one in notifications:
        if not kinds()[one.kind].despite_ban:
            people[one.room_id].add(one.user_id)
    readers = {room: set(may_read(room, those, now)) for room, those in people.items()}
    return [
        one for one in notifications if kinds()[one.kind].despite_ban or one.user_id in readers[one.room_id]
    ]


def _tell(one: Notification, receivers: Receivers, now: int) -> list[Delivery]:
    """Over which ways it goes. Who has the page in sight that shows it has read it there."""
    kind, who = kinds()[one.kind], one.user_id
    devices = receivers.devices.get(who, [])

    def how(channel: str) -> str:
        return choices.how(receivers.chosen, who, kind, channel, has_push=bool(devices))

    seen = kind.in_room and (one.room_id, who) in receivers.in_sight
    if seen or how("bell") == "off":
        one.read_at = now
    if seen:
        return []
    day = receivers.days.get(who, Day())
    by_push = [
        _delivery(one, "push", f"push:{device}", after_quiet(now, day), subscription_id=device)
        for device in devices
        if how("push") == "now"
    ]
    mail = how("mail") if receivers.may_mail(who, kind) else "off"
    if mail == "now":
        return [*by_push, _delivery(one, "mail", f"mail:{who}", after_quiet(now, day))]
    if mail == "digest":
        return [*by_push, _delivery(one, "digest", f"digest:{who}", next_digest(now, day))]
    return by_push


def _delivery(
    one: Notification, channel: str, target: str, at: int, subscription_id: str | None = None
) -> Delivery:
    return Delivery(
        notification=one,
        user_id=one.user_id,
        channel=channel,
        target=target,
        urgent=one.urgent,
        not_before=at,
        subscription_id=subscription_id,
    )
