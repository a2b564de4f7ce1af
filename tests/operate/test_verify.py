"""`livesell verify` and the small script of the documents: what each says of an honest export and of tampered ones."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from chat.frames.moderation import BanMember
from livesell.ledger import proof
from livesell.operate import cli
from livesell.wire import chain
from rooms.frames.auctions import AddAuction
from rooms.frames.claims import OverrideClaim
from rooms.frames.giveaways import CancelGiveaway, RedrawGiveaway
from rooms.frames.items import SetStock
from tests.support import shams
from tests.support.giveaways import close, enter, live_party, loaded_dice, open_giveaway, winners
from tests.support.shams import Export
from tests.support.turns import Room

SCRIPT = Path(__file__).resolve().parents[2] / "docs" / "verify.py"
EXPORTS = shams.exports()
BY_THE_SCRIPT = {"list", "seed", "winners", "redraw", "unopened"}
"""What the script looks for in giveaways, besides the chain: who won by which seed from which list."""
BEYOND_IT = {
    "another count",
    "another first entry",
    "one passed over who may win",
    "one who lost already loses again",
}
"""What would make it longer: `livesell verify` finds these too."""
WRONG_DRAWS = [
    one for one in EXPORTS if one.name not in BEYOND_IT and BY_THE_SCRIPT & {fault for _, fault in one.faults}
]


def written(folder: Path, lines: list[str]) -> str:
    file = folder / "show.jsonl"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return str(file)


def script(file: str) -> subprocess.CompletedProcess[str]:
    """The script as a stranger runs it: without our package, without anything but Python."""
    return subprocess.run(
        [sys.executable, "-I", str(SCRIPT), file], capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("export", EXPORTS, ids=[one.name for one in EXPORTS])
def test_the_verb_names_what_is_wrong(
    export: Export, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = cli.main(["verify", written(tmp_path, export.lines)])

    told = capsys.readouterr().out.splitlines()
    assert code == (1 if export.faults else 0)
    assert len(told) == max(1, len(export.faults))
    assert all(line.startswith(f"{offset}: ") for line, (offset, _) in zip(told, export.faults, strict=False))


def test_the_script_is_short() -> None:
    assert len(SCRIPT.read_text(encoding="utf-8").splitlines()) <= 200


@pytest.mark.parametrize("export", WRONG_DRAWS, ids=[one.name for one in WRONG_DRAWS])
def test_the_script_finds_a_wrong_draw(export: Export, tmp_path: Path) -> None:
    assert script(written(tmp_path, export.lines)).returncode == 1


@pytest.mark.django_db
def test_an_export_of_a_real_evening_is_in_order(
    room: Room, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With a message, a ban, a draw, a redraw, and a giveaway that is called off."""
    party = live_party(room)
    first, second = open_giveaway(room, party), open_giveaway(room, party)
    room.say("ben", "good luck ☘")
    for who in ("ben", "bea", "otto"):
        enter(room, who, first)
    room.must("sam", CancelGiveaway(giveaway_id=second, reason="the jar broke"))
    room.later(10)
    assert close(room, first).ok
    (winner,) = winners(first)
    other = next(who for who in ("ben", "bea", "otto") if who != winner)
    room.must("mona", BanMember(user_id=room.cast[other].user_id, reason="shouted"))
    loser = room.cast[winner].user_id
    room.must("sam", RedrawGiveaway(giveaway_id=first, winner_id=loser, reason="no answer"))
    lines = list(proof.lines(room.ledger()))
    file = written(tmp_path, lines)

    told = f"{len(lines) - 1} facts and 2 giveaways, all in order\n"
    assert (cli.main(["verify", file]), capsys.readouterr().out) == (0, told)
    ran = script(file)
    assert (ran.returncode, ran.stdout) == (0, told)
    tampered = written(tmp_path, [line.replace("good luck", "bad luck") for line in lines])
    assert cli.main(["verify", tampered]) == 1
    assert script(tampered).returncode == 1


def test_an_export_without_its_end_is_found_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = written(tmp_path, EXPORTS[0].lines[:-3])

    assert cli.main(["verify", file]) == 1
    assert "the export ends here" in capsys.readouterr().out
    ran = script(file)
    assert (ran.returncode, ran.stderr) == (1, "its end is missing\n")


