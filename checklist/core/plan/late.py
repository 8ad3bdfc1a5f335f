"""What was already past when it was first asked: never "due yesterday".

A task that was asked in time and is overdue now is not late in this sense: the patient had the
instruction, and a nurse is told that it is not done. Late is what nobody could have done in time,
because the plan was booked, moved or changed too late for it. Then

- something to do reads "Call us today", and is due that day;
- answers are simply due that day, as they can still be given;
- what the clinic itself does is due that day, and keeps its words;
- a grave limit that began before anybody knew of it (the last meal) reads "Call us today" too;
- a medicine whose decide-by has passed reads so, and to keep taking it until we speak;
- of the days of a step that were all past, the last one stands for all, and reads so once;
- a limit of eating or drinking that moved on, as the start was delayed, is late for nobody: whoever
  kept to what was told has kept to it. Once its time is over it says so.

What was once late stays as it was told, on the day it was told, until its time is to come again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from checklist.core import clock
from checklist.core.plan import fasting
from checklist.core.plan.anchors import is_actual
from checklist.core.plan.build import drafts
from checklist.core.plan.concrete import concrete, reading_order
from checklist.core.plan.draft import Draft
from checklist.core.plan.medicine_tasks import RESTART, UNDECIDED
from checklist.core.plan.model import Content, Inputs, Task
from checklist.core.plan.road import lay
from checklist.core.plan.setting import Setting, setting_of
from checklist.core.protocol import Kind, Owner, Phase, Protocol, StepWords
from checklist.core.schedule import Moment


def mark_late(
    content: Content, before: Content | None, protocol: Protocol, inputs: Inputs
) -> Content:
    """The content with what is late told as above, as of ``inputs.as_of`` (UTC).

    ``before`` is what the patient was shown until now, None for the first revision. ``content`` is
    what ``build`` made of the same ``protocol`` and ``inputs``.
    """
    shown = {} if before is None else {task.key: task for task in before.tasks}
    past = _Past(
        content=content,
        before=before,
        shown=shown,
        inputs=inputs,
        happened=frozenset(
            step.key for step in protocol.steps if is_actual(inputs.anchors, step.due)
        ),
    )
    late = {task.key for task in content.tasks if past.holds(task)}
    if not late:
        return _fasting_told(content, inputs)
    over = _days_told_by_another(content, late)
    setting, laid = lay(setting_of(protocol, inputs))
    by_key = {draft.key: draft for draft in drafts(setting, laid)}
    told = [
        _told(task, shown.get(task.key), by_key[task.key], setting) if task.key in late else task
        for task in content.tasks
        if task.key not in over
    ]
    told.sort(key=lambda task: reading_order(task, by_key[task.key].order))
    return _fasting_told(replace(content, tasks=tuple(told)), inputs)


def _fasting_told(content: Content, inputs: Inputs) -> Content:
    """What is over by now does not read as if it could still be kept."""
    if not any(fasting.is_over(task, inputs.as_of) for task in content.tasks):
        return content
    tz, locale = clock.zone(inputs.voice.zone), inputs.voice.locale
    told = (
        fasting.as_of(task, inputs.as_of, tz=tz, locale=locale, language=content.language)
        for task in content.tasks
    )
    return replace(content, tasks=tuple(told))


def _days_told_by_another(content: Content, late: set[str]) -> set[str]:
    """Of each step that repeats, the late days but the last: nobody reads "call us" five times."""
    last = {task.step: task.key for task in content.tasks if task.repeats and task.key in late}
    return {
        task.key
        for task in content.tasks
        if task.repeats and task.key in late and last[task.step] != task.key
    }


@dataclass(frozen=True, kw_only=True)
class _Past:
    """Whether the moment to act on a task had gone by before anybody was asked."""

    content: Content
    before: Content | None
    shown: Mapping[str, Task]  # what the patient was shown until now, by task key
    inputs: Inputs
    happened: frozenset[str]  # steps due at an anchor that was recorded: nobody is late for those

    def holds(self, task: Task) -> bool:
        act_by = self._act_by(task, self.content)
        if act_by is None or act_by > self.inputs.as_of or task.step in self.happened:
            return False
        asked = self.shown.get(task.key)
        if asked is None or self.before is None or asked.late:
            return True
        told = self._act_by(asked, self.before)
        if task.fasting and told is not None and told < act_by:
            return False
        return told != act_by

    def _act_by(self, task: Task, content: Content) -> datetime | None:
        """The last moment at which a task could still be begun; None where there is none."""
        if task.phase is Phase.AFTER or task.waiting or task.void or task.step == RESTART:
            return None
        if task.step == UNDECIDED:
            return content.decide_by.get(task.medicine_id) if self._has_group(task) else None
        if task.kind is Kind.AVOID:
            said = task.opens_at != self.inputs.booked_at  # else in force since the booking
            return task.opens_at if task.critical and not task.medicine_id and said else None
        return None if task.kind is Kind.KNOW else task.due_at or task.closes_at

    def _has_group(self, task: Task) -> bool:
        return any(m.id == task.medicine_id and m.group for m in self.inputs.medicines)


def _told(task: Task, asked: Task | None, draft: Draft, setting: Setting) -> Task:
    """One late task as the patient is told it."""
    if task.kind is Kind.ANSWER:
        due = _due_on(_answer_day(task, asked, setting), setting)
        return concrete(replace(draft, due=due), setting)
    if task.owner is not Owner.CLINIC:
        draft = replace(draft, words=_late_words(draft, setting))
    if task.kind is Kind.AVOID:
        told = replace(concrete(draft, setting), late=True)
    else:
        told = _due_today(draft, asked if asked is not None and asked.late else None, setting)
    if asked is not None and asked.meaning == task.meaning:
        return replace(told, meaning=task.meaning)  # what was done before it was late stays done
    return told


def _due_today(draft: Draft, told_before: Task | None, setting: Setting) -> Task:
    """Due on the day it was first told late, which is today unless it was told before."""
    day, began = _today(setting), setting.inputs.as_of
    if told_before is not None:
        day, began = told_before.day or day, told_before.opens_at or began
    due = replace(draft, due=_due_on(day, setting), exact=False)
    told = replace(concrete(due, setting), late=True, opens_at=began)
    over = told.closes_at is not None and told.closes_at <= setting.inputs.as_of
    return replace(told, closes_at=None) if over else told


def _answer_day(task: Task, asked: Task | None, setting: Setting) -> date:
    """Today, or the earlier day already told for these questions."""
    today = _today(setting)
    days = [today] if asked is None or asked.day is None else [today, asked.day]
    return max(min(days), task.day or today)


def _due_on(day: date, setting: Setting) -> Moment:
    """Due that day; on the procedure's own day, before it starts."""
    procedure = setting.anchors["procedure"]
    if procedure.at is not None and procedure.day == day and procedure.at > setting.inputs.as_of:
        return procedure
    return Moment.on(day)


def _today(setting: Setting) -> date:
    return clock.day_of(setting.inputs.as_of, setting.tz)


def _late_words(draft: Draft, setting: Setting) -> StepWords:
    """The step's own late words; where it has none, "call us", and what still holds until then."""
    words, phrases = draft.words, setting.phrases
    late = words.late or (phrases.late_medicine if draft.step == UNDECIDED else phrases.late)
    if draft.kind is Kind.AVOID and not words.late:
        unknown = f"{late} {words.unknown}".strip()
        return replace(words, text=f"{late} {words.text}", unknown=unknown)
    return replace(words, text=late, unknown=late)
