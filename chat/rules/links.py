"""Links: addresses in a text, as people and evaders write them, and the hosts that they lead to.

`www.`, a scheme, or a name that ends in a top-level domain. An end that is also a word (`thanks.so`) counts only with a
path behind it or a name before it that has a dot, since people forget the space after a full stop.
"""

import unicodedata
from collections.abc import Collection
from typing import NamedTuple

import regex

from chat.rules.folding import Span, fold

GENERIC = frozenset(
    [
        "com",
        "net",
        "org",
        "info",
        "biz",
        "shop",
        "store",
        "online",
        "site",
        "app",
        "dev",
        "xyz",
        "top",
        "club",
        "live",
        "link",
        "click",
        "page",
        "blog",
        "tech",
        "space",
        "website",
        "fun",
        "pro",
        "name",
        "mobi",
        "asia",
        "news",
        "agency",
        "market",
        "gift",
        "sale",
        "deals",
        "support",
        "today",
        "world",
        "life",
        "zone",
        "cloud",
        "host",
        "icu",
        "vip",
        "wiki",
        "work",
        "art",
        "design",
        "digital",
        "email",
        "media",
        "network",
        "social",
        "systems",
        "ru",
        "рф",
        "онлайн",
        "сайт",
        "москва",
    ]
)
WORDS_TOO = frozenset(
    [
        "am",
        "as",
        "at",
        "be",
        "by",
        "ch",
        "de",
        "do",
        "es",
        "et",
        "fm",
        "gg",
        "hm",
        "id",
        "ie",
        "im",
        "in",
        "is",
        "it",
        "la",
        "li",
        "ma",
        "me",
        "ml",
        "mu",
        "my",
        "ne",
        "no",
        "of",
        "pa",
        "pm",
        "pt",
        "re",
        "rs",
        "sa",
        "se",
        "si",
        "so",
        "st",
        "tm",
        "to",
        "tv",
        "us",
        "va",
        "vs",
        "ws",
        "fun",
        "live",
        "today",
        "work",
        "name",
        "life",
        "top",
        "pro",
        "page",
        "sale",
        "gift",
        "art",
        "news",
        "host",
        "world",
    ]
)
NAME = r"[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}\-_]{0,62})"
DOT = r"(?:\.|\s?[\[({]\s?(?:\.|dot|punkt|punto|point)\s?[\])}]\s?|[。．｡]|\s(?:dot)\s)"
LINK = regex.compile(
    rf"(?P<scheme>h[tx]{{2}}ps?\s?:\s?/\s?/\s?)?(?:[^\s/@]{{1,100}}@)?(?P<host>{NAME}(?:{DOT}{NAME}){{1,9}}|\[[0-9a-f:.]{{2,45}}\])"
    r"(?P<port>:\d{1,5})?(?P<path>/[^\s]*)?",
    flags=regex.IGNORECASE,
)
BARE_SCHEME = regex.compile(r"\b(?:https?|ftp|javascript|tg|whatsapp):(?://)?[^\s]+", regex.IGNORECASE)
SPLIT = regex.compile(DOT, flags=regex.IGNORECASE)
DIGITS = regex.compile(r"[\d.]+")


class Link(NamedTuple):
    """An address in a text, and the host that it leads to, as a browser would write it."""

    span: Span
    host: str


def links(text: str) -> list[Link]:
    """The addresses in a text, in order."""
    lowered = (
        unicodedata.normalize("NFKC", text) if len(unicodedata.normalize("NFKC", text)) == len(text) else text
    )
    found = [_link(match) for match in LINK.finditer(lowered)]
    listed = [link for link in found if link]
    rest = (Link(match.span(), "") for match in BARE_SCHEME.finditer(lowered))
    return listed + [
        one for one in rest if not any(each.span[0] <= one.span[0] < each.span[1] for each in listed)
    ]


def strange(text: str, allowed: Collection[str]) -> list[Span]:
    """The addresses that lead to none of the allowed hosts, nor to a part of one."""
    return [link.span for link in links(text) if not any(_is_of(link.host, host) for host in allowed)]


def host_of(site: str) -> str | None:
    """The host of an address that somebody allows; None where it is none."""
    found = links(site.strip())
    return found[0].host or None if len(found) == 1 else None


def _is_of(host: str, allowed: str) -> bool:
    return host == allowed or host.endswith(f".{allowed}")


def _link(match: "regex.Match[str]") -> Link | None:
    names = [name for name in SPLIT.split(match["host"]) if name]
    is_plain = match["scheme"] or (names and names[0].lower() == "www")
    if not is_plain and not _looks_like_one(names, bool(match["path"])):
        return None
    return Link(match.span(), ascii_host(".".join(names)))


def _looks_like_one(names: list[str], has_path: bool) -> bool:
    end = names[-1].casefold()
    if DIGITS.fullmatch("".join(names)):
        return has_path and len(names) == 4
    if (
        end not in GENERIC
        and not (len(end) == 2 and end.isascii() and end.isalpha())
        and not end.startswith("xn--")
    ):
        return False
    return end not in WORDS_TOO or has_path or len(names) > 2


def ascii_host(host: str) -> str:
    """A host in punycode, in small letters."""
    small = unicodedata.normalize("NFKC", host).casefold().strip(".")
    labels = [
        label if label.isascii() else f"xn--{label.encode('punycode').decode()}" for label in small.split(".")
    ]
    return ".".join(labels).removeprefix("www.")


def is_disguised(host: str) -> bool:
    """Whether letters of a host may be taken for Latin ones that they are not."""
    return not host.isascii() and any(fold(label) != label.casefold() for label in host.split("."))
