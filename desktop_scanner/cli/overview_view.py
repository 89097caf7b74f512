"""A batch's overview as text: each list with counts, shares and bars."""

from collections.abc import Iterator, Sequence

from rich.text import Text

from desktop_scanner.cli import phrases
from desktop_scanner.cli.lines import heading, labelled, text_of
from desktop_scanner.core.batches import BatchInfo
from desktop_scanner.core.overview import Facet, Overview, SlowDomain, Speed, Tally

_BAR = 24
_HEADINGS = {
    Facet.STATUS: "Status",
    Facet.VERDICT: "What stands there",
    Facet.FAILURE: "Failures",
    Facet.CONTACT: "Contacts",
    Facet.TECHNOLOGY: "Technologies",
    Facet.LANGUAGE: "Languages",
    Facet.COUNTRY: "Countries",
}


def view(batch: BatchInfo, overview: Overview) -> Text:
    """Return the overview of a batch."""
    return text_of(_lines(batch, overview))


def _lines(batch: BatchInfo, overview: Overview) -> Iterator[Text]:
    yield Text(batch.name, "bold")
    yield labelled("Domains", f"{overview.total:,}, {overview.scanned:,} of them scanned")
    yield from _speed(overview.speed)
    for facet, title in _HEADINGS.items():
        tallies = [each for each in overview.of(facet) if each.count]
        whole = overview.total if facet is Facet.STATUS else overview.scanned
        yield from _bars(title, tallies, whole, overview.kinds.get(facet, 0))
    yield from _slowest(overview.slowest)


def _bars(title: str, tallies: Sequence[Tally], whole: int, kinds: int) -> Iterator[Text]:
    if tallies:
        cut = f", the first {len(tallies):,} of {kinds:,}" if kinds > len(tallies) else ""
        yield heading(f"{title}{cut}")
    longest = max((each.count for each in tallies), default=1)
    for each in tallies:
        bar = "█" * max(1, _BAR * each.count // longest)
        share = f"{100 * each.count / whole:3.0f} %" if whole else ""
        yield Text.assemble(f"  {each.count:>9,}  {share:>5}  ", (f"{bar:<{_BAR}}", "cyan"), f"  {each.value}")


def _slowest(slowest: Sequence[SlowDomain]) -> Iterator[Text]:
    if slowest:
        yield heading("Slowest")
    for each in slowest:
        yield Text(f"  {each.elapsed_ms / 1000:>8,.1f} s  {each.domain_display}")


def _speed(speed: Speed) -> Iterator[Text]:
    rates = [rate for stretch in speed.per_minute for rate in stretch]
    if rates:
        mean, most = sum(rates) / len(rates), max(rates)
        took = phrases.duration(len(rates) * speed.step_s)
        yield labelled("Speed", f"{mean:,.0f} domains a minute, {most:,.0f} at most, in {took} of scanning")
