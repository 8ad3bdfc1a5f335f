"""Build: protocol and inputs in, every dated task in words out. Pure: same in, same out."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from checklist.core import clock, conditions, schedule, wording
from checklist.core.plan.anchors import resolve_anchors
from checklist.core.plan.medicine_tasks import MedicineTask, medicine_tasks
from checklist.core.plan.model import (
    About,
    Content,
    Flag,
    Inputs,
    QuestionAsked,
    Task,
)
from checklist.core.plan.phrases import phrases
from checklist.core.protocol import (
    ChoiceKind,
    Kind,
    Phase,
    Protocol,
    Question,
    Step,
    StepWords,
)
from checklist.core.schedule import Moment, parse_timing

PHASE_ORDER = {Phase.BEFORE: 0, Phase.DAY: 1, Phase.AFTER: 2}


@dataclass(frozen=True, kw_only=True)
class Setting:
    """What every task of one build shares."""

    protocol: Protocol
    inputs: Inputs
    tz: ZoneInfo
    anchors: Mapping[str, Moment]
    texts: Mapping[str, str]

    @property
    def language(self) -> str:
        return self.inputs.voice.language

    def moment(self, timing: str) -> Moment | None:
        """The moment of some timing words; None where the step has none."""
        if not timing:
            return None
        return schedule.resolve(
            _parsed(timing), anchors=self.anchors, choices=self.inputs.choices, tz=self.tz
        )

    def holds(self, step: Step | Question) -> bool:
        return conditions.holds(
            step.when,
            answers={key: answer.value for key, answer in self.inputs.answers.items()},
            choices=self.inputs.choices,
            groups=frozenset(m.group for m in self.inputs.medicines if m.group),
        )


@lru_cache(maxsize=2048)
def _parsed(timing: str) -> schedule.Timing:
    return parse_timing(timing)


def build(protocol: Protocol, inputs: Inputs) -> Content:
    """Make the whole plan concrete, in the patient's language and the clinic's zone."""
    setting = _setting(protocol, inputs)
    tasks = [_step_task(step, setting) for step in protocol.steps if setting.holds(step)]
    tasks += [_medicine_task(made, setting) for made in medicine_tasks(protocol, inputs, setting.tz)]
    return Content(
        title=protocol.title[setting.language],
        language=setting.language,
        tasks=tuple(sorted(tasks, key=_reading_order)),
        questions=tuple(_asked(q, setting) for q in protocol.questions if setting.holds(q)),
        flags=tuple(
            Flag(key=f.key, tier=f.tier, text=f.words[setting.language])
            for f in protocol.red_flags
        ),
        about=tuple(
            About(
                key=page.key,
                title=page.words[setting.language].title,
                paragraphs=page.words[setting.language].paragraphs,
            )
            for page in protocol.about
        ),
        anchors=dict(setting.anchors),
        decide_by=_decide_by(setting),
    )


def _setting(protocol: Protocol, inputs: Inputs) -> Setting:
    tz = clock.zone(inputs.voice.zone)
    choices = {c.key: c.default for c in protocol.choices} | dict(inputs.choices)
    inputs = replace(inputs, choices=choices)
    return Setting(
        protocol=protocol,
        inputs=inputs,
        tz=tz,
        anchors=resolve_anchors(protocol, inputs, tz),
        texts=_texts(protocol, inputs),
    )


def _texts(protocol: Protocol, inputs: Inputs) -> Mapping[str, str]:
    """Slots that are not times: choices in patient words, and the clinic's voice."""
    voice = inputs.voice
    said = {
        "first_name": voice.first_name,
        "clinic": voice.clinic_name,
        "phone": voice.phone,
        "place": voice.arrival_place,
    }
    for choice in protocol.choices:
        value = inputs.choices[choice.key]
        if choice.kind is ChoiceKind.ONE_OF:
            value = choice.options[value][voice.language]
        said[choice.key] = value
    return said


