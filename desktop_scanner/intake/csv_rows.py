"""The rows of a CSV or TSV text, each with its line in the file."""

import csv
from collections.abc import Iterable, Iterator

from desktop_scanner.core.errors import InputError
from desktop_scanner.intake import dialect, text_list
from desktop_scanner.intake.table_rows import Row

_END = "\0end of the table\0"  # fed after the last line: a quoted cell that never ends swallows it


class CsvRows:
    """Gives the rows of a text; those that are blank, and a first line `sep=;`, are left out."""

    def __init__(self, text: str, name: str, delimiter: str | None = None) -> None:
        self._text = text
        self._name = name
        self._declared = dialect.declared(next(text_list.lines(text[:100]), ""))
        preferred = "\t" if name.lower().endswith((".tsv", ".tab")) else ","
        self.delimiter = delimiter or self._declared or dialect.delimiter(text, preferred=preferred)

    def __iter__(self) -> Iterator[Row]:
        reader = csv.reader(_with_end(text_list.lines(self._text)), delimiter=self.delimiter)
        begins = 1
        while True:
            try:
                cells = next(reader)
            except csv.Error:
                raise _endless(self._name, begins) from None
            if cells == [_END]:
                return
            if any(_END in cell for cell in cells):
                raise _endless(self._name, begins)
            if any(cell and not cell.isspace() for cell in cells) and not (self._declared and begins == 1):
                yield Row(begins, cells)
            begins = reader.line_num + 1


def _with_end(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        yield line if line.endswith("\n") else f"{line}\n"
    yield _END


def _endless(name: str, line: int) -> InputError:
    return InputError(
        f"{name}, line {line}: a quoted cell begins here and does not end; add or remove a quotation mark."
    )
