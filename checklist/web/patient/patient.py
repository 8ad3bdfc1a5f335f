"""A patient's own pages: the list, each item, what it is about, help, and the sheet."""

from __future__ import annotations

from dataclasses import replace

from flask import (
    Blueprint,
    flash,
    g,
    redirect,
    render_template,
    request,
    url_for,
)
from werkzeug.wrappers import Response

from checklist.actions.marks import mark_task
from checklist.core import words
from checklist.core.access import Act
from checklist.core.errors import Conflict, Invalid, NotFound
from checklist.core.marks import Channel
from checklist.core.plan.today import Placed
from checklist.store import marks, patients, plans, revisions, sheets
from checklist.web.doors import Door, enter, patient_actors
from checklist.web.hours_words import calls
from checklist.web.house import house, now
from checklist.web.marking import SPOKEN, STALE, said_from_form
from checklist.web.patient import card_view, help_view, limit_view, marks_view, today_view
from checklist.web.patient.asked_back import asked_back
from checklist.web.patient.changed import changed, read
from checklist.web.patient.doses import dose, say_dose
from checklist.web.patient.ground import Ground, Unsaved, ground_from, ground_of
from checklist.web.patient.listing import ground, the_list
from checklist.web.patient.news_view import first_page
from checklist.web.patient.questions import SAVED, questions
from checklist.web.patient.sheet_code import sheet_code
from checklist.web.patient.teach_back import tell_back
from checklist.web.sheet_view import sheet_context
from checklist.web.shell import patient_shell

bp = Blueprint("patient", __name__)

UNPROCESSABLE = 422
MOST_TYPED = 40
"""So much of what is no number comes back into its field."""

bp.add_url_rule(
    "/my/<plan_id>/questions/<path:task_key>", view_func=questions, methods=["GET", "POST"]
)
bp.add_url_rule("/my/<plan_id>/asked/<path:task_key>", view_func=asked_back, methods=["POST"])
bp.add_url_rule("/my/<plan_id>/medicines/<medicine_id>", view_func=dose)
bp.add_url_rule("/my/<plan_id>/medicines/<medicine_id>", view_func=say_dose, methods=["POST"])
bp.add_url_rule("/my/<plan_id>/tell/<path:task_key>", view_func=tell_back, methods=["POST"])
bp.add_url_rule("/my/<plan_id>/changed", view_func=changed)
bp.add_url_rule("/my/<plan_id>/changed", view_func=read, methods=["POST"])


@bp.get("/my", endpoint="plans")
@enter(Door.PATIENT)
def every_list() -> str | Response:
    """Whose list? One opens at once; of more a person chooses, by first name.

    Each opens at what changed while there is any; an old sheet leads to what changed since it.
    """
    lists = {}
    code = sheet_code(request.args.get("sheet", ""))
    with house().store.read() as reader:
        for actor in patient_actors():
            for plan in plans.open_of_patient(reader, actor.patient_id or ""):
                name = patients.need(reader, plan.patient_id).first_name
                lists[plan.id] = (name, plan, first_page(reader, plan, now()))
        sheet = sheets.by_code(reader, code) if code else None
    if sheet is not None and sheet.plan_id in lists:
        return redirect(url_for("patient.changed", plan_id=sheet.plan_id, sheet=code), 303)
    if len(lists) == 1:
        return redirect(next(iter(lists.values()))[2], 303)
    shown = [
        {
            "url": url,
            "name": name,
            "day": plan.procedure_day and words.day_words(plan.procedure_day, g.clinic.locale),
        }
        for name, plan, url in lists.values()
    ]
    return render_template("patient/plans.html", lists=shown, shell=patient_shell())


@bp.get("/my/<plan_id>")
@enter(Door.PATIENT)
def today(plan_id: str) -> str:
    """The list, today first."""
    return the_list(plan_id, ground())


@bp.post("/my/<plan_id>/marks")
@enter(Door.PATIENT, Act.MARK)
def mark(plan_id: str) -> Response | str | tuple[str, int]:
    """Keep what was said of one task. Sent by js/tick.js, it answers with the task's card.

    A number that cannot have been measured comes back in its field, with what is wrong with it.
    """
    try:
        stands = _mark(plan_id)
    except Invalid as problem:
        return _not_saved(plan_id, problem), UNPROCESSABLE
    task_key = request.form.get("task", "")
    placed = stands.page.of(task_key)
    if placed is not None and _wants_the_card():
        return _card_alone(placed, stands)
    flash(SAVED)
    return redirect(_card_url(task_key, stands), 303)


