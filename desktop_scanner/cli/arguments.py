"""The arguments that several commands share."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Format(StrEnum):
    """The formats of `export`."""

    CSV = "csv"
    JSON = "json"
    JSONL = "jsonl"
    XLSX = "xlsx"
    PARQUET = "parquet"


class LayoutName(StrEnum):
    """The layouts of `export`."""

    DOMAINS = "domains"
    CONTACTS = "contacts"
    TECHNOLOGIES = "technologies"
    PAGES = "pages"


Database = Annotated[
    Path | None,
    typer.Option("--database", metavar="FILE", help="The database to use instead of your own.", show_default=False),
]
Quiet = Annotated[
    bool, typer.Option("--quiet", help="Say nothing but warnings, unusable lines and errors.", show_default=False)
]
Batch = Annotated[str, typer.Argument(metavar="BATCH", help="A batch's id, a unique beginning of it, or `latest`.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for programs.", show_default=False)]
Inputs = Annotated[
    list[str] | None,
    typer.Option(
        "--input", metavar="FILE", help="A text, CSV or Excel list; `-` reads standard input. May be repeated."
    ),
]
Column = Annotated[
    str | None, typer.Option("--column", metavar="NAME", help="The column of a CSV or Excel list with the domains.")
]
Sheet = Annotated[str | None, typer.Option("--sheet", metavar="NAME", help="The sheet of an Excel list.")]
SavedLists = Annotated[
    list[str] | None, typer.Option("--list", metavar="NAME", help="A saved list, see `lists`. May be repeated.")
]
Output = Annotated[
    str | None, typer.Option("--output", metavar="FILE", help="Write the results to a file; `-` is standard output.")
]
FormatChoice = Annotated[
    Format | None,
    typer.Option(
        "--format",
        help="By default what the output's suffix says, else csv for a file and jsonl for `-`.",
        show_default=False,
    ),
]
LayoutChoice = Annotated[LayoutName, typer.Option("--layout", help="What a row is.")]
