"""The door: a letter's link or a typed code, and a birth date.

A GET opens nothing. The link stands behind a "#", so that no server and no log sees it until
js/go.js moves it into the form and a person presses the button. Without JavaScript, or with a
letter on the phone's other side, the printed code does the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from checklist.actions.doors import open_door
from checklist.core.errors import GuessLimit, Invalid
from checklist.web.addresses import where_from
from checklist.web.doors import Door, enter, remember_door
from checklist.web.house import house, now
from checklist.web.patient.sheet_code import sheet_code
from checklist.web.shell import patient_shell

bp = Blueprint("go", __name__)

UNPROCESSABLE, TOO_MANY = 422, 429
NUMBERS = "Write the birth date in numbers, for example 2 8 1942."
YEAR = "Write the year with 4 numbers."
NO_SUCH_DAY = "There is no such day. Check the birth date."
NO_CODE = "Write the code from your letter."


@dataclass(frozen=True, kw_only=True)
class Typed:
    """What stands in the form. ``link`` came from a letter, ``code`` was typed.

    ``sheet`` is the code of an old print that led here: the way to what changed since.
    """

    link: str = ""
    code: str = ""
    day: str = ""
    month: str = ""
    year: str = ""
    sheet: str = ""


@bp.get("/go")
@enter(Door.ANYONE)
def landing() -> str:
    """Where letters lead, and old sheets."""
    return _page(Typed(sheet=sheet_code(request.args.get("sheet", ""))), {})


@bp.post("/go")
@enter(Door.ANYONE)
def open_() -> Response | tuple[str, int]:
    """Try the link or code with the birth date. What is wrong is said the same, whatever it is."""
    form = request.form
    typed = Typed(
        link=form.get("link", ""),
        code=form.get("code", ""),
        day=form.get("born_day", "").strip(),
        month=form.get("born_month", "").strip(),
        year=form.get("born_year", "").strip(),
        sheet=sheet_code(form.get("sheet", "")),
    )
    born, problem = _birth_date(typed)
    problems = {"born": problem} if problem else {}
    if not (typed.link or typed.code.strip()):
        problems["code"] = NO_CODE
    if born is None or problems:
        return _page(typed, problems), UNPROCESSABLE
    return _try(typed, born)


def _try(typed: Typed, born: date) -> Response | tuple[str, int]:
    store = house().store
    try:
        session_id = open_door(
            store,
            typed.link or typed.code,
            born,
            store.keys.links,
            address=where_from(request.remote_addr or ""),
            now=now(),
        )
    except Invalid as error:
        return _page(typed, {"": str(error)}), UNPROCESSABLE
    except GuessLimit as error:
        return _page(typed, {"": str(error)}), TOO_MANY
    remember_door(session_id)
    return redirect(url_for("patient.plans", sheet=typed.sheet or None), 303)


def _birth_date(typed: Typed) -> tuple[date | None, str]:
    """The date, or the one sentence that says what is wrong with it."""
    parts = (typed.year, typed.month, typed.day)
    if not all(part.isascii() and part.isdigit() and len(part) <= 4 for part in parts):
        return None, NUMBERS
    if len(typed.year) != 4:
        return None, YEAR
    try:
        return date(*(int(part) for part in parts)), ""
    except ValueError:
        return None, NO_SUCH_DAY


def _page(typed: Typed, problems: dict[str, str]) -> str:
    return render_template(
        "go/landing.html",
        typed=typed,
        problems=problems,
        errors=[{"name": name, "text": text} for name, text in problems.items()],
        shell=patient_shell(),
    )
