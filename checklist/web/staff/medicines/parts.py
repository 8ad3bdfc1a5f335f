"""The words around the medicines: title, who told us, what else they said, what saving does."""

from __future__ import annotations

from collections.abc import Sequence

from checklist.actions.answers import NamedMedicine
from checklist.core.answer_words import answer_words
from checklist.core.plan.model import Answer, QuestionAsked
from checklist.core.protocol import QuestionKind
from checklist.web.staff import say_when
from checklist.web.staff.medicines.table import Table

MOST_LETTERS = 120
DECIDED_FIELDS = (
    "medicine_id",
    "kind",
    "last_dose",
    "take_at",
    "instruction",
    "restart_at",
    "restart_owner",
    "restart_by",
    "consulted",
    "reason",
    "source",
)
"""What a decision and the typed one have in common."""


def title(table: Table) -> str:
    """ "Medicines: 2 to decide, 2 decided"."""
    to_decide = sum(1 for medicine in table.listed if table.undecided(medicine))
    to_restart = sum(1 for medicine in table.listed if table.to_restart(medicine))
    counts = {
        "to decide": to_decide,
        "to restart": to_restart,
        "decided": len(table.listed) - to_decide - to_restart,
    }
    parts = [f"{count} {what}" for what, count in counts.items() if count]
    said = ", ".join(parts)
    return f"Medicines: {said}" if said else "Medicines"


def lede(table: Table) -> str:
    """Who told us, and when; the latest answer to the question about medicines."""
    asked = [
        q.key
        for q in table.revision.content.questions
        if q.kind == QuestionKind.MEDICINES.value and q.key in table.revision.inputs.answers
    ]
    if not asked:
        return "" if table.listed else "Nobody has named any yet."
    answer = table.revision.inputs.answers[asked[0]]
    if answer.given_at is None:
        return f"As told by {answer.given_by}."
    when = say_when.short(answer.given_at, table.clinic)
    return f"As told by {answer.given_by}, {when}."


def told(table: Table) -> list[dict[str, str | bool]]:
    """The answers that matter to the medical side, those to look at first."""
    answers = table.revision.inputs.answers
    found: list[dict[str, str | bool]] = [
        {
            "ask": question.ask,
            "answer": _answer(answers[question.key], question, table.clinic.locale),
            "matters": answers[question.key].value in question.matters,
        }
        for question in table.revision.content.questions
        if question.key in answers and question.kind != QuestionKind.MEDICINES.value
    ]
    return sorted(found, key=lambda one: not one["matters"])


def _answer(answer: Answer, question: QuestionAsked, locale: str) -> str:
    said = answer_words(answer, question, locale)
    return f"{said}: “{answer.detail}”" if answer.detail else said


def save_note(names: Sequence[str], reach: str) -> str:
    """What saving does for the people who read it."""
    who = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    if reach == "paper":
        return f"{names[0]} has it on paper only: print a new list after saving, and call."
    reads = "reads" if len(names) == 1 else "read"
    return f"{who} {reads} it as soon as you save. Call where it changes what they had."


def too_long(named: NamedMedicine) -> dict[str, str]:
    """One sentence for each part of a named medicine that is too long to be one."""
    parts = {
        "name": named.name,
        "form": named.form,
        "when_taken": named.when_taken,
        "filled_by": named.filled_by,
    }
    return {
        name: f"Please use fewer than {MOST_LETTERS} letters."
        for name, said in parts.items()
        if len(said) > MOST_LETTERS
    }
