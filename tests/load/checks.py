"""What the checks of a message cost: CPU time of all the rules at once, with rude words in three languages, a hundred
terms, ten regular expressions, links off and unique mode. JSON on stdout.

`.venv/bin/python -m tests.load.checks`
"""

import argparse
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

from chat.rules import flood
from chat.rules.filters import Filters, Term, filters_of, has_link_outside
from chat.rules.folding import bare, fold, views
from chat.rules.modes import Modes, Speaker, why_not
from chat.rules.sketches import is_among, sketch

CORPUS = Path(__file__).parents[1] / "chat" / "evasions" / "corpus.json"
LONG = ("Is the blue one with the small flowers still there, and would you send it to Austria? " * 6)[:500]
NOW = 1_750_000_000_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=20)
    rounds = parser.parse_args().rounds
    corpus = json.loads(CORPUS.read_text(encoding="utf-8"))
    texts = {
        "ordinary": [text for listed in corpus["clean"].values() for text in listed],
        "evasions": [text for listed in corpus["caught"].values() for text in listed],
        "long": [LONG],
        "hostile": ["a" * 499, "a " * 250, "f.u-" * 125, "ﷺ" * 200, "1i!|" * 125, "Ж" * 400, "💐" * 400],
    }
    check = checker()
    costs = {name: cost(check, listed, rounds) for name, listed in texts.items()}
    sys.stdout.write(json.dumps(costs, indent=1) + "\n")


def checker() -> Callable[[str], object]:
    """All that is asked of one message, with nothing cached that another message would not find there, too."""
    words = [Term("words", "mask", f"forbidden{number}*") for number in range(100)]
    patterns = [Term("pattern", "hold", rf"(spam|scam){number}\s+n[o0]w+") for number in range(10)]
    filters: Filters = filters_of([*words, *patterns], "hold", ("de", "en", "es"))
    modes = Modes(slow_seconds=1, unique_only=True, links="off")
    said = [(NOW - number, number) for number in range(flood.MOST - 1)]
    others = [sketch(views(f"line {number} of an evening in a full room")[0]) for number in range(300)]

    def check(text: str) -> None:
        flood.why_not(said, 7, NOW)
        why_not(modes, Speaker(NOW - 2_000, NOW, bought=True), text, NOW)
        has_link_outside(modes.links, filters.sites, text)
        seen = views(text)
        filters.judge(text, seen)
        is_among(sketch(seen[0]), others)

    return check


def cost(check: Callable[[str], object], texts: list[str], rounds: int) -> dict[str, float]:
    """Microseconds of CPU a message: the mean, and the worst message's mean. Words are folded anew in each round."""
    each = []
    for text in texts:
        spent = 0.0
        for _ in range(rounds):
            fold.cache_clear()
            bare.cache_clear()
            began = time.process_time()
            check(text)
            spent += time.process_time() - began
        each.append(spent / rounds * 1e6)
    return {"messages": len(texts), "mean_us": round(sum(each) / len(each)), "worst_us": round(max(each))}


if __name__ == "__main__":
    main()
