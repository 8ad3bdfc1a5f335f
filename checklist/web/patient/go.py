"""The door: a letter’s link or a typed code, and a birth date."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("link", __name__)
