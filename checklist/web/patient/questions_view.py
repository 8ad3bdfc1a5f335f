"""The questions: what was typed, what of it can be kept, and what is still missing.

Whatever can be kept is kept, even when something else is missing: nobody writes ten medicines
twice.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from checklist.actions.answers import NamedMedicine, Told, check_answers
from checklist.core.folding import fold
from checklist.core.medicines import Medicine
from checklist.core.plan.model import Answer, QuestionAsked
from checklist.core.protocol import QuestionKind
from checklist.web.forms import day_of_parts, whole_number

NO_MEDICINES: Final = "none"
MOST_ROWS: Final = 40
LONGEST: Final = 200

MISSING: Final = "Please answer this one too."
NAME_MISSING: Final = "Write the name as it is on the box."
ORIGINS: Final = ("prescribed", "bought", "herbal")
TOO_LONG: Final = "Please write less, or call us."
ON_THE_LIST: Final = "This one is on your list already."
BOTH: Final = "You named a medicine and ticked that you take none. Which is right?"


@dataclass(frozen=True, kw_only=True)
class Boxes:
    """A date in its three boxes, as typed."""

    day: str = ""
    month: str = ""
    year: str = ""

    @property
    def empty(self) -> bool:
        return not (self.day or self.month or self.year)

    def read(self) -> date:
        """Raises ValueError with a sentence."""
        return day_of_parts(self.day, self.month, self.year)


@dataclass(frozen=True, kw_only=True)
class Typed:
    """What stands in the form: an answer and its detail by question, and the rows of medicines.

    ``dates`` are the three boxes of a date, as typed, by question.
    """

    answers: Mapping[str, tuple[str, str]]
    rows: tuple[NamedMedicine, ...]
    no_medicines: bool
    dates: Mapping[str, Boxes] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Sorted:
    """What can be kept, and one sentence by question for what cannot."""

    told: tuple[Told, ...]
    named: tuple[NamedMedicine, ...]
    problems: Mapping[str, str]


def from_answers(answers: Mapping[str, Answer]) -> Typed:
    """The form as it was left: with what we were told before."""
    return Typed(
        answers={key: (answer.value, answer.detail) for key, answer in answers.items()},
        rows=(),
        no_medicines=any(answer.value == NO_MEDICINES for answer in answers.values()),
        dates={key: _boxes_of(answer.value) for key, answer in answers.items()},
    )


def _boxes_of(value: str) -> Boxes:
    """Empty for an answer that is no date."""
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return Boxes()
    return Boxes(day=str(day.day), month=str(day.month), year=str(day.year))


def from_form(form: Mapping[str, str], questions: Sequence[QuestionAsked]) -> Typed:
    return Typed(
        answers={
            q.key: (form.get(q.key, "").strip(), form.get(f"{q.key}_detail", "").strip())
            for q in questions
        },
        rows=tuple(_row(form, number) for number in range(1, _row_count(form) + 1)),
        no_medicines="no_medicines" in form,
        dates={q.key: _boxes(form, q.key) for q in questions if q.kind == QuestionKind.DATE},
    )


def _boxes(form: Mapping[str, str], key: str) -> Boxes:
    return Boxes(
        **{part: form.get(f"{key}_{part}", "").strip() for part in ("day", "month", "year")}
    )


def _row_count(form: Mapping[str, str]) -> int:
    return whole_number(form.get("rows", ""), most=MOST_ROWS)


def _row(form: Mapping[str, str], number: int) -> NamedMedicine:
    def cell(name: str) -> str:
        return " ".join(form.get(f"medicine-{number}-{name}", "").split())

    return NamedMedicine(
        name=cell("name"),
        form=cell("form"),
        when_taken=cell("when"),
        filled_by=cell("filled"),
        strength=cell("strength"),
        origin=cell("origin") if cell("origin") in ORIGINS else "",
    )


def sort(typed: Typed, questions: Sequence[QuestionAsked], known: Sequence[Medicine]) -> Sorted:
    """Take apart what can be kept and what cannot. ``known`` are the medicines named before."""
    told, problems = [], {}
    named = _fresh(typed.rows, known)
    for question in questions:
        if question.kind == QuestionKind.MEDICINES:
            one, problem = _medicines(question, typed, named, known)
        elif question.kind == QuestionKind.DATE:
            one, problem = _date(question, typed.dates.get(question.key, Boxes()))
        else:
            one, problem = _answer(question, *typed.answers.get(question.key, ("", "")))
        if problem:
            problems[question.key] = problem
        if one is not None:
            told.append(one)
    return Sorted(told=tuple(told), named=named, problems=problems)


def _date(question: QuestionAsked, boxes: Boxes) -> tuple[Told | None, str]:
    if boxes.empty:
        return None, MISSING
    try:
        return _answer(question, boxes.read().isoformat(), "")
    except ValueError as problem:
        return None, str(problem)


def _answer(question: QuestionAsked, value: str, detail: str) -> tuple[Told | None, str]:
    if not value and question.kind != QuestionKind.TEXT:
        return None, MISSING
    if question.kind == QuestionKind.NUMBER:
        value = value.replace(",", ".")
    one = Told(question=question.key, value=value, detail=detail)
    problem = check_answers((question,), (one,)).get(question.key, "")
    return (None, problem) if problem else (one, "")


def _fresh(rows: Sequence[NamedMedicine], known: Sequence[Medicine]) -> tuple[NamedMedicine, ...]:
    """The rows that are whole and new: the same page sent twice names nothing twice."""
    seen = {_same(m.name, m.strength, m.form, m.when_taken) for m in known if not m.withdrawn}
    fresh = []
    for row in rows:
        same = _same(row.name, row.strength, row.form, row.when_taken)
        if row.name and same not in seen and not _too_long(row):
            fresh.append(row)
            seen.add(same)
    return tuple(fresh)


def row_problem(typed: Typed, kept: Sorted) -> str:
    """What is wrong with the row somebody wants to add; empty when it was added."""
    if any(_too_long(row) for row in typed.rows):
        return TOO_LONG
    if kept.named:
        return ""
    return ON_THE_LIST if any(row.name for row in typed.rows) else NAME_MISSING


def not_kept(typed: Typed, kept: Sorted) -> tuple[NamedMedicine, ...]:
    """The rows with something in them that must stay in the form."""
    return tuple(
        row
        for row in typed.rows
        if row not in kept.named and (_too_long(row) or (not row.name and _half_written(row)))
    )


def _same(*cells: str) -> tuple[str, ...]:
    return tuple(fold(cell) for cell in cells)


def _too_long(row: NamedMedicine) -> bool:
    return any(len(cell) > LONGEST for cell in vars(row).values())


def _medicines(
    question: QuestionAsked,
    typed: Typed,
    named: Sequence[NamedMedicine],
    known: Sequence[Medicine],
) -> tuple[Told | None, str]:
    names = [m.name for m in known if not m.withdrawn] + [m.name for m in named]
    if any(_too_long(row) for row in typed.rows):
        return None, TOO_LONG
    if any(not row.name and _half_written(row) for row in typed.rows):
        return None, NAME_MISSING
    if names and typed.no_medicines:
        return None, BOTH
    if names:
        value = "; ".join(names)
        return Told(question=question.key, value=value[: LONGEST * 4]), ""
    if typed.no_medicines:
        return Told(question=question.key, value=NO_MEDICINES), ""
    return None, "Name your medicines, or tick that you take none."


def _half_written(row: NamedMedicine) -> bool:
    """Whether something was said of a medicine with no name. A list always says something."""
    return any(cell for name, cell in vars(row).items() if name != "name")
