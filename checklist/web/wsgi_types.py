"""The one shape every WSGI layer has."""

from __future__ import annotations

from wsgiref.types import WSGIApplication

__all__ = ["WSGIApplication"]
