"""The items of a printed sheet: before, on the day, after; with boxes, limits and dates."""

from __future__ import annotations

from typing import Any

from checklist.core import clock, words
from checklist.core.clinic import Clinic
from checklist.core.marks import MarkState, TaskState
from checklist.core.plan.model import Task
from checklist.core.protocol import Kind, Owner, Phase
from checklist.web.sheet_paper import Paper

SAID = {
    MarkState.CANT: "You told us that you cannot do this.",
    MarkState.UNSURE: "You told us that you are not sure.",
    MarkState.SLIPPED: "You told us that this did not go to plan.",
}
NO_BREAK = "\u00a0"


def parts(paper: Paper) -> list[dict[str, Any]]:
    tasks = [task for task in paper.revision.content.tasks if _is_theirs(task)]
    if paper.recovering:
        still = [task for task in tasks if _still_holds(task, paper)]
        after = [task for task in tasks if task.phase is Phase.AFTER]
        return [_part("Now and in the next weeks", [*still, *after], paper)]
    procedure = paper.revision.content.anchors["procedure"].day
    the_day = f"On {words.day_words(procedure, paper.locale)}" if procedure else "On the day"
    titles = {Phase.BEFORE: "Before", Phase.DAY: the_day, Phase.AFTER: "After"}
    parts = [
        _part(title, [task for task in tasks if task.phase is phase], paper)
        for phase, title in titles.items()
    ]
    return [part for part in parts if part["tasks"]]


def _part(title: str, tasks: list[Task], paper: Paper) -> dict[str, Any]:
    return {
        "title": title,
        "limits": [] if paper.recovering else _limits(tasks, paper),
        "tasks": [_task(task, paper) for task in tasks],
    }


def _is_theirs(task: Task) -> bool:
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
    return [
        {"text": labels[task.fasting], "time": task.clock, "day": ""}
        for task in tasks
        if task.fasting and task.clock
    ]


def _task(task: Task, paper: Paper) -> dict[str, Any]:
    state = paper.states[task.key]
    not_needed = state.state is MarkState.NOT_NEEDED
    return {
        "title": task.title,
        "text": _unbroken(task.text, paper.clinic),
        "when": when_lines(task.when),
        "important": task.critical and (bool(task.medicine_id) or task.late),
        "box": task.kind is not Kind.KNOW and not not_needed,
        "done": _done(state, paper),
        "said": "This is not needed any more."
        if not_needed
        else SAID.get(state.state, "")
        if state.state is not None
        else "",
        "owner": _owner(task, paper),
    }


def _unbroken(text: str, clinic: Clinic) -> str:
    """The clinic's numbers are never cut by the end of a line."""
    for number in (clinic.phone, clinic.out_of_hours_phone):
        if number:
            text = text.replace(number, number.replace(" ", NO_BREAK))
    return text


def _done(state: TaskState, paper: Paper) -> str:
    if state.state is not MarkState.DONE or state.shows is None:
        return ""
    day = clock.day_of(state.shows.happened_at, paper.tz)
    return f"Done {words.day_words(day, paper.locale)}."


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
