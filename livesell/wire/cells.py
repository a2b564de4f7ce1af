"""Cells of a table that a spreadsheet reads."""

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""With what a formula begins; also as Japanese and Chinese keyboards write it, which spreadsheets take alike."""


def safe(cell: object) -> object:
    """The cell; a text that a spreadsheet would reckon with is marked as text."""
    return f"'{cell}" if isinstance(cell, str) and cell.lstrip(" ").startswith(FORMULA) else cell
