"""One patient's plan, as staff see it: marks for the patient, checks, notes, what happened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

from flask import Blueprint, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from checklist.actions import attention, events, marks, reading, times
from checklist.core.access import Act
from checklist.core.errors import Conflict, Invalid
from checklist.core.marks import Channel
from checklist.store import carers, entries, patients, protocols, revisions, staff
from checklist.web.doors import Door, enter
from checklist.web.forms import Filled, instant_of, read_clock, read_day, typed_in
from checklist.web.house import house, now
from checklist.web.marking import said_from_form
from checklist.web.shell import say, staff_shell
from checklist.web.staff.banner import patient_banner
from checklist.web.staff.plan.history_view import entry_lines, revision_lines
from checklist.web.staff.plan.page import Sent, render

bp = Blueprint("plan", __name__)

Answer = str | tuple[str, int] | Response

THROUGH = {"phone": Channel.PHONE, "paper": Channel.PAPER}
CHOOSE_STATE = "Choose what the patient says."
CHOOSE_THROUGH = "Say how you heard it: by phone or from paper."
STILL_TO_COME = "This time is still to come."


@bp.get("/plans/<plan_id>")
@enter(Door.STAFF)
def show(plan_id: str) -> Answer:
    """The plan; opening it leaves an entry."""
    reading.open_record(house().store, plan_id, actor=g.actor, now=now())
    return render(plan_id)


@bp.post("/plans/<plan_id>/marks")
@enter(Door.STAFF, Act.MARK_FOR)
def mark(plan_id: str) -> Answer:
    """A mark for the patient, by phone or from paper, with the time at which it happened."""
    key = request.form.get("task", "")
    return _done(plan_id, f"mark-{key}", "Saved for the patient.", lambda: _mark(plan_id))


def _mark(plan_id: str) -> None:
    typed = typed_in(request.form)
    wrong = {}
    if not typed.get("state"):
        wrong["state"] = CHOOSE_STATE
    if typed.get("through") not in THROUGH:
        wrong["through"] = CHOOSE_THROUGH
    happened_at = _at(typed, wrong)
    if happened_at is None:
        raise Invalid(wrong)
    with house().store.read() as reader:
        said = said_from_form(typed, g.plan, reader, THROUGH[typed["through"]])
    said = replace(said, happened_at=happened_at)
    marks.mark_task(house().store, plan_id, said, actor=g.actor, now=now())


@bp.post("/plans/<plan_id>/checks")
@enter(Door.STAFF, Act.CHECK)
def check(plan_id: str) -> Answer:
    """Our confirmation of a critical tick."""
    key, mark_id = request.form.get("task", ""), request.form.get("mark", "")

    def confirm() -> None:
        marks.check_task(house().store, plan_id, key, mark_id, actor=g.actor, now=now())

    return _done(plan_id, "check", "Checked.", confirm)


@bp.post("/plans/<plan_id>/notes")
@enter(Door.STAFF, Act.NOTE)
def note(plan_id: str) -> Answer:
    """A note for colleagues."""
    text = request.form.get("text", "")

    def write() -> None:
        attention.write_note(house().store, plan_id, text, actor=g.actor, now=now())

    return _done(plan_id, "note", "Note saved.", write)


@bp.post("/plans/<plan_id>/times")
@enter(Door.STAFF, Act.SET_TIME)
def set_times(plan_id: str) -> Answer:
    """The start and the arrival, when they were not known at booking."""
    return _done(plan_id, "times", "Saved. Every date was worked out anew.", lambda: _set(plan_id))


def _set(plan_id: str) -> None:
    wrong: dict[str, str] = {}
    typed = typed_in(request.form)
    day = g.plan.procedure_day
    found = {
        name: _of_day(day, typed, name, wrong) if day is not None and typed.get(name) else None
        for name in ("start", "arrival")
    }
    if wrong:
        raise Invalid(wrong)
    times.set_times(house().store, plan_id, times.Times(**found), actor=g.actor, now=now())


def _of_day(day: date, typed: dict[str, str], name: str, wrong: dict[str, str]) -> datetime | None:
    """A clock time of the procedure's day, which may come twice that day."""
    try:
        clock = read_clock(typed[name])
    except ValueError as problem:
        wrong[name] = str(problem)
        return None
    try:
        return instant_of(day, clock, g.clinic.tz, field=name, which=typed.get(f"{name}_which", ""))
    except Invalid as problem:
        wrong.update(problem.problems)
        return None


