"""Property tests here say what must hold, never how fast."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("tickwell", deadline=None)
settings.load_profile("tickwell")
