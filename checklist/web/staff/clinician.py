from __future__ import annotations

from flask import Blueprint

bp = Blueprint("clinician", __name__)
