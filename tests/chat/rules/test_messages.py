"""What may be said."""

import pytest

from chat.rules.messages import MAX_LINES, tidy
from livesell.wire.text import clean


@pytest.mark.parametrize(
    "text",
    [
        "hello",
        "5",
        "?",
        "€",
        "🫙",
        "👩‍👩‍👧",
        "ja\nnein",
        "„plum“",
        "日本語",
        "مرحبا",
        "<script>alert(1)</script>",
        "%s {0} '; --",
    ],
)
def test_what_can_be_seen_is_kept_as_it_is(text: str) -> None:
    assert tidy(clean(text)) == text


@pytest.mark.parametrize(
    "text", ["", " ", "\n", "\n\n \n", "\u200b", "\u200b \u2060", "\ufeff", "\u00a0", "\u0301", "\u3000"]
)
def test_what_cannot_be_seen_is_nothing(text: str) -> None:
    assert tidy(clean(text)) == ""


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("a\n\nb", "a\nb"),
        ("a\n\n\n\n\nb\n\nc", "a\nb\nc"),
        ("1\n2\n3\n4\n5\n6", "1\n2\n3\n4\n5\n6"),
        ("1\n2\n3\n4\n5\n6\n7", "1\n2\n3\n4\n5\n6 7"),
        ("1\n2\n3\n4\n5\n6\n7\n\n8\n9", "1\n2\n3\n4\n5\n6 7 8 9"),
    ],
)
def test_nobody_pushes_the_others_off_the_screen(text: str, kept: str) -> None:
    assert tidy(text) == kept
    assert kept.count("\n") < MAX_LINES


@pytest.mark.parametrize("text", ["a", "a\nb", "1\n2\n3\n4\n5\n6\n7", "\n\na\n\n"])
def test_tidy_text_is_left_alone(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)
