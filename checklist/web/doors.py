"""Who may enter. Every view declares its door; a view without one is a failing test.

Staff are signed in through Flask-Login, a patient or carer through the doors in the session cookie.
Both stand on a row in the session table, so that either can be revoked at once. Somebody else's
patient is *not found*.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from flask import Flask, Response, abort, g, redirect, request, session, url_for
from flask_login import LoginManager, UserMixin, current_user

from checklist.actions.doors import leave
from checklist.core.access import Act, require, require_open
from checklist.core.actors import Actor, Role
from checklist.core.errors import NotFound
from checklist.store import Reader, clinics, plans, sessions
from checklist.store.plans import PlanRow
from checklist.web.house import house, now

View = TypeVar("View", bound=Callable[..., Any])
DOORS = "doors"
MOST_DOORS = 8  # people on one phone; the longest unused one makes room
STAFF_IDLE_SECONDS = 60 * 60


class Door(StrEnum):
    """Who a view lets in."""

    ANYONE = "anyone"
    PATIENT = "patient"  # the plan's patient, or a carer of theirs
    STAFF = "staff"  # any member of staff of the plan's clinic
    CLINICIAN = "clinician"
    ADMIN = "admin"


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A view's declared door, and the act it is for where not every colleague may do it."""

    door: Door
    act: Act | None = None


def enter(door: Door, act: Act | None = None) -> Callable[[View], View]:
    """Declare who may enter a view. ``plan_id`` in its URL is checked against the actor."""

    def declare(view: View) -> View:
        view.rule = Rule(door=door, act=act)  # type: ignore[attr-defined]  # read in guard()
        return view

    return declare


class SignedIn(UserMixin):  # type: ignore[misc]  # flask-login ships no types
    """A member of staff with a live session row."""

    def __init__(self, session_id: str, actor: Actor) -> None:
        self.id = session_id
        self.actor = actor


def install(app: Flask) -> None:
    """Load staff through Flask-Login and check every request against its view's rule."""
    manager = LoginManager()
    manager.session_protection = None  # a phone changes address all day; our rows can be revoked
    manager.init_app(app, add_context_processor=False)  # pages show g.actor; see web/context.py
    manager.user_loader(_load_staff)
    app.before_request(guard)


def _load_staff(session_id: str) -> SignedIn | None:
    at = now()
    if at.timestamp() - session.get("seen", 0) > STAFF_IDLE_SECONDS:
        return None
    with house().store.read() as reader:
        actor = sessions.staff_actor(reader, session_id, at)
    return None if actor is None else SignedIn(session_id, actor)


def rule_of(endpoint: str, app: Flask) -> Rule:
    """The declared rule of an endpoint. Raises LookupError where none was declared."""
    rule = getattr(app.view_functions[endpoint], "rule", None)
    if rule is None:
        raise LookupError(f"{endpoint} does not declare who may enter")
    return rule  # type: ignore[no-any-return]  # set only by enter()


def guard() -> Response | None:
    """Let the request in, send it to the right door, or answer that there is no such thing."""
    if request.endpoint is None:
        return None  # no route: the 404 page needs nobody
    rule = rule_of(request.endpoint, house().app)
    if rule.door is Door.ANYONE:
        return None
    with house().store.read() as reader:  # session, plan and clinic in one state
        if rule.door is Door.PATIENT:
            return _guard_patient(reader, rule)
        return _guard_staff(reader, rule)


def _guard_staff(reader: Reader, rule: Rule) -> Response | None:
    if not current_user.is_authenticated:
        if request.method == "GET":
            return redirect(url_for("sign_in.form", then=request.path))  # type: ignore[return-value]
        abort(401)
    actor: Actor = current_user.actor
    if rule.door is Door.CLINICIAN and actor.role is not Role.CLINICIAN:
        abort(403)
    if rule.door is Door.ADMIN and actor.role is not Role.ADMIN:
        abort(403)
    session["seen"] = int(now().timestamp())
    _admit(reader, actor, rule)
    return None


def _guard_patient(reader: Reader, rule: Rule) -> Response | None:
    actors = patient_actors()
    if not actors:
        if request.method == "GET":
            return redirect(url_for("go.landing"))  # type: ignore[return-value]
        abort(401)
    plan = _plan_in_url(reader)
    for actor in actors:
        if plan is None or actor.patient_id == plan.patient_id:
            _admit(reader, actor, rule)
            return None
    raise NotFound("no such plan")


def _admit(reader: Reader, actor: Actor, rule: Rule) -> None:
    """Fix who acts in this request, and that the plan in the URL is theirs to open."""
    if rule.act is not None:
        require(actor, rule.act)
    g.actor = actor
    g.clinic = clinics.get(reader, actor.clinic_id)
    plan = _plan_in_url(reader)
    if plan is not None:
        require_open(actor, clinic_id=plan.clinic_id, patient_id=plan.patient_id)
        g.plan = plan


def _plan_in_url(reader: Reader) -> PlanRow | None:
    """The plan that this request is about, if any. Raises NotFound where there is no such plan."""
    plan_id = (request.view_args or {}).get("plan_id")
    return None if plan_id is None else plans.need(reader, plan_id)


def patient_actors() -> list[Actor]:
    """Everyone this browser holds an open patient door for, latest first."""
    held: list[str] = session.get(DOORS, [])
    if not held:
        return []
    with house().store.read() as reader:
        found = [sessions.door_actor(reader, session_id, now()) for session_id in held]
    return [actor for actor in found if actor is not None]


def remember_door(session_id: str) -> None:
    """Keep a patient door that was just opened; the oldest of too many is let go.

    The same person's door opened twice is kept once, so that it crowds out nobody else's.
    """
    held: list[str] = session.get(DOORS, [])
    with house().store.read() as reader:
        opened = sessions.door_actor(reader, session_id, now())
        others = [h for h in held if sessions.door_actor(reader, h, now()) not in (None, opened)]
        if not any(sessions.door_actor(reader, h, now()) for h in held):
            # The first list here: a token planted before is worth nothing from now on. Later ones
            # keep it, so that what is open in other tabs can still be sent.
            session.pop("csrf_token", None)
    session[DOORS] = [session_id, *others][:MOST_DOORS]
    session.permanent = True


def close_doors() -> None:
    """Close every patient door this browser holds, for good: the letter opens it again."""
    held: list[str] = session.pop(DOORS, [])
    at = now()
    for session_id in held:
        with house().store.read() as reader:
            actor = sessions.door_actor(reader, session_id, at)
        if actor is not None:
            leave(house().store, session_id, actor=actor, now=at)
