"""Cookies of people who are in already: the session rows are real, the doors are not walked.

Opening a door is slow on purpose (argon2, guess limits) and is no row of the table.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from flask import Flask, session
from flask.sessions import SecureCookieSessionInterface
from flask_wtf.csrf import generate_csrf

from checklist.core.actors import Actor
from checklist.core.audit import Verb
from checklist.store import Store, doors, new_id, sessions
from checklist.web.doors import DOORS
from checklist.web.staff.worklist.filter import NEEDS
from checklist.web.staff.worklist.listed import LISTED

A_DAY = timedelta(days=1)


def patient_session(store: Store, patient: Actor, now: datetime) -> str:
    """Open the patient's own door; the session's id."""
    session_id = new_id()
    with store.write(patient, now) as tx:
        door = next(d for d in doors.of_patient(tx, patient.id) if d.carer_id is None)
        sessions.start(
            tx, id=session_id, door_id=door.id, generation=door.generation, at=now, lasts=A_DAY
        )
        tx.enter(Verb.SIGNED_IN, subject=door.id, payload={})
    return session_id


def staff_session(store: Store, actor: Actor, now: datetime) -> str:
    """Sign a member of staff in; the session's id."""
    session_id = new_id()
    with store.write(actor, now) as tx:
        sessions.start_staff(tx, id=session_id, staff_id=actor.id, at=now, lasts=A_DAY)
        tx.enter(Verb.SIGNED_IN, subject=actor.id, payload={})
    return session_id


def patient_cookie(app: Flask, session_id: str) -> tuple[str, str]:
    """The cookie of a patient's phone, and the CSRF token that its forms carry."""
    with app.test_request_context():
        session[DOORS] = [session_id]
        session.permanent = True
        token: str = generate_csrf()
        return _cookie(app), token


def staff_cookie(app: Flask, session_id: str, now: datetime) -> str:
    """The cookie of a browser where staff signed in just now and have seen the worklist."""
    with app.test_request_context():
        session.update({"_user_id": session_id, "_fresh": True, "seen": int(now.timestamp())})
        session[LISTED] = [NEEDS]
        return _cookie(app)


def _cookie(app: Flask) -> str:
    """The session of this request context as a browser sends it back."""
    signer = SecureCookieSessionInterface().get_signing_serializer(app)
    assert signer is not None
    return f"{app.config['SESSION_COOKIE_NAME']}={signer.dumps(dict(session))}"
