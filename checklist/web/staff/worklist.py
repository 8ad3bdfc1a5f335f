"""Who needs somebody, soonest unfixable first."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("worklist", __name__)
