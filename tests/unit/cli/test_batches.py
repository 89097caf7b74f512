from tests.unit.cli.conftest import LocalSites, Run


def test_an_empty_history_says_how_to_fill_it(run: Run) -> None:
    ran = run("batches")
    assert (ran.status, ran.out) == (0, "")
    assert "`desktop-scanner scan` makes one" in ran.err
    assert run("batches", "--quiet").err == ""
    assert run("batches", "--json").json == []


def test_the_history_is_newest_first_and_its_short_ids_can_be_used(run: Run, sites: LocalSites) -> None:
    run("scan", "bee.be", "--name", "first", *sites.flags)
    run("scan", "broken.com", "--name", "second", *sites.flags)
    lines = run("batches").out.splitlines()
    assert [line.split()[1:3] for line in lines[1:]] == [["second", "failed"], ["first", "completed"]]
    assert run("show", lines[1].split()[0], "--json").json["batch"]["name"] == "second"


def test_the_json_has_the_objects_of_the_contract(scanned: Run) -> None:
    [batch] = scanned("batches", "--json").json
    assert list(batch) == [
        *("id", "name", "state", "created_at", "started_at", "finished_at", "total", "counts", "options"),
        *("origin", "note", "tags", "predecessor"),
    ]
    assert (batch["state"], batch["total"], batch["counts"]) == ("partial", 2, {"completed": 1, "failed": 1})
    assert batch["created_at"].endswith("Z")
    assert batch["options"]["max_pages"] == 8
