"""Judges of a run: pure functions from the history of the clients and the evidence of the database to findings.

No finding, no fault. They share nothing with the server, not even its hashing: a stranger could have
written them from the protocol's page.
"""

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

from tests.support.evidence import Evidence
from tests.support.history import History, Outcome

Finding = str
Frame = dict[str, Any]


def judge(history: History, evidence: Evidence) -> dict[str, list[Finding]]:
    """Every finding, by the name of what is wrong. Empty when nothing is."""
    found = {
        "broken": broken(evidence),
        "oversold": oversold(evidence),
        "miscounted": miscounted(evidence),
        "lost": lost(history, evidence),
        "changed": changed(history),
        "invented": invented(history, evidence),
        "reordered": reordered(history, evidence),
        "unanswered": unanswered(history),
    }
    return {name: findings for name, findings in found.items() if findings}


def broken(evidence: Evidence) -> list[Finding]:
    """Holes in the ledger, links of the chain that do not hold, a clock that ran backwards, a head elsewhere."""
    findings = []
    digest = hashlib.sha256(f"livesell:{evidence.name}:{evidence.first_epoch}".encode()).hexdigest()
    before = 0
    for place, line in enumerate(evidence.lines, start=1):
        fact = json.loads(line.fact)
        digest = hashlib.sha256(f"{digest}\n{line.fact}".encode()).hexdigest()
        if line.offset != place or fact["offset"] != place:
            return [*findings, f"offset {line.offset} ({fact['offset']} in its text) stands at place {place}"]
        if line.hash != digest:
            return [*findings, f"the chain breaks at {place}"]
        if fact["at"] < before:
            findings.append(f"the clock ran backwards at {place}")
        before = fact["at"]
    if (evidence.offset, evidence.hash) != (len(evidence.lines), digest):
        findings.append(f"the head stands at {evidence.offset}, the last line at {len(evidence.lines)}")
    return findings


def oversold(evidence: Evidence) -> list[Finding]:
    """More held and sold than there is: by the counters, by the claims, or at any moment of the ledger."""
    findings = []
    taken = Counter[str]()
    for claim in evidence.claims:
        taken[claim.variant_id] += claim.quantity if claim.state in ("held", "ordered") else 0
    for variant, shelf in evidence.shelves.items():
        if max(taken[variant], shelf.held + shelf.sold) > shelf.stock:
            findings.append(
                f"{variant}: {taken[variant]} claimed, {shelf.held + shelf.sold} counted, {shelf.stock} there"
            )
    replay = Replay()
    for line in evidence.lines:
        variant = replay.play(json.loads(line.fact))
        if variant and replay.taken[variant] > evidence.shelves[variant].stock:
            findings.append(f"{variant}: {replay.taken[variant]} taken at {line.offset}")
    return findings


def miscounted(evidence: Evidence) -> list[Finding]:
    """Counters and claims that are not what the ledger's facts add up to."""
    replay = Replay()
    for line in evidence.lines:
        replay.play(json.loads(line.fact))
    rows = {claim.id: claim.state for claim in evidence.claims}
    findings = [
        f"claim {key} is {rows.get(key, 'nowhere')} in its table, {replay.state.get(key, 'nowhere')} by the ledger"
        for key in sorted(rows.keys() | replay.state.keys())
        if rows.get(key) != replay.state.get(key)
    ]
    for variant, shelf in evidence.shelves.items():
        counted = (shelf.held + shelf.sold, shelf.waiting)
        told = (replay.taken[variant], len(replay.line[variant]))
        if counted != told:
            findings.append(f"{variant}: (taken, waiting) is {counted} in its row, {told} by the ledger")
    return findings


def lost(history: History, evidence: Evidence) -> list[Finding]:
    """Facts that somebody was told and that the ledger does not hold, or holds differently."""
    lines = {line.offset: line.fact for line in evidence.lines}
    findings = []
    for attempt in history.attempts:
        if attempt.outcome is Outcome.ANSWERED and attempt.reply:
            fact = attempt.reply["fact"]
            kept = lines.get(fact["offset"])
            if kept is None:
                findings.append(f"{attempt.wish.id} was told of {fact['offset']}, which is not there")
            elif json.loads(kept) != fact:
                findings.append(f"{attempt.wish.id} was told another fact of {fact['offset']}")
    return findings


def changed(history: History) -> list[Finding]:
    """Ids that were answered twice, and not alike to the byte."""
    settled = history.settled()
    return [
        f"{attempt.wish.id} was told {settled[attempt.wish.id].text}, then {attempt.text}"
        for attempt in history.attempts
        if attempt.outcome is not Outcome.UNKNOWN and attempt.text != settled[attempt.wish.id].text
    ]


