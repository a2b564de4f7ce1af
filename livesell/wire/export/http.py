"""TypeScript of what is read and sent over HTTPS, from the OpenAPI document: `http.ts`.

Shapes that the socket has too are taken from `frames.ts`. Commands are left out: they have one way in, and
answer `Reply`.
"""

import json
from collections.abc import Iterator, Mapping

from livesell.wire.export.schema import REF, Schema, reachable, references
from livesell.wire.export.typescript import HEAD, comment, definition, type_of

COMPONENTS = "#/components/schemas/"
METHODS = {"get": "What is read, by its address.", "post": "What is sent that is no command, by its address."}


def http_ts(openapi: Mapping[str, object], frames: Schema) -> str:
    """An interface for each answer, and for each method a table of addresses with parameters and answer."""
    document: Schema = json.loads(json.dumps(openapi).replace(COMPONENTS, REF))
    defs: Schema = document["components"]["schemas"]
    routes = {method: dict(_routes(document["paths"], method)) for method in METHODS}
    used = {name for each in routes.values() for _, answer in each.values() for name in references(answer)}
    own = {found for name in used for found in _own(defs, name, frames)}
    shared = {name for each in own for name in references(defs[each])} | used
    taken = ", ".join(sorted(shared & frames["$defs"].keys()))
    parts = [f'{HEAD}\nimport type {{ {taken} }} from "./frames";\n']
    parts.extend(definition(name, defs[name]) for name in sorted(own))
    parts.extend(_table(method, meaning, routes[method]) for method, meaning in METHODS.items())
    return "\n".join(parts)


def _routes(paths: Schema, method: str) -> Iterator[tuple[str, tuple[list[Schema], Schema]]]:
    """Each address with its parameters and the schema of its answer, where that is JSON and no command's."""
    for path, operations in paths.items():
        operation = operations.get(method)
        content = operation and operation["responses"].get("200", {}).get("content")
        if content and "/commands/" not in path:
            inside = [each for each in operation.get("parameters", []) if each["in"] in {"path", "query"}]
            yield path, (inside, content["application/json"]["schema"])


def _own(defs: Schema, name: str, frames: Schema) -> set[str]:
    """What an answer consists of that no frame has."""
    known: Schema = frames["$defs"]
    ends: Schema = {each: {} if each in known else defined for each, defined in defs.items()}
    return reachable(ends, name) - known.keys()


def _table(method: str, meaning: str, routes: Mapping[str, tuple[list[Schema], Schema]]) -> str:
    rows = "".join(
        f"  {json.dumps(path)}: {{ params: {_params(params)}; answer: {type_of(answer)} }};\n"
        for path, (params, answer) in routes.items()
    )
    return f"{comment(meaning)}export interface {method.capitalize()}s {{\n{rows}}}\n"


def _params(params: list[Schema]) -> str:
    fields = (
        f"{each['name']}{'' if each['required'] else '?'}: {type_of(each['schema'])}" for each in params
    )
    return f"{{ {'; '.join(fields)} }}" if params else "Record<never, never>"
