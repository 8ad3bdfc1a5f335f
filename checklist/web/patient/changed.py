"""The page of what changed; patient.py gives it its address, beside the list it is about."""

from __future__ import annotations

from flask import flash, g, get_flashed_messages, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from checklist.actions.acknowledge import acknowledge
from checklist.actions.news import news_since
from checklist.core.access import Act
from checklist.core.marks import Channel
from checklist.core.news import NOTHING, News
from checklist.core.news.telling import phrases_of
from checklist.store import Reader, plans, revisions
from checklist.web.doors import Door, enter
from checklist.web.forms import whole_number
from checklist.web.house import house, now
from checklist.web.patient import notice_view
from checklist.web.patient.ground import Ground, ground_of
from checklist.web.patient.news_view import shown
from checklist.web.shell import patient_shell

MOST_REVISIONS = 10**9


@enter(Door.PATIENT)
def changed(plan_id: str) -> str:
    """What changed and was not read; once all is read, with ``?sheet=``, what that sheet lacks.

    Looking says nothing: only the button does.
    """
    with house().store.read() as reader:
        stands = ground_of(reader, plans.need(reader, plan_id), g.clinic, g.actor, now())
        news = stands.news or _since_sheet(reader, stands, request.args.get("sheet", ""))
    language = stands.revision.inputs.voice.language
    return render_template(
        "patient/changed.html",
        news=shown(news, stands.told, beside_notice=stands.notice is not None) if news else None,
        notice=notice_view.shown(stands.notice, stands.told, stands.phone) if news else None,
        unread=stands.news.revision if stands.news else 0,
        words=phrases_of(language),
        lang=language,
        saved=get_flashed_messages(),
        here=url_for("patient.changed", plan_id=plan_id),
        list_url=url_for("patient.today", plan_id=plan_id),
        print_url=url_for("patient.sheet", plan_id=plan_id),
        shell=patient_shell(plan_id),
    )


def _since_sheet(reader: Reader, stands: Ground, code: str) -> News:
    """What is another since a sheet of this plan was printed."""
    sheet = revisions.by_sheet(reader, stands.clinic.id, code)
    if sheet is None or sheet.plan_id != stands.plan.id:
        return NOTHING
    news = news_since(reader, stands.revision, sheet.number)
    return news.still(stands.states, stands.plan.state, stands.now)


@enter(Door.PATIENT, Act.ACKNOWLEDGE)
def read(plan_id: str) -> Response:
    """Keep that the revision which the page showed was read; what changed since stays open."""
    done = acknowledge(
        house().store,
        plan_id,
        whole_number(request.form.get("revision", ""), most=MOST_REVISIONS),
        actor=g.actor,
        channel=Channel.SCREEN,
        now=now(),
    )
    with house().store.read() as reader:
        revision = revisions.get(reader, plans.need(reader, plan_id).revision_id)
    words = phrases_of(revision.inputs.voice.language)
    flash(words.more if done.left else words.thanks)
    return redirect(url_for("patient.changed", plan_id=plan_id), 303)
