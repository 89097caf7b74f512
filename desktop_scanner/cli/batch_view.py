"""A batch as text: how far it is, and what failed in which way."""

from collections.abc import Iterator, Mapping, Sequence

from rich.text import Text

from desktop_scanner.cli import phrases
from desktop_scanner.cli.lines import heading, labelled, text_of
from desktop_scanner.core.batches import BatchInfo, DomainRow
from desktop_scanner.core.failures import HINTS, FailureKind


def view(batch: BatchInfo, by_kind: Mapping[str, int], failed: Sequence[DomainRow]) -> Text:
    """Return the batch with its failures by kind and the first of its failed domains."""
    return text_of([*_summary(batch), *_kinds(by_kind), *_failed(batch, failed)])


def _summary(batch: BatchInfo) -> Iterator[Text]:
    yield Text(batch.name, "bold")
    yield labelled("Batch", batch.id)
    yield labelled("State", batch.state.value)
    if batch.tags:
        yield labelled("Tags", ", ".join(batch.tags))
    if batch.note:
        yield labelled("Note", batch.note)
    if batch.origin:
        yield labelled("From", batch.origin)
    if batch.predecessor:
        yield labelled("Scans again", batch.predecessor)
    yield labelled("Domains", f"{batch.total:,}: {phrases.counts(batch.counts)}")
    yield labelled("Created", phrases.instant(batch.created_at))
    if batch.started_at:
        yield labelled("Started", phrases.instant(batch.started_at))
    if batch.started_at and batch.finished_at:
        took = phrases.duration((batch.finished_at - batch.started_at).total_seconds())
        yield labelled("Finished", f"{phrases.instant(batch.finished_at)} (after {took})")
    if options := phrases.changed_options(batch.options):
        yield labelled("Options", options)


def _kinds(by_kind: Mapping[str, int]) -> Iterator[Text]:
    if by_kind:
        yield heading("Failures")
    for kind, count in sorted(by_kind.items(), key=lambda item: (-item[1], item[0])):
        yield Text(f"  {count:>7,}  {kind:<20} {HINTS[FailureKind(kind)]}")


def _failed(batch: BatchInfo, failed: Sequence[DomainRow]) -> Iterator[Text]:
    if failed:
        yield heading("Failed domains")
    width = max((len(row.domain_display) for row in failed), default=0)
    for row in failed:
        yield Text(f"  {row.domain_display:<{width}}  {row.failure_message or ''}")
    more = batch.counts.get("failed", 0) - len(failed)
    if more > 0:
        yield Text(f"  and {more:,} more; `desktop-scanner export {batch.id} --output - --where status=failed`", "dim")
