"""Rude words as evaders write them, and words that only look like it, in ten languages: what is caught, missed, false.

The figures stand in docs/moderation.md; here is the bound below which nobody lands.
"""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from chat.rules.folding import views
from chat.rules.profanity import LANGUAGES, Language, finder

CORPUS: Mapping[str, Mapping[Language, list[str]]] = json.loads(
    Path(__file__).with_name("evasions").joinpath("corpus.json").read_text(encoding="utf-8")
)
MISSED, FALSE = 0.05, 0.03


def is_rude(text: str, *languages: Language) -> bool:
    return bool(finder(tuple(sorted(languages))).find(text, views(text)))


def missed(*, together: bool) -> list[str]:
    return [
        text
        for language, texts in CORPUS["caught"].items()
        for text in texts
        if not is_rude(text, *(LANGUAGES if together else (language,)))
    ]


def false(*, together: bool) -> list[str]:
    return [
        text
        for language, texts in CORPUS["clean"].items()
        for text in texts
        if is_rude(text, *(LANGUAGES if together else (language,)))
    ]


def count(kind: str) -> int:
    return sum(len(texts) for texts in CORPUS[kind].values())


def test_the_corpus_is_of_ten_languages() -> None:
    assert set(CORPUS["caught"]) == set(CORPUS["clean"]) == set(LANGUAGES)


@pytest.mark.parametrize("together", [False, True])
def test_evasions_are_caught(together: bool) -> None:
    assert len(missed(together=together)) <= MISSED * count("caught"), missed(together=together)


@pytest.mark.parametrize("together", [False, True])
def test_traps_are_let_through(together: bool) -> None:
    assert len(false(together=together)) <= FALSE * count("clean"), false(together=together)


@pytest.mark.attack("A71")
@pytest.mark.parametrize(
    "text", ["sh\u200bit", "\uff46\uff55\uff43\uff4b", "fu\u0441k", "sh1t", "\ufdfa fuck"]
)
def test_look_alikes_widths_and_what_is_not_seen_hide_nothing(text: str) -> None:
    assert is_rude(text, "en")
