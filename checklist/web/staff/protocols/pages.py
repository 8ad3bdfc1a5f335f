"""The protocols there are, one version whole, and what changed between two."""

from __future__ import annotations

from flask import Blueprint, g, render_template, request

from checklist.core import clock
from checklist.core.access import Act
from checklist.core.errors import NotFound
from checklist.store import protocols
from checklist.web.doors import Door, enter
from checklist.web.forms import whole_number
from checklist.web.house import house, now
from checklist.web.shell import staff_shell
from checklist.web.staff.protocols.compare_view import compare_view
from checklist.web.staff.protocols.list_view import Read, protocol_list
from checklist.web.staff.protocols.show_view import version_view

bp = Blueprint("protocols", __name__)

MOST_VERSIONS = 999_999


@bp.get("/protocols")
@enter(Door.STAFF, Act.READ_PROTOCOLS)
def every() -> str:
    """Every protocol with its versions, the newest first."""
    at = now()
    with house().store.read() as reader:
        found = [
            (version, protocols.get(reader, version.id))
            for version in protocols.versions(reader, g.clinic.id)
        ]
    return render_template(
        "protocols/every.html",
        shell=staff_shell("protocols.every"),
        groups=protocol_list(found, clock.day_of(at, g.clinic.tz), g.clinic),
    )


@bp.get(f"/protocols/<key>/<int(max={MOST_VERSIONS}):version>")
@enter(Door.STAFF, Act.READ_PROTOCOLS)
def show(key: str, version: int) -> str:
    """One version, whole, in one of its languages."""
    read, others = need(key, version)
    view = version_view(
        read,
        others,
        request.args.get("language", ""),
        clock.day_of(now(), g.clinic.tz),
        g.clinic,
    )
    return render_template("protocols/show.html", shell=staff_shell("protocols.every"), **view)


def need(key: str, version: int) -> tuple[Read, list[int]]:
    """One published version, and the numbers of all, the newest first. Raises NotFound."""
    with house().store.read() as reader:
        versions = protocols.versions(reader, g.clinic.id, key)
        for one in versions:
            if one.version == version:
                return (one, protocols.get(reader, one.id)), [v.version for v in versions]
    raise NotFound("no such version of a protocol")


@bp.get("/protocols/<key>/diff")
@enter(Door.STAFF, Act.READ_PROTOCOLS)
def compare(key: str) -> str:
    """What differs between two versions, the gravest first; untold, the newest and the one before.

    Raises NotFound for a protocol or a version that is not there.
    """
    with house().store.read() as reader:
        numbers = [one.version for one in protocols.versions(reader, g.clinic.id, key)]
    if not numbers:
        raise NotFound("no such protocol")
    old = _asked_for("from", numbers[min(1, len(numbers) - 1)])
    new = _asked_for("to", numbers[0])
    (_, before), _ = need(key, old)
    (_, after), _ = need(key, new)
    return render_template(
        "protocols/compare.html",
        shell=staff_shell("protocols.every"),
        **compare_view(before, after, numbers, g.clinic),
    )


def _asked_for(name: str, otherwise: int) -> int:
    """A version number in the address; one that is no number is a version that is not there."""
    sent = request.args.get(name, "")
    return whole_number(sent, most=MOST_VERSIONS) if sent else otherwise