@bp.post("/plans/<plan_id>/events")
@enter(Door.STAFF, Act.RECORD_EVENT)
def event(plan_id: str) -> Answer:
    """Procedure done, gone home, or what else the protocol asks to be recorded."""
    what = request.form.get("event", "")
    return _done(
        plan_id,
        f"event-{what}",
        "Recorded. The dates that rest on it are firm now.",
        lambda: _record(plan_id, what),
    )


@bp.post("/plans/<plan_id>/events/back")
@enter(Door.STAFF, Act.RECORD_EVENT)
def event_back(plan_id: str) -> Answer:
    """It was recorded by mistake: on the wrong patient, or too early."""
    what, reason = request.form.get("event", ""), request.form.get("reason", "")

    def take_back() -> None:
        events.take_back_event(house().store, plan_id, what, reason, actor=g.actor, now=now())

    said = "Taken back. The plan is as it was before. Call the patient."
    return _done(plan_id, f"back-{what}", said, take_back)


def _record(plan_id: str, what: str) -> None:
    wrong: dict[str, str] = {}
    at = _at(typed_in(request.form), wrong)
    if at is None:
        raise Invalid(wrong)
    try:
        events.record_event(house().store, plan_id, what, at, actor=g.actor, now=now())
    except Invalid as problem:
        raise Invalid({"time": problem.problems.get("at", str(problem))}) from None


@bp.get("/plans/<plan_id>/history")
@enter(Door.STAFF)
def history(plan_id: str) -> Answer:
    """Every revision and every entry; looking at it leaves one too."""
    reading.open_record(house().store, plan_id, actor=g.actor, now=now())
    with house().store.read() as reader:
        patient = patients.need(reader, g.plan.patient_id)
        made = revisions.of_plan(reader, plan_id)
        titles = {task.key: task.title for one in made for task in one.content.tasks}
        titles |= {one.key: one.ask for made_one in made for one in made_one.content.questions}
        titles |= {one.id: one.name for one in made[-1].inputs.medicines}
        titles |= events.own_events(protocols.get(reader, g.plan.protocol_id))
        names = {one.id: one.name for one in staff.of_clinic(reader, g.clinic.id)}
        names |= {one.id: one.name for one in carers.of_patient(reader, patient.id)}
        told = entries.history(reader, plan_id)
        banner = patient_banner(reader, g.plan, g.clinic, now())
    return render_template(
        "plan/history.html",
        shell=staff_shell("worklist.patients"),
        banner=banner,
        revisions=revision_lines(made, g.clinic),
        entries=entry_lines(told, patient.name, names, titles, g.clinic),
    )


def _at(typed: dict[str, str], wrong: dict[str, str]) -> datetime | None:
    """When it happened, from the fields day, time and time_which; None once something is wrong."""
    try:
        day = read_day(typed.get("day", ""))
    except ValueError as problem:
        wrong["day"] = str(problem)
        return None
    try:
        clock = read_clock(typed.get("time", ""))
    except ValueError as problem:
        wrong["time"] = str(problem)
        return None
    try:
        at = instant_of(day, clock, g.clinic.tz, field="time", which=typed.get("time_which", ""))
    except Invalid as problem:
        wrong.update(problem.problems)
        return None
    if at > now():
        wrong["time"] = STILL_TO_COME
    return None if wrong else at


def _done(plan_id: str, form: str, said: str, action: Callable[[], object]) -> Answer:
    """Do it and go back to the plan, or show the page again with what is wrong."""
    try:
        action()
    except Invalid as problem:
        filled = Filled(typed=typed_in(request.form), wrong=problem.problems)
        return render(plan_id, Sent(form=form, filled=filled)), 422
    except Conflict as conflict:
        return render(plan_id, Sent(filled=Filled(wrong={"": str(conflict)}))), 409
    say(said)
    return redirect(url_for("plan.show", plan_id=plan_id), 303)
