"""What differs between two JSON values, as one small entry a place; together with the first it gives the second.

An entry's path names keys, joined by slashes. In a list an element is named by its `id` or `offset`, or by its place
where it has none. `~` after a path is the new order of such a list, told where it does not follow from the old one.
"""

from collections.abc import Iterator
from typing import Any

Changes = dict[str, dict[str, Any]]
"""By path: what was there as `old`, what is there as `new`; one of them is missing where it was added or is gone."""
ORDER = "~"


def between(old: Any, new: Any) -> Changes:
    """The changes that make `new` of `old`."""
    return dict(_differences("", old, new))


def applied(old: Any, changes: Changes) -> Any:
    """`old` with the changes made."""
    return _applied("", old, changes)


def _differences(path: str, old: Any, new: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    if old == new:
        return
    if not _is_open(old) or not _is_open(new) or type(old) is not type(new):
        yield path, {"old": old, "new": new}
        return
    before, after = _named(old), _named(new)
    for key in [*before, *(key for key in after if key not in before)]:
        inner = f"{path}/{key}"
        if key not in after:
            yield inner, {"old": before[key]}
        elif key not in before:
            yield inner, {"new": after[key]}
        else:
            yield from _differences(inner, before[key], after[key])
    if list(after) != _followed(before, after):
        yield path + ORDER, {"new": list(after)}


def _applied(path: str, old: Any, changes: Changes) -> Any:
    if path in changes:
        return changes[path]["new"]
    if not _is_open(old):
        return old
    parts = _named(old)
    added = {inner.rpartition("/")[2]: change for inner, change in changes.items() if _is_part(inner, path)}
    left = {
        key: _applied(f"{path}/{key}", one, changes)
        for key, one in parts.items()
        if "new" in changes.get(f"{path}/{key}", {"new": one})
    } | {key: change["new"] for key, change in added.items() if key not in parts}
    order = changes[path + ORDER]["new"] if path + ORDER in changes else list(left)
    return {key: left[key] for key in order} if isinstance(old, dict) else [left[key] for key in order]


def _is_part(inner: str, path: str) -> bool:
    return inner.rpartition("/")[0] == path and not inner.endswith(ORDER)


def _is_open(value: Any) -> bool:
    """True for what is compared key by key."""
    return isinstance(value, dict | list)


def _named(value: Any) -> dict[str, Any]:
    """The parts by their names; unless each element of a list has an id of its own, they are named by their places."""
    if isinstance(value, dict):
        return value
    ids = [one.get("id", one.get("offset")) if isinstance(one, dict) else None for one in value]
    names = ids if None not in ids and len(set(ids)) == len(ids) else range(len(value))
    return {str(name): one for name, one in zip(names, value, strict=True)}


def _followed(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    """The order that follows by itself: what was there stays in its order, what is new comes last."""
    return [*(key for key in before if key in after), *(key for key in after if key not in before)]
