"""What belongs to this phone and not to a plan: the size of the text, and leaving."""

from __future__ import annotations

import re

from flask import Blueprint, redirect, request, session, url_for
from werkzeug.wrappers import Response

from checklist.web.doors import Door, close_doors, enter
from checklist.web.shell import TEXT_BIGGER

bp = Blueprint("phone", __name__)

OUR_PATH = re.compile(r"/(?![/\\])[\w./:@~-]*")
"""A path on this site and nothing else: no host, no query, no second slash to make one."""


@bp.post("/text-size")
@enter(Door.ANYONE)
def text_size() -> Response:
    """Remember the size of the text on this phone, and go back to the page it was asked on."""
    if request.form.get("size") == TEXT_BIGGER:
        session["text"] = TEXT_BIGGER
        session.permanent = True
    else:
        session.pop("text", None)
    if request.headers.get("X-Requested-With") == "fetch":
        return Response(status=204)
    back = request.form.get("next", "")
    return redirect(back if OUR_PATH.fullmatch(back) else url_for("public.start"), 303)


@bp.post("/leave")
@enter(Door.ANYONE)
def leave() -> Response:
    """Close every list that is open on this phone, for good: the letter opens them again."""
    close_doors()
    return redirect(url_for("go.landing"), 303)
