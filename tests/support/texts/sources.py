"""Where texts stand: the templates and the Python of the server, and what of each goes through the catalogue."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from babel.messages.extract import extract
from django.template import Engine, Template
from django.template.base import Node
from django.templatetags.i18n import BlockTranslateNode, TranslateNode

ROOT = Path(__file__).resolve().parents[3]
APPS = ("livesell", "rooms", "chat")
IN_EXPRESSION = re.compile(r"""_\(("[^"]*"|'[^']*')\)""")
KEYWORDS: dict[str, tuple[object, ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
}


class Text(NamedTuple):
    """A text as it is asked for. `plural`: the form for several, if it has one."""

    singular: str
    plural: str = ""
    context: str = ""

    @property
    def id(self) -> str | tuple[str, str]:
        """As catalogues name it."""
        return (self.singular, self.plural) if self.plural else self.singular


class Found(NamedTuple):
    """A text and where it stands."""

    text: Text
    path: Path
    line: int


def templates(root: Path = ROOT) -> list[Path]:
    """Those of the pages and mails; the admin's are others'."""
    return sorted(
        path
        for app in APPS
        for path in (root / app).rglob("templates/**/*")
        if path.suffix in (".html", ".txt")
    )


def modules(root: Path = ROOT) -> list[Path]:
    """The Python of the server."""
    found = (path for app in APPS for path in (root / app).rglob("*.py"))
    return sorted(path for path in found if "migrations" not in path.parts)


def texts() -> Iterator[Found]:
    """Every text of the server that goes through the catalogue."""
    for path in templates():
        yield from (Found(text, path, line) for text, line in in_template(path.read_text()))
    for path in modules():
        yield from (Found(text, path, line) for text, line in in_module(path))


def in_template(source: str) -> Iterator[tuple[Text, int]]:
    """As Django itself reads it, so that the names of texts are those it will ask for."""
    parsed = Template(source, engine=Engine.get_default())
    for node in _nodes(parsed.nodelist):
        line = node.token.lineno if node.token else 0
        if isinstance(node, TranslateNode):
            of = node.filter_expression.var
            if isinstance(of.literal, str) and of.literal:
                yield Text(of.literal.replace("%%", "%"), context=_context(node.message_context)), line
        elif isinstance(node, BlockTranslateNode):
            one, _names = node.render_token_list(node.singular)
            many, _names = node.render_token_list(node.plural)
            one, many = (_trimmed(text) if node.trimmed else text for text in (one, many))
            yield Text(one, many, _context(node.message_context)), line
        elif node.token:
            for found in IN_EXPRESSION.findall(node.token.contents):
                yield Text(found[1:-1]), line


def in_module(path: Path) -> Iterator[tuple[Text, int]]:
    """What the functions of gettext are called with."""
    with path.open("rb") as file:
        for line, message, _comments, context in extract("python", file, KEYWORDS):
            one, many = (message[0], message[1]) if isinstance(message, tuple) else (message, "")
            yield Text(one, many, context or ""), line


def _nodes(under: object) -> Iterator[Node]:
    for node in under:  # type: ignore[attr-defined]  # a NodeList
        yield node
        for name in dict.fromkeys((*node.child_nodelists, "nodelist")):
            if (inner := getattr(node, name, None)) is not None:
                yield from _nodes(inner)


def _context(of: object) -> str:
    var = getattr(of, "var", "")
    return var if isinstance(var, str) else str(getattr(var, "literal", ""))


def _trimmed(text: str) -> str:
    return " ".join(line.strip() for line in text.splitlines() if line.strip())
