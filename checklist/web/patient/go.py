"""The door: a letter'"s"""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("link", __name__)
