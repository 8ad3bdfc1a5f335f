"""Elements on their own: names given once, and the parts each kind of step needs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checklist.core.protocol import Kind, Protocol, QuestionKind, Step
from checklist.protocols.checks.ground import Ground
from checklist.protocols.checks.places import sections
from checklist.protocols.problems import Finding, Path, one_of, suggestion, warning

__all__ = ["YES_NO_VALUES", "check_elements"]

YES_NO_VALUES = ("yes", "no", "unsure")
"""What a yes_no question can be answered with."""

_NEEDS = {
    Kind.ATTEND: ("due", "to attend is at a time: “due” is missing."),
    Kind.ANSWER: ("questions", "an answer step asks something: “questions” is missing."),
}


def check_elements(protocol: Protocol, ground: Ground) -> Iterator[Finding]:
    """Every problem that can be seen without looking at other elements."""
    for section, key, names in sections(protocol):
        yield from _given_once(section, key, names)
    for index, step in enumerate(protocol.steps):
        yield from _step(step, ("steps", index))
        if step.key in ground.names.anchors:
            text = f"“{step.key}” is the name of an anchor; a step needs another."
            yield Finding(path=("steps", index, "step"), text=text)
    yield from _questions(protocol)
    yield from _group_names(protocol)
    yield from _regimens(protocol)


def _given_once(section: Path, key: str, names: Sequence[str]) -> Iterator[Finding]:
    first: dict[str, int] = {}
    for index, name in enumerate(names):
        if name in first:
            article = "an" if key == "option" else "a"
            text = f"there is {article} {key} called “{name}” already."
            see = (*section, first[name], key)
            yield Finding(path=(*section, index, key), text=text, see=see)
        first.setdefault(name, index)


def _step(step: Step, path: Path) -> Iterator[Finding]:
    field, text = _NEEDS.get(step.kind, ("key", ""))
    again = step.kind is Kind.ATTEND and step.repeat is not None  # due each time it comes
    if not getattr(step, field) and not again:
        yield Finding(path=path, text=text)
    if step.kind is Kind.AVOID and not step.opens and step.around is None:
        text = "an avoid is in force from a time on: “opens” (or “around”) is missing."
        yield Finding(path=path, text=text)
    if step.kind is Kind.MEASURE and step.measure is None:
        text = "“measure” is missing: without it, nobody can write the value down."
        yield warning(path, text)
    yield from _belongs(step, path)
    if step.limit and not step.opens:
        text = "a limit is drawn from its beginning: “opens” is missing."
        yield Finding(path=(*path, "limit"), text=text, at_key=True)


def _belongs(step: Step, path: Path) -> Iterator[Finding]:
    """Keys that stand in one kind of step only."""
    for key, kind, article in (
        ("questions", Kind.ANSWER, "an answer step"),
        ("fasting", Kind.AVOID, "an avoid"),
        ("around", Kind.AVOID, "an avoid"),
        ("allows", Kind.AVOID, "an avoid"),
        ("measure", Kind.MEASURE, "a step to measure"),
    ):
        if getattr(step, key) and step.kind is not kind:
            text = f"“{key}” stands in {article}, not in a step to {step.kind}."
            yield Finding(path=(*path, key), text=text, at_key=True)


def _questions(protocol: Protocol) -> Iterator[Finding]:
    for index, question in enumerate(protocol.questions):
        path: Path = ("questions", index)
        known = tuple(question.options) if question.kind is QuestionKind.ONE_OF else ()
        known = YES_NO_VALUES if question.kind is QuestionKind.YES_NO else known
        unknown = set(question.matters) - set(known)
        if known and unknown:
            said = min(unknown)
            text = f"expected {one_of(known)}, found “{said}”.{suggestion(said, known)}"
            yield Finding(path=(*path, "matters"), text=text)
        bounded = question.unit or question.at_least is not None or question.at_most is not None
        if bounded and question.kind is not QuestionKind.NUMBER:
            text = "“unit”, “at_least” and “at_most” stand with a number."
            yield Finding(path=path, text=text)
        low, high = question.at_least, question.at_most
        if low is not None and high is not None and low > high:
            yield Finding(path=(*path, "at_least"), text="this is more than “at_most”.")
        if question.options and question.kind is not QuestionKind.ONE_OF:
            text = f"“options” stands with one_of, not with {question.kind}."
            yield Finding(path=(*path, "options"), text=text, at_key=True)
        if question.kind is QuestionKind.ONE_OF and len(question.options) < 2:
            text = "expected “options” with at least two answers to choose from."
            yield Finding(path=(*path, "options"), text=text)


def _group_names(protocol: Protocol) -> Iterator[Finding]:
    """A medicine is in one group, or nobody knows whose decide-by counts."""
    seen: dict[str, str] = {}
    for index, group in enumerate(protocol.medicine_groups):
        for at, name in enumerate(group.names):
            path: Path = ("medicines", "groups", index, "names", at)
            if name != name.lower():
                yield Finding(path=path, text=f"medicines are in small letters: “{name.lower()}”.")
            if name in seen:
                yield Finding(path=path, text=f"“{name}” is in the group “{seen[name]}” already.")
            seen.setdefault(name, group.key)


def _regimens(protocol: Protocol) -> Iterator[Finding]:
    """The first option that holds is taken, so the last holds for all who are left."""
    for index, regimen in enumerate(protocol.regimens):
        path: Path = ("regimens", index, "options")
        yield from _given_once(path, "option", [option.key for option in regimen.options])
        if len(regimen.options) < 2:
            yield Finding(path=path, text="expected at least two options to choose between.")
        *firsts, last = enumerate(regimen.options)
        for at, option in firsts:
            if option.when is None:
                text = f"“{option.key}” is for everyone, so no option behind it is ever taken."
                yield Finding(path=(*path, at), text=text)
        if last[1].when is not None:
            text = "the last option is for all who are left: take its “when” out."
            yield Finding(path=(*path, last[0], "when"), text=text, at_key=True)
