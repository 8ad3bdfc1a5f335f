"""Change a live plan: see everything it does first, then save exactly that."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from flask import Blueprint, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from checklist.actions import callbacks, changes
from checklist.actions.change_words import procedure_words
from checklist.actions.changes import Preview, Proposal
from checklist.actions.gathering import defaults
from checklist.core import clock
from checklist.core.access import Act, may
from checklist.core.errors import Conflict, Invalid
from checklist.core.plan.model import Revision
from checklist.core.protocol import Protocol
from checklist.core.words import time_words
from checklist.store import choices, protocols, revisions
from checklist.web.doors import Door, enter
from checklist.web.forms import Filled, in_order, typed_in
from checklist.web.house import house, now
from checklist.web.shell import say, staff_shell
from checklist.web.staff.banner import patient_banner
from checklist.web.staff.call_off import callback_form
from checklist.web.staff.change import form as reading
from checklist.web.staff.change.view import preview_view
from checklist.web.staff.new_plan.view import choice_fields, choice_name

bp = Blueprint("change", __name__)

Answer = str | tuple[str, int] | Response

SAVED = "Saved. The plan is changed."
CALL = "Saved. Call the patient today: their medicines wait for a decision."


@bp.get("/plans/<plan_id>/change")
@enter(Door.STAFF, Act.CHANGE_PLAN)
def form(plan_id: str) -> Answer:
    """The form, with what stands."""
    return _page(plan_id, Filled())


@bp.post("/plans/<plan_id>/change")
@enter(Door.STAFF, Act.CHANGE_PLAN)
def preview_or_save(plan_id: str) -> Answer:
    """Show what the change does; save only what was shown."""
    typed = typed_in(request.form)
    _, protocol, stands = _standing(plan_id)
    try:
        proposal = reading.read(typed, g.plan, protocol, stands, g.clinic)
        shown = _preview(plan_id, proposal)
    except Invalid as problem:
        return _page(plan_id, _filled(typed, problem.problems, protocol)), 422
    if request.form.get("do") != "save":
        return _page(plan_id, Filled(typed=typed), shown)
    try:
        return _save(plan_id, proposal, typed)
    except Invalid as problem:
        wrong = callback_form.at_the_fields(problem.problems)
        return _page(plan_id, _filled(typed, wrong, protocol), shown), 422
    except Conflict as conflict:
        again = _filled(typed, {"": str(conflict)}, protocol)
        return _page(plan_id, again, _as_it_is_now(plan_id, proposal)), 409


@bp.get("/plans/<plan_id>/version")
@enter(Door.CLINICIAN, Act.UPGRADE)
def version(plan_id: str) -> Answer:
    """What the newest version of the protocol would change."""
    return _version_page(plan_id, Filled())


@bp.post("/plans/<plan_id>/version")
@enter(Door.CLINICIAN, Act.UPGRADE)
def take_version(plan_id: str) -> Answer:
    """Move the plan to the version whose changes were read and approved."""
    typed = typed_in(request.form)
    proposal = Proposal(
        protocol_id=typed.get("version", ""),
        approved=bool(typed.get("approved")),
        reason=" ".join(typed.get("reason", "").split()),
    )
    try:
        return _save(plan_id, proposal, typed)
    except Invalid as problem:
        wrong = in_order(problem.problems, reading.FIELDS)
        return _version_page(plan_id, Filled(typed=typed, wrong=wrong)), 422
    except Conflict as conflict:
        return _version_page(plan_id, Filled(typed=typed, wrong={"": str(conflict)})), 409


def _preview(plan_id: str, proposal: Proposal) -> Preview:
    return changes.preview(house().store, plan_id, proposal, actor=g.actor, now=now())


def _as_it_is_now(plan_id: str, proposal: Proposal) -> Preview | None:
    """None when a colleague's change has made it needless, or impossible."""
    try:
        return _preview(plan_id, proposal)
    except Invalid:
        return None


def _save(plan_id: str, proposal: Proposal, typed: Mapping[str, str]) -> Response:
    seen = typed.get("seen", "")
    if "call_by_day" in typed:
        proposal = replace(proposal, promise=callback_form.read_promise(typed, g.clinic))
    made = changes.apply(house().store, plan_id, proposal, seen, actor=g.actor, now=now())
    falls = _voids(made)
    say(CALL if falls else SAVED)
    return redirect(url_for("settle.page" if falls else "plan.show", plan_id=plan_id), 303)


