"""What anybody may read: the first page, the red flags, whether a printed sheet is the newest."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("public", __name__)
