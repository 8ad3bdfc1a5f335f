"""What the recovery page shows: each limit, its end and whose it is, restarts, what was said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from checklist.actions.recovery import SAID
from checklist.core import clock, words
from checklist.core.attention import Facts
from checklist.core.clearances import Clearance, ClearanceKind
from checklist.core.clinic import Clinic
from checklist.core.marks import Mark, MarkState, TaskState
from checklist.core.medicines import Medicine, standing
from checklist.core.moments import last_full_day
from checklist.core.plan.medicine_tasks import RESTART
from checklist.core.plan.model import Inputs, Task
from checklist.core.plan.restarts import confirmed_restart, waits_for_restart
from checklist.core.protocol import Kind, Owner, Phase, Protocol
from checklist.core.protocol_words.timings import choices_in
from checklist.core.recovery import StillOpen, is_over
from checklist.web.staff import say_when
from checklist.web.staff.plan.marks import SAID as MARKED

NEVER_QUITE: Final = 95
"""How far the bar of a limit goes that only we can end."""

ENDED, LONGER, AGAIN = "It is over now", "Longer", "It counts again"


@dataclass(frozen=True, kw_only=True)
class Recovery:
    """One plan in recovery, read in one state of the store. ``chosen`` are its own choices."""

    facts: Facts
    protocol: Protocol
    chosen: Mapping[str, str]
    cleared: Sequence[Clearance]
    clinic: Clinic
    now: datetime

    @property
    def inputs(self) -> Inputs:
        return self.facts.revision.inputs

    @property
    def tasks(self) -> tuple[Task, ...]:
        return self.facts.revision.content.tasks


def limits(told: Recovery) -> list[dict[str, Any]]:
    """Every limit, what ends first standing first; those that are over come last."""
    found = [task for task in told.tasks if task.limit]
    found.sort(key=lambda t: (is_over(t, told.now), t.closes_at is None, t.closes_at or told.now))
    return [_limit(task, told) for task in found]


def _limit(task: Task, told: Recovery) -> dict[str, Any]:
    over = is_over(task, told.now)
    return {
        "step": task.step,
        "title": task.title,
        "text": task.text,
        "state": _state(task, over, told.now),
        "tone": "good" if over else "",
        "ends": _ends(task, over, told),
        "whose": list(_whose(task, told)),
        "said": [_clearance(one, told.clinic) for one in told.cleared if one.step == task.step],
        "marks": [_mark(mark, told.clinic) for mark in _marks(told.facts.states[task.key])],
        "options": _options(over),
        **_bar(task, over, told),
    }


def _state(task: Task, over: bool, now: datetime) -> str:
    if over:
        return "over"
    return "counts" if task.opens_at is None or task.opens_at <= now else "not begun"


def _options(over: bool) -> list[dict[str, str]]:
    if over:
        return [{"value": ClearanceKind.REOPENED.value, "label": AGAIN}]
    return [
        {"value": ClearanceKind.CLEARED.value, "label": ENDED},
        {"value": ClearanceKind.EXTENDED.value, "label": LONGER},
    ]


def _ends(task: Task, over: bool, told: Recovery) -> str:
    """ "At least until the end of Wednesday 14 April, then they ask us." """
    if task.closes_at is None:
        return "It has no date: it ends when somebody says so."
    tz, locale = told.clinic.tz, told.clinic.locale
    until = words.until_words(task.closes_at, tz, locale, firm=not task.estimated)
    if over:
        return f"It ended at {until}." if task.over else f"It lasted until {until}."
    if task.open_end:
        return f"At least until {until}. Then they ask us: it ends when somebody says so."
    return f"Until {until}."


def _bar(task: Task, over: bool, told: Recovery) -> dict[str, Any]:
    if task.opens_at is None or task.closes_at is None:
        return {"gone": None, "start": "", "end": ""}
    tz, locale = told.clinic.tz, told.clinic.locale
    whole = (task.closes_at - task.opens_at).total_seconds()
    gone = 100 if whole <= 0 or over else 100 * (told.now - task.opens_at).total_seconds() / whole
    return {
        "gone": round(min(max(gone, 0), 100 if over or not task.open_end else NEVER_QUITE)),
        "start": words.day_words(clock.day_of(task.opens_at, tz), locale),
        "end": words.day_words(last_full_day(task.closes_at, tz), locale),
    }


def _whose(task: Task, told: Recovery) -> Iterator[str]:
    """Whose value its end rests on: the clinic's, or chosen for this patient."""
    step = next(one for one in told.protocol.steps if one.key == task.step)
    by_key = {choice.key: choice for choice in told.protocol.choices}
    for key in choices_in(step):
        choice, value = by_key[key], told.inputs.choices[key]
        options = choice.options.get(value)
        said = value if options is None else options[told.clinic.language]
        whose = "chosen for this patient" if key in told.chosen else choice.owner.lower()
        yield f"{choice.label}: {said.rstrip('.')} ({whose})"


