"""What trying a protocol shows: the form, and every dated task beside what is still open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from flask import url_for

from checklist.actions.gathering import defaults
from checklist.actions.trying import Preview
from checklist.core import clock, words
from checklist.core.clinic import Clinic
from checklist.core.plan.model import Content, Flag, Task
from checklist.core.protocol import Owner, Protocol, Question, QuestionKind
from checklist.core.protocol_words import Speaker
from checklist.core.protocol_words.conditions import bounds_words
from checklist.web.forms import Filled
from checklist.web.staff.new_plan.view import PHASES, choice_fields, when_words
from checklist.web.staff.protocols.list_view import language_name, languages_of, title_of
from checklist.web.staff.protocols.parts_view import TIERS
from checklist.web.staff.protocols.trying_form import ANSWER, CHOICE

YES_NO = (("yes", "Yes"), ("no", "No"), ("unsure", "Not sure"))
NOT_ANSWERED = {"value": "", "label": "Not answered"}


def tried_view(
    protocol: Protocol, filled: Filled, preview: Preview | None, language: str, clinic: Clinic
) -> dict[str, Any]:
    """What templates/protocols/try.html shows; ``preview`` is none where the form cannot be."""
    speaker = Speaker(protocol, language)
    return {
        "key": protocol.key,
        "version": protocol.version,
        "title": title_of(protocol, language),
        "back_url": url_for("protocols.show", key=protocol.key, version=protocol.version),
        "filled": filled,
        "languages": [
            {"value": code, "label": _language(protocol, code)} for code in languages_of(protocol)
        ],
        "language": language,
        "choices": choice_fields(protocol, defaults(protocol, clinic), language, filled),
        "answers": list(_answers(speaker, filled)),
        "opened": _touched(CHOICE, filled),
        "answers_opened": _touched(ANSWER, filled),
        "preview": None if preview is None else preview_view(preview, speaker, clinic),
    }


def _language(protocol: Protocol, code: str) -> str:
    review = protocol.texts.get(code)
    note = "" if review is not None and review.reviewed else " (not reviewed)"
    return language_name(code) + note


def _touched(prefix: str, filled: Filled) -> bool:
    """Whether something behind a fold was filled in or is wrong, so that it shows."""
    sent = (value for name, value in filled.typed.items() if name.startswith(prefix))
    return any(sent) or any(name.startswith(prefix) for name in filled.wrong)


def _answers(speaker: Speaker, filled: Filled) -> Iterator[dict[str, Any]]:
    """One field for each question and each measured value, for the component field."""
    for question in speaker.protocol.questions:
        if question.kind is not QuestionKind.MEDICINES and question.words:
            yield _field(question.key, speaker.of(question.words).ask, filled) | _kind(
                speaker, question
            )
    for step in speaker.protocol.steps:
        if step.measure is not None:
            hint = f"{bounds_words(step.measure.possible)} {step.measure.unit}".strip()
            title = speaker.of(step.words).title
            yield _field(step.key, title, filled) | {"hint": hint, "inputmode": "decimal"}


def _field(key: str, label: str, filled: Filled) -> dict[str, Any]:
    name = f"{ANSWER}{key}"
    return {
        "name": name,
        "label": label,
        "value": filled.value(name),
        "error": filled.problem(name),
        "required": None,
    }


def _kind(speaker: Speaker, question: Question) -> dict[str, Any]:
    options: list[tuple[str, str]] = []
    if question.kind is QuestionKind.YES_NO:
        options = list(YES_NO)
    if question.kind is QuestionKind.ONE_OF:
        options = [(value, speaker.of(words)) for value, words in question.options.items()]
    if options:
        said = [{"value": value, "label": label} for value, label in options]
        return {"kind": "select", "options": [NOT_ANSWERED, *said]}
    if question.kind is QuestionKind.DATE:
        return {"kind": "date"}
    if question.kind is QuestionKind.NUMBER:
        return {"inputmode": "decimal", "hint": question.unit}
    return {}


def preview_view(preview: Preview, speaker: Speaker, clinic: Clinic) -> dict[str, Any]:
    """Every dated task, in the order it will be read, and what stands beside."""
    content = preview.content
    return {
        "count": len(content.tasks),
        "asked": _asked(preview, clinic),
        "unreviewed": _unreviewed(preview.protocol, content.language),
        "late": [task.title for task in content.tasks if task.late],
        "parts": [
            {
                "phase": phase.value,
                "title": title,
                "tasks": [
                    _task(task, clinic.locale) for task in content.tasks if task.phase is phase
                ],
            }
            for phase, title in PHASES.items()
            if any(task.phase is phase for task in content.tasks)
        ],
        "undecided": [one.text for one in preview.undecided if one.what != "answer"],
        "questions": list(dict.fromkeys(question.ask for question in content.questions)),
        "regimens": _regimens(speaker, content.regimens),
        "flags": list(_flags(content)),
    }


def _asked(preview: Preview, clinic: Clinic) -> str:
    """What was tried, as it stands on a printed page too."""
    booked = words.day_words(clock.day_of(preview.inputs.booked_at, clinic.tz), clinic.locale)
    moment = preview.content.anchors["procedure"]
    if moment.day is None:
        return f"A procedure without a date, booked on {booked}."
    day = words.day_words(moment.day, clinic.locale, year=True)
    at = "" if moment.at is None else words.time_words(moment, clinic.tz, clinic.locale) + " on "
    return f"A procedure {'at ' if at else 'on '}{at}{day}, booked on {booked}."


def _unreviewed(protocol: Protocol, language: str) -> str:
    """The language's name where no patient may read it yet."""
    review = protocol.texts.get(language)
    return "" if review is not None and review.reviewed else language_name(language)


def _task(task: Task, locale: str) -> dict[str, Any]:
    said, state = _state(task)
    return {
        "key": task.key,
        "when": when_words(task, locale),
        "title": task.title,
        "text": task.text,
        "critical": task.critical,
        "owner": "" if task.owner is Owner.PATIENT else task.owner.value,
        "state": state,
        "state_words": said,
        "facts": list(_facts(task)),
    }


def _state(task: Task) -> tuple[str, str]:
    if task.late:
        return "call us", "late"
    if task.void:
        return "not any more", "held"
    if task.impossible:
        return "no time", "held"
    if task.waiting:
        return "waits", "held"
    return ("about", "open") if task.estimated else ("", "open")


def _facts(task: Task) -> Iterator[tuple[str, str]]:
    if task.counts:
        yield "That day", f"{task.counts} times" if task.counts > 1 else "once"
    if any(sitting.name for sitting in task.sittings):
        yield "At", ", ".join(sitting.name for sitting in task.sittings)
    if task.amount:
        yield "Each time", task.amount
    if task.gap:
        yield "Between two", task.gap
    if task.except_:
        yield "Except", task.except_
    if task.open_end:
        yield "End", "does not end by itself: ask us"


def _regimens(speaker: Speaker, taken: Mapping[str, str]) -> list[str]:
    return [speaker.regimen(key, (option,)) for key, option in taken.items()]


def _flags(content: Content) -> Iterator[dict[str, Any]]:
    """The red flags by tier, the most urgent first."""
    for tier, (title, tone) in TIERS.items():
        flags: list[Flag] = [flag for flag in content.flags if flag.tier is tier]
        if flags:
            lines = [f"{flag.text} (raised)" if flag.raised else flag.text for flag in flags]
            yield {"tier": tier.value, "title": title, "tone": tone, "lines": lines}
