"""What one running app holds: its settings, its store, its static files, its clock."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from flask import Flask, current_app

from checklist.settings import Settings
from checklist.store import Store

KEY = "tickwell"


@dataclass(frozen=True, kw_only=True)
class House:
    app: Flask
    settings: Settings
    store: Store
    assets: Mapping[str, str]


def house() -> House:
    """The house of the app that answers this request."""
    found: House = current_app.extensions[KEY]
    return found


def now() -> datetime:
    """This instant, UTC: the one place where the web reads the clock."""
    return datetime.now(UTC)
