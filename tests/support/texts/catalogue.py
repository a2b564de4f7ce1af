"""The catalogues: what is asked for is written into them, and what they lack is told."""

import io
import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

from tests.support.texts.sources import ROOT, Found, texts

OURS = ROOT / "livesell/locale"
OF_PACKAGES = ROOT / "livesell/locale_of_packages"
"""What we say otherwise than Django's and allauth's own catalogues; written by hand."""
HEADER = """msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plurals}\\n"

"""
PLURALS = {
    "ar": "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5;"
}
"""Of languages that have others than one and many."""
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|</?(\w+)>")


def path_of(language: str, folder: Path = OURS) -> Path:
    return folder / language / "LC_MESSAGES" / "django.po"


def header(language: str) -> str:
    return HEADER.format(language=language, plurals=PLURALS.get(language, "nplurals=2; plural=(n != 1);"))


def languages() -> list[str]:
    """Those that have a catalogue. English needs none: texts are named by it."""
    return sorted(path.parts[-3] for path in OURS.glob("*/LC_MESSAGES/django.po"))


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.parts[-3])


def template(found: list[Found] | None = None) -> Catalog:
    """A catalogue of all texts, with nothing said yet."""
    made = Catalog(project="livesell", charset="utf-8")
    for text, path, line in found if found is not None else texts():
        where = (path.relative_to(ROOT).as_posix(), line)
        made.add(text.id, locations=[where], context=text.context or None)
    return made


def update(language: str, asked: Catalog) -> None:
    """Write what is asked for into a language's catalogue: new texts are empty, those of nobody go."""
    path = path_of(language)
    kept = read(path)
    kept.update(asked, no_fuzzy_matching=True, update_creation_date=False)
    kept.obsolete.clear()
    write(path, kept)


def write(path: Path, catalogue: Catalog) -> None:
    """In the order of the texts and without dates and lines, so that it changes where a text does, and merges."""
    text = io.BytesIO()
    write_po(text, catalogue, width=110, sort_output=True, include_lineno=False, omit_header=True)
    path.write_text(header(path.parts[-3]) + text.getvalue().decode())


def wrong(language: str, asked: Catalog, *, path: Path | None = None) -> list[str]:
    """What a catalogue lacks or has too much, a line each; none where it is whole."""
    kept = read(path or path_of(language))
    told = [f"nobody asks for: {_named(one)}" for one in kept if one.id and _of(asked, one) is None]
    for one in asked:
        if one.id:
            told += [f"{why}: {_named(one)}" for why in faults(one, _of(kept, one))]
    return sorted(told)


def faults(asked: Message, said: Message | None) -> Iterator[str]:
    """What is wrong with how a text is said."""
    if said is None:
        yield "missing"
        return
    if said.fuzzy:
        yield "fuzzy"
    forms = said.string if isinstance(said.string, tuple) else (said.string,)
    if not all(forms):
        yield "not translated"
        return
    ids = asked.id if isinstance(asked.id, tuple) else (asked.id,)
    wanted = {hole for each in ids for hole in PLACEHOLDER.findall(each)}
    if any(set(PLACEHOLDER.findall(form)) - wanted for form in forms) or not any(
        set(PLACEHOLDER.findall(form)) == wanted for form in forms
    ):
        yield "other placeholders or tags"


def _of(catalogue: Catalog, one: Message) -> Message | None:
    return catalogue.get(one.id if isinstance(one.id, str) else one.id[0], one.context)


def _named(one: Message) -> str:
    return repr(one.id if isinstance(one.id, str) else one.id[0])
