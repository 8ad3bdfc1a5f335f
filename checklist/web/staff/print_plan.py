"""What staff print: the checklist, and the letters that let people in."""

from __future__ import annotations

from flask import (
    Blueprint,
    Response,
    g,
    get_flashed_messages,
    redirect,
    render_template,
    request,
    url_for,
)

from checklist.actions import doors, printing
from checklist.core.access import Act
from checklist.core.errors import NotFound
from checklist.store import dose_reports, leavings, patients, protocols, revisions
from checklist.store.keys import derive
from checklist.web.doors import Door, enter
from checklist.web.house import house, now
from checklist.web.sheet_after import after_sheet
from checklist.web.sheet_view import paper_of, sheet_context
from checklist.web.sheet_view import sheet as sheet_of
from checklist.web.shell import say
from checklist.web.staff.day.doctor_letter import DoctorLetter
from checklist.web.staff.day.doctor_letter import doctor_letter as doctor_letter_of
from checklist.web.staff.letter_view import letter as letter_of

bp = Blueprint("print_plan", __name__)

REISSUED = "The old link and code no longer work. This letter has the new ones."


@bp.get("/plans/<plan_id>/sheet")
@enter(Door.STAFF, Act.NOTE)
def sheet(plan_id: str) -> str:
    """The checklist alone, as the patient prints it."""
    at = now()
    printing.print_sheet(house().store, plan_id, actor=g.actor, now=at)
    with house().store.read() as reader:
        context = sheet_context(reader, g.plan, at)
    context |= {
        "back_url": url_for("plan.show", plan_id=plan_id),
        "back_label": "Back to the plan",
    }
    return render_template("patient/sheet.html", **context)


@bp.get("/plans/<plan_id>/after-sheet")
@enter(Door.STAFF, Act.NOTE)
def after(plan_id: str) -> str:
    """Only what comes after, to take home."""
    at = now()
    what = "after checklist"
    printing.print_sheet(house().store, plan_id, what=what, actor=g.actor, now=at)
    with house().store.read() as reader:
        made = after_sheet(paper_of(reader, g.plan, at))
    return render_template("print_plan/after.html", sheet=made, plan_id=plan_id)


@bp.get("/plans/<plan_id>/doctor-letter")
@enter(Door.STAFF, Act.NOTE)
def doctor_letter(plan_id: str) -> str:
    """The letter to the family doctor."""
    at = now()
    what = "letter to the family doctor"
    printing.print_sheet(house().store, plan_id, what=what, actor=g.actor, now=at)
    with house().store.read() as reader:
        paper = paper_of(reader, g.plan, at)
        letter = DoctorLetter(
            paper=paper,
            protocol=protocols.get(reader, g.plan.protocol_id),
            leaving=leavings.latest(reader, plan_id),
            reports=dose_reports.of_plan(reader, plan_id),
        )
    return render_template(
        "print_plan/doctor_letter.html",
        letter=doctor_letter_of(letter),
        foot=sheet_of(paper)["foot"],
        plan_id=plan_id,
    )


@bp.get("/plans/<plan_id>/letter")
@enter(Door.STAFF, Act.ISSUE_DOOR)
def letter(plan_id: str) -> str:
    """One letter for each person, or with ``?only=<door>`` for one of them.

    Raises NotFound for a door that is not this patient's.
    """
    at, settings = now(), house().settings
    key = derive(settings.root_key, "links")
    made = doors.letters(house().store, plan_id, key, settings.base_url, actor=g.actor, now=at)
    only = request.args.get("only", "")
    shown = [one for one in made if only in ("", one.door_id)]
    if not shown:
        raise NotFound("no such door")
    with house().store.read() as reader:
        patient = patients.need(reader, g.plan.patient_id)
        revision = revisions.get(reader, g.plan.revision_id)
        context = sheet_context(reader, g.plan, at)
    return render_template(
        "print_plan/letter.html",
        sheet=context["sheet"],
        letters=[letter_of(one, patient, revision, settings.base_url) for one in shown],
        people=[{"person": one.person, "door_id": one.door_id} for one in made],
        only=only,
        plan_id=plan_id,
        flashes=get_flashed_messages(),
    )


@bp.post("/plans/<plan_id>/doors")
@enter(Door.STAFF, Act.ISSUE_DOOR)
def reissue(plan_id: str) -> Response:
    """Make one person's link and code useless, and print a letter with new ones."""
    door_id = request.form.get("door", "")
    doors.reissue(house().store, plan_id, door_id, actor=g.actor, now=now())
    say(REISSUED)
    return redirect(  # type: ignore[return-value]  # werkzeug's own response class
        url_for("print_plan.letter", plan_id=plan_id, only=door_id), 303
    )
