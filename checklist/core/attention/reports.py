"""What a patient does or says about a medicine, against what was decided; and two that are one.

Each of these goes by itself when its cause goes: the patient says otherwise, a clinician decides
again, or one of the two comes off the list.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import combinations

from checklist.core.attention import naming
from checklist.core.attention.model import Band, Facts, Reason, ReasonKind, Resolution
from checklist.core.attention.times import do_by, near_from, sharpening
from checklist.core.clock import utc_text
from checklist.core.dose_reports import DoseReport, Reported, saying, taken_late, told_taken
from checklist.core.doubles import is_one_medicine
from checklist.core.medicines import (
    Decision,
    DecisionKind,
    Medicine,
    Standing,
    same_substance,
    standing,
)
from checklist.core.plan.model import PlanState

LOOKED = ":looked"
"""Ends the cause of what a clinician has looked at and lets stand."""


def contradictions(facts: Facts) -> Iterator[Reason]:
    """Everything that is said, or on the list, and does not fit with what was decided."""
    listed = [medicine for medicine in facts.inputs.medicines if not medicine.withdrawn]
    for medicine in listed:
        stands = standing(medicine.id, facts.inputs.decisions)
        yield from _said(facts, medicine, stands)
        if facts.state is PlanState.BEFORE:
            yield from _taken_late(facts, medicine, stands.decision)
    if facts.state is PlanState.BEFORE:
        yield from _pairs(facts, listed)


def against(stands: Standing, report: DoseReport | None) -> bool:
    """Whether what is said of taking a medicine goes against what stands for it."""
    if report is None or report.said is Reported.STILL_TAKING:
        return False
    decision = stands.decision
    if decision is not None and decision.in_force_at > report.heard_at:
        return False  # decided with that in hand
    if decision is not None and decision.kind is DecisionKind.STOP and stands.restart is None:
        return False  # it is meant to be stopped
    return stands.restart is None or stands.restart.decided_at <= report.heard_at


def late_dose(
    medicine: Medicine, decision: Decision | None, reports: tuple[DoseReport, ...]
) -> DoseReport | None:
    """A dose reported as taken after the last one decided, and not decided upon since."""
    if decision is None or decision.kind is not DecisionKind.STOP:
        return None
    report = told_taken(medicine.id, reports)
    if not taken_late(report, decision.last_dose) or report is None:
        return None
    return None if decision.in_force_at > report.heard_at else report


def late_cause(report: DoseReport, decision: Decision) -> str:
    """What tells one late dose from the next: a new report or decision asks anew."""
    return f"late:{report.id}:{decision.id}"


def looked_at(facts: Facts, medicine_id: str, cause: str) -> bool:
    """Whether a clinician looked at it and let the decision stand."""
    looked = Resolution(
        reason=ReasonKind.CONTRADICTION, subject=medicine_id, cause=f"{cause}{LOOKED}"
    )
    return looked in facts.resolutions


def not_looked_at(facts: Facts) -> Iterator[Medicine]:
    """Medicines taken later than decided at which no clinician has looked: no "ready" yet."""
    for medicine in facts.inputs.medicines:
        decision = standing(medicine.id, facts.inputs.decisions).decision
        report = late_dose(medicine, decision, facts.reports)
        if medicine.withdrawn or report is None or decision is None:
            continue
        if not looked_at(facts, medicine.id, late_cause(report, decision)):
            yield medicine


def _said(facts: Facts, medicine: Medicine, stands: Standing) -> Iterator[Reason]:
    """ "I have stopped it", or somebody else told them to: somebody speaks to them."""
    report = saying(medicine.id, facts.reports)
    if report is None or not against(stands, report):
        return
    told = report.said is Reported.TOLD_TO_STOP
    said = "Told by someone else to stop" if told else "Says it is stopped"
    meant = "nothing is decided yet" if stands.decision is None else "it should go on"
    yield from _at_once(
        facts,
        medicine,
        cause=report.id,
        words=f"{said}: {medicine.name}",
        detail=_detail(facts, report, meant),
        since=report.heard_at,
    )


def _taken_late(facts: Facts, medicine: Medicine, decision: Decision | None) -> Iterator[Reason]:
    report = late_dose(medicine, decision, facts.reports)
    if report is None or decision is None or report.taken_at is None:
        return
    cause = late_cause(report, decision)
    if looked_at(facts, medicine.id, cause):
        return
    yield from _at_once(
        facts,
        medicine,
        cause=cause,
        words=f"Taken after its last dose: {medicine.name}",
        detail=_detail(facts, report, f"taken {naming.by_whom(facts, '', report.taken_at)}"),
        since=report.heard_at,
    )


def _detail(facts: Facts, report: DoseReport, meant: str) -> str:
    said = (naming.by_whom(facts, report.by, report.heard_at), naming.quoted(report.words), meant)
    return " · ".join(part for part in said if part)


def _at_once(
    facts: Facts, medicine: Medicine, *, cause: str, words: str, detail: str, since: datetime
) -> Iterator[Reason]:
    """A matter of now where the medicine can do grave harm; of today else, until it is near."""
    grave = medicine.group in facts.grave
    reason = Reason(
        kind=ReasonKind.CONTRADICTION,
        subject=medicine.id,
        cause=cause,
        band=Band.NOW if grave else Band.TODAY,
        words=words,
        detail=detail,
        tag=naming.tag(facts, medicine.id),
        since=since,
        from_at=since,
        do_by=do_by(facts, since),
    )
    if grave:
        yield reason
    else:
        yield from sharpening(reason, near_from(facts), asks_again=False)


def pairs(listed: list[Medicine]) -> Iterator[tuple[Medicine, Medicine, bool]]:
    """Every two of one substance (True), or else of one concern group (False).

    One medicine in two strengths, or at two times, is how it is taken.
    """
    for one, other in combinations(listed, 2):
        if is_one_medicine(one, other):
            continue
        if same_substance(one, other):
            yield one, other, True
        elif one.group and one.group == other.group:
            yield one, other, False


def _pairs(facts: Facts, listed: list[Medicine]) -> Iterator[Reason]:
    """Two that are one, or work alike: easily decided one by one, and taken as two.

    Two of one substance ask until they are decided alike; two of one group until both are decided.
    """
    for one, other, same in pairs(listed):
        kinds = [_kind(facts, medicine) for medicine in (one, other)]
        if None not in kinds and (not same or kinds[0] == kinds[1]):
            continue
        since = max(_named(facts, medicine) for medicine in (one, other))
        what = "Two of one substance" if same else f"Two of one kind ({naming.tag(facts, one.id)})"
        yield Reason(
            kind=ReasonKind.CONTRADICTION,
            subject=one.id,
            cause=f"pair:{other.id}:{utc_text(since)}",
            band=Band.TODAY if same else Band.TIDY,
            words=f"{what}: {one.name} and {other.name}",
            tag=naming.tag(facts, one.id),
            since=since,
            from_at=since,
            do_by=do_by(facts, since),
        )


def _kind(facts: Facts, medicine: Medicine) -> DecisionKind | None:
    decision = standing(medicine.id, facts.inputs.decisions).decision
    return None if decision is None else decision.kind


def _named(facts: Facts, medicine: Medicine) -> datetime:
    return medicine.named_at or facts.inputs.booked_at
