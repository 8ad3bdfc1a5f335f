"""Where a protocol holds timings, and where it holds words with slots."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

from checklist.core.conditions import Condition
from checklist.core.protocol import MedicineWords, Protocol, StepWords, TeachBack
from checklist.protocols.problems import Path

__all__ = [
    "PLAIN",
    "RENDERED",
    "amount_words",
    "conditions",
    "fixed_words",
    "has_slots",
    "medicine_states",
    "rendered_words",
    "sections",
    "timing_places",
]

RENDERED = (
    "title",
    "text",
    "why",
    "unknown",
    "after_slip",
    "after_cant",
    "waiting",
    "void",
    "except_",
    "cleared",
    "after_cleared",
)
"""Words of a step that may hold slots."""

STEP_CONDITIONS = ("when", "until", "waits_for")

PLAIN = ("kept", "slipped", "late")
"""Words of a step that are the same for every patient."""


def has_slots(template: str) -> bool:
    """Whether there is any need to look closer: most words have no slot."""
    return "{" in template or "}" in template


def timing_places(protocol: Protocol) -> Iterator[tuple[Path, str]]:
    """Every timing, and the way to it."""
    for key, rule in protocol.anchors.items():
        if rule.planned:
            yield ("anchors", key, "planned"), rule.planned
    for index, group in enumerate(protocol.medicine_groups):
        yield ("medicines", "groups", index, "decide_by"), group.decide_by
    for index, step in enumerate(protocol.steps):
        for field in ("opens", "due", "closes"):
            if getattr(step, field):
                yield ("steps", index, field), getattr(step, field)
    for index, flag in enumerate(protocol.red_flags):
        for field in ("opens", "closes"):
            if getattr(flag, field):
                yield ("red_flags", index, field), getattr(flag, field)


def medicine_states(protocol: Protocol) -> Iterator[tuple[str, str, StepWords]]:
    """The words of each state of a medicine: language, state, words."""
    for language, words in protocol.medicine_words.items():
        for state in fields(MedicineWords):
            yield language, state.name, getattr(words, state.name)


def rendered_words(protocol: Protocol) -> Iterator[tuple[Path, str]]:
    """All words that may hold slots, and the way to each."""
    for index, step in enumerate(protocol.steps):
        for language, words in step.words.items():
            for field in RENDERED:
                yield ("steps", index, language, field), getattr(words, field)
        for language, taught in step.teach_back.items():
            yield from _taught(taught, ("steps", index, language, "teach_back"))
    for language, state, words in medicine_states(protocol):
        for field in RENDERED:
            yield ("medicines", language, state, field), getattr(words, field)
        asked = protocol.medicine_teaching.get(state, {}).get(language)
        if asked is not None:
            yield from _taught(asked, ("medicines", language, state, "teach_back"))


def _taught(taught: TeachBack, path: Path) -> Iterator[tuple[Path, str]]:
    yield (*path, "ask"), taught.ask
    yield (*path, "right"), taught.right
    yield from (((*path, "wrong", at), text) for at, text in enumerate(taught.wrong))


def amount_words(protocol: Protocol) -> Iterator[tuple[Path, str]]:
    """What is done each time in a repeat, in words that may name choices; the way to each."""
    for index, step in enumerate(protocol.steps):
        if step.repeat is not None:
            path: Path = ("steps", index, "repeat")
            for language, words in step.repeat.amount.items():
                yield (*path, "amount", language), words
            for at, stage in enumerate(step.repeat.stages):
                for language, words in stage.amount.items():
                    yield (*path, "stages", at, "amount", language), words


def fixed_words(protocol: Protocol) -> Iterator[tuple[Path, str]]:
    """Words that are the same for every patient, and the way to each."""
    for index, question in enumerate(protocol.questions):
        for language, asked in question.words.items():
            for field in ("ask", "hint", "detail"):
                yield ("questions", index, language, field), getattr(asked, field)
    for index, step in enumerate(protocol.steps):
        for at, outside in enumerate(step.measure.outside if step.measure else ()):
            for language, text in outside.words.items():
                yield ("steps", index, "measure", "outside", at, language), text
    for index, flag in enumerate(protocol.red_flags):
        for language, text in flag.words.items():
            yield ("red_flags", index, language), text
    yield from _pages(protocol)


def _pages(protocol: Protocol) -> Iterator[tuple[Path, str]]:
    for index, page in enumerate(protocol.about):
        for language, about in page.words.items():
            yield ("about", index, language, "title"), about.title
            for at, text in enumerate(about.paragraphs):
                yield ("about", index, language, "paragraphs", at), text


def conditions(protocol: Protocol) -> Iterator[tuple[Path, Condition]]:
    """Every condition, and the way to it."""
    found: list[tuple[Path, Condition | None]] = []
    for index, step in enumerate(protocol.steps):
        found += [(("steps", index, key), getattr(step, key)) for key in STEP_CONDITIONS]
    found += [(("questions", at, "when"), q.when) for at, q in enumerate(protocol.questions)]
    for index, regimen in enumerate(protocol.regimens):
        found += [
            (("regimens", index, "options", at, "when"), option.when)
            for at, option in enumerate(regimen.options)
        ]
    for index, flag in enumerate(protocol.red_flags):
        found += [(("red_flags", index, key), getattr(flag, key)) for key in ("when", "value")]
    found += [(("sign_off", at, "waits_for"), g.waits_for) for at, g in enumerate(protocol.gates)]
    yield from ((path, condition) for path, condition in found if condition is not None)


def sections(protocol: Protocol) -> Iterator[tuple[Path, str, tuple[str, ...]]]:
    """Every list of elements: the way to it, the key of a name in it, and the names."""
    yield ("steps",), "step", tuple(e.key for e in protocol.steps)
    yield ("questions",), "question", tuple(e.key for e in protocol.questions)
    yield ("choices",), "choice", tuple(e.key for e in protocol.choices)
    yield ("regimens",), "regimen", tuple(e.key for e in protocol.regimens)
    yield ("medicines", "groups"), "group", tuple(e.key for e in protocol.medicine_groups)
    yield ("red_flags",), "sign", tuple(e.key for e in protocol.red_flags)
    yield ("sign_off",), "gate", tuple(e.key for e in protocol.gates)
    yield ("about",), "page", tuple(e.key for e in protocol.about)
