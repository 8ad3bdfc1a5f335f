"""The parts of a protocol as its page shows them: steps, choices, questions, medicines, flags."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from checklist.core.protocol import (
    Choice,
    ChoiceKind,
    Criticality,
    Kind,
    Owner,
    Phase,
    QuestionKind,
    Step,
    Tier,
)
from checklist.core.protocol_words import (
    Speaker,
    condition_words,
    filled_words,
    repeat_words,
    timing_words,
    window_words,
)
from checklist.core.protocol_words.conditions import bounds_words
from checklist.core.protocol_words.timings import choices_in

PHASES = {
    Phase.BEFORE: "Before the procedure",
    Phase.DAY: "On the day",
    Phase.AFTER: "After the procedure",
}
TIERS = {
    Tier.EMERGENCY: ("Call the emergency number", "now"),
    Tier.SAME_DAY: ("Call the clinic the same day", "important"),
    Tier.MENTION: ("Mention it", "calm"),
}
KINDS = {
    Kind.DO: "to do",
    Kind.AVOID: "do not",
    Kind.ANSWER: "questions",
    Kind.MEASURE: "to measure",
    Kind.ATTEND: "to attend",
    Kind.KNOW: "to know",
}
QUESTION_KINDS = {
    QuestionKind.YES_NO: "yes, no or not sure",
    QuestionKind.ONE_OF: "one of",
    QuestionKind.DATE: "a date",
    QuestionKind.TEXT: "words",
    QuestionKind.NUMBER: "a number",
    QuestionKind.MEDICINES: "names of medicines",
}


def step_groups(speaker: Speaker) -> list[dict[str, Any]]:
    """The steps by where they stand on paper; empty groups are left out."""
    return [
        {
            "phase": phase.value,
            "title": title,
            "steps": [_step(speaker, s) for s in speaker.protocol.steps if s.phase is phase],
        }
        for phase, title in PHASES.items()
        if any(step.phase is phase for step in speaker.protocol.steps)
    ]


def _step(speaker: Speaker, step: Step) -> dict[str, Any]:
    words = speaker.of(step.words)
    return {
        "key": step.key,
        "title": filled_words(speaker, words.title),
        "text": filled_words(speaker, words.text),
        "when": window_words(speaker, step),
        "kind": KINDS[step.kind],
        "owner": "" if step.owner is Owner.PATIENT else step.owner.value,
        "critical": step.criticality is Criticality.HARM,
        "facts": [*_facts(speaker, step)],
        "sources": ", ".join(step.sources),
    }


def _facts(speaker: Speaker, step: Step) -> Iterator[tuple[str, str]]:
    """What else is true of a step, each a lead and words."""
    if step.when is not None:
        yield "Only when", condition_words(speaker, step.when)
    if step.waits_for is not None:
        yield "Waits until", condition_words(speaker, step.waits_for)
    if step.until is not None:
        yield "Ends when", condition_words(speaker, step.until)
    if step.repeat is not None:
        yield "Repeats", repeat_words(speaker, step.repeat)
    if step.allows:
        yield "Still allowed", ", ".join(speaker.step(key) for key in step.allows)
    if step.stays:
        yield "Once begun", "does not move when the procedure moves"
    if not step.voids:
        yield "If missed", "what counts from it stands all the same"
    if step.questions:
        yield "Asks", "; ".join(speaker.question(key) for key in step.questions)
    yield from _measured(speaker, step)
    choices = choices_in(step)
    if choices:
        yield "Set by", ", ".join(speaker.choice(key) for key in choices)


def _measured(speaker: Speaker, step: Step) -> Iterator[tuple[str, str]]:
    if step.measure is None:
        return
    unit = f" {step.measure.unit}" if step.measure.unit else ""
    yield "Takes", f"{bounds_words(step.measure.possible)}{unit}"
    for outside in step.measure.outside:
        said = speaker.of(outside.words)
        yield f"At {bounds_words(outside.bounds)}{unit}", f"{TIERS[outside.tier][0]}: “{said}”"


def choice_rows(speaker: Speaker) -> list[list[str]]:
    """The values a clinician may set for one patient, with whose they are."""
    return [_choice(speaker, choice) for choice in speaker.protocol.choices]


def _choice(speaker: Speaker, choice: Choice) -> list[str]:
    bounds = f"{choice.at_least or 'no least'} to {choice.at_most or 'no most'}"
    closed = choice.kind in (ChoiceKind.ONE_OF, ChoiceKind.ANCHOR)
    options = "; ".join(speaker.value(choice.key, value) for value in choice.options)
    return [
        choice.label,
        speaker.value(choice.key, choice.default),
        options if closed else bounds if choice.at_least or choice.at_most else "any words",
        choice.owner,
        ", ".join(choice.sources),
    ]


def question_rows(speaker: Speaker) -> list[list[str]]:
    """What the patient is asked, and which answers a clinician must read."""
    return [
        [
            speaker.of(question.words).ask,
            _asked_as(speaker, question.key),
            ", ".join(speaker.answer(question.key, value) for value in question.matters) or "–",
            "everybody"
            if question.when is None
            else f"only when {condition_words(speaker, question.when)}",
        ]
        for question in speaker.protocol.questions
    ]


def _asked_as(speaker: Speaker, key: str) -> str:
    question = speaker.protocol.question(key)
    if question.kind is QuestionKind.ONE_OF:
        return "; ".join(speaker.of(words) for words in question.options.values())
    if question.kind is QuestionKind.NUMBER and question.unit:
        return f"a number of {question.unit}"
    return QUESTION_KINDS[question.kind]


def group_rows(speaker: Speaker) -> list[list[str]]:
    """The groups of medicines it asks about. It never says how long to stop one."""
    return [
        [group.label, timing_words(speaker, group.decide_by), ", ".join(group.names)]
        for group in speaker.protocol.medicine_groups
    ]


def flag_groups(speaker: Speaker) -> list[dict[str, Any]]:
    """The red flags by tier, the most urgent first."""
    return [
        {
            "tier": tier.value,
            "title": title,
            "tone": tone,
            "flags": [
                {"text": speaker.of(flag.words), "facts": list(_flag_facts(speaker, flag.key))}
                for flag in speaker.protocol.red_flags
                if flag.tier is tier
            ],
        }
        for tier, (title, tone) in TIERS.items()
        if any(flag.tier is tier for flag in speaker.protocol.red_flags)
    ]


def _flag_facts(speaker: Speaker, key: str) -> Iterator[tuple[str, str]]:
    flag = next(one for one in speaker.protocol.red_flags if one.key == key)
    if flag.when is not None:
        yield "Only when", condition_words(speaker, flag.when)
    if flag.value is not None:
        yield "Raised by itself when", condition_words(speaker, flag.value)
    shown = [
        f"{lead} {timing_words(speaker, timing)}"
        for lead, timing in (("from", flag.opens), ("until", flag.closes))
        if timing
    ]
    if shown:
        yield "Shown", " ".join(shown)
    for line in flag.calls:
        hours = f" from {line.since} until {line.until}" if line.since else ""
        phone = {"clinic": "the clinic", "emergency": "the emergency number"}
        yield "Call", f"{phone.get(line.phone, line.phone)}{hours}"
