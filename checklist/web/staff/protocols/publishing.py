"""Publish a protocol: paste or upload its file, see what is wrong, see what changes, then publish.

Nothing is kept before the last step, and a published version never changes.
"""

from __future__ import annotations

import hashlib

from flask import Blueprint, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from checklist.actions import protocols as publishing
from checklist.core import clock
from checklist.core.access import Act
from checklist.core.errors import Invalid, StoreError
from checklist.core.protocol import Protocol
from checklist.protocols import Examined, examine
from checklist.protocols.authored import next_version
from checklist.store import protocols
from checklist.web.doors import Door, enter
from checklist.web.forms import Filled
from checklist.web.house import house, now
from checklist.web.shell import say, staff_shell
from checklist.web.staff.protocols.publish_view import NAME, checked_view
from checklist.web.typed import plain

bp = Blueprint("protocols_publish", __name__)

Answer = str | tuple[str, int] | Response

NO_TEXT = "Paste the protocol here, or choose its file."
NOT_TEXT = "This file is not plain text (UTF-8). Save it as UTF-8, and choose it again."
CHANGED = "The text changed since it was checked. Look at what it says now, then publish."
BLOCK = "This is a block that protocols share. Publish a protocol that uses it."
NO_REASON = "Write why: colleagues read it beside this version."
LONG_REASON = "Please use fewer than 500 letters."
LONGEST_REASON = 500


@bp.get("/protocols/publish")
@enter(Door.STAFF, Act.PUBLISH)
def form() -> str:
    """The empty form; with ``from`` in the address, the next version of that protocol begun."""
    key = request.args.get("from", "")
    return _page(_begun(key) if key else "", Filled())


def _begun(key: str) -> str:
    """The newest version's own file, under the next number. Raises NotFound."""
    with house().store.read() as reader:
        protocol_id = protocols.latest_id(reader, key)
        newest = protocols.get(reader, protocol_id).version
        return next_version(protocols.source_of(reader, protocol_id), newest)


@bp.post("/protocols/publish")
@enter(Door.STAFF, Act.PUBLISH)
def check_or_publish() -> Answer:
    """Say everything that is wrong with the text; publish only what was checked and shown."""
    reason = request.form.get("reason", "").strip()
    try:
        text = _text_sent()
    except Invalid as problem:
        kept = request.form.get("text", "")
        return _page(kept, Filled(wrong=problem.problems)), 422
    found = examine(text, NAME, today=clock.day_of(now(), g.clinic.tz))
    if found.block:
        return _page(text, Filled(wrong={"text": BLOCK}), found), 422
    if found.protocol is None or found.errors:
        return _page(text, Filled(), found), 422
    typed = {"reason": reason}
    if request.form.get("do") != "publish":
        return _page(text, Filled(typed=typed), found)
    wrong = _not_yet(text, reason)
    if not wrong:
        try:
            return _publish(found.protocol, found.source, reason)
        except Invalid as problem:
            wrong = {_beside(name): said for name, said in problem.problems.items()}
        except StoreError as refused:
            wrong = {"": str(refused)}
    return _page(text, Filled(typed=typed, wrong=wrong), found), 422


def _publish(protocol: Protocol, source: str, reason: str) -> Response:
    at = now()
    made = publishing.publish(
        house().store,
        protocol,
        source,
        actor=g.actor,
        by=g.actor.name,
        reason=reason,
        now=at,
        today=clock.day_of(at, g.clinic.tz),
    )
    say(
        f"Version {protocol.version} is published. New plans are made with it."
        if made.new
        else f"Version {protocol.version} was published before, with this very text."
    )
    url = url_for("protocols.show", key=protocol.key, version=protocol.version)
    return redirect(url, 303)


def _text_sent() -> str:
    """The chosen file's text, else the pasted one, with lines that end as in a file.

    Raises Invalid where there is none, or the file is no text.
    """
    chosen = request.files.get("file")
    text = request.form.get("text", "")
    if chosen is not None and chosen.filename:
        try:
            text = plain(chosen.read().decode("utf-8-sig"))
        except UnicodeDecodeError:
            raise Invalid({"file": NOT_TEXT}) from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise Invalid({"text": NO_TEXT})
    return text


def _not_yet(text: str, reason: str) -> dict[str, str]:
    """Why a sound text is not published yet."""
    wrong = {}
    if request.form.get("seen") != digest(text):
        wrong[""] = CHANGED
    if not reason:
        wrong["reason"] = NO_REASON
    elif len(reason) > LONGEST_REASON:
        wrong["reason"] = LONG_REASON
    return wrong


def _beside(name: str) -> str:
    """The field a refusal stands beside; what is about the protocol itself stands on top."""
    return name if name == "reason" else ""


def digest(text: str) -> str:
    """A fingerprint of a text, to know on publishing that it is the one that was shown."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _page(text: str, filled: Filled, found: Examined | None = None) -> str:
    checked = None if found is None else _checked(text, found)
    return render_template(
        "protocols/publish.html",
        shell=staff_shell("protocols.every"),
        text=text,
        filled=filled,
        checked=checked,
        seen=digest(text),
        by=g.actor.name,
    )


def _checked(text: str, found: Examined) -> dict[str, object]:
    newest = None
    if found.protocol is not None:
        with house().store.read() as reader:
            known = protocols.versions(reader, g.clinic.id, found.protocol.key)
            newest = protocols.get(reader, known[0].id) if known else None
    return checked_view(text, found, newest, clock.day_of(now(), g.clinic.tz), g.clinic)
