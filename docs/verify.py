"""Checks what `livesell export` printed, with nothing but Python: python3 verify.py show.jsonl

Each fact follows from the one before, to the last (docs/protocol.md, "To check a ledger"); each giveaway was drawn by
its promised seed (docs/selling.md); and the facts mean what was promised: never more held and sold than there is, a
line in its order, no hold ended early, nobody who is banned says, claims or bids anything, a lot goes to its leader.
"""

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


class Show:
    """What the facts so far add up to. `play` takes the next one and says what is wrong with it, if anything is."""

    def __init__(self) -> None:
        self.shelves: dict[str, list[int]] = {}  # by variant: stock, held, sold, waiting
        self.lines: dict[
            str, dict[str, tuple[int, int]]
        ] = {}  # by variant: claims in line, with place and quantity
        self.banned: dict[str, int | None] = {}
        self.lots: dict[str, dict] = {}
        self.giveaways: dict[str, dict] = {}

    def play(self, event: dict, at: int) -> str:
        noun, verb = event["type"].split(".")
        wrong = self._by_the_banned(event, at)
        if "item" in event:
            wrong = wrong or self._counted(event["item"])
        elif noun == "claim" and "claim" in event:
            wrong = wrong or self._claim(verb, event, at)
        elif noun in ("auction", "bid"):
            wrong = wrong or self._lot(verb, event, at)
        elif noun == "giveaway":
            wrong = wrong or self._giveaway(verb, event)
        elif verb in ("banned", "unbanned"):
            self.banned[event["user_id"]] = event.get("until") or 2**53 if verb == "banned" else 0
        over = any(stock < held + sold for stock, held, sold, _ in self.shelves.values())
        return wrong or ("more is held and sold than there is" if over else "")

    def _by_the_banned(self, event: dict, at: int) -> str:
        acts = (
            "message.posted",
            "claim.held",
            "claim.waitlisted",
            "claim.wanted",
            "bid.placed",
            "giveaway.entered",
        )
        who = (
            event.get("author")
            or event.get("entrant")
            or event.get("leader")
            or event.get("claim", {}).get("buyer")
        )
        is_banned = event["type"] in acts and self.banned.get(who["id"], 0) > at
        return "she is banned" if is_banned else ""

    def _counted(self, item: dict) -> str:
        """Items carry their counters: they are what the facts before add up to."""
        for one in item["variants"]:
            told = [one["stock"], one["held"], one["sold"], one["waiting"]]
            known = self.shelves.setdefault(one["id"], told)
            if known[1:] != told[1:]:
                return f"held, sold and waiting are {known[1:]}, not {told[1:]}"
            known[0] = told[0]
        return ""

    def _move(self, variant: str | None, held: int = 0, sold: int = 0, waiting: int = 0) -> None:
        if variant in self.shelves:
            stock, *counts = self.shelves[variant]
            self.shelves[variant] = [stock, counts[0] + held, counts[1] + sold, counts[2] + waiting]

    def _claim(self, verb: str, event: dict, at: int) -> str:
        claim = event["claim"]
        variant, quantity, state = claim["variant_id"], claim["quantity"], claim["state"]
        line = self.lines.setdefault(variant, {})
        if verb in ("waitlisted", "moved"):
            self._move(variant, waiting=claim["id"] not in line)
            line[claim["id"]] = claim["place"], quantity
            return ""
        place, _ = line.pop(claim["id"], (claim["place"], quantity))
        if verb == "held":
            self._move(variant, held=quantity, waiting=-event["promoted"])
            passed = any(ahead < place and wants <= quantity for ahead, wants in line.values())
            return "somebody ahead in line was passed over" if passed else ""
        if verb == "ordered":
            self._move(variant, held=-quantity * (state == "held"), sold=quantity)
        elif verb in ("released", "expired"):
            back = {
                "held": {"held": -quantity},
                "ordered": {"sold": -quantity},
                "waitlisted": {"waiting": -1},
            }
            self._move(variant, **back.get(state, {}))
        early = verb == "expired" and at < (claim["held_until"] or 0)
        return "a hold ended before its time" if early else ""

    def _lot(self, verb: str, event: dict, at: int) -> str:
        if "auction" not in event:
            lot = self.lots[event["auction_id"]]
            fell = verb == "placed" and event["price"] < (lot["price"] or 0)
            lot.update({key: event[key] for key in ("price", "leader", "bids", "ends_at") if key in event})
            return "a bid made it cheaper" if fell else ""
        lot, before = event["auction"], self.lots.get(event["auction"]["id"])
        kept, was = units(lot), units(before)
        self._move(lot["variant_id"], held=kept[0] - was[0], sold=kept[1] - was[1])
        self.lots[lot["id"]] = dict(lot)
        ran_out = (
            before
            and before["state"] == "open"
            and lot["outcome"] == "sold"
            and before["bids"] == lot["bids"]
        )
        amiss = ran_out and (before["leader"] != lot["leader"] or at < before["ends_at"])
        return "it was sold to another, or before its end" if amiss else ""

    def _giveaway(self, verb: str, event: dict) -> str:
        fair = is_fair(event, self.giveaways)
        one = self.giveaways[event["giveaway"]["id"] if verb == "opened" else event["giveaway_id"]]
        if verb == "opened":
            self._move(one["variant_id"], held=one["places"])
        elif verb in ("drawn", "cancelled"):
            self._move(one["variant_id"], held=-one["places"], sold=len(event.get("winners", ())))
        elif verb == "redrawn":
            self._move(one["variant_id"], sold=-(event["winner"] is None))
        return "" if fair else "not drawn as it was promised"


def units(lot: dict | None) -> tuple[int, int]:
    """How many units a lot holds, and how many it sold."""
    return (
        (0, 0) if lot is None else (1, 0) if lot["state"] != "closed" else (0, int(lot["outcome"] == "sold"))
    )


def main(file: str) -> str:
    head, *lines = map(json.loads, filter(None, Path(file).read_text("utf-8").split("\n")))
    first = head.get("first_epoch", head["epoch"])
    previous, show = sha256(f"livesell:{head['ledger']}:{first}"), Show()
    for offset, line in enumerate(lines, 1):
        fact = json.loads(line["fact"])
        try:
            wrong = show.play(fact["event"], fact["at"])
        except (KeyError, ValueError) as error:
            wrong = f"it does not follow from the facts before ({error})"
        if not follows(line, fact, previous, offset):
            wrong = "it is not what was hashed after the one before"
        if wrong:
            sys.exit(f"{offset}: {fact['event']['type']} is not what it should be: {wrong}")
        previous = line["hash"]
    if (len(lines), previous) != (head["offset"], head["hash"]):
        sys.exit("its end is missing")
    return f"{len(lines)} facts and {len(show.giveaways)} giveaways, all in order"


if __name__ == "__main__":
    print(main(sys.argv[1]))
