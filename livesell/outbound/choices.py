"""What people want to be told over which way: their choices, and what holds where they chose nothing."""

from collections.abc import Collection, Iterable

from livesell.ledger.telling import AlertKind
from livesell.outbound.hours import Day
from livesell.outbound.kinds import kinds
from livesell.outbound.models import Delivery, Hours, Preference

CHANNELS = {"bell": ("now", "off"), "push": ("now", "off"), "mail": ("now", "digest", "off")}
"""What may be chosen for each way. `bell`: the list on every page."""

Chosen = dict[tuple[str, str, str], str]


def chosen(user_ids: Collection[str]) -> Chosen:
    """What these people chose, by person, kind and way."""
    found = Preference.objects.filter(user_id__in=user_ids)
    return {(one.user_id, one.kind, one.channel): one.how for one in found}


def how(choices: Chosen, user_id: str, kind: AlertKind, channel: str, *, has_push: bool) -> str:
    """How she is told of that kind over that way: `now`, `digest` or `off`."""
    if own := choices.get((user_id, kind.name, channel)):
        return own
    return default(kind, channel, has_push=has_push)


def default(kind: AlertKind, channel: str, *, has_push: bool) -> str:
    """What holds where nothing was chosen."""
    if channel == "push":
        return kind.push
    if channel == "mail":
        pushed = has_push and kind.push == "now"
        return ("off" if pushed else "now") if kind.mail == "without_push" else kind.mail
    return "now"


def choose(user_id: str, kind: str, channel: str, how: str) -> None:
    """Keep a choice. What waits to be told over a way that is off now is not told any more. ValueError for a choice
    that there is not."""
    if kind not in kinds() or how not in CHANNELS.get(channel, ()):
        raise ValueError(f"{kind} by {channel} cannot be {how}")
    Preference.objects.update_or_create(user_id=user_id, kind=kind, channel=channel, defaults={"how": how})
    if how == "off":
        ways = {"push": ("push",), "mail": ("mail", "digest")}.get(channel, ())
        waiting = Delivery.objects.filter(user_id=user_id, channel__in=ways, state="waiting")
        waiting.filter(notification__kind=kind).update(state="dropped")


def days(user_ids: Iterable[str]) -> dict[str, Day]:
    """The hours of those of these people who set any."""
    found = Hours.objects.filter(user_id__in=list(user_ids))
    return {one.user_id: Day(one.zone, one.quiet_from, one.quiet_until, one.digest_hour) for one in found}


def set_hours(user_id: str, day: Day) -> None:
    """Keep her hours."""
    Hours.objects.update_or_create(
        user_id=user_id,
        defaults={
            "zone": day.zone,
            "quiet_from": day.quiet_from,
            "quiet_until": day.quiet_until,
            "digest_hour": day.digest_hour,
        },
    )
