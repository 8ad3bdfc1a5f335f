"""Elements on their own: names given once, and the parts each kind of step needs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checklist.core.protocol import Kind, Protocol, QuestionKind, Step
from checklist.protocols.problems import Finding, Path, suggestion

__all__ = ["YES_NO_VALUES", "check_elements"]

YES_NO_VALUES = ("yes", "no", "unsure")
"""What a yes_no question can be answered with."""


def check_elements(protocol: Protocol) -> Iterator[Finding]:
    """Every problem that can be seen without looking at other elements."""
    for section, key, elements in (
        (("steps",), "step", protocol.steps),
        (("questions",), "question", protocol.questions),
        (("choices",), "choice", protocol.choices),
        (("medicines", "groups"), "group", protocol.medicine_groups),
        (("red_flags",), "sign", protocol.red_flags),
        (("about",), "page", protocol.about),
    ):
        yield from _given_once(section, key, [element.key for element in elements])
    for index, step in enumerate(protocol.steps):
        yield from _step(step, ("steps", index))
    yield from _questions(protocol)
    yield from _group_names(protocol)
    yield from _reviews(protocol)


def _given_once(section: Path, key: str, names: Sequence[str]) -> Iterator[Finding]:
    for index, name in enumerate(names):
        if name in names[:index]:
            text = f"there is a {key} called “{name}” already."
            yield Finding(path=(*section, index, key), text=text)


def _step(step: Step, path: Path) -> Iterator[Finding]:
    needs = {
        Kind.AVOID: ("opens", "an avoid is in force from a time on: “opens” is missing."),
        Kind.ATTEND: ("due", "to attend is at a time: “due” is missing."),
        Kind.ANSWER: ("questions", "an answer step asks something: “questions” is missing."),
    }
    field, text = needs.get(step.kind, ("key", ""))
    if not getattr(step, field):
        yield Finding(path=path, text=text)
    if step.questions and step.kind is not Kind.ANSWER:
        text = f"“questions” stands in an answer step, not in a step to {step.kind}."
        yield Finding(path=(*path, "questions"), text=text, at_key=True)
    if step.fasting and step.kind is not Kind.AVOID:
        yield Finding(path=(*path, "fasting"), text="fasting is an avoid.", at_key=True)
    if step.limit and not step.opens:
        text = "a limit is drawn from its beginning: “opens” is missing."
        yield Finding(path=(*path, "limit"), text=text, at_key=True)


def _questions(protocol: Protocol) -> Iterator[Finding]:
    for index, question in enumerate(protocol.questions):
        path: Path = ("questions", index)
        unknown = set(question.matters) - set(YES_NO_VALUES)
        if question.kind is QuestionKind.YES_NO and unknown:
            said = min(unknown)
            text = f"expected yes, no or unsure, found “{said}”.{suggestion(said, YES_NO_VALUES)}"
            yield Finding(path=(*path, "matters"), text=text)
        bounded = question.unit or question.at_least is not None or question.at_most is not None
        if bounded and question.kind is not QuestionKind.NUMBER:
            text = "“unit”, “at_least” and “at_most” stand with a number."
            yield Finding(path=path, text=text)
        low, high = question.at_least, question.at_most
        if low is not None and high is not None and low > high:
            yield Finding(path=(*path, "at_least"), text="this is more than “at_most”.")


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


def _reviews(protocol: Protocol) -> Iterator[Finding]:
    for language, review in protocol.texts.items():
        if review.reviewed and not (review.by and review.on):
            text = "reviewed words say by whom and when: expected “by” and “on”."
            yield Finding(path=("texts", language), text=text)
    provenance = protocol.provenance
    if provenance.next_review <= provenance.reviewed_on:
        text = "the next review comes after the last one."
        yield Finding(path=("provenance", "next_review"), text=text)
