"""Every row has a test, every test that a row names is there, and the operators' page lists them all."""

import re

import pytest

from tests.attacks.rows import APART, ROWS
from tests.support.server import ROOT

TESTS = ROOT / "tests"
MARK = re.compile(r'mark\.attack\("(A\d+)"\)')


def test_every_row_is_tried() -> None:
    here = {row for file in (TESTS / "attacks").glob("test_*.py") for row in MARK.findall(file.read_text())}

    assert [row for row, one in ROWS.items() if not one.tests and row not in here] == []
    assert set(ROWS).isdisjoint(APART)


@pytest.mark.parametrize("row", ROWS)
def test_what_a_row_names_is_there(row: str) -> None:
    for name in ROWS[row].tests:
        file, _, test = name.partition("::")
        assert (TESTS / file).is_file(), name
        assert not test or f"def {test}(" in (TESTS / file).read_text(), name


def test_every_mark_names_a_row() -> None:
    marked = {row for file in TESTS.rglob("test_*.py") for row in MARK.findall(file.read_text())}

    assert marked <= set(ROWS)
