"""The page of one plan, as it stands or as a form on it comes back."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from flask import g, render_template, url_for

from checklist.actions import filing
from checklist.actions.events import own_events
from checklist.actions.news import news_of
from checklist.actions.signed import last_signed
from checklist.core import words
from checklist.core.access import Act, may
from checklist.core.audit import Verb
from checklist.core.clinic import Clinic
from checklist.core.clock import day_of
from checklist.core.plan.anchors import is_actual
from checklist.core.plan.model import PlanState, Revision
from checklist.core.plan.notice import notice
from checklist.core.plan.off_medicines import waiting_of
from checklist.store import (
    Reader,
    acknowledgements,
    attention,
    carers,
    contacts,
    entries,
    marks,
    patients,
    plans,
    protocols,
    resolutions,
    revisions,
    staff,
    teach_tries,
)
from checklist.store.plans import PlanRow
from checklist.web.forms import Filled
from checklist.web.house import house, now
from checklist.web.shell import staff_shell
from checklist.web.staff.banner import patient_banner
from checklist.web.staff.plan import events as plan_events
from checklist.web.staff.plan import medicines as plan_medicines
from checklist.web.staff.plan import reach as plan_reach
from checklist.web.staff.plan import reasons as plan_reasons
from checklist.web.staff.plan import teach_view, view
from checklist.web.staff.plan.changed_view import Changed, changed_view
from checklist.web.staff.plan.marks import Told
from checklist.web.staff.plan.ways import ways

MOST_CLEARED = 5
"""The page shows the last few; the history has them all."""

STATE_WORDS = {
    PlanState.BEFORE: "before the procedure",
    PlanState.RECOVERING: "recovering",
    PlanState.CALLED_OFF: "called off",
    PlanState.CLOSED: "closed",
}


@dataclass(frozen=True, kw_only=True)
class Sent:
    """The one form of the page that came back, if any: its name, and what was typed into it."""

    form: str = ""
    filled: Filled = field(default_factory=Filled)

    def value(self, form: str, name: str, otherwise: str = "") -> str:
        return self.filled.value(name, otherwise) if form == self.form else otherwise

    def problem(self, form: str, name: str) -> str:
        return self.filled.problem(name) if form == self.form else ""

    @property
    def errors(self) -> list[dict[str, str]]:
        """For error_summary: the ids of this page's fields begin with their form's name."""
        return [
            {"name": f"{self.form}-{name}" if name else "", "text": text}
            for name, text in self.filled.wrong.items()
        ]


def render(plan_id: str, sent: Sent | None = None) -> str:
    """The whole page, from one state of the store."""
    at = now()
    with house().store.read() as reader:
        shown = _shown(reader, plans.need(reader, plan_id), g.clinic, at)
    return render_template(
        "plan/show.html",
        shell=staff_shell("worklist.patients"),
        sent=sent or Sent(),
        minute=view.now_parts(at, g.clinic),
        may_do={act.name: may(g.actor, act) for act in Act},
        **shown,
    )


def _shown(reader: Reader, plan: PlanRow, clinic: Clinic, at: datetime) -> dict[str, Any]:
    revision = revisions.get(reader, plan.revision_id)
    patient = patients.need(reader, plan.patient_id)
    told = Told(
        revision=revision,
        states=filing.states(reader, plan.id, revision),
        marks=marks.by_task(reader, plan.id),
        checks=marks.checks_by_task(reader, plan.id),
        clinic=clinic,
        actor=g.actor,
        now=at,
    )
    protocol = protocols.get(reader, plan.protocol_id)
    groups = protocol.medicine_groups
    names = {one.id: one.name for one in staff.of_clinic(reader, clinic.id)}
    helping = carers.of_patient(reader, patient.id)
    return {
        "plan_id": plan.id,
        "banner": patient_banner(reader, plan, clinic, at, linked=False),
        "beside": _beside(plan, revision, clinic),
        "parts": view.parts(
            told,
            recovering=plan.state is not PlanState.BEFORE,
            off=revision.inputs.called_off is not None and plan.procedure_day is None,
        ),
        "changed": changed_view(
            Changed(
                news=news_of(reader, revision).still(told.states, plan.state, at),
                read=acknowledgements.of_plan(reader, plan.id),
                notice=notice(revision, at),
            ),
            plan.id,
            g.actor,
            clinic,
            at,
        ),
        "reasons": plan_reasons.reasons_view(
            attention.for_plan(reader, plan.id, at),
            at,
            clinic,
            g.actor,
            url_for("settle.page", plan_id=plan.id),
        ),
        "resolved": plan_reasons.resolved_view(resolutions.history(reader, plan.id), at, clinic),
        "cleared": plan_reasons.cleared_view(
            entries.latest(reader, plan.id, Verb.ATTENTION_CLEARED, most=MOST_CLEARED), clinic
        ),
        "reach": plan_reach.reach_view(patient, helping, plan.contacted_at, clinic),
        "owner": plan_reach.owner_view(plan, g.actor, names),
        "calls": plan_reach.calls_view(contacts.calls(reader, plan.id), clinic),
        "notes": plan_reach.notes_view(contacts.notes(reader, plan.id), clinic),
        "medicines": plan_medicines.medicines_view(
            revision, {one.key: one.label for one in groups}, clinic
        ),
        "sign_off": plan_medicines.sign_off_view(last_signed(reader, plan.id, revision), clinic),
        "times": plan_events.times_view(plan, revision, clinic, g.actor),
        "events": plan_events.events_view(
            plan, revision, clinic, g.actor, at, own_events(protocol)
        ),
        "ways": ways(
            plan,
            g.actor,
            home=is_actual(revision.inputs.anchors, "home"),
            settling=bool(waiting_of(revision.inputs)),
        ),
        "closable": _closable(plan, revision),
        "answerable": answer_tasks(revision),
        "teach": teach_view.by_task(
            revision, teach_tries.of_plan(reader, plan.id), g.actor, clinic
        ),
    }


def _beside(plan: PlanRow, revision: Revision, clinic: Clinic) -> str:
    made = ""
    if revision.made_at is not None:
        made = f" of {words.day_words(day_of(revision.made_at, clinic.tz), clinic.locale)}"
    return f"revision {revision.number}{made}, {STATE_WORDS[plan.state]}"


def _closable(plan: PlanRow, revision: Revision) -> bool:
    home = is_actual(revision.inputs.anchors, "home")
    return plan.state is PlanState.RECOVERING and home and may(g.actor, Act.RECORD_EVENT)


def answer_tasks(revision: Revision) -> list[str]:
    """The keys of tasks that ask questions; staff may write answers down for the patient."""
    if not may(g.actor, Act.ANSWER):
        return []
    return [task.key for task in revision.content.tasks if task.questions]
