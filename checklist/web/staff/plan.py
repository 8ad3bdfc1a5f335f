"""One patient's plan, as staff see it."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("plan", __name__)
