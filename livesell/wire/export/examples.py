"""A valid example of every frame, made from its schema alone, always the same.

A text has the example on its field, `Field(examples=[…])`. One that has none has that of a field of the same
name elsewhere, so a view shows what the command said. They are what the documents show and what the tests of both
languages begin with.
"""

from collections.abc import Callable
from typing import Any

from livesell.wire.export.schema import REF, Schema
from livesell.wire.ids import ID_PATTERN, derived_id

NOON = 1_767_268_800_000
LEFT_OUT = ("detail", "error", "retry_after_ms")
NULL: Schema = {"const": None}


class Examples:
    """Makes examples from one bundle of definitions; `choose` names the member of a union to show."""

    def __init__(self, bundle: Schema) -> None:
        self._defs: Schema = bundle["$defs"]
        self._said = {
            field: schema["examples"][0]
            for defined in reversed(self._defs.values())
            for field, schema in defined.get("properties", {}).items()
            if "examples" in schema
        }

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
        if "examples" in schema:
            return schema["examples"][0]
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
            "string": lambda: self._text(field, schema),
            "integer": lambda: _number(field, schema),
            "boolean": lambda: True,
            "array": lambda: schema.get("examples", [[self._value(field, schema["items"])]])[0],
        }
        return makers[schema["type"]]()

    def _text(self, field: str, schema: Schema) -> str:
        if schema.get("pattern") == ID_PATTERN:
            return derived_id("example", field)
        if field not in self._said:
            raise LookupError(f"give {field} an example where it is declared: Field(examples=[…])")
        said = self._said[field]
        return str(said[0] if isinstance(said, list) else said)


def _number(field: str, schema: Schema) -> int:
    if field.endswith(("_at", "_until")) or field in ("at", "until"):
        return NOON
    return int(max(schema.get("minimum", 0), min(schema.get("maximum", 12), 12)))
