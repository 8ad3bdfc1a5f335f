"""What belongs to this phone and not to a plan: the size of the text, and leaving."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("phone", __name__)
