"""The items of a printed sheet: before, on the day, after; with boxes, limits and dates."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from checklist.core import clock, words
from checklist.core.asking_back import ASKED_BACK
from checklist.core.clinic import Clinic
from checklist.core.marks import MarkState, TaskState
from checklist.core.plan import fasting
from checklist.core.plan.medicine_tasks import UNDECIDED
from checklist.core.plan.model import Task
from checklist.core.protocol import Kind, Owner, Phase
from checklist.web.dose_words import SAYINGS
from checklist.web.open_end import ask_us, at_least_until
from checklist.web.sheet_paper import Paper
from checklist.web.sheet_repeats import block, is_a_row

SAID = {
    MarkState.CANT: "You told us that you cannot do this.",
    MarkState.UNSURE: "You told us that you are not sure.",
    MarkState.SLIPPED: "You told us that this did not go to plan.",
}
NO_BREAK = "\u00a0"
CHOICES = tuple(SAYINGS.values())
"""What a patient on paper can tick of a medicine nobody has decided about yet."""


def parts(paper: Paper) -> list[dict[str, Any]]:
    tasks = [task for task in paper.revision.content.tasks if is_theirs(task)]
    if paper.recovering:
        still = [task for task in tasks if _still_holds(task, paper)]
        after = [task for task in tasks if task.phase is Phase.AFTER]
        alone = all(task.medicine_id for task in after) and paper.called_off
        title = "Your medicines" if alone else "Now and in the next weeks"
        whole = part(title, [*still, *after], paper)
        return [whole] if whole["items"] or not paper.called_off else []
    procedure = paper.revision.content.anchors["procedure"].day
    the_day = f"On {words.day_words(procedure, paper.locale)}" if procedure else "On the day"
    titles = {Phase.BEFORE: "Before", Phase.DAY: the_day, Phase.AFTER: "After"}
    made = [
        part(title, [task for task in tasks if task.phase is phase], paper)
        for phase, title in titles.items()
    ]
    return [one for one in made if one["items"]]


def part(title: str, tasks: list[Task], paper: Paper) -> dict[str, Any]:
    """One headed part of a sheet, with everything on it worked out."""
    return {
        "title": title,
        "limits": [] if paper.recovering else _limits(tasks, paper),
        "items": list(_items(tasks, paper)),
    }


def _items(tasks: list[Task], paper: Paper) -> Iterator[dict[str, Any]]:
    """Every task an item of its own; the days of one step one block, where its first stands."""
    by_step: dict[str, list[Task]] = {}
    for task in tasks:
        by_step.setdefault(f"{task.step} every day" if is_a_row(task) else task.key, []).append(
            task
        )
    for together in by_step.values():
        if not is_a_row(together[0]):
            yield {"repeats": False, "args": _task(together[0], paper)}
            continue
        made = block(together, paper)
        if made is not None:
            carer = made.pop("carer")
            owner = _owner(together[0], paper) if carer else ""
            yield {
                "repeats": True,
                "args": made | {"owner": owner, "when": when_lines(made["when"])},
            }


def is_theirs(task: Task) -> bool:
    """What the clinic itself does is no box for the patient."""
    return task.owner is not Owner.CLINIC or task.kind is Kind.KNOW


def _still_holds(task: Task, paper: Paper) -> bool:
    """A medicine still stopped is not over because the procedure is."""
    if task.phase is Phase.AFTER or not task.medicine_id or task.kind is Kind.DO:
        return False
    return task.closes_at is None or task.closes_at > paper.printed_at


def _limits(tasks: list[Task], paper: Paper) -> list[dict[str, str]]:
    """The two fasting limits, large; a time that is not known yet is told in its item alone."""
    drink = paper.revision.inputs.choices.get("drink_allowed", "")
    labels = {
        "food": "You can eat until",
        "drink": f"You can drink {drink} until" if drink else "You can drink until",
    }
    over = {"food": "The time to eat ended at", "drink": "The time to drink ended at"}
    return [
        {
            "text": (over if fasting.is_over(task, paper.printed_at) else labels)[task.fasting],
            "time": task.clock,
            "day": "",
        }
        for task in tasks
        if task.fasting and task.clock
    ]


def _task(task: Task, paper: Paper) -> dict[str, Any]:
    state = paper.states[task.key]
    not_needed = state.state is MarkState.NOT_NEEDED
    return {
        "title": task.title,
        "text": _unbroken(_text(task, paper), paper.clinic),
        "when": when_lines(_when(task, paper)),
        "important": task.void or (task.critical and (bool(task.medicine_id) or task.late)),
        "box": not (task.kind is Kind.KNOW or not_needed or task.over or task.asks_nothing_yet),
        "write": _write(task, state),
        "done": _done(task, state, paper),
        "said": "This is not needed any more."
        if not_needed
        else SAID.get(state.state, "")
        if state.state is not None
        else "",
        "owner": _owner(task, paper),
        "choices": CHOICES if task.step == UNDECIDED and paper.asks_on_paper else (),
    }


def _text(task: Task, paper: Paper) -> str:
    """The words, with what they still allow, and what comes after an end that is none."""
    language = paper.revision.content.language
    text = fasting.told(task, paper.printed_at, tz=paper.tz, locale=paper.locale, language=language)
    said = [text, task.except_, ask_us(task, language) if task.open_end else ""]
    return " ".join(part for part in said if part)


def _when(task: Task, paper: Paper) -> str:
    if not task.open_end:
        return task.when
    language = paper.revision.content.language
    return at_least_until(task, language, paper.tz, paper.locale) or task.when


def _write(task: Task, state: TaskState) -> str:
    """What to write on a line: a value that was not told yet, or the answer to a clinician."""
    if task.step == ASKED_BACK and not state.settled:
        return "Write it here:"
    if task.measure is None or state.settled or task.asks_nothing_yet:
        return ""
    return f"Write it here, in {task.measure.unit}:" if task.measure.unit else "Write it here:"


def _unbroken(text: str, clinic: Clinic) -> str:
    """The clinic's numbers are never cut by the end of a line."""
    for number in (clinic.phone, clinic.out_of_hours_phone):
        if number:
            text = text.replace(number, number.replace(" ", NO_BREAK))
    return text


def _done(task: Task, state: TaskState, paper: Paper) -> str:
    if state.state is not MarkState.DONE or state.shows is None:
        return ""
    day = words.day_words(clock.day_of(state.shows.happened_at, paper.tz), paper.locale)
    if task.measure is not None:
        return f"{state.shows.value} {task.measure.unit}".strip() + f" on {day}."
    return f"Done {day}."


def _owner(task: Task, paper: Paper) -> str:
    if task.owner is not Owner.CARER:
        return ""
    return f"For {paper.carer_names[0]}" if len(paper.carer_names) == 1 else "For your carer"


def when_lines(when: str) -> list[str]:
    """A date phrase in two lines, the day unbroken on its own: "by 6pm on", "Thursday 4 March"."""
    for joint in (" on ", " of "):
        start, found, day = when.rpartition(joint)
        if found:
            return [start + joint.rstrip(), day]
    start, _, day = when.partition(" ")
    return [part for part in (start, day) if part]


# Around the list ---------------------------------------------------------------------------------
