"""Every room of the web, by who is at the door."""

from __future__ import annotations

from flask import Blueprint

from checklist.web import health, public
from checklist.web.patient import go, patient, phone, warned
from checklist.web.staff import (
    answers_for,
    approvals,
    asking,
    call_off,
    calls,
    change,
    checks,
    clinician,
    day,
    doses,
    going_home,
    hold_table,
    insights,
    medicine_names,
    medicines,
    new_plan,
    plan,
    print_plan,
    read_aloud,
    recovery,
    settle,
    sign_in,
    teach_back,
    worklist,
)
from checklist.web.staff.protocols import pages, publishing, trying

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
