"""What the pages for people say of the tree is true: the map, each path, each link, each setting. Each text is in the
catalogues."""

import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.texts import bare, catalogue

ROOT = Path(__file__).resolve().parents[1]
PYTHON = ("livesell", "rooms", "chat")
STARTS = ("", "livesell", "frontend/src", "rooms", "chat")
"""Where a path in a page may begin: `fanout/hub` is livesell/fanout/hub.py, `store/reduce` the file of the pages."""
PAGES = sorted(
    [
        *ROOT.glob("*.md"),
        *(ROOT / "docs").glob("*.md"),
        *(ROOT / "docs" / "developing").glob("*.md"),
    ]
)
OF_THE_TREE = [page for page in PAGES if page.name in ("ARCHITECTURE.md", "CONTRIBUTING.md")] + [
    page for page in PAGES if page.parent.name == "developing"
]
BUILT = {"frontend/src/wire", "build/scenarios", "livesell-data/"}
"""Paths that exist once they were made."""
NOT_FOR_OPERATORS = {"LIVESELL_SERVE", "LIVESELL_TURN_BATCH", "LIVESELL_VITE_DEV", "LIVESELL_STRIPE_API"}
"""Set by ourselves: by `livesell serve`, the benchmark, the pages' development server, the tests."""


def drawn() -> Iterator[str]:
    """The folders in the map of ARCHITECTURE.md, as paths."""
    block = (ROOT / "ARCHITECTURE.md").read_text().split("## The map")[1].split("```")[1]
    above: list[str] = []
    for line in block.strip("\n").splitlines():
        named = re.match(r"( *)((?:[a-z_]+/)+(?:[a-z]+/)*(?: [a-z_]+/)*)", line)
        if not named:
            continue
        depth = len(named[1]) // 2
        for name in named[2].split():
            yield "/".join([*above[:depth], name.strip("/")])
        above[depth:] = [named[2].split()[0].strip("/")]


def packages(depth: int) -> set[str]:
    """Python packages, as paths of at most that many names; migrations are made by Django."""
    found = {path.parent.relative_to(ROOT) for name in PYTHON for path in (ROOT / name).rglob("__init__.py")}
    return {one.as_posix() for one in found if len(one.parts) <= depth and one.name != "migrations"}


def test_every_package_stands_in_the_map() -> None:
    assert packages(depth=2) - set(drawn()) == set()


def test_every_folder_of_the_map_stands_in_the_tree() -> None:
    gone = [path for path in drawn() if not (ROOT / path).is_dir()]
    assert gone == []


def test_a_folder_that_is_gone_would_be_found() -> None:
    """The map is read at all, at each depth."""
    assert {"livesell", "livesell/fanout", "rooms/rules/auctions", "chat/frames", "frontend/src"} <= set(
        drawn()
    )


def paths_in(text: str) -> Iterator[str]:
    """What stands in backticks and looks like a path or a module of ours."""
    for quoted in re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", text, flags=re.DOTALL)):
        is_path = re.fullmatch(r"[a-z][\w.-]*(?:/[\w.*-]+)+/?", quoted)
        is_module = re.fullmatch(r"(?:livesell|rooms|chat|tests)(?:\.\w+)+", quoted)
        if is_path or is_module:
            yield quoted


def exists(named: str) -> bool:
    """Whether a file, a folder or a name in a file is meant by it."""
    path = named.rstrip("/") if "/" in named else named.replace(".", "/")
    holder, name = re.sub(r"[./]\w+$", "", path), re.split(r"[./]", named)[-1]
    whole = any(_files(f"{start}/{path}".lstrip("/")) for start in STARTS)
    return whole or any(
        re.search(rf"\b{re.escape(name)}\b", found.read_text())
        for start in STARTS
        for found in _files(f"{start}/{holder}".lstrip("/"))
        if found.is_file() and ("." in named)
    )


def _files(path: str) -> list[Path]:
    endings = ("", ".py", ".ts", ".svelte", ".svelte.ts", ".md")
    return [found for ending in endings for found in ROOT.glob(path + ending)]


@pytest.mark.parametrize("page", OF_THE_TREE, ids=lambda page: page.name)
def test_every_path_that_a_page_names_exists(page: Path) -> None:
    named = set(paths_in(page.read_text())) - BUILT
    assert [one for one in sorted(named) if not exists(one)] == []


def test_a_path_that_is_gone_is_found() -> None:
    text = "`gateway/transport`, `rooms.links`, `ledger/turn.undecide`, `rooms/claims/claims.place`, `ledger/turn`"
    assert [one for one in paths_in(text) if not exists(one)] == [
        "gateway/transport",
        "rooms.links",
        "ledger/turn.undecide",
    ]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_to_a_file_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text())
    gone = [one for one in links if "://" not in one and not (page.parent / one).exists()]
    assert gone == []


def settings_read() -> set[str]:
    """The names of the environment that livesell/settings.py reads."""
    text = (ROOT / "livesell" / "settings.py").read_text()
    return set(re.findall(r'\benv(?:\.\w+)?\(\s*"([A-Z_]+)"', text))


def test_readme_lists_every_setting_and_no_other() -> None:
    listed = set(re.findall(r"^\| `([A-Z_]+)` \|", (ROOT / "README.md").read_text(), flags=re.MULTILINE))
    assert listed == settings_read() - NOT_FOR_OPERATORS


def test_readme_names_every_verb() -> None:
    from livesell.operate.cli import VERBS

    text = (ROOT / "README.md").read_text()
    assert [verb for verb in VERBS if f"`livesell {verb}" not in text] == []


def test_the_changelog_has_one_section_that_is_not_released_and_no_long_line() -> None:
    lines = (ROOT / "CHANGELOG.md").read_text().splitlines()
    assert lines.count("## Unreleased") == 1
    assert [line for line in lines if len(line) > 120] == []


def modules_in_prose() -> Iterator[tuple[str, str]]:
    """What comments and docstrings call by its whole dotted name, and where."""
    for name in (*PYTHON, "tests"):
        for file in (ROOT / name).rglob("*.py"):
            if "migrations" in file.parts:
                continue
            with file.open("rb") as text:
                for token in tokenize.tokenize(text.readline):
                    if token.type == tokenize.COMMENT or token.string.startswith('"""'):
                        for named in re.findall(r"`((?:livesell|rooms|chat|tests)(?:\.\w+)+)`", token.string):
                            yield file.relative_to(ROOT).as_posix(), named


def test_every_module_that_a_comment_names_exists() -> None:
    found = set(modules_in_prose())
    assert len(found) > 20
    gone = {where for where in found if not exists(where[1]) and where[1] != "livesell.v1.json"}
    assert gone == set()


def test_no_text_of_the_server_passes_the_catalogues_by() -> None:
    """In templates `{% trans %}`, in Python `gettext`: docs/developing/translating.md."""
    assert bare.everywhere() == []


@pytest.mark.parametrize("language", catalogue.languages())
def test_every_text_is_said_in_every_language(language: str) -> None:
    """`make messages` writes what is missing into the catalogue: say it there, then `make .make/dev`."""
    assert catalogue.wrong(language, catalogue.template()) == []
