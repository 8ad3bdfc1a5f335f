"""Staff sign in and out."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("sign_in", __name__)
