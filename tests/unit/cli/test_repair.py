from pathlib import Path

from tests.unit.cli.conftest import Run
from tests.unit.store import damage


def test_a_sound_database_is_said_to_be_sound(scanned: Run, database: Path) -> None:
    ran = scanned("repair")
    assert (ran.status, "is not damaged; nothing was changed" in ran.err) == (0, True)
    assert not list(database.parent.glob("*damaged*"))


def test_a_damaged_database_is_repaired_and_used_again(scanned: Run, database: Path) -> None:
    damage.overwrite(database, damage.root(database, "detail"))
    refused = scanned("show", "latest", "acme.com")
    assert refused.status == 1
    assert f"desktop-scanner repair --database {database}" in refused.err
    ran = scanned("repair")
    assert ran.status == 0
    assert "Saved: 1 batch, 2 domains" in ran.err
    assert "2 domains without a result" in ran.err
    assert "The damaged file is kept as" in ran.err
    [batch] = scanned("batches", "--json").json
    assert (batch["state"], batch["counts"]) == ("interrupted", {"pending": 2})
    assert len(list(database.parent.glob("scanner.db.damaged-*"))) >= 1


def test_there_is_nothing_to_repair_where_there_is_no_file(run: Run, tmp_path: Path) -> None:
    ran = run("repair", "--database", str(tmp_path / "none.db"))
    assert (ran.status, "There is no database" in ran.err) == (2, True)