def _mark(plan_id: str) -> Ground:
    """Keep it; the plan as it stands then."""
    with house().store.read() as reader:
        said = said_from_form(request.form, g.plan, reader, Channel.SCREEN)
    if said.state not in SPOKEN:
        raise Conflict(STALE)
    at = now()
    marked = mark_task(house().store, plan_id, said, actor=g.actor, now=at)
    with house().store.read() as reader:
        return ground_from(marked.facts, reader, plans.need(reader, plan_id), g.actor, at)


def _not_saved(plan_id: str, problem: Invalid) -> str:
    """The list, or the card alone, with what was typed. Raises the problem where none shows it."""
    key = request.form.get("task", "")
    wrong = problem.problems.get("value", "")
    unsaved = Unsaved(task_key=key, typed=request.form.get("value", "")[:MOST_TYPED], problem=wrong)
    stands = replace(ground(), unsaved=unsaved)
    placed = stands.page.of(key)
    if placed is None or not wrong:
        raise problem
    return _card_alone(placed, stands) if _wants_the_card() else the_list(plan_id, stands)


def _wants_the_card() -> bool:
    return request.headers.get("X-Requested-With") == "fetch"


def _card_alone(placed: Placed, stands: Ground) -> str:
    return render_template(
        "patient/marked.html",
        card=card_view.card(placed, stands),
        progress=today_view.progress(stands),
    )


def _card_url(task_key: str, stands: Ground) -> str:
    """The list, at the card of this task. Eating and drinking stand in one."""
    placed = stands.page.of(task_key)
    shared = placed is not None and card_view.is_shared(placed, stands)
    key = limit_view.FASTING if shared else task_key
    return url_for("patient.today", plan_id=stands.plan.id, _anchor=f"task-{key}")


@bp.get("/my/<plan_id>/tasks/<path:task_key>")
@enter(Door.PATIENT)
def task(plan_id: str, task_key: str) -> str:
    """One item: why, what can be said of it, and what was said. Raises NotFound."""
    with house().store.read() as reader:
        stands = ground_of(reader, g.plan, g.clinic, g.actor, now())
        made = marks.of_task(reader, plan_id, task_key)
    found = stands.revision.content.task(task_key)
    if found is None:
        raise NotFound("no such task")
    placed = stands.page.of(task_key)
    return render_template(
        "patient/task.html",
        task=found,
        card=None if placed is None else _without_why(card_view.card(placed, stands)),
        lines=marks_view.lines(found, made, stands),
        back_url=_card_url(task_key, stands),
        shell=patient_shell(plan_id),
    )


def _without_why(card: card_view.Card) -> card_view.Card:
    """A card on the very page that its "Why?" would lead to."""
    args = {name: value for name, value in card["args"].items() if name != "why_url"}
    return {**card, "args": args}


@bp.get("/my/<plan_id>/about")
@enter(Door.PATIENT)
def about(plan_id: str) -> str:
    """What the procedure is, why, how, and what can go wrong."""
    with house().store.read() as reader:
        content = revisions.get(reader, g.plan.revision_id).content
    return render_template(
        "patient/about.html",
        procedure=content.title,
        sections=content.about,
        back_url=url_for("patient.today", plan_id=plan_id),
        shell=patient_shell(plan_id),
    )


@bp.get("/my/<plan_id>/help")
@enter(Door.PATIENT)
def help_page(plan_id: str) -> str:
    """The red flags of this plan, and whom to call at this hour."""
    with house().store.read() as reader:
        content = revisions.get(reader, g.plan.revision_id).content
    tiers = help_view.tiers(content.flags, help_view.hour_of(g.clinic, now()), tapped=True)
    return render_template(
        "patient/help.html",
        tiers=tiers,
        tap_url=url_for("warned.tap", plan_id=plan_id),
        calls=calls(g.clinic),
        shell=patient_shell(plan_id),
    )


@bp.get("/my/<plan_id>/sheet")
@enter(Door.PATIENT)
def sheet(plan_id: str) -> str:  # noqa: ARG001 - the address names it, and the guard reads it
    """The list for paper."""
    with house().store.read() as reader:
        context = sheet_context(reader, g.plan, now())
    return render_template("patient/sheet.html", **context)
