"""What the page "Add a patient" shows beside what was typed: the choices, and every date."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from checklist.actions.booking import NewPlan
from checklist.core.clinic import Clinic
from checklist.core.moments import Precision
from checklist.core.plan.model import Content, Task
from checklist.core.protocol import Choice, ChoiceKind, Kind, Owner, Phase, Protocol
from checklist.core.words import day_words
from checklist.web.forms import Filled

FIELDS = (
    "",
    "name",
    "born",
    "record_number",
    "protocol",
    "procedure_day",
    "procedure_time",
    "procedure_time_which",
    "arrival_time",
    "arrival_time_which",
    "reach",
    "phone",
    "carer_name",
    "carer_relation",
    "carer_phone",
    "needs",
    "clinician",
    "site",
    "earliest_time",
    "earliest_time_which",
)
"""In the order in which they stand on the page; the protocol's choices come after them."""

MORE_FIELDS = ("needs", "clinician", "site", "earliest_time", "earliest_time_which")
"""What stands behind "Everything else has the clinic’s default"."""

PHASES = {
    Phase.BEFORE: "Before the procedure",
    Phase.DAY: "On the day",
    Phase.AFTER: "After the procedure",
}
_ANCHOR_WORDS = {
    "procedure": "The start time",
    "arrival": "The arrival time",
}
_READS_THAT_DEPEND = {
    "procedure": "Times that count from it, such as fasting, read “we will tell you”.",
    "arrival": "The patient reads that we will tell them.",
}


def choice_name(choice: Choice) -> str:
    """The name of a choice's field in the form."""
    return f"choice_{choice.key}"


def choice_fields(
    protocol: Protocol,
    own: Mapping[str, str],
    language: str,
    filled: Filled,
    stands: Mapping[str, str] | None = None,
) -> list[dict[str, Any]]:
    """One field for each choice of the protocol, for the component field.

    ``own`` are the clinic's values; ``stands`` those of one plan, where there is one.
    """
    values = own if stands is None else stands
    return [
        _choice_field(choice, own[choice.key], values[choice.key], language, filled)
        for choice in protocol.choices
    ]


def _choice_field(
    choice: Choice, own: str, stands: str, language: str, filled: Filled
) -> dict[str, Any]:
    name = choice_name(choice)
    closed = choice.kind in (ChoiceKind.ONE_OF, ChoiceKind.ANCHOR)
    bounds = f"{choice.at_least} to {choice.at_most}" if choice.at_least else ""
    return {
        "name": name,
        "label": choice.label,
        "kind": "select" if closed else "text",
        "value": filled.value(name, stands),
        "hint": bounds,
        "error": filled.problem(name),
        "options": [
            {"value": value, "label": _option(words[language], value == own)}
            for value, words in choice.options.items()
        ],
        "width": "" if closed else "short",
    }


def _option(words: str, is_own: bool) -> str:
    return f"{words.rstrip('.')} (the clinic’s default)" if is_own else words.rstrip(".")


def preview_view(
    content: Content,
    protocol: Protocol,
    new: NewPlan,
    clinic: Clinic,
    warnings: tuple[str, ...],
    *,
    seen: str,
    second: bool,
) -> dict[str, Any]:
    """Every dated task of a plan that is not saved yet, in the order it will be read."""
    return {
        "seen": seen,
        "second": second,
        "warnings": list(warnings),
        "undecided": undecided(content, new),
        "late": [task.title for task in content.tasks if task.late],
        "parts": [
            {
                "phase": phase.value,
                "title": title,
                "tasks": [_row(task, clinic.locale) for task in _of(content, phase)],
            }
            for phase, title in PHASES.items()
            if _of(content, phase)
        ],
        "count": len(content.tasks),
        "title": protocol.title[clinic.language],
    }


def _of(content: Content, phase: Phase) -> list[Task]:
    return [task for task in content.tasks if task.phase is phase]


def _row(task: Task, locale: str) -> dict[str, Any]:
    return {
        "key": task.key,
        "when": when_words(task, locale),
        "title": task.title,
        "text": task.text,
        "critical": task.critical,
        "owner": "clinic" if task.owner is Owner.CLINIC else "",
        "late": task.late,
    }


def when_words(task: Task, locale: str) -> str:
    """The task's window in words; what stands where it has none."""
    if task.when:
        return task.when[0].upper() + task.when[1:]
    if task.day is not None:
        about = "about " if task.estimated else ""
        return f"From {about}{day_words(task.day, locale)}"
    return "Good to know" if task.kind is Kind.KNOW else "When we tell them"


def undecided(content: Content, new: NewPlan) -> list[str]:
    """What is still open once this is saved, and what the patient reads until then."""
    said = []
    for anchor, words in _ANCHOR_WORDS.items():
        if content.anchors[anchor].precision is not Precision.TIME:
            said.append(f"{words} is not known yet. {_READS_THAT_DEPEND[anchor]}")
    said.append(
        "Medicines are not known yet. The patient is asked, then a clinician decides about each."
    )
    if not new.clinician:
        said.append("No clinician is named.")
    return said
