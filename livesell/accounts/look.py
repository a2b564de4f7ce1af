"""What letters look like: the skeletons of UTS 39, and the scripts a text is written in.

The data is Unicode's `confusables.txt`, as `confusable-homoglyphs` carries it: pairs of a character and what it is
taken for, without saying which is which. A character stands for all that look like it: what several letters look
like (`rn` for `m`), or the one that most others are compared with.
"""

import unicodedata
from functools import lru_cache

import regex
from confusable_homoglyphs.confusables import confusables_data

SCRIPTS = (
    "Adlam", "Ahom", "Arabic", "Armenian", "Avestan", "Balinese", "Bamum", "Batak", "Bengali",
    "Bopomofo", "Brahmi", "Buginese", "Buhid", "Canadian_Aboriginal", "Caucasian_Albanian", "Chakma",
    "Cham", "Cherokee", "Coptic", "Cypriot", "Cyrillic", "Deseret", "Devanagari", "Dogra", "Duployan",
    "Elbasan", "Ethiopic", "Georgian", "Glagolitic", "Gothic", "Grantha", "Greek", "Gujarati",
    "Gunjala_Gondi", "Gurmukhi", "Han", "Hangul", "Hanifi_Rohingya", "Hanunoo", "Hebrew", "Hiragana",
    "Javanese", "Kaithi", "Kannada", "Katakana", "Kayah_Li", "Khmer", "Khojki", "Khudawadi", "Lao",
    "Latin", "Lepcha", "Limbu", "Lisu", "Lycian", "Lydian", "Mahajani", "Malayalam", "Mandaic",
    "Masaram_Gondi", "Medefaidrin", "Meetei_Mayek", "Mende_Kikakui", "Miao", "Modi", "Mongolian", "Mro",
    "Multani", "Myanmar", "Nag_Mundari", "New_Tai_Lue", "Newa", "Nko", "Nushu",
    "Nyiakeng_Puachue_Hmong", "Ogham", "Ol_Chiki", "Old_Hungarian", "Old_Italic", "Old_Permic", "Oriya",
    "Osage", "Osmanya", "Pahawh_Hmong", "Pau_Cin_Hau", "Phags_Pa", "Rejang", "Runic", "Samaritan",
    "Saurashtra", "Sharada", "Shavian", "Siddham", "SignWriting", "Sinhala", "Sora_Sompeng",
    "Sundanese", "Syloti_Nagri", "Syriac", "Tagalog", "Tagbanwa", "Tai_Le", "Tai_Tham", "Tai_Viet",
    "Takri", "Tamil", "Tangsa", "Tangut", "Telugu", "Thaana", "Thai", "Tibetan", "Tifinagh", "Tirhuta",
    "Toto", "Ugaritic", "Vai", "Vithkuqi", "Wancho", "Warang_Citi", "Yezidi", "Yi", "Zanabazar_Square",
)  # fmt: skip
SCRIPT = {name: regex.compile(rf"\p{{Script_Extensions={name}}}") for name in SCRIPTS}
OTHER = "Other"
"""A script that nobody writes any more, or that is new."""
COMMON = regex.compile(r"[\p{scx=Common}\p{scx=Inherited}]")
SAID = regex.compile(r"[\p{L}\p{N}\p{Mn}\p{Mc}]")
IGNORED = regex.compile(r"[\p{Default_Ignorable_Code_Point}\p{Me}\u0640]")
"""What makes no other name: the last is the stroke that draws an Arabic word out."""
DIRECTIONS = str.maketrans({"\u200e": None, "\u200f": None})


def plain(name: str) -> str:
    """The letters, digits and marks of a name in NFKC, and signs taken for letters; else the whole name."""
    compatible = unicodedata.normalize("NFKC", IGNORED.sub("", unicodedata.normalize("NFKC", name)))
    kept = "".join(sign for sign in compatible if SAID.match(sign) or _is_letter_like(sign))
    return kept or compatible


def skeleton(text: str) -> str:
    """Equal for two texts exactly when one may be taken for the other as they stand (UTS 39, 4)."""
    apart = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFD", "".join(_prototypes().get(letter, letter) for letter in apart))


@lru_cache(maxsize=4096)
def scripts_of(letter: str) -> frozenset[str] | None:
    """The scripts that use the letter; None where all do."""
    if COMMON.match(letter):
        return None
    return frozenset(name for name, pattern in SCRIPT.items() if pattern.match(letter)) or frozenset((OTHER,))


def _is_letter_like(sign: str) -> bool:
    prototype = _prototypes().get(sign, "")
    return prototype.isascii() and prototype.isalnum()


@lru_cache(maxsize=1)
def _prototypes() -> dict[str, str]:
    """What stands for each character that has a look-alike."""
    alike: dict[str, list[str]] = {}
    for one, others in confusables_data.items():
        alike[one.translate(DIRECTIONS)] = [other["c"].translate(DIRECTIONS) for other in others]
    single: dict[str, str] = {}
    for one, others in alike.items():
        best = max(
            (one, *others), key=lambda each: (len(each), len(alike.get(each, ())), each.isascii(), each)
        )
        single[one] = best
    return {
        one: "".join(single.get(letter, letter) for letter in best)
        for one, best in single.items()
        if len(one) == 1 and one != best
    }
