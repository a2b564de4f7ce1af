"""Pages that were built from another version are found, and a hint that is missing costs nobody a page."""

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from django.template import Context, Template
from django.utils.translation import override
from django_vite.core.asset_loader import DjangoViteAssetLoader

from livesell.operate import built_pages
from livesell.operate.refusal import CannotStart
from livesell.operate.verbs import doctor

Build = Callable[[Iterable[str]], None]
ENGLISH, GERMAN = (f"src/messages/{language}/pages/room.ts" for language in ("en", "de"))


@pytest.fixture
def build(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Build:
    """Pretends that these were built, and nothing else."""

    def built(names: Iterable[str]) -> None:
        manifest = tmp_path / "manifest.json"
        manifest.write_text(json.dumps({name: {"file": f"assets/{name[4:-3]}.js"} for name in names}))
        settings.DJANGO_VITE = {"default": {"dev_mode": False, "manifest_path": manifest}}
        monkeypatch.setattr(DjangoViteAssetLoader, "_instance", None)

    return built


def shown(language: str) -> str:
    with override(language):
        return Template("{% load catalogue %}{% catalogue 'room' %}").render(Context())


def test_a_page_brings_its_texts_in_its_language_or_in_english_or_none(build: Build) -> None:
    build([ENGLISH, GERMAN])
    assert "messages/de/pages/room" in shown("de")
    assert "messages/en/pages/room" in shown("ar")

    build(["src/entries/room.ts"])
    assert shown("de") == ""


def test_a_build_that_lacks_what_a_template_names_is_told(build: Build) -> None:
    build([])
    named = built_pages.missing()
    assert {"src/entries/room.ts", "src/entries/studio.ts", ENGLISH} <= set(named)

    build(name for name in named if name != ENGLISH)
    assert built_pages.missing() == [ENGLISH]
    with pytest.raises(CannotStart, match="of another version"):
        doctor._pages()

    build(named)
    assert doctor._pages() == "built"
