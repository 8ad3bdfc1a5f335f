"""Staff sign in and out."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, session, url_for
from flask_login import current_user, login_user, logout_user
from werkzeug.wrappers import Response
from wtforms import Form, PasswordField, StringField
from wtforms.validators import InputRequired

from checklist.actions import staff
from checklist.core.errors import GuessLimit, Invalid
from checklist.store import sessions
from checklist.web.addresses import where_from
from checklist.web.doors import Door, SignedIn, close_doors, enter
from checklist.web.forms import Filled, field_problems, same_site
from checklist.web.house import house, now
from checklist.web.shell import staff_shell

bp = Blueprint("sign_in", __name__)

Answer = str | tuple[str, int] | Response


class SignInForm(Form):
    email = StringField(validators=[InputRequired("Write your email address.")])
    password = PasswordField(validators=[InputRequired("Write your password.")])


@bp.get("/staff/sign-in")
@enter(Door.ANYONE)
def form() -> Answer:
    """The form; whoever is signed in already goes on."""
    if current_user.is_authenticated:
        return _onward()
    return _page(Filled())


@bp.post("/staff/sign-in")
@enter(Door.ANYONE)
def enter_() -> Answer:
    """Check email and password; the session starts afresh, so that none can be planted."""
    sent = SignInForm(request.form)
    if not sent.validate():
        return _page(_kept(field_problems(sent))), 422
    at = now()
    try:
        session_id = staff.sign_in(
            house().store,
            sent.email.data or "",
            sent.password.data or "",
            now=at,
            address=where_from(request.remote_addr or ""),
        )
    except Invalid as problem:
        return _page(_kept(problem.problems)), 422
    except GuessLimit as limit:
        return _page(_kept({"": str(limit)})), 429
    with house().store.read() as reader:
        actor = sessions.staff_actor(reader, session_id, at)
    if actor is None:  # switched off in this very moment
        return _page(_kept({"": staff.WRONG})), 422
    _begin_afresh()
    session["seen"] = int(at.timestamp())
    login_user(SignedIn(session_id, actor))
    return _onward()


@bp.post("/staff/sign-out")
@enter(Door.STAFF)
def leave() -> Answer:
    """End this session here and in the session table."""
    _begin_afresh()
    return redirect(url_for("sign_in.form"), 303)


def _begin_afresh() -> None:
    """Whoever used this browser before leaves nothing in it: no session, no list, no token."""
    if current_user.is_authenticated:
        staff.sign_out(house().store, current_user.id, actor=current_user.actor, now=now())
        logout_user()
    close_doors()
    text_size = session.get("text")
    session.clear()
    if text_size:
        session["text"] = text_size


def _page(filled: Filled) -> str:
    return render_template("sign_in/form.html", shell=staff_shell(), filled=filled, then=_then())


def _kept(wrong: dict[str, str]) -> Filled:
    """The email comes back as typed; a password never does."""
    return Filled(typed={"email": request.form.get("email", "")}, wrong=wrong)


def _then() -> str:
    """Where to go on to: a path of ours, or nothing."""
    wanted = request.values.get("then", "")
    return wanted if same_site(wanted) else ""


def _onward() -> Answer:
    return redirect(_then() or url_for("worklist.patients"), 303)
