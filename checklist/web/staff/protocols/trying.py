"""Try a protocol for a date: every task an invented patient would have. Nothing is kept.

It is a form that only looks, so it is sent as an address, which can be shared.
"""

from __future__ import annotations

from flask import Blueprint, g, render_template, request

from checklist.actions.trying import Ground, Preview, inputs_of, tried
from checklist.core import clock
from checklist.core.access import Act
from checklist.core.errors import Invalid
from checklist.core.protocol import Protocol
from checklist.web.doors import Door, enter
from checklist.web.forms import Filled, in_order
from checklist.web.house import now
from checklist.web.shell import staff_shell
from checklist.web.staff.protocols.pages import MOST_VERSIONS, need
from checklist.web.staff.protocols.show_view import shown_language
from checklist.web.staff.protocols.trying_form import beside, fields_of, first_date, read
from checklist.web.staff.protocols.trying_view import tried_view
from checklist.web.typed import plain

bp = Blueprint("protocols_try", __name__)


@bp.get(f"/protocols/<key>/<int(max={MOST_VERSIONS}):version>/try")
@enter(Door.STAFF, Act.READ_PROTOCOLS)
def page(key: str, version: int) -> str:
    """The form and what comes of it; untouched it shows a procedure in about three weeks.

    What cannot be is said beside its field, and the page is a page all the same: nothing was asked
    for but to look, and while somebody types most dates are half written.
    """
    (_, protocol), _ = need(key, version)
    today = clock.day_of(now(), g.clinic.tz)
    typed = {name: plain(value) for name, value in request.args.items()}
    typed = typed or first_date(today)
    preview, wrong = None, {}
    try:
        preview = _tried(protocol, typed)
    except Invalid as problem:
        wrong = in_order(problem.problems, fields_of(protocol))
    language = shown_language(protocol, typed.get("language", ""), g.clinic)
    return render_template(
        "protocols/try.html",
        shell=staff_shell("protocols.every"),
        **tried_view(protocol, Filled(typed=typed, wrong=wrong), preview, language, g.clinic),
    )


def _tried(protocol: Protocol, typed: dict[str, str]) -> Preview:
    """Raises Invalid beside the fields of the form."""
    today = clock.day_of(now(), g.clinic.tz)
    asked = read(protocol, typed)
    try:
        return tried(protocol, inputs_of(protocol, asked, today=today, ground=Ground.of(g.clinic)))
    except Invalid as problem:
        raise Invalid(beside(problem.problems)) from None
