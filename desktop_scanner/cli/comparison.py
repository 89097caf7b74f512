"""`compare` and `timeline`: what is different between two scans."""

import asyncio
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from desktop_scanner.cli import listings, messages, phrases, workspaces
from desktop_scanner.cli.arguments import AsJson, Batch, Database, Quiet
from desktop_scanner.cli.lines import heading, item, labelled, text_of
from desktop_scanner.cli.outcome import Status
from desktop_scanner.core.comparison import ComparisonSummary, DomainDifference, FactDifference
from desktop_scanner.export import differences, formats, writer

_STDOUT = "-"
_SHOWN = 30
_SIGNS = {"gained": "+", "lost": "-", "changed": "~"}


def compare(
    batch: Batch,
    other: Annotated[
        str | None,
        typer.Argument(metavar="BATCH", help="A second batch; without it, the first is compared with the one before."),
    ] = None,
    *,
    output: Annotated[
        str | None, typer.Option("--output", metavar="FILE", help="Write the differences to a file; `-` prints them.")
    ] = None,
    format: Annotated[  # noqa: A002 -- the flag's name
        str | None, typer.Option("--format", help="csv or json; by default what the output's suffix says.")
    ] = None,
    database: Database = None,
    quiet: Quiet = False,
) -> int:
    """Show what is different between two batches, the earlier one named first.

    Domains that are new, gone, back or lost, and the facts that others gained, lost or changed.
    """
    path = None if output in (None, _STDOUT) else Path(str(output)).expanduser()
    chosen = format or ("json" if output == _STDOUT else formats.format_of(path or Path("x.csv")))
    differences.check(chosen)
    if path is not None:
        writer.check(path)
    return asyncio.run(_compare(batch, other, output, path, chosen, database, is_quiet=quiet))


def timeline(
    domain: Annotated[str, typer.Argument(metavar="DOMAIN", help="A domain of any batch.")],
    *,
    json: AsJson = False,
    database: Database = None,
    quiet: Quiet = False,
) -> int:
    """Show a domain as each batch saw it, and what had changed."""

    async def show() -> Status:
        async with workspaces.opened(database) as workspace:
            entries = await workspace.comparison.timeline(domain)
        if json:
            plain = [
                {
                    "batch": each.batch.id,
                    "name": each.batch.name,
                    "status": each.snapshot.status,
                    "finished_at": each.snapshot.finished_at,
                    "difference": each.difference,
                }
                for each in entries
            ]
            listings.write_json(plain)
            return Status.OK
        lines = [Text(entries[-1].snapshot.domain_display, "bold")]
        for each in entries:
            at = phrases.instant(each.snapshot.finished_at) or "not scanned"
            lines.append(Text(f"{at:<20} {each.snapshot.status.value:<10} {each.batch.name}"))
            lines += [_fact(fact) for fact in each.difference.facts] if each.difference else []
        messages.show(text_of(lines))
        return Status.OK

    return asyncio.run(show())


async def _compare(  # noqa: PLR0913 -- each is a flag that people type
    first: str,
    second: str | None,
    output: str | None,
    path: Path | None,
    format_name: str,
    database: Path | None,
    *,
    is_quiet: bool,
) -> Status:
    async with workspaces.opened(database) as workspace:
        found = await workspace.history.find(first)
        if second is None:
            before, after = await workspace.comparison.predecessor(found), found
        else:
            before, after = found, await workspace.history.find(second)
        if output is not None:
            to = path or sys.stdout.buffer
            summary = await workspace.comparison.export(before, after, to, format_name)
            messages.note(_sentence(summary), is_quiet=is_quiet)
            return Status.OK
        shown: list[DomainDifference] = []
        summary = await workspace.comparison.compare(
            before.id, after.id, lambda each: shown.append(each) if len(shown) < _SHOWN else None
        )
    lines = [labelled("Before", f"{before.name} ({phrases.instant(before.created_at)})")]
    lines += [labelled("After", f"{after.name} ({phrases.instant(after.created_at)})"), Text(_sentence(summary))]
    for kind, changes in sorted(summary.facts.items()):
        lines.append(item(f"{kind:<14} {', '.join(f'{count:,} {word}' for word, count in sorted(changes.items()))}"))
    for each in shown:
        lines.append(heading(f"{each.domain_display}  {each.change.value}"))
        lines += [_fact(fact) for fact in each.facts]
    more = sum(count for change, count in summary.domains.items() if change != "same") - len(shown)
    if more > 0:
        lines.append(Text(f"\nand {phrases.domains(more)} more; --output writes all.", "dim"))
    messages.show(text_of(lines))
    return Status.OK


def _sentence(summary: ComparisonSummary) -> str:
    order = ("new", "gone", "back", "lost", "changed", "same")
    parts = [f"{summary.domains[word]:,} {word}" for word in order if summary.domains.get(word)]
    return f"{', '.join(parts) or 'no domains'}."


def _fact(fact: FactDifference) -> Text:
    values = f"{fact.before} → {fact.after}" if fact.change == "changed" else fact.value
    return item(f"  {_SIGNS[fact.change]} {fact.kind}: {values}")
