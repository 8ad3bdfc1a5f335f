"""The page of a patient's medicines, whichever of its forms came back."""

from __future__ import annotations

from datetime import datetime

from flask import Response, g, redirect, render_template, url_for

from checklist.actions import filing
from checklist.core.access import Act, may
from checklist.store import Reader, carers, hold_rules, patients, plans, protocols
from checklist.web.forms import Filled
from checklist.web.shell import staff_shell
from checklist.web.staff.banner import patient_banner
from checklist.web.staff.clinician import results_view
from checklist.web.staff.medicines import parts as page_of
from checklist.web.staff.medicines.look_out import hints
from checklist.web.staff.medicines.names_view import list_view
from checklist.web.staff.medicines.table import Table
from checklist.web.staff.medicines.view import cards, summary

KEEP = "rest"
"""As ``?keep=rest``: Keep is chosen, and not saved, for all that no group concerns."""


def back(plan_id: str) -> Response:
    """To the page again, after something was saved."""
    return redirect(url_for("medicines.page", plan_id=plan_id), 303)  # type: ignore[return-value]  # werkzeug's own


def table_of(reader: Reader, at: datetime) -> Table:
    """What the page of this request's plan rests on, as it stands at ``at`` (UTC)."""
    return Table(
        clinic=g.clinic,
        protocol=protocols.get(reader, g.plan.protocol_id),
        facts=filing.gather_facts(reader, plans.need(reader, g.plan.id)),
        actor=g.actor,
        now=at,
        hold_table=hold_rules.of_clinic(reader, g.clinic.id),
    )


def shown(
    reader: Reader, table: Table, *, added: Filled | None = None, off: Filled | None = None
) -> str:
    """The whole page. ``added`` and ``off`` are the forms for one more and one less, come back."""
    patient = patients.need(reader, g.plan.patient_id)
    names = [patient.first_name, *(c.name for c in carers.of_patient(reader, patient.id))]
    decides = may(g.actor, Act.DECIDE)
    keepable = sum(1 for medicine in table.listed if table.keepable(medicine))
    return render_template(
        "medicines/page.html",
        shell=staff_shell("clinician.reviews"),
        banner=patient_banner(reader, g.plan, g.clinic, table.now),
        title=page_of.title(table),
        lede=page_of.lede(table),
        errors=summary(table),
        cards=cards(table),
        hints=hints(table),
        results=results_view.results(table.facts),
        told=page_of.told(table),
        patient=patient.first_name,
        may_decide=decides,
        may_add=may(g.actor, Act.ANSWER),
        may_report=may(g.actor, Act.REPORT_DOSE),
        keepable=keepable if decides and keepable > 1 and not table.keep else 0,
        keep_url=url_for("medicines.page", plan_id=g.plan.id, keep=KEEP),
        hold_url=url_for("hold_table.page") if may(g.actor, Act.KEEP_HOLD_TABLE) else "",
        plan_id=g.plan.id,
        save_label=f"Save decisions and make revision {table.revision.number + 1}",
        save_note=page_of.save_note(names, patient.reach),
        added=added or Filled(),
        off=off or Filled(),
        names=list_view(table),
    )
