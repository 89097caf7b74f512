"""Targets gathered from the pieces of a list: each named once, each unusable piece kept with its line and reason."""

from collections.abc import Iterable

import msgspec

from desktop_scanner.core import domains
from desktop_scanner.core.targets import RejectedLine, Target, TargetList

_SHOWN_CHARACTERS = 120


class Gathering:
    """Collects targets in the order of their first mention."""

    def __init__(self) -> None:
        self._targets: dict[str, Target] = {}
        self._rejected: list[RejectedLine] = []
        self._duplicates = 0
        self._notes: list[str] = []

    def add(self, line: int, text: str, columns: dict[str, str] | None = None) -> None:
        """Take in one piece of the list, whether it names a domain or not."""
        try:
            target = domains.target(text, columns)
        except domains.DomainNameError as error:
            self.reject(line, text, str(error))
        else:
            self._merge(target)

    def reject(self, line: int, text: str, reason: str) -> None:
        """Keep a piece that cannot be used, with the reason why."""
        self._rejected.append(RejectedLine(line, _shown(text), reason))

    def note(self, sentence: str) -> None:
        """Keep what is to be said of the list as a whole."""
        self._notes.append(sentence)

    def add_list(self, other: TargetList) -> None:
        """Take in a list that was read before."""
        for target in other.targets:
            self._merge(target)
        self._rejected.extend(other.rejected)
        self._duplicates += other.duplicates
        self._notes.extend(other.notes)

    def result(self) -> TargetList:
        """Return everything gathered."""
        return TargetList(
            targets=tuple(self._targets.values()),
            rejected=tuple(self._rejected),
            duplicates=self._duplicates,
            notes=tuple(self._notes),
        )

    def _merge(self, target: Target) -> None:
        first = self._targets.setdefault(target.domain, target)
        if first is target:
            return
        self._duplicates += 1
        if not target.columns.keys() <= first.columns.keys():
            self._targets[target.domain] = msgspec.structs.replace(first, columns={**target.columns, **first.columns})


def combine(lists: Iterable[TargetList]) -> TargetList:
    """Return one list of several; a domain that more than one names keeps its first place and everybody's columns."""
    gathering = Gathering()
    for each in lists:
        gathering.add_list(each)
    return gathering.result()


def _shown(text: str) -> str:
    return text if len(text) <= _SHOWN_CHARACTERS else f"{text[:_SHOWN_CHARACTERS]}..."
