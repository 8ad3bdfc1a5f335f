"""The calls due to a patient on paper: nothing is heard between them, so each has its time.

The first call is the work of ``silence``. Each of these says in words what to ask for, is settled
by a call that reached them after it began, and leaves out what came in on paper meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from checklist.core import clock, words
from checklist.core.attention import naming
from checklist.core.attention.model import Band, Facts, Reason, ReasonKind
from checklist.core.attention.times import (
    closing_time,
    do_by,
    morning_after,
    near_from,
    sharpening,
    sign_off_from,
)
from checklist.core.medicines import standing
from checklist.core.plan.anchors import is_actual
from checklist.core.plan.medicine_tasks import LAST_DOSE, RESTART, STOP
from checklist.core.plan.model import PlanState, Task
from checklist.core.plan.restarts import confirmed_restart
from checklist.core.protocol import Kind, Owner, Phase

MOST_PARTS = 6
"""A call goes through this many things by name; the rest stands on the list beside it."""


def paper_calls(facts: Facts) -> Iterator[Reason]:
    """Every scheduled call that no call has settled yet."""
    if not facts.paper:
        return
    if facts.state is PlanState.BEFORE and facts.contacted_at is not None:
        yield from _answers(facts)
        yield from _stops(facts)
        yield from _day_before(facts)
    elif facts.state is PlanState.RECOVERING:
        yield from _home(facts)
    yield from _restarts(facts)


def _answers(facts: Facts) -> Iterator[Reason]:
    """Answers and values that are grave and still missing when they should be there."""
    for task in facts.revision.content.tasks:
        asked = task.kind in (Kind.ANSWER, Kind.MEASURE) and task.phase is Phase.BEFORE
        if asked and task.critical and task.due_at is not None and _open(facts, task):
            yield from _call(
                facts,
                subject=task.key,
                said=f"Call to ask and write down: {task.title}",
                from_at=task.due_at,
                tag=naming.tag(facts, task.medicine_id),
            )


def _stops(facts: Facts) -> Iterator[Reason]:
    """The day after a last dose: was it the last, and has none been taken since?"""
    for task in facts.revision.content.tasks:
        if task.step != STOP or not _open(facts, task):
            continue
        decision = standing(task.medicine_id, facts.inputs.decisions).decision
        if decision is None or decision.last_dose is None:
            continue
        told = max(decision.last_dose, decision.decided_at)
        name = naming.name(facts, task.medicine_id)
        yield from _call(
            facts,
            subject=task.key,
            said=f"Call to hear that {name} was stopped: last dose"
            f" {_when(facts, decision.last_dose)}, none since?",
            from_at=_by_the_day(facts, morning_after(facts.clinic, told), told),
            tag=naming.tag(facts, task.medicine_id),
        )


def _day_before(facts: Facts) -> Iterator[Reason]:
    """The last working day before: what to keep to, when to come, who takes them home, all well?"""
    if facts.procedure_at is None:
        return
    from_at = max(sign_off_from(facts.clinic, facts.procedure_at), facts.inputs.booked_at)
    wanted = [task for task in facts.revision.content.tasks if _to_talk_through(facts, task)]
    # The day itself first: until when to eat and drink, when to come.
    parts = [
        task.title for phase in (Phase.DAY, Phase.BEFORE) for task in wanted if task.phase is phase
    ]
    more = len(parts) - MOST_PARTS
    talk = "; ".join([*parts[:MOST_PARTS], *([f"and {more} more"] if more > 0 else [])])
    day_starts = clock.start_of_day(
        clock.day_of(facts.procedure_at, facts.clinic.tz), facts.clinic.tz
    )
    yield from _call(
        facts,
        subject="before",
        said="Call before the day: are they well? Who takes them home?",
        from_at=from_at,
        detail=talk,
        now_from=day_starts,
    )


def _home(facts: Facts) -> Iterator[Reason]:
    """The day after going home."""
    if not is_actual(facts.inputs.anchors, "home"):
        return
    home = facts.inputs.anchors["home"].moment.at
    if home is not None:
        yield from _call(
            facts,
            subject="home",
            said="Call the day after going home: how are they, is a warning sign there?",
            from_at=morning_after(facts.clinic, home),
            detail=f"gone home {naming.day(facts, home)}",
        )


def _restarts(facts: Facts) -> Iterator[Reason]:
    """The day on which a medicine is started again, or the last one before on which we are here.

    Also where it is taken again without a procedure, as that moved or is called off.
    """
    done = {task.medicine_id for task in _settled(facts) if task.step == RESTART}
    for medicine in facts.inputs.medicines:
        stands = standing(medicine.id, facts.inputs.decisions)
        made = stands.again or stands.restart
        if made is None or medicine.withdrawn or medicine.id in done:
            continue
        confirmed = confirmed_restart(stands, facts.inputs, facts.clinic.tz)
        at = made.restart_at if stands.again is not None else confirmed
        if at is None:
            continue
        yield from _call(
            facts,
            subject=f"restart:{medicine.id}",
            said=f"Call about starting {medicine.name} again: {_when(facts, at)}",
            from_at=max(_here_on(facts, at), made.decided_at),
            tag=naming.tag(facts, medicine.id),
            now_from=at,
        )


def _call(
    facts: Facts,
    *,
    subject: str,
    said: str,
    from_at: datetime,
    detail: str = "",
    tag: str = "",
    now_from: datetime | None = None,
) -> Iterator[Reason]:
    """One call, unless one has reached them since it was due."""
    if any(at >= from_at for at in facts.reached):
        return
    reason = Reason(
        kind=ReasonKind.CALL_DUE,
        subject=subject,
        cause=clock.utc_text(from_at),
        band=Band.TODAY,
        words=said,
        detail=detail,
        tag=tag,
        since=from_at,
        from_at=from_at,
        do_by=_do_by(facts, from_at),
    )
    yield from sharpening(reason, now_from or near_from(facts), asks_again=True)


def _do_by(facts: Facts, from_at: datetime) -> datetime:
    """As for any other; after the procedure it holds no limit any more."""
    if facts.state is PlanState.BEFORE:
        return do_by(facts, from_at)
    return closing_time(facts.clinic, from_at)


def _open(facts: Facts, task: Task) -> bool:
    state = facts.states.get(task.key)
    return not task.asks_nothing_yet and (state is None or state.shows is None)


def _to_talk_through(facts: Facts, task: Task) -> bool:
    """What matters for the day itself and has not come in on paper."""
    grave = task.critical and task.owner is not Owner.CLINIC and task.kind is not Kind.KNOW
    return grave and task.step not in (STOP, LAST_DOSE) and _open(facts, task)


def _settled(facts: Facts) -> Iterator[Task]:
    return (task for task in facts.revision.content.tasks if not _open(facts, task))


def _by_the_day(facts: Facts, morning: datetime, told: datetime) -> datetime:
    """The morning after; sooner where that would be the day itself or later."""
    if facts.procedure_at is None:
        return morning
    return max(told, min(morning, sign_off_from(facts.clinic, facts.procedure_at)))


def _here_on(facts: Facts, at: datetime) -> datetime:
    """The opening on that day, or on the last working day before it."""
    clinic = facts.clinic
    day = clock.day_of(at, clinic.tz)
    if not clinic.is_working_day(day):
        day = clinic.working_day_before(day + timedelta(days=1))
    return clock.instant(day, clinic.hours[day.weekday()].opens, clinic.tz)


def _when(facts: Facts, at: datetime) -> str:
    return words.moment_words(at, facts.clinic.tz, facts.clinic.locale)
