"""The app for a WSGI server: settings from the environment, one store, one app."""

from __future__ import annotations

import os

from checklist.settings import Settings
from checklist.store import open_store
from checklist.web.app import create_app

_settings = Settings.from_environment(os.environ)
application = create_app(_settings, open_store(_settings))
