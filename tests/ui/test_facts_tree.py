import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop_scanner.ui.theme import Theme
from desktop_scanner.ui.widgets.facts_tree import Fact, FactsTree, Heading

HEADINGS = (Heading("Contact", 200, 1), Heading("Confidence", 80, is_numeric=True), Heading("Text", 100, 3))


@pytest.fixture
def tree(qapp: QApplication) -> FactsTree:
    """Give a tree of three columns, laid out."""
    tree = FactsTree(Theme(qapp), HEADINGS, "facts")
    tree.grab()  # a hidden widget lays itself out when it is painted
    return tree


def resize(tree: FactsTree, room: int) -> None:
    tree.resize(tree.width() - tree.viewport().width() + room, 200)
    tree.grab()


@pytest.mark.parametrize(("room", "widths"), [(780, [300, 80]), (380, [200, 80]), (300, [200, 80])])
def test_columns_share_the_room_that_is_left(tree: FactsTree, room: int, widths: list[int]) -> None:
    resize(tree, room)
    assert [tree.columnWidth(column) for column in (0, 1)] == widths


def test_a_width_that_the_user_sets_stays(tree: FactsTree) -> None:
    resize(tree, 780)
    tree.setColumnWidth(0, 250)
    resize(tree, 1180)
    assert tree.columnWidth(0) == 250


def test_numbers_stand_at_the_right_under_their_heading(tree: FactsTree) -> None:
    tree.show_facts([Fact(("a@b.test", "98 %", "near"), further=[("", "", "elsewhere")])])
    rows = (tree.headerItem(), tree.topLevelItem(0))
    assert all(row is not None and row.textAlignment(1) & Qt.AlignmentFlag.AlignRight for row in rows)
    assert all(row is not None and row.textAlignment(0) & Qt.AlignmentFlag.AlignLeft for row in rows)
