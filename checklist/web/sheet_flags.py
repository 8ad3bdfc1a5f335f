"""When to call, on paper: the signs by tier, with their own dates and numbers."""

from __future__ import annotations

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
    at = paper.printed_at
    flags = [one for one in paper.revision.content.flags if not _is_over(one, paper)]
    flags.sort(key=lambda flag: (not flag.raised, not flag.shown(at)))
    return [
        {"title": title, "lines": lines}
        for tier, title in titles.items()
        if (lines := [_line(flag, paper) for flag in flags if flag.tier is tier])
    ]


def _is_over(flag: Flag, paper: Paper) -> bool:
    return flag.closes_at is not None and flag.closes_at <= paper.printed_at


def _line(flag: Flag, paper: Paper) -> str:
    """ "From Friday 5 March: The stitch comes loose." """
    said = flag.text
    own = by_the_hour(flag.calls, paper.clinic, paper.locale)
    if own:
        said = f"{said} {own}"
    if flag.opens_at is None or flag.opens_at <= paper.printed_at:
        return said
    day = words.day_words(clock.day_of(flag.opens_at, paper.tz), paper.locale)
    return f"From {day}: {said}"
