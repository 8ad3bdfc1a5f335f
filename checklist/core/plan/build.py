"""Build: protocol and inputs in, every dated task in words out. Pure: same in, same out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from checklist.core import schedule
from checklist.core.plan.concrete import concrete, reading_order
from checklist.core.plan.draft import Draft
from checklist.core.plan.medicine_tasks import medicine_drafts
from checklist.core.plan.model import About, Content, Flag, Inputs, QuestionAsked
from checklist.core.plan.setting import Setting, setting_of
from checklist.core.protocol import Protocol, Question, Step


def build(protocol: Protocol, inputs: Inputs) -> Content:
    """Make the whole plan concrete, in the patient's language and the clinic's zone.

    What was already past when it was first asked is said by ``late.mark_late`` afterwards, as it
    depends on what the patient was shown before.
    """
    setting = setting_of(protocol, inputs)
    made = [(draft.order, concrete(draft, setting)) for draft in drafts(setting)]
    made.sort(key=lambda pair: reading_order(pair[1], pair[0]))
    return Content(
        title=protocol.title[setting.language],
        language=setting.language,
        tasks=tuple(task for _, task in made),
        questions=tuple(_asked(q, setting) for q in protocol.questions if setting.holds(q)),
        flags=tuple(
            Flag(key=f.key, tier=f.tier, text=f.words[setting.language]) for f in protocol.red_flags
        ),
        about=tuple(_about(setting)),
        anchors=dict(setting.anchors),
        decide_by=_decide_by(setting),
    )


def drafts(setting: Setting) -> Iterator[Draft]:
    """Every task of the plan before it has words: the steps that hold, then the medicines."""
    steps = setting.protocol.steps
    for order, step in enumerate(steps):
        if setting.holds(step):
            yield _step_draft(step, order, setting)
    yield from medicine_drafts(setting, first=len(steps))


def _step_draft(step: Step, order: int, setting: Setting) -> Draft:
    asked = (key for key in step.questions if setting.holds(setting.protocol.question(key)))
    return Draft(
        key=step.key,
        step=step.key,
        kind=step.kind,
        phase=step.phase,
        criticality=step.criticality,
        words=step.words[setting.language],
        order=order,
        owner=step.owner,
        opens=setting.moment(step.opens),
        due=setting.moment(step.due),
        closes=setting.ending(step.closes),
        questions=tuple(asked),
        fasting=step.fasting,
        limit=step.limit,
    )


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


def _about(setting: Setting) -> Iterator[About]:
    for page in setting.protocol.about:
        words = page.words[setting.language]
        yield About(key=page.key, title=words.title, paragraphs=words.paragraphs)


def _decide_by(setting: Setting) -> Mapping[str, datetime]:
    """By medicine: the end of its group's decide-by (UTC); none while that day is not known.

    A medicine no group knows may still be one that matters ("the arthritis tablets"), so it has
    the earliest decide-by of all groups.
    """
    groups = setting.protocol.medicine_groups
    ends = {words: _end(words, setting) for words in {g.decide_by for g in groups}}
    by_group = {g.key: end for g in groups if (end := ends[g.decide_by]) is not None}
    earliest = min(by_group.values(), default=None)
    found = {}
    for medicine in setting.inputs.medicines:
        decide_by = by_group.get(medicine.group) if medicine.group else earliest
        if decide_by is not None and not medicine.withdrawn:
            found[medicine.id] = decide_by
    return found


def _end(timing: str, setting: Setting) -> datetime | None:
    moment = setting.moment(timing)
    return None if moment is None else schedule.due_end(moment, setting.tz)
