"""Every room of the web, by who is at the door."""

from __future__ import annotations

from flask import Blueprint

from checklist.web import health, public
from checklist.web.patient import go, patient, phone, warned
from checklist.web.staff import print_plan, sign_in
from checklist.web.staff.call_off import pages as call_off
from checklist.web.staff.call_off import settle
from checklist.web.staff.change import pages as change
from checklist.web.staff.clinician import asking, checks
from checklist.web.staff.clinician import pages as clinician
from checklist.web.staff.day import going_home
from checklist.web.staff.day import pages as day
from checklist.web.staff.medicines import approvals, doses, hold_table
from checklist.web.staff.medicines import names as medicine_names
from checklist.web.staff.medicines import pages as medicines
from checklist.web.staff.new_plan import pages as new_plan
from checklist.web.staff.plan import answers_for, read_aloud, teach_back
from checklist.web.staff.plan import pages as plan
from checklist.web.staff.protocols import pages, publishing, trying
from checklist.web.staff.recovery import pages as recovery
from checklist.web.staff.worklist import calls, insights
from checklist.web.staff.worklist import pages as worklist

BLUEPRINTS: tuple[Blueprint, ...] = (
    health.bp,
    public.bp,
    go.bp,
    patient.bp,
    warned.bp,
    phone.bp,
    sign_in.bp,
    worklist.bp,
    new_plan.bp,
    plan.bp,
    change.bp,
    call_off.bp,
    settle.bp,
    answers_for.bp,
    calls.bp,
    clinician.bp,
    day.bp,
    asking.bp,
    checks.bp,
    going_home.bp,
    medicines.bp,
    medicine_names.bp,
    doses.bp,
    approvals.bp,
    hold_table.bp,
    insights.bp,
    print_plan.bp,
    read_aloud.bp,
    teach_back.bp,
    recovery.bp,
    pages.bp,
    publishing.bp,
    trying.bp,
)
