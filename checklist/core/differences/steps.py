"""Steps: when they are, for whom, what they say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from checklist.core.differences.lists import Kind
from checklist.core.differences.model import Difference, Part
from checklist.core.differences.telling import (
    Changed,
    Telling,
    condition,
    is_so,
    listed,
    now,
    wording,
)
from checklist.core.protocol import Around, Criticality, Measure, Step
from checklist.core.protocol import Kind as StepKind
from checklist.core.protocol_words import (
    Speaker,
    filled_words,
    repeat_words,
    timing_words,
    window_words,
)
from checklist.core.protocol_words.conditions import bounds_words

GRAVITY: Final = {
    Criticality.COMFORT: "1 (comfort)",
    Criticality.DELAY: "2 (can harm or delay)",
    Criticality.HARM: "3 (can cancel the procedure or harm)",
}
_KINDS: Final = {
    StepKind.DO: "something to do",
    StepKind.AVOID: "something not to do",
    StepKind.ANSWER: "questions to answer",
    StepKind.MEASURE: "something to measure",
    StepKind.ATTEND: "somewhere to be",
    StepKind.KNOW: "something to know",
}
_BARE: Final = re.compile(r"\{?[a-z][a-z0-9_.-]*\}?")


def gravity(_speaker: Speaker, criticality: Criticality) -> str:
    return GRAVITY[criticality]


def at(speaker: Speaker, timing: str) -> str:
    """Timing words that follow "starts": "at the procedure", "6 weeks after the procedure"."""
    said = timing_words(speaker, timing)
    if _BARE.fullmatch(timing):
        return f"at {said}"
    return f"on {said}" if said.startswith("the day of ") else said


def timed(starts: str, started: str, never: str, open_before: str = "it had none") -> Telling:
    """Tells of one edge of a window; ``never`` and ``open_before`` are for a missing one."""

    def tell(changed: Changed) -> Iterator[Difference]:
        old = at(changed.both.old, changed.old) if changed.old else ""
        new = at(changed.both.new, changed.new) if changed.new else ""
        if changed.old == changed.new and old == new:
            return
        if old == new:
            # The same in words by another way: a choice took the place of a fixed amount.
            words = f"“{changed.new}”; it was “{changed.old}”"
            yield changed.told(f" is the same at its default, but is now written {words}.")
        elif not new:
            yield changed.told(f" {never}; it {started} {old}.")
        elif not old:
            yield changed.told(f" {starts} {new}; {open_before}.")
        else:
            yield changed.told(f" {starts} {new}; it {started} {old}.")

    return tell


def _around(speaker: Speaker, around: Around) -> str:
    edges = (
        f"{timing_words(speaker, around.before)} before" if around.before else "",
        f"{timing_words(speaker, around.after)} after" if around.after else "",
    )
    return f"{' and '.join(e for e in edges if e)} each {speaker.step(around.step)}"


def _measure(speaker: Speaker, measure: Measure) -> str:
    outside = [
        f"{bounds_words(one.bounds)} is {one.tier.value.replace('_', ' ')}"
        f" (“{speaker.of(one.words)}”)"
        if one.words
        else f"{bounds_words(one.bounds)} is {one.tier.value.replace('_', ' ')}"
        for one in measure.outside
    ]
    return ", ".join([f"{bounds_words(measure.possible)} {measure.unit}".strip(), *outside])


def _steps(speaker: Speaker, key: str) -> str:
    return speaker.step(key)


def _question(speaker: Speaker, key: str) -> str:
    return speaker.question(key)


def _named(speaker: Speaker, step: Step) -> str:
    return filled_words(speaker, speaker.step(step.key))


def _described(speaker: Speaker, step: Step) -> str:
    window = window_words(speaker, step) if step.repeat is None else _repeating(speaker, step)
    return f"It is {_KINDS[step.kind]}, for the {step.owner}. {window}."


def _repeating(speaker: Speaker, step: Step) -> str:
    if step.repeat is None:
        raise ValueError("the step does not repeat")
    return f"{repeat_words(speaker, step.repeat)}, {window_words(speaker, step).lower()}"


def teach_back(changed: Changed) -> Iterator[Difference]:
    """What differs in a teach-back question: it, its right answer, its wrong ones."""
    names = {
        "ask": "teach-back question",
        "right": "right answer",
        "wrong": "list of wrong answers",
    }
    yield from wording(names=names)(changed)


STEP: Final = Kind(
    part=Part.STEPS,
    noun="Step",
    named=_named,
    described=_described,
    tellings={
        "opens": timed(
            "now starts", "started", "has no start of its own any more", "it had no start"
        ),
        "due": timed(
            "is now due", "was due", "is no longer due at a time", "it was not due before"
        ),
        "closes": timed("now ends", "ended", "does not end by itself any more", "it had no end"),
        "repeat": now("repeat", repeat_words),
        "until": condition(
            "now ends when", "no longer ends by what happens", "not by what happens"
        ),
        "when": condition("is now there when", "is now always there", "always"),
        "waits_for": condition("now waits until", "no longer waits", "it did not wait"),
        "around": now("time around another step", _around),
        "measure": now("measured value", _measure),
        "allows": listed("now allows", "no longer allows", _steps),
        "kind": now("kind", lambda _speaker, kind: _KINDS[kind]),
        "owner": now("owner"),
        "phase": now("place"),
        "criticality": now("criticality", gravity),
        "questions": listed("now asks", "no longer asks", _question),
        "fasting": now("fasting limit"),
        "limit": is_so("is now shown with a bar.", "is no longer shown with a bar."),
        "stays": is_so(
            "now stays where it is once begun, when the procedure moves.",
            "now moves with the procedure even when it has begun.",
        ),
        "voids": is_so(
            "now makes void what counts from it, once it was missed.",
            "no longer makes void what counts from it, once it was missed.",
        ),
        "words": wording(),
        "teach_back": teach_back,
        "sources": listed("now also rests on", "no longer rests on"),
    },
    timed=frozenset({"opens", "due", "closes"}),
)
