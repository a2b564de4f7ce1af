"""Whether the pages' scripts that were built are those that the templates name: both are of one version."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

NAMED = re.compile(r"\{%\s*(vite_asset|catalogue|behind) '([^']+)'")


def missing() -> list[str]:
    """Scripts and texts that a template names and the build does not have; with none built, all of them."""
    manifest: Path = settings.DJANGO_VITE["default"]["manifest_path"]
    built = json.loads(manifest.read_text()) if manifest.exists() else {}
    return sorted({name for name in _named() if name not in built})


def _named() -> Iterator[str]:
    for folder in ("livesell", "rooms", "chat"):
        for template in (settings.BASE_DIR.parent / folder / "templates").rglob("*.html"):
            for tag, name in NAMED.findall(template.read_text()):
                yield f"src/messages/en/pages/{name}.ts" if tag == "catalogue" else name
