"""The patient's list as a page: as it stands, or as a form on one of its cards comes back."""

from __future__ import annotations

from dataclasses import replace

from flask import g, get_flashed_messages, render_template, session, url_for

from checklist.store import plans
from checklist.web.doors import DOORS
from checklist.web.house import house, now
from checklist.web.patient import today_view
from checklist.web.patient.ground import Ground, Unsaved, ground_of
from checklist.web.shell import patient_shell

MOST_TYPED = 1000
"""So much of what could not be kept comes back into its field."""


def ground() -> Ground:
    """The plan of this request as it stands now, marks made a moment ago included."""
    with house().store.read() as reader:
        return ground_of(reader, plans.need(reader, g.plan.id), g.clinic, g.actor, now())


def the_list(plan_id: str, stands: Ground) -> str:
    return render_template(
        "patient/today.html",
        **today_view.today(stands),
        saved=get_flashed_messages(),
        about_url=url_for("patient.about", plan_id=plan_id),
        others_url=url_for("patient.plans") if len(session.get(DOORS, [])) > 1 else "",
        shell=patient_shell(plan_id),
    )


def come_back(plan_id: str, task_key: str, typed: str, problem: str) -> str:
    """The list, with what was typed into one card and the sentence that says what is wrong."""
    unsaved = Unsaved(task_key=task_key, typed=typed[:MOST_TYPED], problem=problem)
    return the_list(plan_id, replace(ground(), unsaved=unsaved))
