"""What changed of what a patient was shown: to be read aloud, or read already, by whom and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import url_for

from checklist.core.access import Act, may
from checklist.core.actors import Actor, ActorKind
from checklist.core.clinic import Clinic
from checklist.core.news import News, telling
from checklist.core.plan.notice import Notice
from checklist.store.acknowledgements import AcknowledgementRow
from checklist.web.staff import say_when


@dataclass(frozen=True, kw_only=True)
class Changed:
    """The news nobody has read, and every acknowledgement of the plan, the latest first.

    ``notice`` is what the patient reads on top of the list, while the procedure moved or is off.
    """

    news: News
    read: list[AcknowledgementRow]
    notice: Notice | None


def changed_view(
    known: Changed, plan_id: str, actor: Actor, clinic: Clinic, now: datetime
) -> dict[str, Any]:
    """The arguments of the component read_aloud; ``url`` is empty for who may not record it."""
    made: dict[str, Any] = {
        "headline": "",
        "notice": "",
        "lines": [],
        "throw_away": "",
        "since": "",
        "revision": 0,
        "url": url_for("read_aloud.save", plan_id=plan_id) if may(actor, Act.ACKNOWLEDGE) else "",
        "read": [_read(row, clinic) for row in known.read],
    }
    if not known.news:
        return made
    made |= _unread(known.news, clinic, now)
    return made if known.notice is None else made | _noticed(known.notice)


def _noticed(notice: Notice) -> dict[str, str]:
    """On the phone they hear what they would read: it says to throw the old list away, too."""
    return {"headline": notice.title, "notice": " ".join(notice.lines), "throw_away": ""}


def _unread(news: News, clinic: Clinic, now: datetime) -> dict[str, Any]:
    found = telling(news)
    phrases = found.phrases
    no_date = news.moved is not None and news.moved.now.day is None
    parts = (found.headline, found.before, phrases.we_will_tell if no_date else "")
    return {
        "headline": " ".join(part for part in parts if part),
        "lines": [
            {
                "title": line.title,
                "was": f"{phrases.was}: {line.was}",
                "now": f"{phrases.now}: {line.now}",
            }
            for line in found.lines
        ],
        "throw_away": phrases.throw_away,
        "since": say_when.seen_from(news.first_made_at, now, clinic),
        "revision": news.revision,
    }


def _read(row: AcknowledgementRow, clinic: Clinic) -> str:
    """ "Maria Silva, on screen, Wed 3 Mar 9:20am, revision 2"."""
    how = "read it aloud by phone" if row.by_kind is ActorKind.STAFF else "on screen"
    return f"{row.by}, {how}, {say_when.short(row.at, clinic)}, revision {row.revision}"
