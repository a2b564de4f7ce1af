"""A valid example of every frame, made from its schema alone, always the same.

They are what the documents show and what the tests of both languages begin with.
"""

from collections.abc import Callable
from typing import Any

from livesell.wire.export.schema import REF, Schema
from livesell.wire.ids import ID_PATTERN, derived_id

NOON = 1_767_268_800_000
WORDS = {
    "title": "Blue mug",
    "description": "Hand-thrown, holds three decilitres.",
    "about": "Pots and plates from a small kiln.",
    "name": "Hana",
    "axes": "Size",
    "options": "Large",
    "claim_words": "mine",
    "pass_words": "pass",
    "said": "sold 14 M",
    "note": "From the second box, 4.20 paid.",
    "network": "Instagram",
    "text": "Does it go in the dishwasher?",
    "rules": "Sold as seen. Be kind.",
    "notes": "Everything is washed and mended.",
    "zone": "Europe/Berlin",
    "token_hash": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "token": "k3Jq9vXc0TzR5yLmB7wPaA",
    "postponed_why": "The oven is still warm.",
    "reason": "Advertising for another shop.",
    "why": "She asked us to.",
    "appeal": "I paid on Friday, by bank transfer.",
    "address": "12 Mill Lane, 04109 Leipzig",
    "country": "DE",
    "countries": "DE",
    "code": "SPRING",
    "command": "item.set_stock",
    "tracking": "JD014600003RU",
    "mark": "ef2d127de37b942baad06145e54b0c619a1f22327b2ebbcfbec78f5564afe39d",
    "imprint": "Hana's attic, 1 Kiln Road, 04109 Leipzig",
    "how_to_pay": "By bank transfer, please.",
    "ticket": "q4Zr1mXw8KcTn0sVb7Lp2g",
    "epoch": "a1b2c3d4",
    "currency": "EUR",
    "small": "/pictures/8fQ2/small.webp",
    "large": "/pictures/8fQ2/large.webp",
    "id": "c-7Q2mZr1X",
    "prize": "A jar of plum jam",
    "commitment": "5feceb66ffc86f38d952786c6d696c79c2dbc239dd4e91b46729d73a27fb57e9",
    "list_hash": "6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b",
    "hash": "4e07408562bedb8b60ce05c1decfe3ad16b72230967de01f640b7e4729b49fce",
    "seed": "d4735e3a265e16eee03f59718b9b5d03019c07d8b6c51f90da3a666eec13ab35",
    "text_hash": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
}
LEFT_OUT = ("detail", "error", "retry_after_ms")
NULL: Schema = {"const": None}


class Examples:
    """Makes examples from one bundle of definitions; `choose` names the member of a union to show."""

    def __init__(self, bundle: Schema) -> None:
        self._defs: Schema = bundle["$defs"]

    def of(self, name: str, **choose: Schema) -> Any:
        """The example of a definition; a field in `choose` is made from that schema instead of its own."""
        defined = self._defs[name]
        if "enum" in defined:
            return defined["enum"][0]
        fields = {**defined["properties"], **choose}
        return {field: self._value(field, schema) for field, schema in fields.items()}

    def _value(self, field: str, schema: Schema) -> Any:
        if "const" in schema:
            return schema["const"]
        if "$ref" in schema:
            return self.of(schema["$ref"].removeprefix(REF))
        for union in ("anyOf", "oneOf"):
            if union in schema:
                return self._value(field, self._chosen(field, schema[union]))
        return self._plain(field, schema)

    def _chosen(self, field: str, members: list[Schema]) -> Schema:
        """The member of a union that is shown: null where a plain example has none to give."""
        return NULL if field in LEFT_OUT else members[0]

    def _plain(self, field: str, schema: Schema) -> Any:
        if "enum" in schema:
            return schema["enum"][0]
        makers: dict[str, Callable[[], Any]] = {
            "string": lambda: _text(field, schema),
            "integer": lambda: _number(field, schema),
            "boolean": lambda: True,
            "array": lambda: [self._value(field, schema["items"])],
        }
        return makers[schema["type"]]()


def _text(field: str, schema: Schema) -> str:
    if schema.get("pattern") == ID_PATTERN:
        return derived_id("example", field)
    return WORDS[field]


def _number(field: str, schema: Schema) -> int:
    if field.endswith(("_at", "_until")) or field in ("at", "until"):
        return NOON
    return int(max(schema.get("minimum", 0), min(schema.get("maximum", 12), 12)))
