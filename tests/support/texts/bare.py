"""Bare strings: what a person would read without its having gone through the catalogue."""

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from django.template.base import Lexer, TokenType

from tests.support.texts import sources

SPOKEN = frozenset({"title", "aria-label", "aria-description", "placeholder", "alt", "label", "data-label"})
SPOKEN_OF_BUTTONS = frozenset({"submit", "button", "reset"})
SPOKEN_METAS = frozenset(
    {"description", "og:title", "og:description", "twitter:title", "twitter:description"}
)
NAMES = frozenset({"livesell"})
"""The same in every language."""
TRANSLATED = frozenset({"blocktrans", "blocktranslate", "comment"})
WORDLESS_BLOCKS = frozenset({"main_class"})
SILENT = frozenset({"script", "style"})
LETTERS = re.compile(r"[^\W\d_]{2,}")
SENTENCE = re.compile(r"[^\W\d_]{2,}.*\s.*[^\W\d_]{2,}|[^\W\d_]{2,}.*[.!?]$", re.DOTALL)
SAID_BY = {
    "HttpError": 1,
    "PermissionDenied": 0,
    "Http404": 0,
    "ValidationError": 0,
    "add_error": 1,
    "Remark": 2,
    "Unreadable": 1,
    "BadPicture": 0,
    "Unpayable": 0,
    "_say": 2,
    "_note": 2,
    "_note_once": 2,
    "send_mail": 0,
    "EmailMessage": 0,
    "add_message": 2,
    "success": 1,
    "warning": 1,
}
"""What hands a text to a person, and which of its arguments that is."""
SAID_AS = frozenset(
    {"label", "help_text", "error_messages", "verbose_name", "verbose_name_plural", "empty_label"}
)
LOGGERS = frozenset({"log", "LOG", "_log", "logging", "logger"})


class _Page(HTMLParser):
    """Collects texts and spoken attributes of a page from which the template's own words were taken."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[int, str]] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in SILENT
        given = {name: value or "" for name, value in attrs}
        spoken = {name for name in given if name in SPOKEN}
        if tag == "meta" and SPOKEN_METAS & {given.get("name"), given.get("property")}:
            spoken.add("content")
        if tag == "input" and given.get("type") in SPOKEN_OF_BUTTONS:
            spoken.add("value")
        for name in sorted(spoken):
            self._look(given[name])

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in SILENT

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._look(data)

    def _look(self, text: str) -> None:
        for line, part in enumerate(text.split("\n"), start=self.getpos()[0]):
            if any(word not in NAMES for word in LETTERS.findall(part)):
                self.found.append((line, part.strip()))


def in_template(source: str) -> list[tuple[int, str]]:
    """Line and text of each bare string in a template."""
    kept, silent = [], ""
    for token in Lexer(source).tokenize():
        words = token.contents.split() if token.token_type is TokenType.BLOCK else []
        if words and words[0] == silent:
            silent = ""
        elif words and (words[0] in TRANSLATED or (words[0] == "block" and words[1] in WORDLESS_BLOCKS)):
            silent = f"end{words[0]}"
        is_text = token.token_type is TokenType.TEXT and not silent
        kept.append(token.contents if is_text else "\n" * token.contents.count("\n"))
    page = _Page()
    page.feed("".join(kept))
    page.close()
    return page.found


def modules() -> list[Path]:
    """All but what only the admin shows, which is for the operator."""
    return [
        path
        for path in sources.modules()
        if not {"models", "models.py", "admin.py"} & set(path.relative_to(sources.ROOT).parts)
    ]


def in_module(source: str) -> list[tuple[int, str]]:
    """Line and text of each bare string that is handed to a person."""
    tree = ast.parse(source)
    named = {
        target.id: node.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    return [
        (argument.lineno, text)
        for call in ast.walk(tree)
        if isinstance(call, ast.Call)
        for argument, any_word in _said(call)
        for text in _literals(
            named.get(argument.id, argument) if isinstance(argument, ast.Name) else argument
        )
        if (LETTERS if any_word else SENTENCE).search(text)
    ]


def _said(call: ast.Call) -> Iterator[tuple[ast.expr, bool]]:
    """What a call says, and whether a single word of it would be one for people."""
    of = call.func.value if isinstance(call.func, ast.Attribute) else None
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    place = SAID_BY.get(name)
    if place is not None and place < len(call.args) and getattr(of, "id", "") not in LOGGERS:
        yield call.args[place], False
    for keyword in call.keywords:
        if keyword.arg in SAID_AS and name not in ("Field", "AppConfig"):
            yield keyword.value, True


def _literals(node: ast.expr) -> Iterator[str]:
    """The strings of an expression that no function translates."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield "".join(part.value for part in node.values if isinstance(part, ast.Constant))
    elif isinstance(node, ast.BinOp):
        yield from _literals(node.left)
    elif isinstance(node, ast.IfExp):
        yield from (*_literals(node.body), *_literals(node.orelse))
    elif isinstance(node, ast.Dict):
        yield from (text for value in node.values if value for text in _literals(value))
    elif isinstance(node, ast.Tuple | ast.List):
        yield from (text for value in node.elts for text in _literals(value))


def everywhere() -> list[str]:
    """Each bare string of the server, as `path:line: text`."""
    return [
        f"{path.relative_to(sources.ROOT)}:{line}: {text}"
        for paths, look in ((sources.templates(), in_template), (modules(), in_module))
        for path in paths
        for line, text in look(path.read_text())
    ]
