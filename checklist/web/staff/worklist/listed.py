"""Which lists this sign-in has seen: each leaves one entry, not one for every page load."""

from __future__ import annotations

from flask import session

LISTED = "listed"
MOST_KEPT = 40  # the cookie stays small; a list seen beyond that leaves another entry


def first_time(name: str) -> bool:
    """Whether this sign-in sees the list ``name`` for the first time; it is known from now on."""
    seen: list[str] = session.get(LISTED, [])
    if name in seen:
        return False
    session[LISTED] = [*seen, name][-MOST_KEPT:]
    return True
