"""What a checked protocol text shows: every problem with its line, or what would be published."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from checklist.actions.protocols import refusals
from checklist.core.clinic import Clinic
from checklist.core.protocol import Protocol
from checklist.protocols import Examined
from checklist.web.staff.protocols.compare_view import difference_groups
from checklist.web.staff.protocols.list_view import text_reviews, title_of

NAME = "text"
"""What the reader calls the text it is given; it begins every problem."""

MOST_SHOWN = 100
_LONGEST_LINE = 160
_PROBLEM = re.compile(rf"{NAME}(?::(\d+))?(?::(\d+))?: (?:warning: )?(.*)", re.DOTALL)


def checked_view(
    text: str, found: Examined, newest: Protocol | None, today: date, clinic: Clinic
) -> dict[str, Any]:
    """``newest`` is the newest published version of the same protocol."""
    lines = text.splitlines()
    protocol = found.protocol
    sound = protocol is not None and not found.errors
    return {
        "errors": list(_problems(found.errors, lines)),
        "warnings": list(_problems(found.warnings, lines)),
        "more": max(0, len(found.errors) - MOST_SHOWN),
        "count": len(found.errors),
        "ready": _ready(protocol, newest, today, clinic) if sound and protocol else None,
    }


def _problems(said: Iterable[str], lines: list[str]) -> list[dict[str, Any]]:
    """Each problem with its line and column, and the line itself to find it by."""
    return [_problem(one, lines) for one in list(said)[:MOST_SHOWN]]


def _problem(said: str, lines: list[str]) -> dict[str, Any]:
    match = _PROBLEM.fullmatch(said)
    line, column, text = match.groups() if match else (None, None, said)
    number = int(line or 0)
    written = lines[number - 1].strip() if 0 < number <= len(lines) else ""
    return {
        "line": number,
        "column": int(column or 0),
        "text": text[:1].upper() + text[1:],
        "written": written[:_LONGEST_LINE],
    }


def _ready(
    protocol: Protocol, newest: Protocol | None, today: date, clinic: Clinic
) -> dict[str, Any]:
    """What would be published: its name and number, and how it differs from the newest version."""
    return {
        "title": title_of(protocol, clinic.language),
        "key": protocol.key,
        "version": protocol.version,
        "texts": list(text_reviews(protocol, clinic)),
        "refusals": list(refusals(protocol, today=today)),
        "newest": newest.version if newest is not None else None,
        "older": newest is not None and protocol.version < newest.version,
        "groups": difference_groups(newest, protocol) if newest is not None else [],
    }
