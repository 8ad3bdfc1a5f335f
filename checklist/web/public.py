"""What anybody may read: the first page, the red flags, whether a printed sheet is the newest."""

from __future__ import annotations

from collections.abc import Iterator

from flask import Blueprint, g, render_template, url_for

from checklist.core import clock, words
from checklist.core.clinic import Clinic
from checklist.core.plan.model import Flag, Revision
from checklist.core.protocol import Protocol
from checklist.store import clinics, plans, protocols, revisions, sheets
from checklist.web.doors import Door, enter, patient_actors
from checklist.web.hours_words import calls
from checklist.web.house import house, now
from checklist.web.patient import help_view
from checklist.web.shell import clinic_at_the_door, face, patient_shell

bp = Blueprint("public", __name__)

OK, NOT_FOUND = 200, 404


@bp.get("/")
@enter(Door.ANYONE)
def start() -> str:
    """The ways in."""
    return render_template("public/start.html", known=bool(patient_actors()), shell=patient_shell())


@bp.get("/help")
@enter(Door.ANYONE)
def help_page() -> str:
    """The red flags of every procedure, with no door before them."""
    clinic = clinic_at_the_door()
    with house().store.read() as reader:
        flags = [flag for p in protocols.current(reader).values() for flag in _flags(p, clinic)]
    at = now()
    hour = help_view.Hour(
        now=at,
        clinic=clinic,
        emergency_number=face(clinic).emergency_number,
        phone="" if clinic is None else clinic.phone_now(at),
    )
    tiers = help_view.tiers(flags, hour)
    return render_template(
        "patient/help.html",
        tiers=tiers,
        tap_url="",
        calls=[] if clinic is None else calls(clinic),
        shell=patient_shell(),
    )


def _flags(protocol: Protocol, clinic: Clinic | None) -> Iterator[Flag]:
    """A protocol's red flags in the clinic's language, or the first language it has.

    Before the door nobody's dates are known: every sign is shown, at any time.
    """
    fallback = next(iter(protocol.title))
    wanted = fallback if clinic is None else clinic.language
    language = protocol.words_language(wanted, fallback)
    for flag in protocol.red_flags:
        yield Flag(key=flag.key, tier=flag.tier, text=flag.words[language], calls=flag.calls)


@bp.get("/s/<code>")
@enter(Door.ANYONE)
def sheet(code: str) -> tuple[str, int]:
    """Whether the printed sheet with this code is the newest. It says nothing of whose it is.

    An old one says since when it is old, and leads through the door to what changed.
    """
    known = False
    with house().store.read() as reader:
        found = sheets.by_code(reader, code)
        plan = None if found is None else plans.get(reader, found.plan_id)
        newer = None if found is None else revisions.after(reader, found.revision_id)
        if plan is not None:
            g.clinic = clinics.get(reader, plan.clinic_id)
            known = any(actor.patient_id == plan.patient_id for actor in patient_actors())
    printed = "" if found is None else found.code
    page = render_template(
        "public/sheet.html",
        code=printed,
        newer_day="" if newer is None else _day(newer),
        changed_url=url_for("patient.plans" if known else "go.landing", sheet=printed),
        shell=patient_shell(),
    )
    return page, OK if found is not None else NOT_FOUND


def _day(newer: Revision) -> str:
    """The day on which a newer list was made, in words."""
    day = clock.day_of(newer.made_at or newer.inputs.as_of, g.clinic.tz)
    return words.day_words(day, g.clinic.locale)
