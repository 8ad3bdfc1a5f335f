from __future__ import annotations

from flask import Blueprint

bp = Blueprint("print_plan", __name__)
