"""An address that somebody writes is text: the pages make no link of it, and the server never goes there."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.server import ROOT

ASKS_OTHERS = re.compile(r"(urllib\.request|urllib3|http\.client|httpx|requests|aiohttp|ftplib|smtplib)\b")
WITH_REASON = {
    "livesell/outbound/push/posting.py": "known push services alone, pinned to a public address, no redirects",
    "livesell/client/https.py": "the client of the demo, of tests and bots",
    "livesell/demo/serving.py": "the demo waits for its own server",
}
MAKES_MARKUP = re.compile(r"\{@html|innerHTML|outerHTML|insertAdjacentHTML|document\.write|autolink|linkify")


def imports_of(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{one.name}" for one in node.names)


@pytest.mark.attack("A91")
def test_the_server_asks_no_address_that_people_give() -> None:
    files = [file for app in ("livesell", "rooms", "chat") for file in (ROOT / app).rglob("*.py")]
    found = {
        file.relative_to(ROOT).as_posix()
        for file in files
        if any(ASKS_OTHERS.match(name) for name in imports_of(file))
    }

    assert found == set(WITH_REASON)
    served = [file for file in files if not {"client", "demo", "verbs"} & set(file.parts)]
    assert [
        file.name for file in served if any(name.startswith("livesell.client") for name in imports_of(file))
    ] == []


@pytest.mark.attack("A77")
def test_the_pages_make_no_markup_of_words() -> None:
    files = [*(ROOT / "frontend/src").rglob("*.svelte"), *(ROOT / "frontend/src").rglob("*.ts")]
    assert len(files) > 50

    found = [file.name for file in files if MAKES_MARKUP.search(file.read_text(encoding="utf-8"))]

    assert found == ["imports.test.ts"], "which looks for the same"
