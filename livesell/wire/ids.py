"""Identifiers: ULIDs in lower case, sortable by the moment they were made."""

import hashlib

from ulid import ULID

ID_PATTERN = r"^[0-7][0-9a-hjkmnp-tv-z]{25}$"
ID_LENGTH = 26


def new_id() -> str:
    """A fresh id: 48 bits of time, 80 bits of randomness."""
    return str(ULID()).lower()


def derived_id(*parts: str) -> str:
    """The same id for the same parts, always: what makes a repeated creation find its first result."""
    digest = hashlib.sha256("\x00".join(parts).encode()).digest()
    return str(ULID.from_bytes(bytes([digest[0] & 0x7F]) + digest[1:16])).lower()
