"""The rules: each looks at the facts and yields reasons. They say what is known, not more."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from checklist.core import clock, words
from checklist.core.attention.model import Band, Facts, Reason, ReasonKind, Resolution
from checklist.core.attention.times import closing_time, confirm_from, sign_off_from
from checklist.core.marks import Mark, MarkState, TaskState
from checklist.core.medicines import Medicine, standing
from checklist.core.plan.anchors import is_actual
from checklist.core.plan.model import PlanState, Task
from checklist.core.protocol import Criticality, Kind, Owner, Phase

SILENCE = timedelta(hours=48)
"""No contact by any channel for this long after booking is a reason to call (DESIGN section 6)."""

NEAR = timedelta(hours=48)
"""This close to the procedure an open critical question is a matter of now."""

SAID = {
    MarkState.SLIPPED: (ReasonKind.SLIPPED, "Says it happened: {}"),
    MarkState.CANT: (ReasonKind.CANT, "Says they can’t: {}"),
    MarkState.UNSURE: (ReasonKind.UNSURE, "Not sure: {}"),
}


def reasons(facts: Facts) -> tuple[Reason, ...]:
    """Every reason that holds or will hold; none for a closed plan, none once resolved."""
    if facts.state is PlanState.CLOSED:
        return ()
    found = [
        *_tasks(facts),
        *_answers(facts),
        *_silence(facts),
        *_medicines(facts),
        *_sign_off(facts),
    ]
    return tuple(
        r
        for r in found
        if Resolution(reason=r.kind, subject=r.subject, cause=r.cause) not in facts.resolutions
    )


def _tasks(facts: Facts) -> Iterator[Reason]:
    for task in facts.revision.content.tasks:
        state = facts.states.get(task.key)
        if state is not None and state.shows is not None and state.state in SAID:
            yield _said(facts, task, state.shows)
        elif state is not None and state.disagree:
            yield _disagree(facts, task, state)
        if state is None or state.shows is None:
            yield from _unmarked(facts, task)


def _said(facts: Facts, task: Task, mark: Mark) -> Reason:
    kind, pattern = SAID[mark.state]
    heard = words.moment_words(mark.heard_at, facts.clinic.tz, facts.clinic.locale)
    urgent = task.critical and mark.state is not MarkState.UNSURE
    said = f"{task.slipped or task.title}" if mark.state is MarkState.SLIPPED else task.title
    if mark.word:
        said = f"{said}: “{mark.word}”"
    return Reason(
        kind=kind,
        subject=task.key,
        cause=mark.id,
        band=Band.NOW if urgent or _near(facts, mark.heard_at) else Band.TODAY,
        words=pattern.format(said),
        detail=f"{mark.actor_name}, {heard}",
        tag=_tag(facts, task.medicine_id),
        since=mark.heard_at,
        from_at=mark.heard_at,
        do_by=_do_by(facts, mark.heard_at, task),
    )


def _disagree(facts: Facts, task: Task, state: TaskState) -> Reason:
    shown = state.shows
    at = shown.heard_at if shown is not None else facts.inputs.as_of
    return Reason(
        kind=ReasonKind.DISAGREE,
        subject=task.key,
        cause="+".join(sorted(state.standing)),
        band=Band.TODAY,
        words=f"Two different answers: {task.title}",
        since=at,
        from_at=at,
        do_by=_do_by(facts, at, task),
    )


def _unmarked(facts: Facts, task: Task) -> Iterator[Reason]:
    if task.late:
        yield _late(facts, task)
    elif task.critical and task.phase is not Phase.AFTER or _restarts(task):
        from_at = _overdue_from(facts, task)
        if from_at is not None:
            yield from _overdue(facts, task, from_at)


def _restarts(task: Task) -> bool:
    return task.step == "medicine-restart"


def _late(facts: Facts, task: Task) -> Reason:
    at = facts.inputs.as_of
    return Reason(
        kind=ReasonKind.LATE,
        subject=task.key,
        cause=task.meaning,
        band=Band.NOW if task.critical else Band.TODAY,
        words=f"Booked too late for: {task.title}",
        tag=_tag(facts, task.medicine_id),
        since=at,
        from_at=at,
        do_by=_do_by(facts, at, task),
    )


def _overdue_from(facts: Facts, task: Task) -> datetime | None:
    """From when an unmarked critical task is a reason to call; None where it never is.

    Arriving is seen at the door, and a fasting limit is asked about there; a stop of a medicine is
    to be confirmed, and everything else to be done by its due time.
    """
    if task.kind is Kind.AVOID and task.medicine_id and task.opens_at is not None:
        return confirm_from(facts.clinic, task.opens_at)
    if task.kind in (Kind.DO, Kind.ANSWER, Kind.MEASURE):
        return task.due_at
    return None


def _overdue(facts: Facts, task: Task, from_at: datetime) -> Iterator[Reason]:
    since = task.opens_at if task.kind is Kind.AVOID and task.opens_at is not None else from_at
    near_from = _near_from(facts)
    day = words.day_words(clock.day_of(since, facts.clinic.tz), facts.clinic.locale)
    if task.kind is Kind.AVOID:
        said = f"Stop of {_name(facts, task.medicine_id)} not confirmed since {day}"
    elif task.owner is Owner.CLINIC:
        said = f"For us to do: {task.title}"
    else:
        said = f"Not done by {day}: {task.title}"
    base = Reason(
        kind=ReasonKind.OVERDUE,
        subject=task.key,
        cause=f"{task.meaning}:{clock.utc_text(from_at)}",
        band=Band.TODAY,
        words=said,
        tag=_tag(facts, task.medicine_id),
        since=since,
        from_at=from_at,
        do_by=_do_by(facts, from_at, task),
    )
    yield from _sharpening(base, near_from if task.phase is not Phase.AFTER else None)


def _sharpening(base: Reason, now_from: datetime | None) -> Iterator[Reason]:
    """A reason of today that becomes one of now as the procedure comes near."""
    from dataclasses import replace

    if now_from is None:
        yield base
    elif now_from <= base.from_at:
        yield replace(base, band=Band.NOW)
    else:
        yield replace(base, until_at=now_from)
        yield replace(base, band=Band.NOW, from_at=now_from)


def _answers(facts: Facts) -> Iterator[Reason]:
    asked = {q.key: q for q in facts.revision.content.questions}
    for answer in facts.unread:
        question = asked.get(answer.question)
        at = answer.given_at or facts.inputs.as_of
        if question is None:
            continue
        grave = question.criticality is Criticality.HARM
        said = f"{question.ask} {answer.value.capitalize()}"
        if answer.detail:
            said = f"{said}: “{answer.detail}”"
        yield Reason(
            kind=ReasonKind.ANSWER,
            subject=answer.question,
            cause=answer.id,
            band=Band.NOW if grave and _near(facts, at) else Band.TODAY,
            words=said,
            detail=f"{answer.given_by}, "
            f"{words.moment_words(at, facts.clinic.tz, facts.clinic.locale)}",
            since=at,
            from_at=at,
            do_by=_do_by(facts, at, None),
        )


def _silence(facts: Facts) -> Iterator[Reason]:
    if facts.contacted_at is not None or facts.state is not PlanState.BEFORE:
        return
    booked = facts.inputs.booked_at
    from_at = booked + SILENCE
    kind, said = (
        (ReasonKind.CALL_DUE, "First call to a patient on paper")
        if facts.paper
        else (ReasonKind.NO_CONTACT, "No contact yet: nothing opened, nobody reached")
    )
    day = words.day_words(clock.day_of(booked, facts.clinic.tz), facts.clinic.locale)
    yield Reason(
        kind=kind,
        subject="",
        cause=clock.utc_text(booked),
        band=Band.TODAY,
        words=said,
        detail=f"booked {day}",
        since=booked,
        from_at=from_at,
        do_by=_do_by(facts, from_at, None),
    )


def _medicines(facts: Facts) -> Iterator[Reason]:
    for medicine in facts.inputs.medicines:
        if medicine.withdrawn:
            continue
        stands = standing(medicine.id, facts.inputs.decisions)
        if stands.undecided and facts.state is PlanState.BEFORE:
            yield from _undecided(facts, medicine)
        elif stands.held and is_actual(facts.inputs.anchors, "home"):
            yield _held(facts, medicine)


def _undecided(facts: Facts, medicine: Medicine) -> Iterator[Reason]:
    decide_by = facts.revision.content.decide_by.get(medicine.id)
    if decide_by is None:
        decide_by = _near_from(facts)
    if decide_by is None:
        return
    from_at = max(decide_by, facts.inputs.booked_at)
    base = Reason(
        kind=ReasonKind.UNDECIDED,
        subject=medicine.id,
        cause=clock.utc_text(decide_by),
        band=Band.TODAY,
        words=f"Medicine to decide: {medicine.name}",
        detail="its decide-by has passed",
        tag=_tag(facts, medicine.id),
        since=decide_by,
        from_at=from_at,
        do_by=_do_by(facts, from_at, None),
    )
    yield from _sharpening(base, _near_from(facts))


def _held(facts: Facts, medicine: Medicine) -> Reason:
    home = facts.inputs.anchors["home"].moment.at or facts.inputs.as_of
    return Reason(
        kind=ReasonKind.HELD,
        subject=medicine.id,
        cause=clock.utc_text(home),
        band=Band.TODAY,
        words=f"Stopped and not restarted: {medicine.name}",
        detail="gone home with no restart decided",
        tag=_tag(facts, medicine.id),
        since=home,
        from_at=home,
        do_by=closing_time(facts.clinic, home),
    )


def _sign_off(facts: Facts) -> Iterator[Reason]:
    procedure_at = facts.procedure_at
    if facts.signed or procedure_at is None or facts.state is not PlanState.BEFORE:
        return
    from_at = max(sign_off_from(facts.clinic, procedure_at), facts.inputs.booked_at)
    day_starts = clock.start_of_day(
        clock.day_of(procedure_at, facts.clinic.tz), facts.clinic.tz
    )
    base = Reason(
        kind=ReasonKind.NOT_SIGNED,
        subject="",
        cause=clock.utc_text(procedure_at),
        band=Band.TODAY,
        words="Not signed off as ready",
        since=from_at,
        from_at=from_at,
        do_by=min(closing_time(facts.clinic, from_at), procedure_at),
    )
    yield from _sharpening(base, day_starts)


def _near_from(facts: Facts) -> datetime | None:
    if facts.procedure_at is None or facts.state is not PlanState.BEFORE:
        return None
    return facts.procedure_at - NEAR


def _near(facts: Facts, at: datetime) -> bool:
    near_from = _near_from(facts)
    return near_from is not None and at >= near_from


def _do_by(facts: Facts, from_at: datetime, task: Task | None) -> datetime:
    """The end of the working day, or sooner where acting after that no longer helps."""
    by = closing_time(facts.clinic, from_at)
    limits = [by]
    if facts.procedure_at is not None and facts.procedure_at > from_at:
        limits.append(facts.procedure_at)
    if task is not None and task.due_at is not None and task.due_at > from_at:
        limits.append(task.due_at)
    return min(limits)


def _name(facts: Facts, medicine_id: str) -> str:
    return next((m.name for m in facts.inputs.medicines if m.id == medicine_id), "a medicine")


def _tag(facts: Facts, medicine_id: str) -> str:
    return next((m.group for m in facts.inputs.medicines if m.id == medicine_id), "")
