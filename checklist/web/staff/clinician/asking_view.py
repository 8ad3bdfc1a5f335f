"""What a clinician sees while asking back: what it is about, how it will read, what is asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from checklist.core.clinic import Clinic
from checklist.core.plan.model import Revision
from checklist.core.plan.phrases import phrases
from checklist.store import Reader, answers
from checklist.web.staff import say_when
from checklist.web.staff.clinician.view import said

LANGUAGES = {"en": "English", "es": "Spanish"}


@dataclass(frozen=True, kw_only=True)
class About:
    """What a question follows. ``id`` is the answer's or medicine's, ``stored`` what is kept.

    ``lead`` and ``text`` say it to staff; all are empty for a question on its own.
    """

    id: str = ""
    stored: str = ""
    lead: str = ""
    text: str = ""


def about(reader: Reader, revision: Revision, about_id: str, clinic: Clinic) -> About:
    """The answer or medicine of this plan with this id; nothing for any other."""
    for medicine in revision.inputs.medicines:
        if medicine.id == about_id:
            facts = ", ".join(part for part in (medicine.form, medicine.when_taken) if part)
            text = f"“{medicine.name}”" + (f", {facts}" if facts else "")
            return About(id=about_id, stored=medicine.id, lead="About the medicine", text=text)
    asked = {question.key: question for question in revision.content.questions}
    for answer in answers.history(reader, revision.plan_id):
        question = asked.get(answer.question)
        if answer.id == about_id and question is not None:
            text = f"{question.ask} {said(answer, question, clinic)}"
            return About(id=about_id, stored=question.key, lead="About the answer", text=text)
    return About()


def reads(ask: str, by: str, revision: Revision) -> str:
    """The words the patient will read; empty while nothing is written."""
    ask = " ".join(ask.split())
    if not ask:
        return ""
    return phrases(revision.content.language).asked_title.format(asked_by=by, ask=ask)


def advice(revision: Revision, patient: str, reach: str, clinic: Clinic) -> list[str]:
    """What to know of this patient before writing to them."""
    found = []
    language = revision.content.language
    if language != clinic.language:
        name = LANGUAGES.get(language, language)
        found.append(f"{patient}’s list is in {name}. Write in {name}, or have somebody call.")
    if reach == "paper":
        found.append(
            f"{patient} has the list on paper. A nurse is asked to call with this question."
        )
    return found


def waiting(reader: Reader, revision: Revision, clinic: Clinic) -> list[dict[str, Any]]:
    """The questions asked back that nobody has answered yet, the latest first."""
    given = answers.latest(reader, revision.plan_id)
    tasks = {task.key: task for task in revision.content.tasks}
    return [
        {
            "id": asked.id,
            "ask": asked.ask,
            "by": f"{asked.by}, {say_when.short(asked.at, clinic)}",
            "when": tasks[asked.key].when if asked.key in tasks else "",
        }
        for asked in reversed(revision.inputs.asked_back)
        if asked.key not in given
    ]
