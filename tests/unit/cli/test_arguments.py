from desktop_scanner.cli.arguments import Format, LayoutName
from desktop_scanner.export.formats import FORMATS
from desktop_scanner.export.layouts import LAYOUTS


def test_the_choices_are_those_of_the_exports() -> None:
    assert tuple(Format) == FORMATS
    assert list(LayoutName) == list(LAYOUTS)
