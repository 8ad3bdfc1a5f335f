"""What a nurse does about a reason: call, take, give back, resolve."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("calls", __name__)
