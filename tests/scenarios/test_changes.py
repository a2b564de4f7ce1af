"""What is kept of a scenario loses nothing: any state and its changes give the state after it."""

from typing import Any

import pytest
from hypothesis import given, strategies as some

from tests.support import changes

NAMES = some.text("abc", min_size=1, max_size=2)
VALUES = some.recursive(
    some.none() | some.integers(0, 3) | NAMES,
    lambda inner: (
        some.lists(inner, max_size=4)
        | some.dictionaries(NAMES, inner, max_size=4)
        | some.lists(some.fixed_dictionaries({"id": NAMES, "value": inner}), max_size=4)
    ),
)


@given(old=VALUES, new=VALUES)
def test_any_value_and_its_changes_give_the_other(old: Any, new: Any) -> None:
    assert changes.applied(old, changes.between(old, new)) == new


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ({"stock": 3}, {"stock": 2}, {"/stock": {"old": 3, "new": 2}}),
        ([{"id": "jar", "held": 0}], [{"id": "jar", "held": 1}], {"/jar/held": {"old": 0, "new": 1}}),
        ([{"id": "jar"}, {"id": "cup"}], [{"id": "cup"}], {"/jar": {"old": {"id": "jar"}}}),
        ([{"id": "jar"}, {"id": "cup"}], [{"id": "cup"}, {"id": "jar"}], {"~": {"new": ["cup", "jar"]}}),
        ([{"offset": 1}], [{"offset": 1}, {"offset": 2}], {"/2": {"new": {"offset": 2}}}),
        ({"winners": []}, {"winners": []}, {}),
    ],
)
def test_a_change_is_told_where_it_is_and_no_more(old: Any, new: Any, expected: changes.Changes) -> None:
    assert changes.between(old, new) == expected
