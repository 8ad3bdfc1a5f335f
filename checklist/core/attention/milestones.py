"""What staff themselves must say: ready, done, gone home."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from checklist.core import clock
from checklist.core.attention import naming
from checklist.core.attention.model import Band, Facts, Reason, ReasonKind
from checklist.core.attention.open_stops import open_stops
from checklist.core.attention.times import (
    do_by,
    morning_after,
    sharpening,
    sign_off_from,
    times_told_from,
)
from checklist.core.calling_off import CallOffKind
from checklist.core.plan.anchors import is_actual
from checklist.core.plan.model import PlanState
from checklist.core.recovery import last_date, still_open


def milestones(facts: Facts) -> Iterator[Reason]:
    """Not signed off in time; and what happened, but nobody recorded."""
    procedure_at = facts.procedure_at
    if facts.state is PlanState.BEFORE and procedure_at is not None:
        if not facts.signed:
            yield from _not_signed(facts, procedure_at)
        yield _not_recorded(facts, "procedure_end", procedure_at)
        yield from _no_time(facts)
    elif _is_here(facts) and not is_actual(facts.inputs.anchors, "home"):
        ended = facts.revision.content.anchors["procedure_end"].at
        if ended is not None:
            yield _not_recorded(facts, "home", ended)
    elif facts.state is PlanState.RECOVERING:
        yield from _not_closed(facts)


def _is_here(facts: Facts) -> bool:
    """Whether the procedure began, so that going home is waited for."""
    off = facts.inputs.called_off
    midway = off is not None and off.kind is CallOffKind.STOPPED_MIDWAY
    return facts.state is PlanState.RECOVERING or (facts.state is PlanState.CALLED_OFF and midway)


def _not_signed(facts: Facts, procedure_at: datetime) -> Iterator[Reason]:
    """From the last working day before; a matter of now on the day itself.

    A sign-off that came undone is told from then on: somebody may still count on it.
    """
    tz = facts.clinic.tz
    from_at = max(sign_off_from(facts.clinic, procedure_at), facts.inputs.booked_at)
    undone = facts.undone[0] if facts.undone else None
    if undone is not None:
        from_at = undone.at
    reason = Reason(
        kind=ReasonKind.NOT_SIGNED,
        subject="",
        cause=clock.utc_text(procedure_at if undone is None else undone.at),
        band=Band.TODAY,
        words="Not signed off as ready"
        if undone is None
        else "Signed off before, not ready any more",
        detail="" if undone is None else naming.by_whom(facts, undone.what, undone.at),
        since=from_at,
        from_at=from_at,
        do_by=do_by(facts, from_at),
    )
    day_starts = clock.start_of_day(clock.day_of(procedure_at, tz), tz)
    yield from sharpening(reason, day_starts, asks_again=True)


def _no_time(facts: Facts) -> Iterator[Reason]:
    """The patient reads "we will tell you": fasting and arrival wait for somebody to set a time."""
    anchors = facts.revision.content.anchors
    missing = [
        said
        for name, said in (("procedure", "start"), ("arrival", "arrival"))
        if anchors[name].at is None
    ]
    day = anchors["procedure"].day
    if not missing or day is None:
        return
    from_at = max(times_told_from(facts.clinic, day), facts.inputs.booked_at)
    reason = Reason(
        kind=ReasonKind.NO_TIME,
        subject="",
        cause=f"{day.isoformat()}:{'+'.join(missing)}",
        band=Band.TODAY,
        words=f"No {' and no '.join(missing)} time yet",
        detail="the patient reads that we will tell them",
        since=from_at,
        from_at=from_at,
        do_by=do_by(facts, from_at),
    )
    day_before = clock.start_of_day(day - timedelta(days=1), facts.clinic.tz)
    yield from sharpening(reason, day_before, asks_again=True)


def _not_closed(facts: Facts) -> Iterator[Reason]:
    """Every date of recovery has passed: a plan must not stay open for ever.

    What is still open then is told, and somebody settles it or closes the plan with it.
    """
    content = facts.revision.content
    last = last_date(content)
    if last is None:
        return
    from_at = morning_after(facts.clinic, last)
    left = still_open(content, facts.inputs, facts.states, from_at)
    count = left.count + len(tuple(open_stops(facts)))
    yield Reason(
        kind=ReasonKind.NOT_RECORDED,
        subject="close",
        cause=f"{clock.utc_text(last)}:{count}",
        band=Band.TIDY,
        words="Every date of recovery has passed, and not all is done"
        if count
        else "Recovery is over: close the plan",
        detail=f"{count} still open" if count else "",
        since=last,
        from_at=from_at,
        do_by=do_by(facts, from_at),
    )


def _not_recorded(facts: Facts, event: str, at: datetime) -> Reason:
    """Recovery dates and restarts wait for it. Asked on the next morning the clinic is open."""
    from_at = morning_after(facts.clinic, at)
    done = event == "procedure_end"
    what = "Not recorded as done: procedure of" if done else "Going home not recorded since"
    return Reason(
        kind=ReasonKind.NOT_RECORDED,
        subject=event,
        cause=clock.utc_text(at),
        band=Band.TODAY if done else Band.TIDY,
        words=f"{what} {naming.day(facts, at)}",
        since=at,
        from_at=from_at,
        do_by=do_by(facts, from_at),
    )
