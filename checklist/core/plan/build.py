"""Build: protocol and inputs in, every dated task in words out. Pure: same in, same out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from checklist.core import schedule
from checklist.core.asking_back import ASKED_BACK
from checklist.core.calling_off import CallOffKind
from checklist.core.plan.asked_back import asked_drafts, asked_questions
from checklist.core.plan.concrete import concrete, reading_order
from checklist.core.plan.draft import Draft
from checklist.core.plan.flags import flags
from checklist.core.plan.laid import Laid
from checklist.core.plan.medicine_tasks import medicine_drafts
from checklist.core.plan.model import About, Content, GateState, Inputs, QuestionAsked
from checklist.core.plan.road import lay
from checklist.core.plan.setting import Setting, setting_of
from checklist.core.plan.step_drafts import step_drafts
from checklist.core.protocol import Phase, Protocol, Question
from checklist.core.wording import Slots


def build(protocol: Protocol, inputs: Inputs) -> Content:
    """Make the whole plan concrete, in the patient's language and the clinic's zone.

    What was already past when it was first asked is said by ``late.mark_late`` afterwards, as it
    depends on what the patient was shown before.
    """
    setting, laid = lay(setting_of(protocol, inputs))
    made = [(draft.order, concrete(draft, setting)) for draft in drafts(setting, laid)]
    made.sort(key=lambda pair: reading_order(pair[1], pair[0]))
    language, steps = setting.language, {step.key for step in protocol.steps}
    return Content(
        title=protocol.title[language],
        language=language,
        tasks=tuple(task for _, task in made),
        questions=(*asked_questions(inputs), *_questions(setting)),
        flags=tuple(flags(setting)),
        about=tuple(_about(setting)),
        anchors={
            name: moment
            for name, moment in setting.anchors.items()
            if name.partition(".")[0] not in steps
        },
        decide_by=_decide_by(setting),
        gates=tuple(
            GateState(key=gate.key, label=gate.label, open=setting.holds(gate.waits_for))
            for gate in protocol.gates
        ),
        regimens=setting.known.regimens,
        staying={one.step.key: one.window for one in laid if one.step.stays},
        ended={one.step.key: one.ended for one in laid if one.ended is not None},
    )


def drafts(setting: Setting, laid: tuple[Laid, ...]) -> Iterator[Draft]:
    """Every task of the plan before it has words: asked back, of steps, of medicines."""
    yield from (one for one in asked_drafts(setting) if _still_asked(one, setting))
    yield from (one for one in step_drafts(setting, laid) if _still_asked(one, setting))
    yield from medicine_drafts(setting, first=len(setting.protocol.steps))


def _still_asked(draft: Draft, setting: Setting) -> bool:
    """Without a procedure nothing prepares for it.

    One that was stopped midway had begun: what was given is in the body, and what was opened must
    heal, so everything that comes after it stays until a clinician ends it.
    """
    off = setting.inputs.called_off
    if off is None:
        return True
    if draft.step == ASKED_BACK:
        return draft.phase is Phase.AFTER  # asked since
    return off.kind is CallOffKind.STOPPED_MIDWAY and draft.phase is Phase.AFTER


def _questions(setting: Setting) -> tuple[QuestionAsked, ...]:
    """What the plan asks; called off, only what a step that is still there asks."""
    protocol = setting.protocol
    asked = [q for q in protocol.questions if setting.holds(q.when)]
    off = setting.inputs.called_off
    if off is not None:
        after = {
            key for step in protocol.steps if step.phase is Phase.AFTER for key in step.questions
        }
        midway = off.kind is CallOffKind.STOPPED_MIDWAY
        asked = [q for q in asked if midway and q.key in after]
    return tuple(_asked(q, setting) for q in asked)


def _asked(question: Question, setting: Setting) -> QuestionAsked:
    language = setting.language
    words = question.words[language]
    slots = Slots(moments={}, texts=setting.texts, tz=setting.tz, locale=setting.locale)
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
        options={value: said[language] for value, said in question.options.items()},
        series=question.series,
        point=words.point,
        told=words.told,
        if_higher=slots.render_known(words.if_higher),
    )


def _about(setting: Setting) -> Iterator[About]:
    for page in setting.protocol.about:
        words = page.words[setting.language]
        yield About(key=page.key, title=words.title, paragraphs=words.paragraphs)


def _decide_by(setting: Setting) -> Mapping[str, datetime]:
    """By medicine: the end of its group's decide-by (UTC); none while that day is not known.

    A medicine no group of this version knows may still be one that matters ("the arthritis
    tablets"), so it has the earliest decide-by of all groups.
    """
    if setting.inputs.called_off is not None:
        return {}  # there is no day to decide for
    groups = setting.protocol.medicine_groups
    ends = {words: _end(words, setting) for words in {g.decide_by for g in groups}}
    by_group = {g.key: end for g in groups if (end := ends[g.decide_by]) is not None}
    earliest = min(by_group.values(), default=None)
    known = {group.key for group in groups}
    found = {}
    for medicine in setting.inputs.medicines:
        decide_by = by_group.get(medicine.group) if medicine.group in known else earliest
        if decide_by is not None and not medicine.withdrawn:
            found[medicine.id] = decide_by
    return found


def _end(timing: str, setting: Setting) -> datetime | None:
    moment = setting.moment(timing)
    return None if moment is None else schedule.due_end(moment, setting.tz)
