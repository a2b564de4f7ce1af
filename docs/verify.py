"""Checks what `livesell export` printed, with nothing but Python: python3 verify.py show.jsonl

Each fact follows from the one before, to the last; each giveaway was drawn by its promised seed (docs/selling.md)."""

import hashlib
import hmac
import json
import sys
from pathlib import Path


def sha256(what: str | bytes) -> str:
    return hashlib.sha256(what.encode() if isinstance(what, str) else what).hexdigest()


def follows(line: dict, fact: dict, previous: str, offset: int) -> bool:
    said = line.get("text") is None or sha256(f"{line['salt']}\n{line['text']}") == fact["event"]["text_hash"]
    return said and fact["offset"] == offset and line["hash"] == sha256(f"{previous}\n{line['fact']}")


def draw(seed: str, entrants: list[str]) -> list[str]:
    key, listed = bytes.fromhex(seed), sha256("".join(one + "\n" for one in entrants))
    return sorted(entrants, key=lambda one: hmac.digest(key, f"{listed}\n{one}".encode(), "sha256"))


def is_fair(event: dict, known: dict[str, dict]) -> bool:
    """Whether a fact about a giveaway fits what is known: its promise, its list, and who is left of the draw."""
    kind = event["type"].removeprefix("giveaway.")
    if kind == "opened":
        known[event["giveaway"]["id"]] = {**event["giveaway"], "list": [], "left": []}
        return True
    one = known[event["giveaway_id"]]
    if kind == "entered":
        one["list"].append(event["entrant"]["id"])
    elif kind == "left":
        one["list"].remove(event["user_id"])
    elif kind == "closed":
        return event["list_hash"] == sha256("".join(entrant + "\n" for entrant in one["list"]))
    elif kind == "redrawn":
        told = [who["id"] for who in (*event["passed_over"], event["winner"]) if who]
        due, one["left"] = one["left"][: len(told)], one["left"][len(told) :]
        return told == due and (event["winner"] is not None or not one["left"])
    else:
        drawn = draw(event["seed"], one["list"])
        wins, one["left"] = drawn[: one["places"]], drawn[one["places"] :]
        told = [who["id"] for who in event["winners"]] if kind == "drawn" else wins
        return told == wins and sha256(bytes.fromhex(event["seed"])) == one["commitment"]
    return True


head, *lines = map(json.loads, filter(None, Path(sys.argv[1]).read_text("utf-8").split("\n")))
previous, known = sha256(f"livesell:{head['ledger']}:{head['epoch']}"), {}
for offset, line in enumerate(lines, 1):
    fact = json.loads(line["fact"])
    fair = not fact["event"]["type"].startswith("giveaway.") or is_fair(fact["event"], known)
    if not fair or not follows(line, fact, previous, offset):
        sys.exit(f"{offset}: {fact['event']['type']} is not what it should be")
    previous = line["hash"]
told = f"{len(lines)} facts and {len(known)} giveaways, all in order"
print(told) if (len(lines), previous) == (head["offset"], head["hash"]) else sys.exit("its end is missing")