def _step_task(step: Step, setting: Setting) -> Task:
    words = step.words[setting.language]
    opens, due, closes = (setting.moment(t) for t in (step.opens, step.due, step.closes))
    draft = Task(
        key=step.key,
        step=step.key,
        kind=step.kind,
        owner=step.owner,
        phase=step.phase,
        criticality=step.criticality,
        title="",
        text="",
        opens_at=_instant(schedule.opening, opens or setting.anchors["booked"], setting.tz),
        due_at=_instant(schedule.due_end, due, setting.tz),
        closes_at=_instant(schedule.closing, closes, setting.tz),
        day=_day(due, opens, closes),
        when="",
        meaning="",
        estimated=any(not m.firm for m in (opens, due, closes) if m is not None),
        limit=step.limit,
        fasting=step.fasting,
        questions=tuple(
            key for key in step.questions if setting.holds(setting.protocol.question(key))
        ),
    )
    said = {"opens": opens, "due": due, "closes": closes}
    return _worded(draft, words, said, {}, setting)


def _medicine_task(made: MedicineTask, setting: Setting) -> Task:
    words: StepWords = getattr(
        setting.protocol.medicine_words[setting.language], made.words
    )
    tz = setting.tz
    draft = Task(
        key=f"medicine-{made.words.replace('_', '-')}:{made.medicine.id}",
        step=f"medicine-{made.words.replace('_', '-')}",
        kind=made.kind,
        owner=made.owner,
        phase=made.phase,
        criticality=made.criticality,
        title="",
        text="",
        opens_at=_instant(schedule.opening, made.opens or setting.anchors["booked"], tz),
        due_at=_instant(schedule.due_end, made.due, tz),
        closes_at=_instant(schedule.closing, made.closes, tz),
        day=_day(made.due, made.opens, made.closes),
        when="",
        meaning="",
        medicine_id=made.medicine.id,
    )
    said = {"opens": made.opens, "due": made.due, "closes": made.closes, **made.moments}
    return _worded(draft, words, said, made.texts, setting)


def _worded(
    draft: Task,
    words: StepWords,
    said: Mapping[str, Moment | None],
    texts: Mapping[str, str],
    setting: Setting,
) -> Task:
    moments = {**setting.anchors, **{k: m for k, m in said.items() if m is not None}}
    locale = setting.inputs.voice.locale
    slots = wording.Slots(
        moments=moments, texts={**setting.texts, **texts}, tz=setting.tz, locale=locale
    )
    try:
        title, text = slots.render(words.title), slots.render(words.text)
    except wording.UnknownTime:
        title, text = slots.render_known(words.title), slots.render_known(words.unknown)
    fasting_at = said.get("opens") if draft.fasting else None
    return replace(
        draft,
        title=title,
        text=text,
        when=phrases(setting.language).when(draft.kind, said, setting.tz, locale),
        meaning=_digest(title, text),
        why=slots.render_known(words.why),
        kept=words.kept,
        slipped=words.slipped,
        after_slip=slots.render_known(words.after_slip),
        after_cant=slots.render_known(words.after_cant),
        clock=phrases(setting.language).clock(fasting_at, setting.tz, locale),
    )


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def _instant(
    role: Callable[[Moment, ZoneInfo], datetime | None], moment: Moment | None, tz: ZoneInfo
) -> datetime | None:
    return None if moment is None else role(moment, tz)


def _day(*moments: Moment | None) -> date | None:
    return next((m.day for m in moments if m is not None and m.day is not None), None)


def _reading_order(task: Task) -> tuple[int, str, int, str]:
    first = task.due_at if task.kind is not Kind.AVOID else task.opens_at
    first = first or task.opens_at or task.closes_at
    stamp = clock.utc_text(first) if first is not None else "9"
    return (PHASE_ORDER[task.phase], stamp, -int(task.criticality), task.key)


def _asked(question: Question, setting: Setting) -> QuestionAsked:
    words = question.words[setting.language]
    return QuestionAsked(
        key=question.key,
        kind=question.kind.value,
        ask=words.ask,
        hint=words.hint,
        detail=words.detail,
        criticality=question.criticality,
        matters=question.matters,
        unit=question.unit,
        at_least=question.at_least,
        at_most=question.at_most,
    )


def _decide_by(setting: Setting) -> Mapping[str, datetime]:
    """By medicine: the group's decide-by, as the end of its moment."""
    found = {}
    for medicine in setting.inputs.medicines:
        if medicine.group and not medicine.withdrawn:
            moment = setting.moment(setting.protocol.group(medicine.group).decide_by) or Moment.unknown()
            instant = schedule.due_end(moment, setting.tz)
            if instant is not None:
                found[medicine.id] = instant
    return found
