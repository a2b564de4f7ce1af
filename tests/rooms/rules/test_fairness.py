"""Every way of cheating in a giveaway that somebody thought of is found, in both languages and by the small script."""

import json
from pathlib import Path

import pytest

from rooms.rules import fairness
from tests.support import shams
from tests.support.shams import Export

CASES = Path(__file__).resolve().parents[2] / "checks" / "giveaways.json"
EXPORTS = shams.exports()
NAMES = [export.name for export in EXPORTS]


@pytest.mark.parametrize("export", EXPORTS, ids=NAMES)
def test_what_is_wrong_is_found_where_it_is(export: Export) -> None:
    checker = fairness.check(json.loads(json.loads(line)["fact"]) for line in export.lines[1:])

    assert [(one.offset, one.fault) for one in checker.found] == export.faults


def test_there_is_a_way_to_be_caught_at_every_fault() -> None:
    assert {fault for export in EXPORTS for _, fault in export.faults} == set(fairness.SAYS)


def test_the_pages_are_tested_with_these_too(request: pytest.FixtureRequest) -> None:
    """`--write-scenarios` writes the file that the tests of the pages read."""
    cases = [
        {"name": one.name, "lines": one.lines, "faults": [list(fault) for fault in one.faults]}
        for one in EXPORTS
    ]
    text = json.dumps(cases, indent=1) + "\n"
    if request.config.getoption("--write-scenarios"):
        CASES.write_text(text, encoding="utf-8")

    assert CASES.read_text(encoding="utf-8") == text
