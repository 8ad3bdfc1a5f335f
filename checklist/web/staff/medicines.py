from __future__ import annotations

from flask import Blueprint

bp = Blueprint("medicines", __name__)
