"""What waits for a clinician, the answers to read, and the word "ready"."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from flask import Blueprint, Response, g, redirect, render_template, request, url_for

from checklist.actions import reading
from checklist.actions import sign_off as signing
from checklist.actions.answers import read_answer
from checklist.actions.signed import last_signed
from checklist.core import clock
from checklist.core.access import Act, may
from checklist.core.attention import Facts
from checklist.core.errors import Conflict, NotFound
from checklist.store import Reader, answers, patients, plans, revisions
from checklist.store import reviews as waiting_list
from checklist.store.reviews import Span, Waiting
from checklist.web.doors import Door, enter
from checklist.web.forms import Filled, typed_in, whole_number
from checklist.web.house import house, now
from checklist.web.shell import say, staff_shell
from checklist.web.staff.banner import patient_banner
from checklist.web.staff.clinician import (
    asking_view,
    results_view,
    reviews_view,
    sign_off_view,
    view,
)
from checklist.web.staff.clinician.view import Answered
from checklist.web.staff.plan import teach_view
from checklist.web.staff.worklist.listed import first_time
from checklist.web.staff.worklist.view import capped

bp = Blueprint("clinician", __name__)

Answer = str | tuple[str, int] | Response
A_PAGE, LAST_PAGE = 50, 10_000
SIGN_AHEAD = timedelta(days=7)
"""A sign-off is waited for from this long before the procedure."""

MOST_LETTERS = 1000
CONFLICT, UNPROCESSABLE = 409, 422


@bp.get("/reviews")
@enter(Door.STAFF, Act.NOTE)
def reviews() -> str:
    """Answers to read, medicines to decide, plans to sign off: the soonest procedure first."""
    at = now()
    waiting = _asked_for()
    number = max(whole_number(request.args.get("page", ""), most=LAST_PAGE), 1)
    listed = f"reviews:{waiting or 'everything'}"
    if first_time(listed):
        reading.list_seen(house().store, listed, actor=g.actor, now=at)
    today = clock.day_of(at, g.clinic.tz)
    span = Span(now=at, today=today, sign_by=today + SIGN_AHEAD)
    with house().store.read() as reader:
        found = waiting_list.page(
            reader, g.clinic.id, waiting, span, limit=A_PAGE + 1, skip=(number - 1) * A_PAGE
        )
        counts = [
            (one, capped(waiting_list.count(reader, g.clinic.id, one, span))) for one in Waiting
        ]
    return render_template(
        "clinician/reviews.html",
        shell=staff_shell("clinician.reviews"),
        title=reviews_view.LABELS[waiting] if waiting else "Reviews",
        chips=reviews_view.chips(counts, waiting),
        rows=[reviews_view.row(one, g.clinic, at) for one in found[:A_PAGE]],
        earlier=_page_url(waiting, number - 1) if number > 1 else "",
        later=_page_url(waiting, number + 1) if len(found) > A_PAGE else "",
    )


def _asked_for() -> Waiting | None:
    shown = request.args.get("show", "")
    return Waiting(shown) if shown in {one.value for one in Waiting} else None


def _page_url(waiting: Waiting | None, number: int) -> str:
    show = waiting.value if waiting else None
    return url_for("clinician.reviews", show=show, page=number if number > 1 else None)


@bp.get("/plans/<plan_id>/review")
@enter(Door.STAFF, Act.NOTE)
def review(plan_id: str) -> str:
    """The answers, what matters first, with who gave them and who has read them."""
    at = now()
    reading.open_record(house().store, plan_id, actor=g.actor, now=at)
    with house().store.read() as reader:
        return _review_page(reader, at, Filled())


@bp.post("/plans/<plan_id>/review")
@enter(Door.STAFF, Act.REVIEW)
def read(plan_id: str) -> Answer:
    """A clinician has read one answer, and may leave a note. Raises NotFound for no such answer."""
    at, typed = now(), typed_in(request.form)
    answer_id, note = typed.get("answer", ""), typed.get("note", "").strip()
    with house().store.read() as reader:
        given = {one.id for one in answers.history(reader, plan_id)}
        known = answers.reviews(reader, plan_id)
        if answer_id not in given:
            raise NotFound("no such answer")
        if len(note) > MOST_LETTERS:
            wrong = {f"note-{answer_id}": f"Please use fewer than {MOST_LETTERS:,} letters."}
            filled = Filled(typed={f"note-{answer_id}": note}, wrong=wrong)
            return _review_page(reader, at, filled), UNPROCESSABLE
    if answer_id not in known:  # pressed twice: it is read already
        read_answer(house().store, plan_id, answer_id, note, actor=g.actor, now=at)
        say("Read.")
    return redirect(url_for("clinician.review", plan_id=plan_id), 303)  # type: ignore[return-value]  # werkzeug's own


def _review_page(reader: Reader, at: datetime, filled: Filled) -> str:
    answered = _answered(reader, at)
    return render_template(
        "clinician/review.html",
        shell=staff_shell("clinician.reviews"),
        banner=patient_banner(reader, g.plan, g.clinic, at),
        answers=view.answers(answered),
        unanswered=view.unanswered(answered),
        later=view.asked_later(answered),
        waiting=asking_view.waiting(reader, answered.revision, g.clinic),
        patient=answered.revision.inputs.voice.first_name,
        results=results_view.results(signing.facts_of(reader, g.plan.id)),
        medicines=sign_off_view.medicines(answered.revision),
        sign_off=_sign_off(reader, answered),
        filled=filled,
        may_read=may(g.actor, Act.REVIEW),
        may_ask=may(g.actor, Act.ASK_BACK),
        plan_id=g.plan.id,
    )


@bp.get("/plans/<plan_id>/sign-off")
@enter(Door.STAFF, Act.NOTE)
def sign_off(plan_id: str) -> str:
    """What a sign-off rests on, what is in its way, and whether the last one still stands."""
    at = now()
    reading.open_record(house().store, plan_id, actor=g.actor, now=at)
    with house().store.read() as reader:
        return _sign_off_page(reader, at, Filled())


@bp.post("/plans/<plan_id>/sign-off")
@enter(Door.STAFF, Act.SIGN_OFF)
def sign(plan_id: str) -> Answer:
    """Sign as ready, on exactly what the page showed."""
    at, typed = now(), typed_in(request.form)
    statement = typed.get("statement", "").strip()
    wrong = {}
    if not statement:
        wrong["statement"] = "Write what you sign."
    elif len(statement) > MOST_LETTERS:
        wrong["statement"] = f"Please use fewer than {MOST_LETTERS:,} letters."
    status = UNPROCESSABLE
    if not wrong:
        try:
            signing.sign_off(
                house().store,
                plan_id,
                statement,
                typed.get("fingerprint", ""),
                actor=g.actor,
                now=at,
            )
        except Conflict as changed:
            wrong, status = {"": str(changed)}, CONFLICT
        else:
            say("Signed off as ready.")
            return redirect(url_for("clinician.sign_off", plan_id=plan_id), 303)  # type: ignore[return-value]  # werkzeug's own
    with house().store.read() as reader:
        return _sign_off_page(reader, at, Filled(typed=typed, wrong=wrong)), status


def _sign_off_page(reader: Reader, at: datetime, filled: Filled) -> str:
    facts = signing.facts_of(reader, g.plan.id)
    answered = _answered(reader, at)
    return render_template(
        "clinician/sign_off.html",
        shell=staff_shell("clinician.reviews"),
        banner=patient_banner(reader, g.plan, g.clinic, at),
        reviewed=_reviewed(facts, answered),
        blocks=sign_off_view.in_the_way(signing.in_the_way(facts, at), g.plan.id),
        sign_off=_sign_off(reader, answered),
        statement=filled.value("statement", sign_off_view.statement(facts.revision, g.clinic)),
        fingerprint=facts.revision.fingerprint,
        patient=patients.need(reader, g.plan.patient_id).first_name,
        revision=facts.revision.number,
        filled=filled,
        may_sign=may(g.actor, Act.SIGN_OFF),
        plan_id=g.plan.id,
    )


def _reviewed(facts: Facts, answered: Answered) -> list[dict[str, Any]]:
    """What it rests on, each line with whether it is complete."""
    rests_on = sign_off_view.reviewed(facts, answered)
    return [*rests_on, *results_view.lines(facts), *teach_view.lines(facts)]


def _sign_off(reader: Reader, answered: Answered) -> dict[str, Any]:
    signed = last_signed(reader, g.plan.id, answered.revision)
    return sign_off_view.sign_off(signed, g.clinic)


def _answered(reader: Reader, at: datetime) -> Answered:
    plan = plans.need(reader, g.plan.id)
    return Answered(
        clinic=g.clinic,
        now=at,
        revision=revisions.get(reader, plan.revision_id),
        history=answers.history(reader, plan.id),
        read=answers.reviews(reader, plan.id),
        state=plan.state,
        through=answers.channels(reader, plan.id),
    )
