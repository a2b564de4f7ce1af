"""What is wrong with a catalogue is told. That nothing is: `tests/test_documents.py`."""

import inspect
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext, ngettext

from rooms.items.sheets.reading import KINDS
from rooms.rules import kinds
from tests.support.texts import catalogue, sources
from tests.support.texts.sources import Found, Text

HEADER = catalogue.header("de")
HERE = sources.ROOT / "rooms/pages.html"
ARABIC = [one for one in catalogue.read(catalogue.path_of("ar")) if one.id]


def _forms(one: catalogue.Message) -> tuple[str, ...]:
    return one.string if isinstance(one.string, tuple) else (one.string,)


def asked(*texts: Text) -> catalogue.Catalog:
    return catalogue.template([Found(text, HERE, 1) for text in texts])


def said(tmp_path: Path, entries: str) -> Path:
    path = tmp_path / "de/LC_MESSAGES/django.po"
    path.parent.mkdir(parents=True)
    path.write_text(HEADER + entries)
    return path


def test_every_language_has_its_texts_for_the_server_and_for_the_browser() -> None:
    """`LANGUAGES` of the settings names them; those of `language.ts` are the folders too, as a test of its own says."""
    offered = set(dict(settings.LANGUAGES))
    folders = (sources.ROOT / "frontend/src/messages").glob("*/pages")

    assert {"en", *catalogue.languages()} == offered
    assert {folder.parent.name for folder in folders} == offered


def test_pages_are_made_with_our_german() -> None:
    with translation.override("de"):
        assert gettext("My orders") == "Meine Bestellungen"


@pytest.mark.parametrize("form", [form for one in ARABIC for form in _forms(one) if "%(" in form])
def test_arabic_isolates_what_comes_into_a_sentence(form: str) -> None:
    """A name or a price that runs the other way would turn the words and the signs around it."""
    assert re.findall(r"(?<!<bdi>)(?<!\u2068)%\(\w+\)s|%\(\w+\)s(?!</bdi>|\u2069)", form) == []


def test_arabic_has_its_six_forms_of_a_plural() -> None:
    with translation.override("ar"):
        said = [ngettext("%(number)s item", "%(number)s items", n) for n in (0, 1, 2, 3, 11, 100)]

    assert len(set(said)) == 6


@pytest.mark.parametrize(
    ("entries", "wrong"),
    [
        ("", ["missing: 'Pay %(sum)s'"]),
        ('msgid "Pay %(sum)s"\nmsgstr ""\n', ["not translated: 'Pay %(sum)s'"]),
        ('#, fuzzy\nmsgid "Pay %(sum)s"\nmsgstr "Zahle %(sum)s"\n', ["fuzzy: 'Pay %(sum)s'"]),
        ('msgid "Pay %(sum)s"\nmsgstr "Zahle"\n', ["other placeholders or tags: 'Pay %(sum)s'"]),
        ('msgid "Pay %(sum)s"\nmsgstr "Zahle %(summe)s"\n', ["other placeholders or tags: 'Pay %(sum)s'"]),
        (
            'msgid "Pay %(sum)s"\nmsgstr "Zahle <b>%(sum)s</b>"\n',
            ["other placeholders or tags: 'Pay %(sum)s'"],
        ),
        (
            'msgid "Pay %(sum)s"\nmsgstr "Zahle %(sum)s"\n\nmsgid "Gone"\nmsgstr "Weg"\n',
            ["nobody asks for: 'Gone'"],
        ),
        ('msgid "Pay %(sum)s"\nmsgstr "Zahle %(sum)s"\n', []),
    ],
)
def test_what_is_wrong_is_told(tmp_path: Path, entries: str, wrong: list[str]) -> None:
    assert catalogue.wrong("de", asked(Text("Pay %(sum)s")), path=said(tmp_path, entries)) == wrong


def test_each_form_of_a_plural_is_said(tmp_path: Path) -> None:
    path = said(tmp_path, 'msgid "one"\nmsgid_plural "%(n)s"\nmsgstr[0] "eins"\nmsgstr[1] ""\n')

    assert catalogue.wrong("de", asked(Text("one", "%(n)s")), path=path) == ["not translated: 'one'"]


def test_texts_are_found_as_django_will_ask_for_them() -> None:
    page = """{% load i18n %}{% if a %}{% trans "A" %}{% else %}{% translate 'B' context "c" %}{% endif %}
    {% for x in y %}{% blocktrans with n=x.n %}C {{ n }}{% endblocktrans %}{% empty %}{% trans "D" %}{% endfor %}
    {% blocktrans count n=m trimmed %}
      one
      E
    {% plural %}
      {{ n }} E
    {% endblocktrans %}{% include "f.html" with words=_("F") %}"""

    assert {text for text, _line in sources.in_template(page)} == {
        Text("A"), Text("B", context="c"), Text("C %(n)s"), Text("D"), Text("one E", "%(n)s E"), Text("F")
    }  # fmt: skip


def test_the_words_of_pure_rules_are_in_the_catalogue() -> None:
    said_by_rules = re.findall(r'return "(.*?)"', inspect.getsource(kinds.why_not))

    assert sorted(said_by_rules) == sorted(KINDS)
