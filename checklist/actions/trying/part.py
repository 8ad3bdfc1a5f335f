"""A part of a preview: some steps, or some days."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from zoneinfo import ZoneInfo

from checklist.actions.trying import times
from checklist.actions.trying.events import step_names
from checklist.actions.trying.fields import Fields, known
from checklist.actions.trying.model import Preview
from checklist.actions.trying.plain import opens
from checklist.core import clock
from checklist.core.plan.model import Task
from checklist.core.schedule import last_full_day


def part_of(
    preview: Preview, *, steps: Collection[str] = (), since: str = "", until: str = ""
) -> Preview:
    """The preview with the tasks of these steps only, and of these days: both ends count.

    A task is of every day from its opening to its end; one that never ends, of all that follow; one
    that is open from the booking on, of its last. One without a date is of none. Raises Invalid
    with a sentence under "step", "from" or "to".
    """
    fields = Fields()
    for step in steps:
        fields.read("step", partial(_known_step, step, preview), "")
    first = fields.read("from", partial(times.day, since), None) if since else None
    last = fields.read("to", partial(times.day, until), None) if until else None
    if first is not None and last is not None and last < first:
        fields.problems["to"] = f"{last} is before {first}."
    fields.finish()
    tz = clock.zone(preview.inputs.voice.zone)
    tasks = tuple(
        task
        for task in preview.content.tasks
        if (not steps or task.step in steps) and _within(task, preview, tz, first, last)
    )
    return replace(preview, content=replace(preview.content, tasks=tasks))


def _known_step(step: str, preview: Preview) -> str:
    """Also a step that this patient has no task of; a medicine's has the name of its state."""
    there = (*step_names(preview.protocol), *(task.step for task in preview.content.tasks))
    if step not in there:
        raise known(step, step_names(preview.protocol), what="step")
    return step


def _within(
    task: Task, preview: Preview, tz: ZoneInfo, first: date | None, last: date | None
) -> bool:
    if first is None and last is None:
        return True
    begins, ends = _days(task, preview, tz)
    if begins is None:
        return False
    before = first is not None and ends is not None and ends < first
    return not before and (last is None or begins <= last)


def _days(task: Task, preview: Preview, tz: ZoneInfo) -> tuple[date | None, date | None]:
    """The first day and the last; no last for what does not end."""
    if task.repeats and task.day is not None:
        return task.day, task.day
    end: datetime | None = task.closes_at or task.due_at
    last = None if end is None or task.open_end else last_full_day(end, tz)
    since = opens(task, preview)
    first = clock.day_of(since, tz) if since is not None else last
    return first, last
