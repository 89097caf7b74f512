import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from desktop_scanner.core import row_terms
from desktop_scanner.core.queries import RowOrder
from desktop_scanner.store import upgrade
from desktop_scanner.store.database import Store
from tests.data.databases import make_sample
from tests.unit.store.samples import BATCH


@pytest.fixture
def older(tmp_path: Path) -> Path:
    path = tmp_path / "scanner.db"
    shutil.copyfile(make_sample.FOLDER / "v1.db", path)
    return path


def test_facets_and_languages_are_taken_from_what_is_there(older: Path) -> None:
    upgrade.prepare(older, to="m008")
    with closing(sqlite3.connect(older)) as connection:
        facets = connection.execute("SELECT kind, facet FROM fact WHERE facet IS NOT NULL ORDER BY kind").fetchall()
        languages = connection.execute("SELECT language FROM target WHERE id = 1").fetchall()
    assert (facets, languages) == ([("address", "de"), ("social", "linkedin"), ("technology", "wordpress")], [("de",)])


def test_the_new_indexes_have_statistics(older: Path) -> None:
    upgrade.prepare(older, to="m008")
    with closing(sqlite3.connect(older)) as connection:
        known = {name for (name,) in connection.execute("SELECT idx FROM sqlite_stat1")}
    assert {"ix_target_batch_key_language", "ix_fact_kind_normalised_target_id"} <= known


@pytest.mark.parametrize("text", ["lang:de", "cms:wordpress", "social:linkedin", "country:de", "tech:nginx"])
async def test_an_older_file_is_filtered(older: Path, text: str) -> None:
    store = await Store.open(older)
    ids = await store.row_ids(BATCH, RowOrder(), row_terms.parse(text).where)
    await store.close()
    assert ids == [1]
