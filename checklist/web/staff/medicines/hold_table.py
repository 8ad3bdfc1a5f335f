"""The clinic's own hold table: read beside a decision, kept here by its clinicians."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, g, redirect, render_template, request, url_for

from checklist.actions.hold_table import NewLine, add_line, end_line
from checklist.core import clock, words
from checklist.core.access import Act
from checklist.core.errors import Invalid
from checklist.core.hold_table import HoldRule, is_due
from checklist.store import hold_rules
from checklist.web.doors import Door, enter
from checklist.web.forms import Filled, in_order, read_day, typed_in
from checklist.web.house import house, now
from checklist.web.shell import say, staff_shell

bp = Blueprint("hold_table", __name__)

UNPROCESSABLE = 422
FIELDS = ("medicine", "dose", "kidney", "hold", "source", "owner", "review_on")


@bp.get("/hold-table")
@enter(Door.STAFF, Act.KEEP_HOLD_TABLE)
def page() -> str:
    """Every line in use, and the form for one more."""
    return _shown(Filled())


@bp.post("/hold-table")
@enter(Door.STAFF, Act.KEEP_HOLD_TABLE)
def add() -> str | tuple[str, int] | Response:
    """Add a line, or show what is wrong with it."""
    typed = typed_in(request.form)
    wrong = {}
    try:
        review_on = read_day(typed["review_on"]) if typed.get("review_on") else None
    except ValueError as problem:
        review_on, wrong = None, {"review_on": str(problem)}
    line = NewLine(
        **{name: typed.get(name, "") for name in FIELDS if name != "review_on"},
        review_on=review_on,
    )
    try:
        add_line(house().store, line, actor=g.actor, now=now())
    except Invalid as problem:
        wrong = in_order({**problem.problems, **wrong}, FIELDS)
        return _shown(Filled(typed=typed, wrong=wrong)), UNPROCESSABLE
    say("Added to the table.")
    return _back()


@bp.post("/hold-table/end")
@enter(Door.STAFF, Act.KEEP_HOLD_TABLE)
def end() -> Response:
    """Take a line out of use."""
    end_line(house().store, request.form.get("line", ""), actor=g.actor, now=now())
    say("Taken out of the table.")
    return _back()


def _back() -> Response:
    return redirect(url_for("hold_table.page"), 303)  # type: ignore[return-value]  # werkzeug's own


def _shown(filled: Filled) -> str:
    with house().store.read() as reader:
        lines = hold_rules.of_clinic(reader, g.clinic.id)
    return render_template(
        "hold_table/page.html",
        shell=staff_shell("hold_table.page"),
        lines=[_line(line) for line in lines],
        filled=filled,
    )


def _line(line: HoldRule) -> dict[str, Any]:
    day = words.day_words(line.review_on, g.clinic.locale, year=True)
    return {
        "id": line.id,
        "medicine": line.medicine,
        "about": ", ".join(part for part in (line.dose, line.kidney) if part),
        "hold": line.hold,
        "source": line.source,
        "owner": line.owner,
        "review": day,
        "due": is_due(line, clock.day_of(now(), g.clinic.tz)),
    }