def invented(history: History, evidence: Evidence) -> list[Finding]:
    """Facts that nobody asked for: claims without a command, two for one, or one of a refused command."""
    asked_at = {
        said["fact"]["offset"]: given
        for given in evidence.answers
        if (said := json.loads("{" + given.answer + "}"))["ledger"] == "show"
    }
    settled, seen = history.settled(), Counter[str]()
    findings = []
    for line in evidence.lines:
        event = json.loads(line.fact)["event"]
        if not _is_asked_for(event):
            continue
        given = asked_at.get(line.offset)
        wish = history.invoked.get(given.command_id) if given else None
        if given is None or wish is None or wish[1].actor_id != given.actor_id:
            findings.append(f"nobody asked for {event['type']} at {line.offset}")
            continue
        if not _grants(wish[1].body, event):
            findings.append(f"{given.command_id} asked for something else than {line.offset}")
        seen[given.command_id] += 1
        if given.command_id in settled and settled[given.command_id].outcome is Outcome.REFUSED:
            findings.append(f"{given.command_id} was refused, and yet stands at {line.offset}")
    return findings + [f"{key} has {times} effects" for key, times in seen.items() if times > 1]


def reordered(history: History, evidence: Evidence) -> list[Finding]:
    """Lines that are not first come, first served; and answers that came before others were even asked."""
    replay = Replay()
    for line in evidence.lines:
        replay.play(json.loads(line.fact))
    findings = list(replay.jumped)
    asked = sorted((began, key) for key, (began, _) in history.invoked.items())
    told = sorted(
        (attempt.ended, attempt.reply["fact"]["offset"])
        for attempt in history.settled().values()
        if attempt.outcome is Outcome.ANSWERED and attempt.reply
    )
    offsets = {
        key: attempt.reply["fact"]["offset"]
        for key, attempt in history.settled().items()
        if attempt.outcome is Outcome.ANSWERED and attempt.reply
    }
    latest, place = 0, 0
    for began, key in asked:
        while place < len(told) and told[place][0] < began:
            latest, place = max(latest, told[place][1]), place + 1
        if offsets.get(key, latest + 1) < latest:
            findings.append(
                f"{key} stands at {offsets[key]}, before {latest}, which was answered before it was asked"
            )
    return findings


def unanswered(history: History) -> list[Finding]:
    """Wishes whose outcome nobody ever learned."""
    settled = history.settled()
    return [f"{key} was never answered" for key in history.invoked if key not in settled]


def seen_otherwise(facts: Sequence[Frame], evidence: Evidence, after: int = 0) -> list[Finding]:
    """Where what a viewer saw after an offset is not what the ledger says, in its order, to its end."""
    lines = [line for line in evidence.lines if line.offset > after]
    findings = [
        f"saw {fact['offset']} where the ledger has {line.offset}, or another text"
        for fact, line in zip(facts, lines, strict=False)
        if {key: value for key, value in fact.items() if key != "text"} != json.loads(line.fact)
    ]
    if len(facts) != len(lines):
        findings.append(f"saw {len(facts)} facts after {after} where there are {len(lines)}")
    return findings


class Replay:
    """What the facts of a ledger add up to: who holds, who waits, in which order."""

    def __init__(self) -> None:
        self.state: dict[str, str] = {}
        self.taken = Counter[str]()
        self.line: dict[str, list[str]] = defaultdict(list)
        self.jumped: list[Finding] = []

    def play(self, fact: Frame) -> str | None:
        """The next fact; the variant it is about, if it is about a claim."""
        event = fact["event"]
        kind, claim = event["type"], event.get("claim")
        if claim is None:
            return None
        key, variant, quantity = claim["id"], claim["variant_id"], claim["quantity"]
        line, before = self.line[variant], self.state.get(key)
        if kind == "claim.waitlisted":
            line.append(key)
        elif kind == "claim.held":
            self._hold(fact["offset"], line, key, promoted=event["promoted"])
            self.taken[variant] += quantity
        elif before == "waitlisted":
            line.remove(key)
        elif kind in ("claim.released", "claim.expired"):
            self.taken[variant] -= quantity
        self.state[key] = kind.removeprefix("claim.")
        return str(variant)

    def _hold(self, offset: int, line: list[str], key: str, *, promoted: bool) -> None:
        if (line[:1] == [key]) != promoted or (line and not promoted):
            self.jumped.append(f"{key} was served at {offset} before {line[:1] or 'it was in line'}")
        if key in line:
            line.remove(key)


def _is_asked_for(event: Frame) -> bool:
    """Whether somebody has to have asked for it: a promotion, an expiry and the end of a line come by themselves."""
    kind = event["type"]
    return (
        kind in ("claim.waitlisted", "message.posted")
        or (kind == "claim.held" and not event["promoted"])
        or (kind == "claim.released" and event["reason"] == "buyer")
    )


def _grants(body: Frame, event: Frame) -> bool:
    claim = event.get("claim")
    if claim is None:
        return True
    if "claim_id" in body:
        return bool(body["claim_id"] == claim["id"])
    return (body["variant_id"], body["quantity"]) == (claim["variant_id"], claim["quantity"])
