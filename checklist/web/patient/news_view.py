"""What changed, as the patient's pages show it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, Final

from flask import url_for

from checklist.actions import filing
from checklist.actions.news import news_of
from checklist.core.news import News, telling
from checklist.core.plan.off_medicines import WAITING
from checklist.store import Reader, revisions
from checklist.store.plans import PlanRow

FEW: Final = 3
"""So many changes are read at once on the first page; more have a page of their own."""


def open_news(reader: Reader, plan: PlanRow, now: datetime) -> News:
    """What of the plan nobody has read, and that still matters at ``now`` (UTC)."""
    revision = revisions.get(reader, plan.revision_id)
    news = news_of(reader, revision)
    return news.still(filing.states(reader, plan.id, revision), plan.state, now) if news else news


def first_page(reader: Reader, plan: PlanRow, now: datetime) -> str:
    """Where a list opens: at what changed while nobody has read it."""
    news = open_news(reader, plan, now)
    return url_for("patient.changed" if news else "patient.today", plan_id=plan.id)


def shown(news: News, told: Callable[[str], str], *, beside_notice: bool = False) -> dict[str, Any]:
    """The arguments of the component news_lines, and what stands around it; there must be news.

    ``told`` puts the number that answers now into the plan's words. ``beside_notice`` leaves out
    the medicines that wait for a clinician: the notice on top has told of them.
    """
    found = telling(news)
    phrases = found.phrases
    no_date = news.moved is not None and news.moved.now.day is None
    return {
        "words": phrases,
        "revision": news.revision,
        "headline": found.headline,
        "before": f"{found.before} {phrases.we_will_tell}" if no_date else found.before,
        "lines": [
            {
                "title": told(line.title),
                "was": told(line.was),
                "now": told(line.now),
                "important": line.important,
            }
            for line, piece in zip(found.lines, news.pieces, strict=True)
            if not (beside_notice and piece.holds.step == WAITING)
        ],
    }


def banner(
    news: News, plan_id: str, told: Callable[[str], str], *, beside_notice: bool
) -> dict[str, Any] | None:
    """What stands on top of the list while there is news; None while there is none.

    All of it where it is short, with the button that says it was read; else only what leads there.
    """
    if not news:
        return None
    made = shown(news, told, beside_notice=beside_notice)
    return made | {
        "at_once": len(made["lines"]) <= FEW,
        "url": url_for("patient.changed", plan_id=plan_id),
    }
