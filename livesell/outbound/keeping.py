"""How long notifications are kept."""

from livesell.outbound.models import Notification

KEPT_MS = 90 * 24 * 3_600_000
PAGE = 500


def forget_page(now: int) -> bool:
    """Delete some of those that are older than ninety days, with what was sent of them; whether there were as many as
    are deleted at once."""
    old = Notification.objects.filter(at__lt=now - KEPT_MS).order_by("pk").values_list("pk", flat=True)
    found = list(old[:PAGE])
    Notification.objects.filter(pk__in=found).delete()
    return len(found) == PAGE
