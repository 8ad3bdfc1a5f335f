"""Choices, questions, medicine groups, regimens and gates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from checklist.core.differences.lists import Kind
from checklist.core.differences.model import Difference, Part
from checklist.core.differences.steps import at, gravity, timed
from checklist.core.differences.telling import (
    Changed,
    condition,
    condition_said,
    language_words,
    listed,
    now,
    wording,
)
from checklist.core.protocol import Choice, ChoiceKind, Gate, MedicineGroup, Option, Question
from checklist.core.protocol_words import Speaker

_KINDS: Final = {
    ChoiceKind.AMOUNT: "a length of time",
    ChoiceKind.ANCHOR: "a moment to count from",
    ChoiceKind.ONE_OF: "one of several",
    ChoiceKind.TEXT: "words",
    ChoiceKind.CLOCK: "a clock time",
}


def _quoted(_speaker: Speaker, value: Any) -> str:
    return f"“{value}”"


def _options(changed: Changed) -> Iterator[Difference]:
    """Options that are new, gone, or said in other words."""
    old: Mapping[str, Mapping[str, str]] = changed.old
    new: Mapping[str, Mapping[str, str]] = changed.new
    told: list[Difference] = []
    more, less = [k for k in new if k not in old], [k for k in old if k not in new]
    if more:
        told.append(changed.told(f" can now also be: {', '.join(more)}."))
    if less:
        told.append(changed.told(f" can no longer be: {', '.join(less)}."))
    for value in new:
        for language in changed.both.languages:
            before, after = old.get(value, {}).get(language), new[value].get(language)
            if value in old and before != after:
                rest = f": the words of “{value}” in {language_words(language)} changed."
                told.append(changed.told(rest, old=before or "", new=after or ""))
    if not told and list(old) != list(new):
        told.append(changed.told(": the order of its options changed."))
    yield from told


def _default(changed: Changed) -> Iterator[Difference]:
    old = changed.both.old.value(changed.key, changed.old)
    new = changed.both.new.value(changed.key, changed.new)
    if old == new:
        old, new = changed.old, changed.new
    yield changed.told(f" is now “{new}” unless chosen otherwise; it was “{old}”.")


CHOICE: Final = Kind(
    part=Part.CHOICES,
    noun="Choice",
    named=lambda _speaker, choice: f"“{choice.label}”",
    described=lambda speaker, choice: _choice_described(speaker, choice),
    tellings={
        "default": _default,
        "at_least": now("least"),
        "at_most": now("most"),
        "options": _options,
        "kind": now("kind", lambda _speaker, kind: _KINDS[kind]),
        "label": now("label", _quoted),
        "owner": now("owner", _quoted),
        "sources": listed("now also rests on", "no longer rests on"),
    },
)


def _choice_described(speaker: Speaker, choice: Choice) -> str:
    bounds = f", from {choice.at_least} to {choice.at_most}" if choice.at_least else ""
    return f"It is “{speaker.value(choice.key, choice.default)}” unless chosen otherwise{bounds}."


QUESTION: Final = Kind(
    part=Part.QUESTIONS,
    noun="Question",
    named=lambda speaker, question: speaker.question(question.key),
    described=lambda speaker, question: _question_described(speaker, question),
    tellings={
        "when": condition("is now asked when", "is now always asked", "always"),
        "matters": listed(
            "now needs a clinician to read the answer", "no longer needs a clinician to read"
        ),
        "options": _options,
        "at_least": now("least"),
        "at_most": now("most"),
        "unit": now("unit"),
        "series": now("series", _quoted),
        "kind": now("kind"),
        "criticality": now("criticality", gravity),
        "words": wording(),
        "sources": listed("now also rests on", "no longer rests on"),
    },
)


def _question_described(speaker: Speaker, question: Question) -> str:
    asked = condition_said(speaker, question.when)
    matters = f" A clinician reads: {', '.join(question.matters)}." if question.matters else ""
    return f"{f'It is asked when {asked}.' if asked else 'It is asked of everyone.'}{matters}"


MEDICINE_GROUP: Final = Kind(
    part=Part.MEDICINES,
    noun="Medicine group",
    named=lambda _speaker, group: f"“{group.label}”",
    described=lambda speaker, group: _group_described(speaker, group),
    tellings={
        "names": listed("now also knows", "no longer knows"),
        "decide_by": timed(
            "is now to be decided", "was to be decided", "has no decide-by any more"
        ),
        "criticality": now("criticality", gravity),
        "label": now("label", _quoted),
        "sources": listed("now also rests on", "no longer rests on"),
    },
    timed=frozenset({"decide_by"}),
)


def _group_described(speaker: Speaker, group: MedicineGroup) -> str:
    return f"It knows {', '.join(group.names)}. To be decided by {at(speaker, group.decide_by)}."


REGIMEN: Final = Kind(
    part=Part.MOMENTS,
    noun="Regimen",
    named=lambda _speaker, regimen: f"“{regimen.label}”",
    described=lambda speaker, regimen: (
        f"Its options are {_option_words(speaker, regimen.options)}."
    ),
    tellings={
        "options": now("list of options", lambda speaker, found: _option_words(speaker, found)),
        "label": now("label", _quoted),
    },
)


def _option_words(speaker: Speaker, options: tuple[Option, ...]) -> str:
    """In their order, as the first that holds is taken."""
    said = ((option.label, condition_said(speaker, option.when)) for option in options)
    return ", ".join(f"“{label}”{f' when {when}' if when else ''}" for label, when in said)


GATE: Final = Kind(
    part=Part.GATES,
    noun="Sign-off gate",
    named=lambda _speaker, gate: f"“{gate.label}”",
    described=lambda speaker, gate: _gate_described(speaker, gate),
    tellings={
        "waits_for": condition("now opens when", "is now always open", "always"),
        "label": now("label", _quoted),
    },
)


def _gate_described(speaker: Speaker, gate: Gate) -> str:
    return f"It opens when {condition_said(speaker, gate.waits_for)}."
