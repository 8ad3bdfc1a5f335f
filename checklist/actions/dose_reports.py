"""What was really taken, as a patient, a carer or a nurse says it; and a clinician's look at it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from checklist.actions import filing
from checklist.actions.opening import open_plan
from checklist.core.access import Act, require
from checklist.core.actors import Actor
from checklist.core.attention import Facts, ReasonKind
from checklist.core.attention.reports import LOOKED, late_cause, late_dose
from checklist.core.audit import Verb
from checklist.core.clock import utc_text
from checklist.core.dose_reports import DoseReport, Reported
from checklist.core.errors import Conflict, Invalid
from checklist.core.marks import Channel
from checklist.core.medicines import standing
from checklist.store import Store, dose_reports, medicines, plans, resolutions
from checklist.store.ids import is_id, new_id

MOST_LETTERS = 500
CLOCK_SKEW = timedelta(minutes=5)
LONGEST_AGO = timedelta(days=366)
GONE = "This medicine is no longer on the list. Load the page again."
SETTLED = "This was dealt with already. Load the page again."


@dataclass(frozen=True, kw_only=True)
class DoseSaid:
    """One statement as it arrives. ``id`` was made with the page: sent twice, it is said once."""

    id: str
    medicine_id: str
    said: Reported
    channel: Channel
    taken_at: datetime | None = None
    words: str = ""


def report_dose(
    store: Store, plan_id: str, said: DoseSaid, *, actor: Actor, now: datetime
) -> Facts:
    """Keep one statement and file what it means; what is known of the plan then.

    A repeated id changes nothing. It is a contact, as a tick is. Raises Invalid beside ``taken_at``
    for a time to come or long ago, Conflict for a medicine that is not on the list.
    """
    require(actor, Act.REPORT_DOSE)
    _check(said, now)
    with store.write(actor, now, on=(plan_id,)) as tx:
        plan = open_plan(tx, plan_id, actor)
        listed = {m.id for m in medicines.of_plan(tx, plan_id) if not m.withdrawn}
        if said.medicine_id not in listed or not is_id(said.id):
            raise Conflict(GONE)
        if any(one.id == said.id for one in dose_reports.of_plan(tx, plan_id)):
            return filing.gather_facts(tx, plan)
        dose_reports.add(tx, plan_id, _report(said, actor, now), by=actor)
        tx.enter(
            Verb.DOSE_REPORTED,
            subject=said.medicine_id,
            payload={
                "said": said.said,
                "taken_at": "" if said.taken_at is None else utc_text(said.taken_at),
                "words": said.words,
                "channel": said.channel,
            },
            plan_id=plan_id,
        )
        if plan.contacted_at is None:
            plans.set_contacted(tx, plan_id, now)
        return filing.refile(tx, plan_id)


def _check(said: DoseSaid, now: datetime) -> None:
    if len(said.words) > MOST_LETTERS:
        raise Invalid({"words": f"Please use fewer than {MOST_LETTERS} letters."})
    if said.taken_at is None:
        return
    if said.taken_at > now + CLOCK_SKEW:
        raise Invalid({"taken_at": "This time is still to come."})
    if said.taken_at < now - LONGEST_AGO:
        raise Invalid({"taken_at": "Check the date: this is more than a year ago."})


def _report(said: DoseSaid, actor: Actor, now: datetime) -> DoseReport:
    return DoseReport(
        id=said.id,
        medicine_id=said.medicine_id,
        said=said.said,
        by=actor.name,
        by_kind=actor.kind,
        channel=said.channel,
        heard_at=now,
        taken_at=said.taken_at,
        words=said.words.strip(),
    )


def look(store: Store, plan_id: str, medicine_id: str, *, actor: Actor, now: datetime) -> None:
    """A clinician has seen that a dose was taken later than decided, and lets the decision stand.

    Raises Conflict where nothing waits to be looked at.
    """
    require(actor, Act.DECIDE)
    with store.write(actor, now, on=(plan_id,)) as tx:
        plan = open_plan(tx, plan_id, actor)
        facts = filing.gather_facts(tx, plan)
        decision = standing(medicine_id, facts.inputs.decisions).decision
        medicine = next((m for m in facts.inputs.medicines if m.id == medicine_id), None)
        report = None if medicine is None else late_dose(medicine, decision, facts.reports)
        if report is None or decision is None:
            raise Conflict(SETTLED)
        note = "Looked at: the decision stands."
        resolutions.add(
            tx,
            id=new_id(),
            plan_id=plan_id,
            reason=ReasonKind.CONTRADICTION,
            subject=medicine_id,
            cause=f"{late_cause(report, decision)}{LOOKED}",
            outcome="resolved",
            note=note,
            by=actor,
            at=now,
        )
        tx.enter(
            Verb.ATTENTION_RESOLVED,
            subject=f"{ReasonKind.CONTRADICTION}:{medicine_id}",
            payload={"note": note},
            plan_id=plan_id,
        )
        filing.refile(tx, plan_id)
