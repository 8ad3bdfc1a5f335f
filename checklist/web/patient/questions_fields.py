"""The questions as the page shows them, one field each, with what was typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from checklist.core.plan.model import QuestionAsked
from checklist.core.protocol import QuestionKind
from checklist.web.patient.medicine_rows import Shown, medicine_rows
from checklist.web.patient.questions_view import Boxes, Typed


def fields(
    typed: Typed,
    questions: Sequence[QuestionAsked],
    shown: Shown,
    problems: Mapping[str, str],
) -> list[dict[str, Any]]:
    """What templates/patient/questions.html shows, question by question."""
    made = []
    for question in questions:
        value, detail = typed.answers.get(question.key, ("", ""))
        shared = {
            "name": question.key,
            "question": question.ask,
            "hint": question.hint,
            "error": problems.get(question.key, ""),
        }
        if question.kind == QuestionKind.MEDICINES:
            made.append({"medicines": medicine_rows(typed, shown), "args": shared})
        else:
            own = _own_args(question, detail)
            boxes = typed.dates.get(question.key, Boxes())
            is_date = question.kind == QuestionKind.DATE
            made.append({"args": shared | {"value": boxes if is_date else value} | own})
    return made


def _own_args(question: QuestionAsked, detail: str) -> dict[str, Any]:
    """What answer_field needs for questions of this kind."""
    if question.kind == QuestionKind.YES_NO:
        return {"kind": question.kind, "detail": question.detail, "detail_value": detail}
    if question.kind == QuestionKind.ONE_OF:
        options = [{"value": value, "label": words} for value, words in question.options.items()]
        return {"kind": "choice", "options": options}
    if question.kind == QuestionKind.NUMBER:
        return {"kind": question.kind, "unit": question.unit}
    return {"kind": "long" if question.kind == QuestionKind.TEXT else question.kind}
