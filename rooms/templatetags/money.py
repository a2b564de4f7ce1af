"""Money and moments on pages."""

from datetime import UTC, datetime

from django import template

from rooms.rules import money as rules

register = template.Library()


@register.filter
def money(minor: int, currency: str) -> str:
    """An amount in minor units, as people write it."""
    return rules.shown(minor, currency)


@register.filter
def typed(minor: int | None, currency: str) -> str:
    """An amount in minor units, as people type it into a field; nothing for none."""
    return "" if minor is None else rules.typed(minor, currency)


@register.filter
def moment(at: int) -> datetime:
    """A moment in milliseconds, as a date that templates know."""
    return datetime.fromtimestamp(at / 1000, UTC)
