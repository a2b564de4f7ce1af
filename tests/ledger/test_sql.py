"""SQL by hand names tables and columns that models have: the check finds whatever does not."""

import pkgutil
from importlib import import_module

import pytest
from django.core.checks import Tags, run_checks

import chat
import livesell
import rooms
from livesell.ledger import rows, sql
from livesell.ledger.sql import Sql, Table, faults, filling
from rooms.models.claims import Claim
from rooms.stock.rows import Claimed
from tests.support.turns import Room

TABLES = {
    "jar": {"id", "shelf_id", "weight", "offset"},
    "shelf": {"id", "name"},
}


@pytest.fixture
def nothing_declared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sql, "STATEMENTS", [])
    monkeypatch.setattr(sql, "TABLES", [])


def found() -> list[str]:
    return [one.msg for one in run_checks(tags=[Tags.models]) if one.id == "livesell.E011"]


@pytest.mark.parametrize(
    "text",
    [
        "SELECT id, weight FROM jar WHERE shelf_id = %s AND id = ANY(%s)",
        'SELECT j.id, s.name AS shelf, j."offset" FROM jar j LEFT JOIN shelf s ON s.id = j.shelf_id ORDER BY shelf',
        "SELECT k.id FROM (SELECT j.id, ROW_NUMBER() OVER (ORDER BY j.weight) AS nth FROM jar j) k WHERE k.nth < 3",
        "WITH RECURSIVE up (id, nth) AS (SELECT j.id, 1 FROM jar j UNION ALL SELECT id, nth FROM up) SELECT id FROM up",
        "SELECT s.key AS id FROM json_each(%s) AS s LEFT JOIN shelf x ON x.id = s.key AND x.name = 'a.b c'",
        "DELETE FROM jar WHERE id = %s RETURNING weight",
        "SELECT SUM(CAST(j.weight AS integer)) AS sum, EXTRACT(EPOCH FROM now()) * 10::bigint AS ns FROM jar j",
    ],
)
def test_what_tables_have_is_no_fault(text: str) -> None:
    assert faults(text, TABLES) == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("SELECT j.id FROM jars j", "no table jars"),
        ("SELECT j.wieght FROM jar j", "no column j.wieght"),
        ("SELECT j.id FROM jar j JOIN shelf s ON s.id = j.shelf", "no column j.shelf"),
        ("SELECT j.id FROM jar j WHERE s.id = 1", "nothing is called s"),
        ("SELECT id FROM jar WHERE wieght > %s", "no column wieght"),
        ("SELECT id FROM jar WHERE id = %s ORDER BY name", "no column name"),
        ("DELETE FROM jar WHERE id = %s RETURNING wieght", "no column wieght"),
        ("SELECT k.id FROM (SELECT j.id, j.wieght FROM jar j) k", "no column j.wieght"),
    ],
)
def test_what_no_table_has_is_named(text: str, wrong: str) -> None:
    assert faults(text, TABLES) == [wrong]


def test_a_query_has_a_column_for_each_field_of_what_it_fills() -> None:
    text = filling(
        Claimed, "FROM rooms_claim c", item_id="v", buyer_name="u.name", network=None, more="1 + 1"
    )

    assert text.startswith(
        "SELECT c.id, c.variant_id, v.item_id, c.buyer_id, u.name AS buyer_name, c.quantity"
    )
    assert text.endswith("c.held_until, 1 + 1 AS more FROM rooms_claim c")


def test_everything_that_is_declared_fits_the_models() -> None:
    assert found() == []
    assert len(sql.STATEMENTS) > 50
    assert len(sql.TABLES) > 15


@pytest.mark.usefixtures("nothing_declared")
def test_a_misspelt_column_fails_the_check() -> None:
    Sql("SELECT c.id FROM rooms_claim c WHERE c.quantty = %s")
    sql.table("rooms_claim", "id", "sate")
    sql.table("rooms_clam", "id")

    assert [message.partition(" in: ")[0] for message in found()] == [
        "no column c.quantty",
        "no column sate to write in rooms_claim",
        "no column id to write in rooms_clam",
    ]


def test_a_field_that_is_renamed_fails_the_check(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Claim._meta.get_field("held_until"), "column", "kept_until")

    assert any(message.startswith("no column c.held_until in: SELECT c.id") for message in found())
    assert "no column held_until to write in rooms_claim" in found()


def test_the_check_knows_every_statement_of_ours() -> None:
    found()
    declared = len(sql.STATEMENTS), len(sql.TABLES)
    for package in (livesell, rooms, chat):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if module.name.rpartition(".")[2] == "rows" or module.name.startswith("livesell.ledger."):
                import_module(module.name)

    assert (len(sql.STATEMENTS), len(sql.TABLES)) == declared


def test_what_is_written_together_is_in_the_order_of_the_columns() -> None:
    assert Table("jar", ("weight", "id")).values([Claimish("7", 3)]) == [(3, "7")]


class Claimish:
    def __init__(self, pk: str, weight: int) -> None:
        self.id, self.weight = pk, weight


@pytest.mark.django_db
@pytest.mark.parametrize("listed", [[], ["x"], ["x", "y' OR 1 = 1 --"]])
def test_a_list_is_one_parameter_on_both_databases(room: Room, listed: list[str]) -> None:
    these = ANY_ROOM, [[room.id, *listed]]

    assert [row["id"] for row in rows.select(*these)] == [room.id]
    assert rows.select(ANY_ROOM, [listed]) == []


ANY_ROOM = Sql("SELECT id FROM rooms_room WHERE id = ANY(%s)")
