"""Batches that are repeated every day, week or month."""

import calendar
from datetime import datetime, timedelta
from enum import StrEnum

from msgspec import Struct


class Every(StrEnum):
    """How often a batch is repeated."""

    DAY = "daily"
    WEEK = "weekly"
    MONTH = "monthly"


class Schedule(Struct, frozen=True, kw_only=True):
    """A batch whose list is scanned again at `next_at`, as a new batch that then takes its place here."""

    batch_id: str
    batch_name: str
    every: Every
    next_at: datetime


def next_time(every: Every, last: datetime, now: datetime) -> datetime:
    """Return the first time after `now` in steps from `last`: what was missed is not made up for.

    A month is counted to the same day, or the last one of a shorter month.
    """
    following, steps = last, 0
    while following <= now:
        steps += 1
        following = _after(every, last, steps)
    return following


def _after(every: Every, first: datetime, steps: int) -> datetime:
    if every is Every.MONTH:
        month = first.month - 1 + steps
        year, month = first.year + month // 12, month % 12 + 1
        return first.replace(year=year, month=month, day=min(first.day, calendar.monthrange(year, month)[1]))
    return first + steps * timedelta(days=1 if every is Every.DAY else 7)
