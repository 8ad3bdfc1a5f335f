"""What is left of a protocol once everything with a problem of its own is taken out.

Such a protocol can be laid on a sample plan without fear, however broken the file is.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from functools import cache

from checklist.core.errors import TimingError
from checklist.core.plan import parsed
from checklist.core.plan.model import PLANNED_ANCHORS
from checklist.core.protocol import Choice, ChoiceKind, Protocol, Step
from checklist.core.repeats import Repeat, Session
from checklist.core.schedule import BOOKED, Timing, fill
from checklist.protocols.checks.lengths import lengths_of, usable_length
from checklist.protocols.checks.samples import settable

__all__ = ["misfits", "moments_of", "once", "sound"]


def sound(protocol: Protocol, rings: Collection[str] = ()) -> Protocol:
    """The protocol with its conditions off, and its unusable timings out.

    ``rings`` are the steps and anchors that rest on themselves; they lose their timings too.
    """
    choices = {choice.key: choice for choice in protocol.choices}
    moments = moments_of(protocol)

    @cache
    def kept(words: str) -> str:
        return words if _usable(words, choices, moments) else ""

    unique = {step.key: step for step in reversed(protocol.steps)}
    steps = tuple(
        _timed(_bare(step), kept, choices, moments) if step.key not in rings else _untimed(step)
        for step in reversed(unique.values())
    )
    anchors = {
        key: replace(rule, planned="" if key in rings else kept(rule.planned))
        for key, rule in protocol.anchors.items()
    }
    return replace(
        protocol, steps=steps, anchors=anchors, questions=(), regimens=(), red_flags=(), gates=()
    )


def once(quiet: Protocol) -> Protocol:
    """A sound protocol in which nothing repeats: its windows are the same, and sooner laid."""
    steps = tuple(
        step if step.repeat is None else replace(step, repeat=None) for step in quiet.steps
    )
    return replace(quiet, steps=steps)


def moments_of(protocol: Protocol) -> frozenset[str]:
    """All that the timings of a protocol may count from."""
    steps = [step.key for step in protocol.steps]
    edges = (f"{step}.{part}" for step in steps for part in parsed.PARTS)
    return frozenset((*PLANNED_ANCHORS, BOOKED, *protocol.anchors, *steps, *edges))


def misfits(timing: Timing, choices: Mapping[str, Choice]) -> Iterator[str]:
    """What is wrong with the values that its choices could have, in their places in the timing."""
    if not _are_ones(timing, choices):
        return
    defaults = {key: choice.default for key, choice in choices.items()}
    for name in sorted(timing.choices):
        for value in settable(choices[name]):
            try:
                fill(timing, defaults | {name: value})
            except TimingError as wrong:
                yield from wrong.problems
                break


def _are_ones(timing: Timing, choices: Mapping[str, Choice]) -> bool:
    """Whether all its choices are there with values of their kind; else that is told there."""
    return all(
        name in choices and all(_is_one(choices[name], value) for value in settable(choices[name]))
        for name in timing.choices
    )


def _is_one(choice: Choice, value: str) -> bool:
    """Whether a value is of its choice's kind; that it is not is told at the choice."""
    read = {ChoiceKind.AMOUNT: parsed.amount, ChoiceKind.CLOCK: parsed.clock}.get(choice.kind)
    try:
        return read is None or bool(read(value))
    except TimingError:
        return False


def _usable(words: str, choices: Mapping[str, Choice], moments: Collection[str]) -> bool:
    if not words:
        return True
    try:
        timing = parsed.timing(words)
    except TimingError:
        return False
    if not _are_ones(timing, choices) or any(misfits(timing, choices)):
        return False
    named = set(timing.anchors)
    for name in timing.choices:
        if "{" + name + "}" in named:
            named.discard("{" + name + "}")
            named.update(settable(choices[name]))
    return all(name in moments for name in named)


def _bare(step: Step) -> Step:
    return replace(step, when=None, until=None, waits_for=None, questions=())


def _untimed(step: Step) -> Step:
    return replace(_bare(step), opens="", due="", closes="", repeat=None, around=None)


def _timed(
    step: Step,
    kept: Callable[[str], str],
    choices: Mapping[str, Choice],
    moments: Collection[str],
) -> Step:
    around = step.around if step.around is not None and step.around.step in moments else None
    fit = {part for part in ("repeat", "around") if _fit(step, part, choices)}
    return replace(
        step,
        opens=kept(step.opens),
        due=kept(step.due),
        closes=kept(step.closes),
        repeat=step.repeat if "repeat" in fit and _sound_sessions(step.repeat, choices) else None,
        around=around if "around" in fit else None,
    )


def _fit(step: Step, part: str, choices: Mapping[str, Choice]) -> bool:
    """Whether the lengths of its repeat, or around it, are all of their family."""
    return all(
        usable_length(words, choices, calendar=calendar)
        for path, words, calendar in lengths_of(step)
        if words and path[0] == part
    )


def _sound_sessions(repeat: Repeat | None, choices: Mapping[str, Choice]) -> bool:
    if repeat is None:
        return True
    sessions = [*repeat.sessions, *(s for stage in repeat.stages for s in stage.sessions)]
    return all(_sound_session(session, choices) for session in sessions)


def _sound_session(session: Session, choices: Mapping[str, Choice]) -> bool:
    words = [session.clock]
    if session.clock.startswith("{"):
        choice = choices.get(session.clock.strip("{} "))
        words = [] if choice is None else list(settable(choice))
    try:
        return bool([parsed.clock(word) for word in words])
    except TimingError:
        return False
