"""Medicines nobody has decided about in time, and medicines stopped and not restarted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from checklist.core import clock
from checklist.core.attention import naming
from checklist.core.attention.model import Band, Facts, Reason, ReasonKind
from checklist.core.attention.times import (
    closing_time,
    do_by,
    good_time,
    morning_after,
    near_from,
    sharpening,
)
from checklist.core.medicines import Decision, DecisionKind, Medicine, Standing, standing
from checklist.core.plan.anchors import is_actual
from checklist.core.plan.model import PlanState
from checklist.core.plan.restarts import confirmed_restart


def medicines(facts: Facts) -> Iterator[Reason]:
    """Every medicine that waits for a clinician, before the procedure or after it.

    What waits since its decision fell is told by ``settling``.
    """
    for medicine in facts.inputs.medicines:
        stands = standing(medicine.id, facts.inputs.decisions)
        if medicine.withdrawn:
            continue
        if stands.waiting is not None:
            yield from _to_approve(facts, medicine, stands.waiting)
        if stands.voided is not None or facts.state is PlanState.CALLED_OFF:
            continue  # see settling; called off, there is no day to decide for
        if stands.undecided:
            yield from _undecided(facts, medicine)
        elif stands.decision is not None and stands.decision.kind is DecisionKind.STOP:
            yield from _held(facts, medicine, stands, stands.decision)
        elif stands.decision is not None and stands.decision.kind is DecisionKind.CHANGE:
            yield from _still_changed(facts, medicine, stands.decision)


def _to_approve(facts: Facts, medicine: Medicine, waiting: Decision) -> Iterator[Reason]:
    """A colleague decided; it reaches the patient once a second clinician has said yes."""
    at = waiting.decided_at
    what = "Stop" if waiting.kind is DecisionKind.STOP else "Change"
    reason = Reason(
        kind=ReasonKind.APPROVAL,
        subject=medicine.id,
        cause=waiting.id,
        band=Band.TODAY,
        words=f"{what} to approve: {medicine.name}",
        detail=f"decided by {naming.by_whom(facts, waiting.decided_by, at)}",
        tag=naming.tag(facts, medicine.id),
        since=at,
        from_at=at,
        do_by=do_by(facts, at),
    )
    promises = [near_from(facts), waiting.last_dose]
    yield from sharpening(
        reason, min((one for one in promises if one is not None), default=None), asks_again=True
    )


def _undecided(facts: Facts, medicine: Medicine) -> Iterator[Reason]:
    """From its decide-by on, and still after the procedure: the patient reads to call us first."""
    decide_by = facts.revision.content.decide_by.get(medicine.id) or near_from(facts)
    if decide_by is None:
        return
    booked = facts.inputs.booked_at
    from_at = max(decide_by, booked)
    yield from _in_good_time(facts, medicine, decide_by)
    late = "booked after its decide-by" if booked > decide_by else "its decide-by has passed"
    reason = Reason(
        kind=ReasonKind.UNDECIDED,
        subject=medicine.id,
        cause=clock.utc_text(decide_by),
        band=Band.TODAY,
        words=f"Medicine to decide: {medicine.name}",
        detail=late,
        tag=naming.tag(facts, medicine.id),
        since=from_at,
        from_at=from_at,
        do_by=do_by(facts, from_at),
    )
    yield from sharpening(reason, near_from(facts), asks_again=True)


def _in_good_time(facts: Facts, medicine: Medicine, decide_by: datetime) -> Iterator[Reason]:
    """Two working days ahead it is said once, so that a decide-by is met and not missed."""
    from_at = max(good_time(facts.clinic, decide_by), facts.inputs.booked_at)
    if from_at >= decide_by:
        return
    # A day's end is the next day's first instant; staff read the day itself.
    last = naming.day(facts, decide_by - timedelta.resolution)
    yield Reason(
        kind=ReasonKind.UNDECIDED,
        subject=medicine.id,
        cause=f"{clock.utc_text(decide_by)}:soon",
        band=Band.TIDY,
        words=f"Medicine to decide: {medicine.name}",
        detail=f"decide by the end of {last}",
        tag=naming.tag(facts, medicine.id),
        since=from_at,
        from_at=from_at,
        do_by=decide_by,
        until_at=decide_by,
    )


def _held(facts: Facts, medicine: Medicine, stands: Standing, stop: Decision) -> Iterator[Reason]:
    """Stopped, and no restart confirmed since the procedure.

    Asked from going home; where that was not recorded, from the end of the day of the procedure's
    end; where neither was, from the morning after the planned day. A matter of now once the time
    agreed for the restart, or for telling the patient, has passed.
    """
    if confirmed_restart(stands, facts.inputs, facts.clinic.tz) is not None:
        return
    found = _held_since(facts)
    if found is None:
        return
    since, detail = found
    agreed = stands.restart or stop
    promised = [at for at in (agreed.restart_at, stop.restart_by) if at is not None]
    promise = max(min(promised), since) if promised else None
    not_yet = "confirmed" if agreed.restart_at is not None else "decided"
    by = closing_time(facts.clinic, since)
    reason = Reason(
        kind=ReasonKind.HELD,
        subject=medicine.id,
        cause=f"{stop.id}:{clock.utc_text(since)}",
        band=Band.TODAY,
        words=f"Stopped, restart not {not_yet}: {medicine.name}",
        detail=detail,
        tag=naming.tag(facts, medicine.id),
        since=since,
        from_at=since,
        do_by=by if promise is None or promise <= since else min(by, promise),
    )
    yield from sharpening(reason, promise, asks_again=True)


def _still_changed(facts: Facts, medicine: Medicine, change: Decision) -> Iterator[Reason]:
    """Changed for the procedure, and nobody said since how it is taken from now on.

    Asked as a stop is: half a dose for one day must not become half a dose for good.
    """
    found = _held_since(facts)
    if found is None or not made_before_the_end(facts, change, found[0]):
        return
    since, detail = found
    yield Reason(
        kind=ReasonKind.HELD,
        subject=medicine.id,
        cause=f"{change.id}:{clock.utc_text(since)}",
        band=Band.TODAY,
        words=f"Changed for the procedure, not said how to take it now: {medicine.name}",
        detail=detail,
        tag=naming.tag(facts, medicine.id),
        since=since,
        from_at=since,
        do_by=closing_time(facts.clinic, since),
    )


def made_before_the_end(facts: Facts, decision: Decision, otherwise: datetime) -> bool:
    """Whether it was in force before the procedure's end, or ``otherwise`` (UTC) if unrecorded."""
    anchors = facts.inputs.anchors
    ended = anchors["procedure_end"].moment.at if is_actual(anchors, "procedure_end") else None
    return decision.in_force_at < (otherwise if ended is None else min(ended, otherwise))


def _held_since(facts: Facts) -> tuple[datetime, str] | None:
    """From when a held medicine is a reason (UTC), and what is known of the patient then."""
    anchors = facts.inputs.anchors
    home, ended = (
        anchors[name].moment.at if is_actual(anchors, name) else None
        for name in ("home", "procedure_end")
    )
    if home is not None:
        return home, f"gone home {naming.day(facts, home)}"
    if ended is not None:
        return closing_time(facts.clinic, ended), "procedure done, going home not recorded"
    if facts.procedure_at is not None:
        return morning_after(facts.clinic, facts.procedure_at), "procedure not recorded as done"
    return None
