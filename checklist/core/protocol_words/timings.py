"""When a step stands, in words: the author's own timing, with names in the place of keys."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checklist.core.protocol import Kind, Step
from checklist.core.protocol_words.speaker import ANCHORS, Speaker

_CHOICE = re.compile(r"\{(\w+)\}")
_NAME = re.compile(r"(?<![\w“-])[a-z]\w*(?:-\w+)*(?:\.(?:opens|due|closes))?(?![\w”-])")
_GRAMMAR = re.compile(
    r"the|a|days?|weeks?|months?|hours?|minutes?|working|before|after|of|on|at|least|to|and|or"
    r"|later|earlier|start|end|time|opening|closing|next|when|we|open|midday|noon|am|pm"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
)
"""Words of the grammar, which are nobody's name."""

_EDGES = {"opens": "the start of", "due": "the time of", "closes": "the end of"}


def timing_words(speaker: Speaker, timing: str) -> str:
    """One timing. ``6 hours before earliest_start``: "6 hours before the earliest start"."""
    named = _CHOICE.sub(lambda found: _chosen(speaker, found[1]), timing)
    said = _NAME.sub(lambda found: _named(speaker, found[0]), named)
    return said.replace("when booking", "when booked")


def _chosen(speaker: Speaker, key: str) -> str:
    """A choice's value as the grammar knows it: names in it are put into words afterwards."""
    return speaker.values.get(key, key.replace("_", " "))


def _named(speaker: Speaker, name: str) -> str:
    step, _, edge = name.partition(".")
    if edge:
        return f"{_EDGES[edge]} {speaker.step(step)}"
    if _GRAMMAR.fullmatch(name):
        return name
    if name in ANCHORS or name in speaker.protocol.anchors:
        return speaker.anchor(name)
    return speaker.step(name) if speaker.knows_step(name) else name


def choices_in(step: Step) -> tuple[str, ...]:
    """The choices a step's timings rest on, each once, in the order they are met."""
    found = (key for timing in _timings(step) for key in _CHOICE.findall(timing))
    return tuple(dict.fromkeys(found))


def _timings(step: Step) -> Iterator[str]:
    yield from (step.opens, step.due, step.closes)
    if step.around is not None:
        yield from (step.around.before, step.around.after)
    if step.repeat is not None:
        yield from (session.clock for session in step.repeat.sessions)


def window_words(speaker: Speaker, step: Step) -> str:
    """A step's whole window: "From 6 hours before the earliest start until the procedure"."""
    if step.around is not None:
        return _around(speaker, step)
    opens, due, closes = (
        timing_words(speaker, timing) if timing else ""
        for timing in (step.opens, step.due, step.closes)
    )
    parts = [
        f"from {opens}" if opens else "",
        f"{'at' if step.kind is Kind.ATTEND else 'by'} {due}" if due else "",
        f"until {closes}" if closes else "",
    ]
    said = ", ".join(part for part in parts if part)
    if not said:
        return "No set time"
    said = said.replace(", until ", " until ") if opens and closes and not due else said
    return said[0].upper() + said[1:]


def _around(speaker: Speaker, step: Step) -> str:
    around = step.around
    if around is None:
        raise ValueError("the step stands around no other")
    before = f"from {timing_words(speaker, around.before)} before" if around.before else ""
    after = f"until {timing_words(speaker, around.after)} after" if around.after else ""
    said = " ".join(part for part in (before, after) if part)
    return (
        f"{said[0].upper()}{said[1:]} each {speaker.step(around.step)}" if said else "No set time"
    )
