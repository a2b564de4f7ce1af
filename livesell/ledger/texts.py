"""What happens to a text after it was written: hidden at once, or forgotten for good. Only inside a turn."""

from livesell.ledger.models import Text


def hide(name: str, offset: int) -> None:
    """Serve the text to nobody from now on. It stays for an appeal until its retention ends."""
    Text.objects.filter(ledger__name=name, offset=offset).update(hidden=True)


def erase(name: str, offset: int) -> None:
    """Forget the text and its salt. Its hash stays in the fact, so the chain still verifies."""
    Text.objects.filter(ledger__name=name, offset=offset).update(hidden=True, text=None, salt="")