def _clearance(one: Clearance, clinic: Clinic) -> str:
    """ "Made longer to Thursday 29 April. Dr Rao, Mon 29 Mar 9am: “Slow to heal”" """
    until = ""
    if one.last_day is not None:
        until = f" to the end of {words.day_words(one.last_day, clinic.locale)}"
    return f"{SAID[one.kind]}{until}. {one.by}, {say_when.short(one.at, clinic)}: “{one.reason}”"


def _marks(state: TaskState) -> Iterator[Mark]:
    """What was said of it: slips first, as a nurse reads them, then what stands."""
    yield from state.slips
    shown = state.shows or state.reopened
    if shown is not None and shown not in state.slips:
        yield shown


def _mark(mark: Mark, clinic: Clinic) -> dict[str, str]:
    said = f"{MARKED[mark.state]}, {mark.actor_name}, {say_when.short(mark.happened_at, clinic)}"
    tone = "important" if mark.state not in (MarkState.DONE, MarkState.NOT_NEEDED) else ""
    return {"text": f"{said}: “{mark.word}”" if mark.word else said, "tone": tone}


def restarts(told: Recovery) -> list[dict[str, str]]:
    """Each stopped medicine: whether its restart is confirmed, and what the patient said."""
    made = []
    for medicine in told.inputs.medicines:
        stands = standing(medicine.id, told.inputs.decisions)
        tz = told.clinic.tz
        at = confirmed_restart(stands, told.inputs, tz)
        if medicine.withdrawn or not (at or waits_for_restart(stands, told.inputs, tz)):
            continue
        made.append(_restart(medicine, at, told))
    return made


def _restart(medicine: Medicine, at: datetime | None, told: Recovery) -> dict[str, str]:
    if at is None:
        return {"name": medicine.name, "said": "restart not confirmed", "tone": "now"}
    state = told.facts.states.get(f"{RESTART}:{medicine.id}")
    mark = None if state is None else state.shows
    said = f"again from {say_when.short(at, told.clinic)}"
    if mark is not None:
        return {
            "name": medicine.name,
            "said": f"{said}. {_mark(mark, told.clinic)['text']}",
            "tone": "",
        }
    return {"name": medicine.name, "said": f"{said}, not ticked yet", "tone": "important"}


def visits(told: Recovery) -> list[dict[str, str]]:
    """The wound, the check-up, and what else is to be done after: with what was said of each."""
    return [
        _visit(task, told)
        for task in told.tasks
        if task.phase is Phase.AFTER
        and not task.limit
        and not task.medicine_id
        and task.owner is not Owner.CLINIC
        and task.kind in (Kind.DO, Kind.ATTEND)
    ]


def _visit(task: Task, told: Recovery) -> dict[str, str]:
    shown = told.facts.states[task.key].shows
    said = "" if shown is None else _mark(shown, told.clinic)["text"]
    tone = "" if shown is None else _mark(shown, told.clinic)["tone"]
    return {"title": task.title, "when": task.when, "said": said, "tone": tone}


def open_lines(left: StillOpen, stops: Sequence[str], unread: int) -> list[dict[str, str]]:
    """What is still open, the gravest first; ``stops`` are sentences about stopped medicines."""
    lines = [{"text": said, "tone": "now"} for said in stops]
    lines += [{"text": f"Limit not ended: {one.title}", "tone": "important"} for one in left.limits]
    if unread:
        answers = "1 answer" if unread == 1 else f"{unread} answers"
        lines.append({"text": f"{answers} nobody has read", "tone": "important"})
    lines += [{"text": f"Not ticked: {one.title}", "tone": ""} for one in left.visits]
    lines += [
        {"text": f"No answer: {one.asked.ask} ({one.name})", "tone": ""} for one in left.answers
    ]
    return lines
