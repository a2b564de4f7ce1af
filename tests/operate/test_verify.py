"""`livesell verify` and the small script of the documents: what each says of an honest export and of tampered ones."""

import subprocess
import sys
from pathlib import Path

import pytest

from chat.frames import BanMember
from livesell.ledger import proof
from livesell.operate import cli
from rooms import frames as sell
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
"""What would make it longer than its sixty lines: `livesell verify` finds these too."""
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
    assert len(SCRIPT.read_text(encoding="utf-8").splitlines()) <= 60


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
    room.must("sam", sell.CancelGiveaway(giveaway_id=second, reason="the jar broke"))
    room.later(10)
    assert close(room, first).ok
    (winner,) = winners(first)
    other = next(who for who in ("ben", "bea", "otto") if who != winner)
    room.must("mona", BanMember(user_id=room.cast[other].user_id, reason="shouted"))
    loser = room.cast[winner].user_id
    room.must("sam", sell.RedrawGiveaway(giveaway_id=first, winner_id=loser, reason="no answer"))
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
