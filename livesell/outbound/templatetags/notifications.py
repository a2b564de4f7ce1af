"""How many notifications somebody has not read, in the header of her pages."""

from django import template

from livesell.accounts.models import User
from livesell.ledger.clock import now_ms
from livesell.outbound import bell

register = template.Library()


@register.filter
def unread(user: User) -> int:
    """Counted while the page is made: a page that asks for it by a script is not kept for Back, as what is answered may
    not be kept."""
    return bell.unread(user.pk, now_ms())
