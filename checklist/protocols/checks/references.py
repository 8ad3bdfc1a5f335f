"""References: whatever a condition or a step mentions exists, and can be what it is said to be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from checklist.core.bounds import Bounds
from checklist.core.conditions import (
    AgeIs,
    AllOf,
    AnswerIs,
    AnswerNumber,
    AnswerWithin,
    AnyOf,
    ChoiceIs,
    Condition,
    GroupDecided,
    Happened,
    Measured,
    Not,
    RegimenIs,
    StepChecked,
    StepDone,
    StepMissed,
    TakesGroup,
)
from checklist.core.protocol import ChoiceKind, Criticality, Kind, Protocol, QuestionKind, Step
from checklist.protocols.checks.elements import YES_NO_VALUES
from checklist.protocols.checks.ground import Ground
from checklist.protocols.checks.lengths import usable_amount
from checklist.protocols.checks.places import conditions
from checklist.protocols.names import Names
from checklist.protocols.problems import Finding, Path, one_of, suggestion, warning

__all__ = ["check_references"]


def check_references(protocol: Protocol, ground: Ground) -> Iterator[Finding]:
    """Every name that means nothing."""
    asking = _Asking(protocol, ground.names)
    for path, condition in conditions(protocol):
        yield from asking.condition(condition, path)
    for index, step in enumerate(protocol.steps):
        yield from _step(step, ground.names, ("steps", index))


def _step(step: Step, names: Names, path: Path) -> Iterator[Finding]:
    for at, key in enumerate(step.questions):
        yield from _exists("question", key, names.questions, (*path, "questions", at))
    for at, key in enumerate(step.allows):
        yield from _exists("step", key, names.steps, (*path, "allows", at))
        if key == step.key:
            text = "a step cannot allow itself: “allows” names another one."
            yield Finding(path=(*path, "allows", at), text=text)
    if step.around is not None:
        yield from _exists("step", step.around.step, names.steps, (*path, "around", "step"))


class _Asking:
    """Looks at conditions, knowing what each name in them stands for."""

    def __init__(self, protocol: Protocol, names: Names) -> None:
        self._names = names
        self._questions = {question.key: question for question in protocol.questions}
        self._choices = {choice.key: choice for choice in protocol.choices}
        self._steps = {step.key: step for step in protocol.steps}

    def condition(self, condition: Condition, path: Path) -> Iterator[Finding]:
        match condition:
            case AllOf():
                yield from self._parts(condition.all_of, (*path, "all"))
            case AnyOf():
                yield from self._parts(condition.any_of, (*path, "any"))
            case Not():
                yield from self.condition(condition.negated, (*path, "not"))
            case AnswerIs() | AnswerNumber() | AnswerWithin():
                yield from self._answer(condition, path)
            case StepDone() | StepChecked() | StepMissed() | Measured():
                yield from self._marked(condition, path)
            case _:
                yield from self._is_so(condition, path)

    def _parts(self, parts: Iterable[Condition], path: Path) -> Iterator[Finding]:
        for index, part in enumerate(parts):
            yield from self.condition(part, (*path, index))

    def _answer(
        self, condition: AnswerIs | AnswerNumber | AnswerWithin, path: Path
    ) -> Iterator[Finding]:
        at = (*path, "answer")
        match condition:
            case AnswerIs():
                yield from _exists("question", condition.question, self._names.questions, at)
                known = self._answers_of(condition.question)
                yield from _values(known, condition.values, (*path, "is"))
            case AnswerNumber():
                yield from _exists("question", condition.number_of, self._names.questions, at)
                yield from self._kind(condition.number_of, QuestionKind.NUMBER, at)
                yield from _bounds(condition.bounds, path)
            case AnswerWithin():
                yield from _exists("question", condition.date_of, self._names.questions, at)
                yield from self._kind(condition.date_of, QuestionKind.DATE, at)
                yield from _anchor(condition.before, self._names, (*path, "before"))
                if not usable_amount(condition.in_the_last, calendar=True):
                    text = "expected days, weeks or months, such as “3 months”"
                    text += f", found “{condition.in_the_last}”."
                    yield Finding(path=(*path, "in_the_last"), text=text)

    def _kind(self, key: str, kind: QuestionKind, path: Path) -> Iterator[Finding]:
        question = self._questions.get(key)
        if question is not None and question.kind is not kind:
            text = f"“{key}” is a {question.kind} question; this needs a {kind}."
            yield Finding(path=path, text=text)

    def _answers_of(self, key: str) -> tuple[str, ...]:
        """What the question can be answered with; nothing where that is free."""
        question = self._questions.get(key)
        if question is None:
            return ()
        if question.kind is QuestionKind.YES_NO:
            return YES_NO_VALUES
        return tuple(question.options) if question.kind is QuestionKind.ONE_OF else ()

    def _marked(
        self, condition: StepDone | StepChecked | StepMissed | Measured, path: Path
    ) -> Iterator[Finding]:
        steps = self._names.steps
        match condition:
            case StepDone():
                yield from _exists("step", condition.done_step, steps, (*path, "done"))
            case StepMissed():
                yield from _exists("step", condition.missed_step, steps, (*path, "missed"))
            case StepChecked():
                yield from _exists("step", condition.checked_step, steps, (*path, "checked"))
                step = self._steps.get(condition.checked_step)
                if step is not None and step.criticality is not Criticality.HARM:
                    text = f"nurses check steps of criticality 3 only; “{step.key}” has less."
                    yield warning((*path, "checked"), text)
            case Measured():
                yield from _exists("step", condition.measured_step, steps, (*path, "measured"))
                step = self._steps.get(condition.measured_step)
                if step is not None and step.kind is not Kind.MEASURE:
                    text = f"“{step.key}” is a step to {step.kind}: nothing is measured there."
                    yield Finding(path=(*path, "measured"), text=text)
                yield from _bounds(condition.value, path)
                if condition.in_the_last:
                    yield from self._look_back(condition, path)

    def _look_back(self, condition: Measured, path: Path) -> Iterator[Finding]:
        yield from _anchor(condition.before, self._names, (*path, "before"))
        usable = (usable_amount(condition.in_the_last, calendar=way) for way in (True, False))
        if not any(usable):
            text = "expected a time such as “7 days” or “72 hours”"
            text += f", found “{condition.in_the_last}”."
            yield Finding(path=(*path, "in_the_last"), text=text)

    def _is_so(self, condition: Condition, path: Path) -> Iterator[Finding]:
        names = self._names
        match condition:
            case ChoiceIs():
                yield from _exists("choice", condition.choice, names.choices, (*path, "choice"))
                choice = self._choices.get(condition.choice)
                closed = choice is not None and choice.kind in (
                    ChoiceKind.ONE_OF,
                    ChoiceKind.ANCHOR,
                )
                known = tuple(choice.options) if choice is not None and closed else ()
                yield from _values(known, condition.values, (*path, "is"))
            case RegimenIs():
                known = names.regimens.get(condition.regimen, ())
                at = (*path, "regimen")
                yield from _exists("regimen", condition.regimen, frozenset(names.regimens), at)
                yield from _values(known, condition.options, (*path, "is"))
            case TakesGroup():
                yield from _exists(
                    "medicine group", condition.group, names.groups, (*path, "takes")
                )
            case GroupDecided():
                group = condition.decided_group
                yield from _exists("medicine group", group, names.groups, (*path, "takes"))
            case Happened():
                yield from _anchor(condition.event, names, (*path, "event"))
            case AgeIs():
                yield from _bounds(condition.age, (*path, "age"))


def _anchor(name: str, names: Names, path: Path) -> Iterator[Finding]:
    yield from _exists("anchor", name, names.anchors, path)


def _bounds(bounds: Bounds, path: Path) -> Iterator[Finding]:
    if bounds.empty:
        yield Finding(path=path, text=f"no number can be “{bounds}” at once.")


def _values(known: tuple[str, ...], values: tuple[str, ...], path: Path) -> Iterator[Finding]:
    for value in values if known else ():
        if value not in known:
            text = f"expected {one_of(known)}, found “{value}”.{_near(value, known)}"
            yield Finding(path=path, text=text)


def _near(value: str, known: tuple[str, ...]) -> str:
    """The word that was meant; programmers write true and false."""
    meant = {"true": "yes", "false": "no", "y": "yes", "n": "no"}.get(value.lower(), "")
    return f" Write {meant}." if meant in known and meant else suggestion(value, known)


def _exists(what: str, name: str, known: frozenset[str], path: Path) -> Iterator[Finding]:
    if name not in known:
        near = suggestion(name, known) or f" There are: {', '.join(sorted(known)) or 'none'}."
        yield Finding(path=path, text=f"there is no {what} “{name}”.{near}")
