"""What a line of chat asks for: forgiving to who claims, deaf to who talks."""

import unicodedata

import pytest
from hypothesis import given, settings, strategies as st

from rooms.rules.lexicon import Lexicon, words_of
from rooms.rules.words import Counter, Kind, NotAClaim, Thing, Understood, Unsure, read

WORDS = ("sold", "mine", "sold next", "nehm ich", "je prends", "мое", "買います")
LEXICON = Lexicon(WORDS, ("pass",))


def thing(number: int, *names: str) -> Thing:
    return Thing(number, tuple(Kind(f"{number}-{name}", frozenset(words_of(name))) for name in names))


MUG = thing(3, "")
SHIRT = thing(14, "S", "M", "L", "3XL")
DRESS = thing(15, "S / red", "S / blue", "M / red", "M / blue")
SHOES = thing(5, "37", "38", "39")
BOWL = thing(38, "")
CAP = thing(40, "one size")
PLUS = thing(41, "1X", "2X")
THINGS = (MUG, SHIRT, DRESS, SHOES, BOWL, CAP, PLUS)


def asked(text: str, on_air: Thing | None = None) -> Understood | Unsure | NotAClaim:
    line = LEXICON.listen(text)
    return read(line, Counter(THINGS, (on_air,) if on_air else ())) if line else NotAClaim()


def got(text: str, on_air: Thing | None = None) -> tuple[int, str, int] | str:
    """What was understood, as (number, variant, quantity); or what is asked; or `talk`."""
    answer = asked(text, on_air)
    if isinstance(answer, Understood):
        return answer.thing.number, answer.kind.variant_id.split("-", 1)[1], answer.quantity
    return answer.ask if isinstance(answer, Unsure) else "talk"


@pytest.mark.parametrize(
    "text",
    [
        "sold 14 M x2", "SOLD 14 M X2", "sold 14 m 2x", "sold 14 M ×2", "sold M 14 x2", "x2 sold 14 M",
        "sold #14 M x2", "sold # 14 - M - x2", "Sold 14, M, x 2!!", "mine 14 M 2 x please", "sold 14M x2",
        "sold １４ Ｍ ×２", "SOLD!! 14 M x2 😍😍", "sold no. 14 size M x2", "sold14 M x2",
        "sold sold sold 14 M x2", "nehm ich 14 M x2 bitte",
        "Je prends 14 M x2 s'il vous plaît", "мое 14 M х2",
        "買います14 M x2", "sold ١٤ M x٢", "2x 14 M mine",
        "14 medium x2 sold", "sold\n14\nM\nx2", "sóld 14 M x2",
        "sold item 14 in M x2 for me thanks", "sold 1️⃣4️⃣ M x2",
        "ＳＯＬＤ 14 M ✕2", "sold 14 M *2", "sold 14 x2 M",
    ],
)  # fmt: skip
def test_a_claim_may_be_said_in_many_ways(text: str) -> None:
    assert got(text) == (14, "M", 2)


@pytest.mark.parametrize(
    ("text", "on_air", "what"),
    [
        pytest.param("sold", MUG, (3, "", 1), id="what is on air, of which there is one kind"),
        pytest.param("MINE!!! 🔥", MUG, (3, "", 1), id="said with feeling"),
        pytest.param("mine x3", MUG, (3, "", 3), id="three of it"),
        pytest.param("sold 3", None, (3, "", 1), id="one kind needs no name"),
        pytest.param("sold 40", None, (40, "one size", 1), id="one kind needs no name, though it has one"),
        pytest.param("sold 3", SHIRT, (3, "", 1), id="another than what is on air"),
        pytest.param("sold M", SHIRT, (14, "M", 1), id="a size of what is on air"),
        pytest.param("sold red M", DRESS, (15, "M / red", 1), id="size and colour in any order"),
        pytest.param("sold 38", SHOES, "item", id="a size of what is on air, or another item"),
        pytest.param("sold 39", SHOES, (5, "39", 1), id="a size that is no item's number"),
        pytest.param("sold #38", SHOES, (38, "", 1), id="marked as a number"),
        pytest.param("sold 5 38", None, (5, "38", 1), id="number and size"),
        pytest.param("sold 14 3xl", None, (14, "3XL", 1), id="a size that begins with a digit"),
        pytest.param("sold 41 2x", None, (41, "2X", 1), id="a size that looks like a quantity"),
        pytest.param("sold 41 2x x2", None, (41, "2X", 2), id="such a size, twice"),
        pytest.param("sold next 14 M", None, (14, "M", 1), id="a word of two words"),
        pytest.param("sold", None, "item", id="nothing is on air"),
        pytest.param("sold 99", None, "item", id="no such number"),
        pytest.param("sold 14", None, "variant", id="which size"),
        pytest.param("sold 15 M", None, "variant", id="which colour"),
        pytest.param("sold 14 XXL", None, "variant", id="no such size"),
        pytest.param("sold", DRESS, "variant", id="which one of what is on air"),
        pytest.param("sold 14 15", None, "variant", id="a number too many"),
        pytest.param("sold 14 M sold 15 S red", None, "talk", id="two claims in one line"),
        pytest.param("sold 14 M x20000", None, "talk", id="more than there can be"),
    ],
)
def test_what_is_left_out_is_what_is_on_air_or_is_asked(
    text: str, on_air: Thing | None, what: tuple[int, str, int] | str
) -> None:
    assert got(text, on_air) == what


