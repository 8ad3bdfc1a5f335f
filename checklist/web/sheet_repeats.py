"""What comes every day, on paper: one block for each step, a row a day, a box for each time.

Only the days from the print on are there. A taper is cut where the amount or the times change, so
that nobody reads last week's line; a week is a table of its own, and two stand side by side.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any, Final

from checklist.core import clock, words
from checklist.core.plan.model import Sitting, Task
from checklist.core.plan.phrases import phrases
from checklist.core.protocol import Owner
from checklist.web.sheet_paper import Paper

ROWS: Final = 7
"""So many days are one table."""


@dataclass(frozen=True, kw_only=True)
class Day:
    """One day of a repeat: its task, or its tasks where each time of day has one of its own."""

    day: date
    tasks: tuple[Task, ...]

    @property
    def sittings(self) -> tuple[Sitting, ...]:
        return tuple(one for task in self.tasks for one in task.sittings)

    @property
    def told(self) -> tuple[str, str]:
        """What is done that day: the words and the amount."""
        return self.tasks[0].text, self.tasks[0].amount


def is_a_row(task: Task) -> bool:
    """Whether a task is one day of a block, and no item of its own."""
    return task.repeats and task.day is not None and not task.asks_nothing_yet


def block(tasks: Sequence[Task], paper: Paper) -> dict[str, Any] | None:
    """The arguments of sheet_repeat for the days of one step; None where none is left to do."""
    today = clock.day_of(paper.printed_at, paper.tz)
    days = [one for one in _days(tasks) if one.day >= today]
    if not days:
        return None
    first = days[0].tasks[0]
    return {
        "title": first.title,
        "when": first.series or first.when,
        "important": first.critical,
        "carer": first.owner is Owner.CARER,
        "each": _wait(first, paper),
        "unit": "" if first.measure is None else first.measure.unit,
        "stages": [_stage(stage, paper) for stage in _stages(days, paper)],
    }


def _days(tasks: Iterable[Task]) -> Iterator[Day]:
    dated = sorted((task for task in tasks if task.day is not None), key=_day_of)
    for day, together in groupby(dated, key=_day_of):
        yield Day(day=day, tasks=tuple(together))


def _day_of(task: Task) -> date:
    return task.day or date.max


def _stages(days: Sequence[Day], paper: Paper) -> Iterator[list[Day]]:
    """The days, cut where what is done changes. A day that the window cuts short is no change."""
    stage: list[Day] = []
    for place, one in enumerate(days):
        if stage and not _goes_on(stage, one, paper, is_last=place == len(days) - 1):
            yield stage
            stage = []
        stage.append(one)
    yield stage


def _goes_on(stage: Sequence[Day], one: Day, paper: Paper, *, is_last: bool) -> bool:
    if stage[-1].told != one.told:
        return False
    before, after = _columns(stage, paper), _labels(one, paper)
    if before == after:
        return True
    first_was_short = len(stage) == 1 and set(before) < set(after)
    return first_was_short or (is_last and set(after) < set(before))


def _labels(one: Day, paper: Paper) -> list[str]:
    return [_label(sitting, paper) for sitting in one.sittings] or ["1"]


def _label(one: Sitting, paper: Paper) -> str:
    return one.name if one.at is None else words.time_words(one.at, paper.tz, paper.locale)


def _columns(stage: Iterable[Day], paper: Paper) -> list[str]:
    """The heads of a stage's boxes: those of its fullest day."""
    return max((_labels(one, paper) for one in stage), key=len)


def _stage(days: Sequence[Day], paper: Paper) -> dict[str, Any]:
    text, amount = days[0].told
    columns = _columns(days, paper)
    timed = any(one.at is not None for day in days for one in day.sittings)
    rows = [_row(one, columns, paper) for one in days]
    told = [text] if amount in text else [text, f"{amount[:1].upper()}{amount[1:]} each time."]
    if not timed and len(columns) > 1 and str(len(columns)) not in text:
        told.append(_how_often(len(columns), paper))
    return {
        "from_day": words.day_words(days[0].day, paper.locale),
        "text": " ".join(part for part in told if part),
        "columns": columns if timed else [],
        "tables": [rows[start : start + ROWS] for start in range(0, len(rows), ROWS)],
    }


def _how_often(count: int, paper: Paper) -> str:
    said = phrases(paper.revision.content.language).how_often(count)
    return f"{said[:1].upper()}{said[1:]}."


def _row(one: Day, columns: Sequence[str], paper: Paper) -> dict[str, Any]:
    """A box under each head the day has, ticked where we heard of it; nothing where it has none."""
    ticked = dict(zip(_labels(one, paper), _ticks(one, paper), strict=True))
    return {
        "day": words.short_day_words(one.day, paper.locale),
        "boxes": [
            "none" if column not in ticked else "done" if ticked[column] else "open"
            for column in columns
        ],
    }


def _ticks(one: Day, paper: Paper) -> list[bool]:
    found = []
    for task in one.tasks:
        state = paper.states[task.key]
        names = [sitting.name for sitting in task.sittings] or [""]
        found += [state.settled or name in state.sat for name in names]
    return found


def _wait(task: Task, paper: Paper) -> str:
    if not task.gap or task.gap in task.text:
        return ""
    return phrases(paper.revision.content.language).gap.format(amount=task.gap)
