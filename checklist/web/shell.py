"""What every page needs beside its own content: the clinic's face and the way around."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from flask import flash, g, get_flashed_messages, request, session, url_for

from checklist.core import clock
from checklist.core.access import Act, may
from checklist.core.actors import Actor, Role
from checklist.core.clinic import EUROPEAN_EMERGENCY_NUMBER, Clinic
from checklist.core.errors import StoreError
from checklist.store import attention, clinics, reviews
from checklist.web.house import house, now

ACCENTS = {"teal": "", "blue": "accent-blue", "plum": "accent-plum", "slate": "accent-slate"}
TEXT_BIGGER = "bigger"


@dataclass(frozen=True, kw_only=True)
class Face:
    """The clinic as a page shows it; Tickwell itself where no clinic is known yet."""

    name: str
    phone: str
    out_of_hours_phone: str
    emergency_number: str
    accent_class: str


NOBODY = Face(
    name="Tickwell",
    phone="",
    out_of_hours_phone="",
    emergency_number=EUROPEAN_EMERGENCY_NUMBER,
    accent_class="",
)


def clinic_at_the_door() -> Clinic | None:
    """The clinic of this request; before anybody is let in, the only clinic there is.

    None too while the database cannot be read: the page that says so has nothing else to stand on.
    """
    if g.get("clinic") is None:
        try:
            with house().store.read() as reader:
                all_clinics = clinics.every(reader)
        except StoreError:
            return None
        g.clinic = all_clinics[0] if len(all_clinics) == 1 else None
    found: Clinic | None = g.clinic
    return found


def face(clinic: Clinic | None) -> Face:
    if clinic is None:
        return NOBODY
    return Face(
        name=clinic.name,
        phone=clinic.phone,
        out_of_hours_phone=clinic.out_of_hours_phone,
        emergency_number=clinic.emergency_number,
        accent_class=ACCENTS.get(clinic.accent, ""),
    )


def patient_shell(plan_id: str | None = None) -> dict[str, Any]:
    """``shell`` of layouts/patient.html; without a plan, as before the door."""
    clinic = clinic_at_the_door()
    return {
        "here": request.path,
        "help_url": url_for("public.help_page")
        if plan_id is None
        else url_for("patient.help_page", plan_id=plan_id),
        "text_size_url": url_for("phone.text_size"),
        "text_bigger": session.get("text") == TEXT_BIGGER,
        "home_url": "" if plan_id is None else url_for("patient.today", plan_id=plan_id),
        "print_url": "" if plan_id is None else url_for("patient.sheet", plan_id=plan_id),
        "phone": "" if clinic is None else clinic.phone_now(now()),
    }


def staff_shell(current: str = "") -> dict[str, Any]:
    """``shell`` of layouts/staff.html. ``current`` is the endpoint of the nav item to mark."""
    actor: Actor | None = g.get("actor")
    nav = []
    if actor is not None:
        shown = [("Patients", "worklist.patients")]
        if actor.role is not Role.ADMIN:
            shown.append(("Reviews", "clinician.reviews"))
        shown.append(("Insights", "insights.page"))
        if may(actor, Act.READ_PROTOCOLS):
            shown.append(("Protocols", "protocols.every"))
        nav = [
            {
                "label": label,
                "url": url_for(endpoint),
                "count": _waiting(actor) if endpoint == "clinician.reviews" else "",
                "current": endpoint == current,
            }
            for label, endpoint in shown
        ]
    return {
        "home_url": url_for("worklist.patients") if actor is not None else url_for("public.start"),
        "nav": nav,
        "person": None if actor is None else {"name": actor.name, "role": actor.role},
        "menu": _menu(actor),
        "signout_url": "" if actor is None else url_for("sign_in.leave"),
        "flashes": _said(),
    }


def _menu(actor: Actor | None) -> list[dict[str, str]]:
    """What is looked after now and then, beside the daily rooms."""
    if actor is None or not may(actor, Act.KEEP_HOLD_TABLE):
        return []
    return [{"label": "Hold table", "url": url_for("hold_table.page")}]


def _waiting(actor: Actor) -> str:
    """How many plans wait for a clinician's word; empty when none does."""
    at = now()
    today = clock.day_of(at, g.clinic.tz)
    span = reviews.Span(now=at, today=today, sign_by=today)
    with house().store.read() as reader:
        found = reviews.count(reader, actor.clinic_id, None, span)
    if found >= attention.MOST_COUNTED:
        return f"{attention.MOST_COUNTED - 1}+"
    return str(found) if found else ""


@dataclass(frozen=True, kw_only=True)
class Undo:
    """What takes it back: a POST to ``url`` of one hidden field, which then leads to ``back``."""

    url: str
    name: str
    value: str
    back: str = ""


UNDO = "undo"
"""Where what takes the last word back waits in the session, beside its line."""


def _said() -> list[dict[str, Any]]:
    said: Sequence[tuple[str, str]] = get_flashed_messages(with_categories=True)  # type: ignore[assignment]  # pairs, with categories
    lines: list[dict[str, Any]] = [{"tone": tone, "text": text, "undo": {}} for tone, text in said]
    undo = session.pop(UNDO, None)
    if undo and lines:
        lines[-1]["undo"] = undo
    return lines


def say(text: str, tone: str = "good", undo: Undo | None = None) -> None:
    """Tell staff on the next page what just happened, and how to take it back.

    Never a name: it waits in the cookie.
    """
    flash(text, tone)
    session.pop(UNDO, None)
    if undo is not None:
        session[UNDO] = asdict(undo)
