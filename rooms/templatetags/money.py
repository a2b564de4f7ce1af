"""Money and moments on pages."""

from datetime import UTC, datetime

from django import template

from rooms.rules.money import shown

register = template.Library()


@register.filter
def money(minor: int, currency: str) -> str:
    """An amount in minor units, as people write it."""
    return shown(minor, currency)


@register.filter
def moment(at: int) -> datetime:
    """A moment in milliseconds, as a date that templates know."""
    return datetime.fromtimestamp(at / 1000, UTC)
