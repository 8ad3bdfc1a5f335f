"""Add a patient: see every date first, then save."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("new_plan", __name__)
