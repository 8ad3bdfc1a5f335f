"""The questions as the page shows them, one field each, with what was typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from checklist.actions.answers import NamedMedicine
from checklist.core.medicines import Medicine
from checklist.core.plan.model import QuestionAsked
from checklist.core.protocol import QuestionKind
from checklist.web.patient.questions_view import MOST_ROWS, Boxes, Typed

EMPTY_ROWS: Final = 5
EMPTY_ROWS_AFTER_SOME: Final = 2


def fields(
    typed: Typed,
    questions: Sequence[QuestionAsked],
    known: Sequence[Medicine],
    problems: Mapping[str, str],
    *,
    more: int = 0,
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
            made.append({"medicines": _medicine_rows(typed, known, more), "args": shared})
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


def _medicine_rows(typed: Typed, known: Sequence[Medicine], more: int) -> dict[str, Any]:
    named = [m for m in known if not m.withdrawn]
    empty = EMPTY_ROWS_AFTER_SOME if named else EMPTY_ROWS
    least = (len(typed.rows) or empty) + more
    rows = list(typed.rows)
    rows += [NamedMedicine(name="")] * (min(least, MOST_ROWS) - len(rows))
    return {
        "named": [
            {"name": m.name, "detail": ", ".join(filter(None, (m.form, m.when_taken)))}
            for m in named
        ],
        "rows": rows,
        "none": typed.no_medicines and not named,
        "may_be_none": not named,
    }
