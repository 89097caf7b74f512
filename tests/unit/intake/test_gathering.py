from desktop_scanner.intake.gathering import Gathering, combine


def _gathered(*pieces: tuple[str, dict[str, str]]) -> Gathering:
    gathering = Gathering()
    for line, (text, columns) in enumerate(pieces, 1):
        gathering.add(line, text, columns)
    return gathering


def test_a_duplicate_gives_the_first_the_columns_that_it_lacks() -> None:
    found = _gathered(("a.com", {"city": "Ghent"}), ("www.a.com", {"city": "Bruges", "id": "7"})).result()
    assert [target.columns for target in found.targets] == [{"city": "Ghent", "id": "7"}]
    assert found.duplicates == 1


def test_combined_lists_keep_order_rejected_lines_and_duplicates() -> None:
    first = _gathered(("a.com", {}), ("no domain", {}), ("a.com", {})).result()
    second = _gathered(("b.com", {}), ("www.a.com", {"id": "1"})).result()
    found = combine([first, second])
    assert [target.domain for target in found.targets] == ["a.com", "b.com"]
    assert found.targets[0].columns == {"id": "1"}
    assert (len(found.rejected), found.duplicates) == (1, 2)


def test_no_lists_combine_to_an_empty_one() -> None:
    assert combine([]).targets == ()
