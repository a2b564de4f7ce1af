"""Passwords in one normal form: keyboards and phones write the same password in different ones."""

import unicodedata


def normal(raw: str | None) -> str | None:
    """The password in NFKC (NIST SP 800-63B, 3.1.1.2)."""
    return None if raw is None else unicodedata.normalize("NFKC", raw)
