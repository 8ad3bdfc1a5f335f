"""A patient's own pages: the list, each item, the questions, what it is about, and help."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("patient", __name__)
