"""What a clinician asks back of one patient: a question and a task to answer it, like any other.

Both are made with the plan, so that they are frozen with its revision, printed, and ticked and
merged like the protocol's own.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from checklist.core import clock
from checklist.core.asking_back import ASKED_BACK, AskedBack
from checklist.core.mattering import ANY
from checklist.core.plan.anchors import is_actual
from checklist.core.plan.draft import Draft
from checklist.core.plan.model import Inputs, QuestionAsked
from checklist.core.plan.setting import Setting
from checklist.core.protocol import Criticality, Kind, Phase, QuestionKind, StepWords
from checklist.core.schedule import Moment


def asked_questions(inputs: Inputs) -> Iterator[QuestionAsked]:
    """Each question, in the clinician's own words; whatever is answered, a clinician reads it."""
    for asked in inputs.asked_back:
        yield QuestionAsked(
            key=asked.key,
            kind=QuestionKind.TEXT.value,
            ask=asked.ask,
            hint="",
            detail="",
            criticality=Criticality.HARM,
            matters=(ANY,),
        )


def asked_drafts(setting: Setting) -> Iterator[Draft]:
    """One task for each question, by the end of the next working day, before all else.

    It is asked on the day too, but never later than the procedure begins: what nobody answered by
    then is asked at the door. Asked once the procedure is over, it is one of the tasks after it.
    """
    phrases = setting.phrases
    words = StepWords(
        title=phrases.asked_title, text=phrases.asked_text, after_cant=phrases.asked_call
    )
    for order, asked in enumerate(setting.inputs.asked_back, start=-len(setting.inputs.asked_back)):
        after = _is_over(asked, setting.inputs)
        yield Draft(
            key=asked.key,
            step=ASKED_BACK,
            kind=Kind.ANSWER,
            phase=Phase.AFTER if after else Phase.BEFORE,
            criticality=Criticality.HARM,
            words=words,
            order=order,
            opens=Moment.at_instant(asked.at, setting.tz),
            due=_due(asked, setting, after=after),
            questions=(asked.key,),
            texts={"asked_by": asked.by, "ask": asked.ask},
        )


def _is_over(asked: AskedBack, inputs: Inputs) -> bool:
    if inputs.called_off is not None:
        return asked.at >= inputs.called_off.at
    if not is_actual(inputs.anchors, "procedure_end"):
        return False
    ended = inputs.anchors["procedure_end"].moment.at
    return ended is not None and asked.at >= ended


def _due(asked: AskedBack, setting: Setting, *, after: bool) -> Moment:
    """The end of the working day after it was asked, or the procedure where that comes first."""
    day = clock.day_of(asked.at, setting.tz) + timedelta(days=1)
    due = Moment.on(setting.inputs.calendar.working_day_from(day))
    procedure = setting.anchors["procedure"]
    if after or due.day is None or procedure.day is None or procedure.day > due.day:
        return due
    if procedure.at is None:
        return Moment.on(max(procedure.day, clock.day_of(asked.at, setting.tz)))
    return procedure if procedure.at > asked.at else due
