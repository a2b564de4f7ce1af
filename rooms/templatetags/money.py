"""Money and moments on pages."""

from datetime import datetime

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from rooms import formats
from rooms.rules import money as rules

register = template.Library()
register.filter("money", formats.money)
register.filter("share", formats.share)
register.filter("day", formats.day)
register.filter("utc", formats.utc)


@register.filter
def typed(minor: int | None, currency: str) -> str:
    """An amount in minor units, as people type it into a field; nothing for none."""
    return "" if minor is None else rules.typed(minor, currency)


@register.filter
def negative(minor: int) -> int:
    """What is taken off: a minus by hand would change its side in a text that runs from right to left."""
    return -minor


@register.filter
def moment(when: datetime | int) -> SafeString:
    """A moment, also one in milliseconds. Where a script runs it is shown in the reader's own zone."""
    at = formats.utc(when) if isinstance(when, int) else when
    return format_html('<time datetime="{}" data-local>{}</time>', at.isoformat(), formats.moment(at))
