"""Whether this process can serve: its version, and that the database can be written."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify

from checklist import __version__
from checklist.core.errors import StoreError
from checklist.web.doors import Door, enter
from checklist.web.house import house

bp = Blueprint("health", __name__)


@bp.get("/healthz")
@enter(Door.ANYONE)
def healthz() -> tuple[Response, int]:
    """200 with the version; 503 with a reason when the database cannot be written."""
    try:
        house().store.check_writable()
    except StoreError as error:
        return jsonify(ok=False, version=__version__, reason=str(error)), 503
    return jsonify(ok=True, version=__version__), 200