@pytest.mark.django_db
def test_whoever_changes_the_seed_in_the_database_is_found_out(room: Room, tmp_path: Path) -> None:
    """The promise stands in the ledger, where the dice cannot be loaded any more."""
    giveaway = open_giveaway(room, live_party(room))
    for who in ("ben", "bea", "otto"):
        enter(room, who, giveaway)
    loaded_dice(giveaway, "otto")
    room.later(10)
    close(room, giveaway)
    file = written(tmp_path, list(proof.lines(room.ledger())))

    assert cli.main(["verify", file]) == 1
    assert script(file).returncode == 1


@pytest.fixture
def evening(room: Room) -> list[str]:
    """Stock, a line, a hold that runs out, a sale, a lot, and somebody who is shut out."""
    jam = room.live(stock=2)
    room.must("sam", SetStock(variant_id=jam.pk, stock=2))
    first = room.place("ben", jam).claim
    room.place("bea", jam)
    room.place("otto", jam)
    waits = room.place("mona", jam, 1).claim
    room.must("hana", OverrideClaim(claim_id=waits, to="first", reason="she was here"))
    room.later(16)
    assert room.expire(first).ok
    lot = room.item(str(jam.item.party_id), stock=1).variants.get()
    room.must("sam", AddAuction(variant_id=lot.pk, start_price=500))
    room.must("mona", BanMember(user_id=room.cast["ben"].user_id, reason="宣伝"))
    room.say("bea", "また来ます")
    return list(proof.lines(room.ledger()))


@pytest.mark.django_db
def test_the_script_follows_stock_line_holds_and_lots(evening: list[str], tmp_path: Path) -> None:
    ran = script(written(tmp_path, evening))

    assert (ran.returncode, ran.stderr) == (0, "")


def forged(lines: list[str], change: Callable[[list[dict[str, Any]]], None]) -> list[str]:
    """Other facts under a chain that was made anew."""
    head = json.loads(lines[0])
    facts = [json.loads(json.loads(line)["fact"]) for line in lines[1:]]
    change(facts)
    previous, made = chain.genesis(head["ledger"], head["first_epoch"]), list[str]()
    for offset, fact in enumerate(facts, 1):
        text = chain.compose(offset, fact["at"], json.dumps(fact["event"]))
        previous = chain.link(previous, text)
        made.append(json.dumps({"fact": text, "hash": previous}))
    return [json.dumps(head | {"offset": len(made), "hash": previous}), *made]


def first(facts: list[dict[str, Any]], kind: str) -> dict[str, Any]:
    return next(fact for fact in facts if fact["event"]["type"] == kind)


def _oversell(facts: list[dict[str, Any]]) -> None:
    for kind in ("item.added", "item.edited"):
        first(facts, kind)["event"]["item"]["variants"][0]["stock"] = 1


def _miscount(facts: list[dict[str, Any]]) -> None:
    first(facts, "item.edited")["event"]["item"]["variants"][0]["held"] = 1


def _expire_early(facts: list[dict[str, Any]]) -> None:
    expired = first(facts, "claim.expired")
    expired["at"] = expired["event"]["claim"]["held_until"] - 1


def _jump(facts: list[dict[str, Any]]) -> None:
    promoted = next(fact for fact in facts if fact["event"].get("promoted"))
    waiting = [fact["event"]["claim"] for fact in facts if fact["event"]["type"] == "claim.waitlisted"]
    other = next(one for one in waiting if one["id"] != promoted["event"]["claim"]["id"])
    promoted["event"]["claim"] = {**other, "state": "held"}


def _let_the_banned_speak(facts: list[dict[str, Any]]) -> None:
    first(facts, "message.posted")["event"]["author"]["id"] = first(facts, "member.banned")["event"][
        "user_id"
    ]


def _bid_down(facts: list[dict[str, Any]]) -> None:
    lot = first(facts, "auction.added")
    for price in (900, 600):
        bid = {"type": "bid.placed", "auction_id": lot["event"]["auction"]["id"], "price": price, "bids": 1}
        facts.append({"at": facts[-1]["at"], "event": bid | {"leader": {"id": "bea", "name": "Bea"}}})


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "says"),
    [
        (_oversell, "more is held and sold than there is"),
        (_miscount, "held, sold and waiting are"),
        (_expire_early, "a hold ended before its time"),
        (_jump, "was passed over"),
        (_let_the_banned_speak, "she is banned"),
        (_bid_down, "made it cheaper"),
    ],
)
def test_the_script_finds_what_breaks_a_promise(
    evening: list[str], tmp_path: Path, change: Callable[[list[dict[str, Any]]], None], says: str
) -> None:
    ran = script(written(tmp_path, forged(evening, change)))

    assert ran.returncode == 1
    assert says in ran.stderr
