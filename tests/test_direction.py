"""What people write runs in its own direction: each word of theirs on a page stands in `<bdi>` or under `dir="auto"`.

Walks all views and templates: an Arabic name must not turn the line around it, nor a Latin title an Arabic one.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
VIEWS = sorted((ROOT / "frontend/src/views").rglob("*.svelte"))
PAGES = sorted(
    path for app in ("rooms", "chat", "livesell") for path in (ROOT / app).rglob("templates/**/*.html")
)

WRITTEN = r"(?:name|title|about|description|reason|note|notes|rules|prize|text|address|imprint|party_title|room_title)"
OURS = r"(?:t|texts)\."
"""Begins a text of the catalogue."""
IN_VIEW = re.compile(rf"\{{[^{{}}#:/@]*(?<![\w.])(?!{OURS})(?:\w+\??\.)+{WRITTEN}(?: \?\? [^{{}}]*)?\}}")
IN_PAGE = re.compile(rf"\{{\{{ *[\w.]+\.{WRITTEN}(?:\|[^}}]*)? *\}}\}}")
TRANSLATED = re.compile(r"\{% blocktrans([^%]*)%\}(.*?)\{% endblocktrans %\}", re.DOTALL)
TAG = re.compile(r"<(/?)([A-Za-z][\w.:-]*)((?:\{(?:[^{}]|\{[^{}]*\})*\}|\"[^\"]*\"|'[^']*'|[^>\"'{])*)>")
TYPED = re.compile(r"<(?:input|textarea)\b(?:\{(?:[^{}]|\{[^{}]*\})*\}|\"[^\"]*\"|[^>\"{])*>")
VOID = frozenset({"input", "img", "br", "hr", "meta", "link", "wbr"})
WORDLESS = re.compile(r'type="(?!text|search)|inputmode=|data-money|type=\{|pattern=')


def unmarked(text: str, written: re.Pattern[str]) -> Iterator[str]:
    """The places in running text where somebody's words stand as they are."""
    text = re.sub(r"<script.*?</script>|<!--.*?-->", "", text, flags=re.DOTALL)
    open_tags: list[tuple[str, bool]] = []
    at = 0
    for tag in [*TAG.finditer(text), None]:
        end = tag.start() if tag else len(text)
        isolated = any(marked for _, marked in open_tags[-2:])
        if not isolated:
            yield from (found.group() for found in written.finditer(text, at, end))
        if tag is None:
            return
        at = tag.end()
        closing, name, attributes = tag.groups()
        if closing:
            while open_tags and open_tags.pop()[0] != name:
                pass
        elif name not in VOID and not attributes.endswith("/"):
            open_tags.append((name, name == "bdi" or 'dir="auto"' in attributes or name == "title"))


def unmarked_in_sentences(page: str) -> Iterator[str]:
    """Somebody's words that a translated sentence takes up."""
    for given, sentence in TRANSLATED.findall(page):
        for name in re.findall(rf"(\w+)=[\w.]+\.{WRITTEN}\b", given):
            if re.search(rf"(?<!<bdi>)\{{\{{ *{name} *\}}\}}", sentence):
                yield sentence


def body_of(page: str) -> str:
    """A template without what no reader sees."""
    return re.sub(r"\{% block head_title %\}.*?\{% endblock %\}|<meta[^>]*>|<title>.*?</title>", "", page)


@pytest.mark.parametrize("view", VIEWS, ids=lambda path: path.stem)
def test_words_in_a_view(view: Path) -> None:
    assert list(unmarked(view.read_text(), IN_VIEW)) == []


@pytest.mark.parametrize("page", PAGES, ids=lambda path: "/".join(path.parts[-2:]))
def test_words_in_a_page(page: Path) -> None:
    assert list(unmarked(body_of(page.read_text()), IN_PAGE)) == []
    assert list(unmarked_in_sentences(body_of(page.read_text()))) == []


@pytest.mark.parametrize("path", [*VIEWS, *PAGES], ids=lambda path: "/".join(path.parts[-2:]))
def test_fields_to_write_in(path: Path) -> None:
    fields = TYPED.findall(path.read_text())

    assert [each for each in fields if not WORDLESS.search(each) and 'dir="auto"' not in each] == []


def test_the_walk_finds_what_it_looks_for() -> None:
    assert list(unmarked("<p>By {one.name}</p>", IN_VIEW)) == ["{one.name}"]
    assert list(unmarked('<p>By <bdi>{one.name}</bdi></p><h2 dir="auto">{a.title}</h2>', IN_VIEW)) == []
    assert list(unmarked("<p>{t.title}, {texts.log.title}, {it.title}</p>", IN_VIEW)) == ["{it.title}"]
    assert list(unmarked("<p>By {{ one.name }}</p>", IN_PAGE)) == ["{{ one.name }}"]
    assert len(VIEWS) > 40
    assert len(PAGES) > 15
