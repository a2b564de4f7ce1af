"""Numbers as they stand in Redis, where others may have written."""

LONGEST = 16


def whole(text: str) -> int:
    """The number; 0 for what is none, which is long ago and nobody."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST else 0
