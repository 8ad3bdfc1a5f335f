"""Conditions in words that stand after "only when": "“Do you smoke?” is answered yes"."""

from __future__ import annotations

from typing import assert_never

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
    SiteIs,
    SlotIs,
    StepChecked,
    StepDone,
    StepMissed,
    TakesGroup,
)
from checklist.core.protocol_words.speaker import Speaker, either, spaced

_SLOTS = {
    "am": "in the morning",
    "pm": "in the afternoon",
    "unknown": "at a time not known yet",
}
_DECISIONS = {
    "keep": "kept",
    "stop": "stopped",
    "take": "taken on the day",
    "change": "changed",
    "restart": "restarted",
    "undecided": "not decided yet",
}


def condition_words(speaker: Speaker, condition: Condition) -> str:
    """The condition as words without a capital or a full stop."""
    match condition:
        case AllOf():
            return _joined(speaker, condition.all_of, "and")
        case AnyOf():
            return _joined(speaker, condition.any_of, "or")
        case Not():
            return f"not: {_part(speaker, condition.negated)}"
        case AnswerIs() | AnswerNumber() | AnswerWithin():
            return _answered(speaker, condition)
        case StepDone() | StepChecked() | StepMissed() | Measured() | Happened():
            return _happened(speaker, condition)
        case TakesGroup() | GroupDecided():
            return _medicine(speaker, condition)
        case _:
            return _is_so(speaker, condition)


def _joined(speaker: Speaker, parts: tuple[Condition, ...], word: str) -> str:
    """The comma keeps them apart from an "or" within one: "… is answered yes or no, or takes …"."""
    return f", {word} ".join(_part(speaker, part) for part in parts)


def _part(speaker: Speaker, part: Condition) -> str:
    """A part of a longer condition; one that has parts itself stands in brackets."""
    said = condition_words(speaker, part)
    return f"({said})" if isinstance(part, AllOf | AnyOf) else said


def _answered(speaker: Speaker, condition: AnswerIs | AnswerNumber | AnswerWithin) -> str:
    match condition:
        case AnswerIs():
            answers = [speaker.answer(condition.question, value) for value in condition.values]
            return f"{speaker.question(condition.question)} is answered {either(answers)}"
        case AnswerNumber():
            asked = speaker.question(condition.number_of)
            return f"{asked} is answered {bounds_words(condition.bounds)}"
        case AnswerWithin():
            asked, before = speaker.question(condition.date_of), speaker.anchor(condition.before)
            return f"{asked} is a day in the {condition.in_the_last} before {before}"
        case _:
            assert_never(condition)


def _happened(
    speaker: Speaker, condition: StepDone | StepChecked | StepMissed | Measured | Happened
) -> str:
    match condition:
        case StepDone():
            return f"{speaker.step(condition.done_step)} is done"
        case StepChecked():
            return f"{speaker.step(condition.checked_step)} is checked by staff"
        case StepMissed():
            return f"{speaker.step(condition.missed_step)} was missed"
        case Measured():
            step = speaker.step(condition.measured_step)
            said = f"{step} measures {bounds_words(condition.value)}"
            if not condition.in_the_last:
                return said
            before = speaker.anchor(condition.before)
            return f"{said} in the {condition.in_the_last} before {before}"
        case Happened():
            return f"{speaker.anchor(condition.event)} has happened"
        case _:
            assert_never(condition)


def _medicine(speaker: Speaker, condition: TakesGroup | GroupDecided) -> str:
    if isinstance(condition, TakesGroup):
        return f"takes a medicine of the group {speaker.group(condition.group)}"
    decided = either([_DECISIONS.get(kind, kind) for kind in condition.decisions])
    return (
        f"takes a medicine of the group {speaker.group(condition.decided_group)} that is {decided}"
    )


def _is_so(speaker: Speaker, condition: ChoiceIs | SlotIs | SiteIs | AgeIs | RegimenIs) -> str:
    match condition:
        case ChoiceIs():
            values = [speaker.value(condition.choice, value) for value in condition.values]
            return f"{speaker.choice(condition.choice)} is {either(values)}"
        case SlotIs():
            slots = [_SLOTS.get(slot, slot) for slot in condition.slots]
            return f"the procedure is {either(slots)}"
        case SiteIs():
            return f"the site is {either([spaced(site) for site in condition.sites])}"
        case AgeIs():
            return f"the patient is aged {bounds_words(condition.age)}"
        case RegimenIs():
            return speaker.regimen(condition.regimen, condition.options)
        case _:
            assert_never(condition)


def bounds_words(bounds: Bounds) -> str:
    """ "38 or more", "from 20 to 300", "above 38 and below 40"."""
    if bounds.at_least is not None and bounds.at_most is not None:
        return f"from {bounds.at_least:g} to {bounds.at_most:g}"
    said = [
        f"{bounds.at_least:g} or more" if bounds.at_least is not None else "",
        f"above {bounds.above:g}" if bounds.above is not None else "",
        f"below {bounds.below:g}" if bounds.below is not None else "",
        f"{bounds.at_most:g} or less" if bounds.at_most is not None else "",
    ]
    return " and ".join(part for part in said if part)
