"""When to call, on paper: the signs by tier, with their own dates and numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from checklist.core import clock, words
from checklist.core.plan.model import Flag
from checklist.core.protocol import Tier
from checklist.web.call_lines import by_the_hour
from checklist.web.sheet_paper import Paper


def tiers(paper: Paper) -> list[dict[str, Any]]:
    """Every sign that is not over, what a value raised first: paper is read later than printed."""
    titles = {
        Tier.EMERGENCY: f"Call {paper.clinic.emergency_number} now for any of these.",
        Tier.SAME_DAY: "Call us the same day for any of these.",
        Tier.MENTION: "Tell us at your next visit.",
    }
    flags = [one for one in paper.revision.content.flags if not _is_over(one, paper)]
    flags.sort(key=lambda flag: (not flag.raised, _begins(flag, paper) or date.min))
    return [
        {"title": title, "lines": lines}
        for tier, title in titles.items()
        if (lines := list(_lines([flag for flag in flags if flag.tier is tier], paper)))
    ]


def _lines(flags: Iterable[Flag], paper: Paper) -> Iterator[str]:
    """ "From Friday 5 March: The stitch comes loose."; the day is said once for all that follow."""
    told: date | None = None
    for flag in flags:
        day, said = _begins(flag, paper), _line(flag, paper)
        if day is not None and day != told:
            said = f"From {words.day_words(day, paper.locale)}: {said}"
        told = day
        yield said


def _begins(flag: Flag, paper: Paper) -> date | None:
    """From which day on it counts, where that is still to come."""
    if flag.opens_at is None or flag.opens_at <= paper.printed_at:
        return None
    return clock.day_of(flag.opens_at, paper.tz)


def _is_over(flag: Flag, paper: Paper) -> bool:
    return flag.closes_at is not None and flag.closes_at <= paper.printed_at


def _line(flag: Flag, paper: Paper) -> str:
    """The sign, with its own numbers where it has some."""
    return f"{flag.text} {by_the_hour(flag.calls, paper.clinic, paper.locale)}".strip()
