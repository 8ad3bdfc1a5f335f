"""The plan that a protocol would make."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from checklist.actions.trying.fields import refuse
from checklist.actions.trying.model import Preview, Undecided
from checklist.core.errors import ProtocolError
from checklist.core.medicines import standing
from checklist.core.plan.build import build
from checklist.core.plan.late import mark_late
from checklist.core.plan.model import Content, Inputs
from checklist.core.protocol import Protocol, QuestionKind


def tried(protocol: Protocol, inputs: Inputs) -> Preview:
    """Build the plan as a revision would freeze it.

    Seen later than it was booked, what was shown in time counts as shown: it is not late. Raises
    Invalid where the protocol and the inputs do not go together.
    """
    try:
        before = None if inputs.as_of == inputs.booked_at else _shown(protocol, inputs)
        content = mark_late(build(protocol, inputs), before, protocol, inputs)
    except ProtocolError as wrong:
        raise refuse(str(wrong)) from wrong
    undecided = tuple(_undecided(protocol, inputs, content))
    return Preview(protocol=protocol, inputs=inputs, content=content, undecided=undecided)


def _shown(protocol: Protocol, inputs: Inputs) -> Content:
    """What the patient was shown last, as each thing that happened made a revision in its time."""
    first = _known_at(inputs.booked_at, inputs)
    shown = mark_late(build(protocol, first), None, protocol, first)
    for at in sorted(set(_happened(inputs))):
        if inputs.booked_at < at < inputs.as_of:
            then = _known_at(at, inputs)
            shown = mark_late(build(protocol, then), shown, protocol, then)
    return shown


def _happened(inputs: Inputs) -> Iterator[datetime]:
    yield from (v.moment.at for v in inputs.anchors.values() if v.actual and v.moment.at)
    yield from (link.at for link in inputs.links.values())
    yield from (answer.given_at for answer in inputs.answers.values() if answer.given_at)


def _known_at(now: datetime, inputs: Inputs) -> Inputs:
    """The inputs as they were then (UTC): at the booking, before anything had happened."""
    later = now > inputs.booked_at
    anchors = {
        name: value
        for name, value in inputs.anchors.items()
        if not value.actual or (later and value.moment.at is not None and value.moment.at <= now)
    }
    anchors.setdefault("procedure", inputs.anchors["procedure"])
    links = {key: link for key, link in inputs.links.items() if later and link.at <= now}
    answers = {
        key: answer
        for key, answer in inputs.answers.items()
        if later and answer.given_at is not None and answer.given_at <= now
    }
    return replace(inputs, as_of=now, anchors=anchors, links=links, answers=answers)


def _undecided(protocol: Protocol, inputs: Inputs, content: Content) -> Iterator[Undecided]:
    yield from _moments(protocol, content)
    for medicine in inputs.medicines:
        if standing(medicine.id, inputs.decisions).undecided:
            text = f"Nobody has decided about {medicine.name}."
            yield Undecided(what="medicine", key=medicine.name, text=text)
    for question in content.questions:
        named = question.kind == QuestionKind.MEDICINES and inputs.medicines
        if not named and question.key not in inputs.answers:
            text = f"Not answered: {question.ask}"
            yield Undecided(what="answer", key=question.key, text=text)
    for gate in content.gates:
        if not gate.open:
            text = f"The sign-off waits for: {gate.label}."
            yield Undecided(what="gate", key=gate.key, text=text)
    for task in content.tasks:
        if task.impossible:
            text = f"Its time would end before it begins: {task.title}."
            yield Undecided(what="task", key=task.key, text=text)


def _moments(protocol: Protocol, content: Content) -> Iterator[Undecided]:
    """The procedure, the arrival, and the protocol's own moments, where they are not known."""
    labels = {"procedure": "the procedure"}
    if _names_arrival(protocol):
        labels["arrival"] = "the arrival"
    labels |= {key: rule.label or key.replace("_", " ") for key, rule in protocol.anchors.items()}
    for key, label in labels.items():
        moment = content.anchors.get(key)
        if moment is None or moment.day is None:
            text = f"Not known yet: {label}."
        elif moment.at is None:
            text = f"The day is known, the time is not: {label}."
        elif not moment.firm:
            text = f"Only about, until it is recorded: {label}."
        else:
            continue
        yield Undecided(what="anchor", key=key, text=text)


def _names_arrival(protocol: Protocol) -> bool:
    """Whether a step is timed by the arrival, or tells of it."""
    return any(
        "arrival" in timing
        for step in protocol.steps
        for timing in (step.opens, step.due, step.closes)
    ) or any(
        "{arrival" in text
        for step in protocol.steps
        for words in step.words.values()
        for text in (words.title, words.text)
    )
