"""References: whatever is mentioned exists, and whatever exists is used."""

from __future__ import annotations

from collections.abc import Iterator

from checklist.core.conditions import (
    AllOf,
    AnswerIs,
    AnyOf,
    ChoiceIs,
    Condition,
    Not,
    TakesGroup,
)
from checklist.core.errors import TimingError
from checklist.core.protocol import Protocol, QuestionKind
from checklist.core.schedule import parse_timing
from checklist.core.wording import SlotError, slots_in
from checklist.protocols.checks.elements import YES_NO_VALUES
from checklist.protocols.checks.places import rendered_words, timing_places
from checklist.protocols.names import Names
from checklist.protocols.problems import Finding, Path, one_of, suggestion

__all__ = ["check_references", "check_use"]


def check_references(protocol: Protocol, names: Names) -> Iterator[Finding]:
    """Every name that means nothing."""
    for path, condition in _conditions(protocol):
        yield from _condition(protocol, names, condition, path)
    for index, step in enumerate(protocol.steps):
        for at, key in enumerate(step.questions):
            yield from _exists("question", key, names.questions, ("steps", index, "questions", at))
    yield from _sources(protocol)


def check_use(protocol: Protocol) -> Iterator[Finding]:
    """Every element that nothing leads to, and the sections no protocol can do without."""
    for section, elements in (("steps", protocol.steps), ("red_flags", protocol.red_flags)):
        if not elements:
            yield Finding(path=(section,), text="this is empty; write at least one.")
    yield from _unasked(protocol)
    yield from _unused(protocol)


def _conditions(protocol: Protocol) -> Iterator[tuple[Path, Condition]]:
    steps = [(("steps", index, "when"), s.when) for index, s in enumerate(protocol.steps)]
    questions = [
        (("questions", index, "when"), q.when) for index, q in enumerate(protocol.questions)
    ]
    for path, condition in (*steps, *questions):
        if condition is not None:
            yield path, condition


def _condition(
    protocol: Protocol, names: Names, condition: Condition, path: Path
) -> Iterator[Finding]:
    match condition:
        case AnswerIs():
            yield from _exists("question", condition.question, names.questions, (*path, "answer"))
            yield from _values(_answers_of(protocol, condition), condition.values, (*path, "is"))
        case ChoiceIs():
            yield from _exists("choice", condition.choice, names.choices, (*path, "choice"))
            options = {c.key: tuple(c.options) for c in protocol.choices}
            yield from _values(options.get(condition.choice, ()), condition.values, (*path, "is"))
        case TakesGroup():
            yield from _exists("medicine group", condition.group, names.groups, (*path, "takes"))
        case AllOf():
            for index, part in enumerate(condition.all_of):
                yield from _condition(protocol, names, part, (*path, "all", index))
        case AnyOf():
            for index, part in enumerate(condition.any_of):
                yield from _condition(protocol, names, part, (*path, "any", index))
        case Not():
            yield from _condition(protocol, names, condition.negated, (*path, "not"))


def _answers_of(protocol: Protocol, condition: AnswerIs) -> tuple[str, ...]:
    """What the question can be answered with; nothing where that is free."""
    for question in protocol.questions:
        if question.key == condition.question and question.kind is QuestionKind.YES_NO:
            return YES_NO_VALUES
    return ()


def _values(known: tuple[str, ...], values: tuple[str, ...], path: Path) -> Iterator[Finding]:
    for value in values if known else ():
        if value not in known:
            text = f"expected {one_of(known)}, found “{value}”.{suggestion(value, known)}"
            yield Finding(path=path, text=text)


def _exists(what: str, name: str, known: frozenset[str], path: Path) -> Iterator[Finding]:
    if name not in known:
        near = suggestion(name, known) or f" There are: {', '.join(sorted(known)) or 'none'}."
        yield Finding(path=path, text=f"there is no {what} “{name}”.{near}")


def _sources(protocol: Protocol) -> Iterator[Finding]:
    """A row such as S07 belongs to one of the sources the provenance names."""
    letters = {citation.partition(":")[0] for citation in protocol.provenance.sources}
    for path, rows in _source_rows(protocol):
        for index, row in enumerate(rows):
            if row.rstrip("0123456789") not in letters:
                text = f"“{row}” is in no source; provenance names {one_of(sorted(letters))}."
                yield Finding(path=(*path, "sources", index), text=text)


def _source_rows(protocol: Protocol) -> Iterator[tuple[Path, tuple[str, ...]]]:
    sections: tuple[tuple[Path, tuple[tuple[str, ...], ...]], ...] = (
        (("steps",), tuple(e.sources for e in protocol.steps)),
        (("questions",), tuple(e.sources for e in protocol.questions)),
        (("choices",), tuple(e.sources for e in protocol.choices)),
        (("medicines", "groups"), tuple(e.sources for e in protocol.medicine_groups)),
        (("red_flags",), tuple(e.sources for e in protocol.red_flags)),
        (("about",), tuple(e.sources for e in protocol.about)),
    )
    for section, elements in sections:
        for index, rows in enumerate(elements):
            yield (*section, index), rows


def _unasked(protocol: Protocol) -> Iterator[Finding]:
    asked = {key for step in protocol.steps for key in step.questions}
    for index, question in enumerate(protocol.questions):
        if question.key not in asked:
            text = f"no answer step asks “{question.key}”."
            yield Finding(path=("questions", index, "question"), text=text)


def _unused(protocol: Protocol) -> Iterator[Finding]:
    """A choice that changes nothing would be set in vain, by a clinician who trusts it."""
    used = {name for _, condition in _conditions(protocol) for name in _choices_in(condition)}
    for _, timing in timing_places(protocol):
        used |= _choices_of_timing(timing)
    for _, template in rendered_words(protocol):
        used |= _slot_names(template)
    for index, choice in enumerate(protocol.choices):
        if choice.key not in used:
            text = f"nothing uses the choice “{choice.key}”."
            yield Finding(path=("choices", index, "choice"), text=text)


def _choices_in(condition: Condition) -> Iterator[str]:
    match condition:
        case ChoiceIs():
            yield condition.choice
        case AllOf():
            for part in condition.all_of:
                yield from _choices_in(part)
        case AnyOf():
            for part in condition.any_of:
                yield from _choices_in(part)
        case Not():
            yield from _choices_in(condition.negated)


def _choices_of_timing(timing: str) -> frozenset[str]:
    try:
        return parse_timing(timing).choices
    except TimingError:
        return frozenset()  # told by the check of timings


def _slot_names(template: str) -> frozenset[str]:
    try:
        return frozenset(name for name, _ in slots_in(template))
    except SlotError:
        return frozenset()  # told by the check of words