def _voids(made: Revision) -> bool:
    """Whether this very revision left a medicine without its decision."""
    return any(
        decision.kind == "void" and decision.decided_at == made.made_at
        for decision in made.inputs.decisions
    )


def _filled(typed: Mapping[str, str], wrong: Mapping[str, str], protocol: Protocol) -> Filled:
    names = [choice_name(choice) for choice in protocol.choices]
    order = (*reading.FIELDS, *names, *callback_form.FIELDS)
    return Filled(typed=typed, wrong=in_order(wrong, order))


def _standing(plan_id: str) -> tuple[Revision, Protocol, dict[str, str]]:
    """The plan as it stands: its revision, its protocol, and the value of each choice."""
    with house().store.read() as reader:
        revision = revisions.latest(reader, plan_id)
        protocol = protocols.get(reader, g.plan.protocol_id)
        said = choices.current(reader, plan_id)
    return revision, protocol, {**defaults(protocol, g.clinic), **said}


def _page(plan_id: str, filled: Filled, shown: Preview | None = None) -> str:
    revision, protocol, stands = _standing(plan_id)
    own = defaults(protocol, g.clinic)
    return render_template(
        "change/form.html",
        filled=filled,
        day=g.plan.procedure_day,
        stands=_stands(revision),
        site=g.plan.site,
        choices=choice_fields(protocol, own, g.clinic.language, filled, stands),
        opened=_touched(protocol, stands, filled),
        newer=_newer(),
        call=_call(filled, shown),
        **_shared(shown),
    )


def _call(filled: Filled, shown: Preview | None) -> dict[str, Any] | None:
    """The call that is owed about what falls; None where nothing does."""
    if shown is None or shown.callback is None:
        return None
    with house().store.read() as reader:
        known = callbacks.clinicians(reader, g.clinic.id)
    return callback_form.callback_fields(filled, shown.callback, known, g.clinic)


def _touched(protocol: Protocol, stands: Mapping[str, str], filled: Filled) -> bool:
    """Whether a choice was given another value, or one that cannot be, so that it shows."""
    names = {choice.key: choice_name(choice) for choice in protocol.choices}
    return any(
        filled.problem(name) or filled.value(name, stands[key]) != stands[key]
        for key, name in names.items()
    )


def _stands(revision: Revision) -> dict[str, str]:
    """The times as they stand, in words; what the clinic never set is not named."""
    anchors, clinic = revision.inputs.anchors, g.clinic
    said = {
        name: time_words(anchors[anchor].moment, clinic.tz, clinic.locale)
        for name, anchor in zip(
            reading.TIMES, ("procedure", "arrival", "earliest_start"), strict=True
        )
        if anchor in anchors and anchors[anchor].moment.at is not None
    }
    return {"procedure": procedure_words(anchors["procedure"].moment, clinic), **said}


def _version_page(plan_id: str, filled: Filled) -> str:
    with house().store.read() as reader:
        newer = changes.newer_version(reader, g.plan, _today())
        own = protocols.get(reader, g.plan.protocol_id)
    shown = None if newer is None else _preview(plan_id, Proposal(protocol_id=newer[0]))
    return render_template(
        "change/version.html",
        filled=filled,
        own=own.version,
        newer=None if newer is None else {"id": newer[0], "version": newer[1].version},
        **_shared(shown),
    )


def _today() -> date:
    return clock.day_of(now(), g.clinic.tz)


def _newer() -> int | None:
    """The number of a newer version, for whoever may take it."""
    if not may(g.actor, Act.UPGRADE):
        return None
    with house().store.read() as reader:
        found = changes.newer_version(reader, g.plan, _today())
    return None if found is None else found[1].version


def _shared(shown: Preview | None) -> dict[str, Any]:
    with house().store.read() as reader:
        banner = patient_banner(reader, g.plan, g.clinic, now())
    return {
        "shell": staff_shell("worklist.patients"),
        "banner": banner,
        "plan_id": g.plan.id,
        "preview": None if shown is None else preview_view(shown, g.clinic, now()),
    }
