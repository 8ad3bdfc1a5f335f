"""What a sign-off rests on, and what undoes it. Once undone it stays so: only a new one counts.

A revision's fingerprint tells most of it (see ``plan.diff``). What makes no revision of its own is
looked at here: what was measured, what went wrong, what was really taken. Everything is read from
what was ever said, so that moving a procedure and moving it back, or taking back a wrong tap,
revives nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from checklist.core.dose_reports import DoseReport, Reported, taken_late
from checklist.core.marks import Mark, MarkState
from checklist.core.medicines import DecisionKind, standing
from checklist.core.plan.anchors import is_actual
from checklist.core.plan.model import Revision, Task
from checklist.core.protocol import Phase


@dataclass(frozen=True, kw_only=True)
class Undoing:
    """One thing that undid a sign-off: what, by whom, and since when (UTC)."""

    what: str
    by: str
    at: datetime
    tasks: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Since:
    """What came after a sign-off made at ``at`` (UTC) on ``fingerprint``.

    ``revisions`` are those made since, in their order; ``now`` is the newest of all. ``marks`` are
    all marks of the plan by task key, ``reports`` all there are.
    """

    at: datetime
    fingerprint: str
    now: Revision
    revisions: Sequence[Revision] = ()
    marks: Mapping[str, Sequence[Mark]] = field(default_factory=dict)
    reports: Iterable[DoseReport] = ()


def undoings(since: Since) -> tuple[Undoing, ...]:
    """Everything that undid it, in the order it happened; empty while it stands."""
    found = (*_changed(since), *_said(since), *_taken(since))
    return tuple(sorted(found, key=lambda one: one.at))


def _changed(since: Since) -> Iterator[Undoing]:
    """Each revision that rests on something else than the one before it."""
    rested = since.fingerprint
    for revision in since.revisions:
        if revision.fingerprint != rested and revision.made_at is not None:
            yield Undoing(
                what=f"Revision {revision.number}: {revision.reason}",
                by=revision.made_by,
                at=revision.made_at,
                tasks=tuple(change.title for change in revision.changes),
            )
        rested = revision.fingerprint


def _said(since: Since) -> Iterator[Undoing]:
    for task in since.now.content.tasks:
        if task.phase is Phase.AFTER:
            continue
        made = sorted(since.marks.get(task.key, ()), key=lambda mark: (mark.heard_at, mark.id))
        if task.measure is not None:
            yield from _measured(task, made, since)
        if task.critical:
            yield from _slipped(task, made, since)


def _measured(task: Task, made: Sequence[Mark], since: Since) -> Iterator[Undoing]:
    """A value that is another than the one that stood."""
    stood = ""
    for mark in made:
        value = mark.value if mark.state is MarkState.DONE else ""
        if value != stood and _counts(mark.heard_at, since):
            said = (
                f"{value} {task.measure.unit}".strip() if value and task.measure else "taken back"
            )
            yield Undoing(what=f"{task.title}: {said}", by=mark.actor_name, at=mark.heard_at)
        stood = value


def _slipped(task: Task, made: Sequence[Mark], since: Since) -> Iterator[Undoing]:
    for mark in made:
        if mark.state is MarkState.SLIPPED and _counts(mark.heard_at, since):
            said = task.slipped or "It happened"
            yield Undoing(what=f"{task.title}: “{said}”", by=mark.actor_name, at=mark.heard_at)


def _taken(since: Since) -> Iterator[Undoing]:
    """What was really taken, where it is not what was decided. That it is undoes nothing."""
    names = {medicine.id: medicine.name for medicine in since.now.inputs.medicines}
    for report in since.reports:
        if _counts(report.heard_at, since) and _is_otherwise(report, since.now):
            name = names.get(report.medicine_id, "a medicine")
            yield Undoing(what=f"{name} was not taken as decided", by=report.by, at=report.heard_at)


def _is_otherwise(report: DoseReport, revision: Revision) -> bool:
    decision = standing(report.medicine_id, revision.inputs.decisions).decision
    if decision is None:
        return False
    if decision.kind is not DecisionKind.STOP:
        return report.said in (Reported.STOPPED, Reported.TOLD_TO_STOP)
    if report.said is Reported.STILL_TAKING:
        return True
    return taken_late(report, decision.last_dose)


def _counts(at: datetime, since: Since) -> bool:
    """Said after it was signed, and while the procedure was still to come."""
    anchors = since.now.inputs.anchors
    if at <= since.at:
        return False
    ended = anchors["procedure_end"].moment.at if is_actual(anchors, "procedure_end") else None
    return ended is None or at < ended