def test_who_is_asked_gets_a_choice() -> None:
    answer = asked("sold 15 M")

    assert isinstance(answer, Unsure)
    assert [kind.variant_id for _, kind in answer.candidates] == ["15-M / red", "15-M / blue"]


TALK = (
    "is it sold?", "Sold?", "I sold mine last year", "sold out", "is 14 sold", "all sold already",
    "not mine", "that one is mine I think", "mine broke", "mine came yesterday, love it", "mine too",
    "he sold 14 of them", "you sold me the blue one", "just sold my car", "sold for 20",
    "they sold in 5 minutes", "mine is better", "a friend of mine", "mine were blue", "sold to Bea",
    "sold by Sam", "never sold before", "best sold item of the night", "who said mine", "I have mine in M",
    "sold a lot tonight", "soldier", "minecraft", "undermine", "hello everybody", "how much is 14", "14 M",
    "x2", "love it", "can you show 14 again", "what size is 14", "je prends le train demain",
    "je prends 14 ans a chaque fois", "nehm ich an", "das nehm ich dir nicht ab", "nehm ich mit ins Bett",
    "¿sold 14 M?", "sold 14 M？", "هل sold 14؟", "это мое мнение", "мое почтение", "не мое", "где мое 14",
    "明日買いますか？", "これ買いますって言った",
    "wie viel kostet die 14", "combien pour le 14", "quanto costa il 14",
    "cuánto cuesta la 14", "ile kosztuje 14", "quanto custa o 14", "hur mycket kostar 14",
    "hoeveel kost 14", "14 kaç para", "14 多少钱", "14はいくらですか", "have you sold 14 yet",
    "sold 14 yesterday and 15 today", "mine arrived broken in 2 pieces", "gold mine",
    "mine mine a song by Taylor", "passed 14 already", "would have sold 14 M for less", "sold 3 2 1 go",
    "she sold 3 mugs to me", "I'd say sold 14 M",
)  # fmt: skip
"""What people say in a room, in several languages: none of it claims anything, whatever is on air."""


@pytest.mark.parametrize("on_air", [None, MUG, SHIRT, DRESS], ids=["nothing", "mug", "shirt", "dress"])
@pytest.mark.parametrize("text", TALK)
def test_talk_claims_nothing(text: str, on_air: Thing | None) -> None:
    assert not isinstance(asked(text, on_air), Understood)


def test_little_of_the_talk_is_even_asked_about() -> None:
    assert [text for text in TALK if isinstance(asked(text), Unsure)] == []


@pytest.mark.parametrize("text", ["pass", "Pass!", "pass 14", "pass #14 M", "pass please"])
def test_the_other_word_gives_back(text: str) -> None:
    line = LEXICON.listen(text)

    assert line is not None
    assert line.verb == "pass"


@pytest.mark.parametrize("text", ["sold or pass", "pass sold 14", "mine pass"])
def test_who_says_both_says_nothing(text: str) -> None:
    assert LEXICON.listen(text) is None


def test_a_room_without_words_hears_none() -> None:
    assert Lexicon((), ()).listen("sold 14 M") is None


def test_a_long_line_is_talk() -> None:
    assert LEXICON.listen("sold " * 13) is None


LETTERS = st.text() | st.text(st.sampled_from("sold mine 14 M x×2#?！٢🔥\n\u0301٣no.pass15red/"), max_size=40)


@pytest.mark.slow
@settings(max_examples=500, deadline=None)
@given(LETTERS, st.sampled_from([None, MUG, SHIRT, DRESS, SHOES]))
def test_no_text_is_too_much_for_it(text: str, on_air: Thing | None) -> None:
    assert isinstance(asked(text, on_air), Understood | Unsure | NotAClaim)


def _wide(text: str) -> str:
    return "".join(chr(ord(one) + 0xFEE0) if one.isdecimal() else one for one in text)


DRESSED = st.sampled_from([str, str.upper, str.title, _wide, lambda text: unicodedata.normalize("NFD", text)])
CHOSEN = st.sampled_from([(one, kind) for one in THINGS for kind in one.kinds])
NOISE = st.sampled_from([" ", "  ", " - ", ", ", " 🔥 ", "\n", " / ", "…"])


@pytest.mark.slow
@settings(max_examples=300, deadline=None)
@given(CHOSEN, st.sampled_from(WORDS), st.integers(1, 10_000), st.permutations(range(3)), NOISE, DRESSED)
def test_what_is_said_plainly_is_understood(
    chosen: tuple[Thing, Kind], word: str, units: int, order: list[int], noise: str, dressed: object
) -> None:
    one, kind = chosen
    parts = [f"#{one.number}", kind.variant_id.split("-", 1)[1], f"x{units}"]
    text = noise.join([word, *(parts[place] for place in order)])

    answer = asked(dressed(text) if callable(dressed) else text)

    assert answer == Understood(one, kind, units)
