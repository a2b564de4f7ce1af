"""A page stays light: so much JavaScript, compressed, comes before anything shows, with its texts in any language."""

import gzip
import json
from typing import Any

import pytest
from django.conf import settings

from tests.browser.conftest import MANIFEST

pytestmark = pytest.mark.browser
BUDGETS = {"room": 53_000, "studio": 75_500, "terms": 61_500, "check": 50_000}
"""Bytes, with the texts of the longest language."""


def scripts_of(manifest: dict[str, Any], entry: str) -> set[str]:
    """The files of an entry and of all it imports."""
    found = {manifest[entry]["file"]}
    for imported in manifest[entry].get("imports", []):
        found |= scripts_of(manifest, imported)
    return found


@pytest.mark.parametrize("language", dict(settings.LANGUAGES))
@pytest.mark.parametrize("page", BUDGETS)
def test_the_scripts_of_a_page_are_within_budget(page: str, language: str) -> None:
    assert MANIFEST.is_file(), "the pages are not built"
    manifest = json.loads(MANIFEST.read_text())
    entries = ("entries/site", f"entries/{page}", f"messages/{language}/pages/{page}")
    files = set[str]().union(*(scripts_of(manifest, f"src/{entry}.ts") for entry in entries))

    size = sum(len(gzip.compress((MANIFEST.parent / name).read_bytes())) for name in files)

    assert 10_000 < size < BUDGETS[page]
