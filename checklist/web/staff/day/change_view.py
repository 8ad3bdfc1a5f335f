"""What another start within the day means: for the patient in their words, for staff in theirs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from checklist.actions.changes import Preview
from checklist.core.clinic import Clinic
from checklist.core.morning import Morning, after_limits, fasting
from checklist.core.plan import fasting as limits
from checklist.core.plan.model import Content, Revision
from checklist.web.staff.change.view import preview_view
from checklist.web.staff.day.view import alarm

IN_TIME = "What was {} is in time for the new start."
EATEN = {"food": "eaten", "drink": "drunk"}


def change_view(
    shown: Preview, before: Revision, morning: Morning | None, clinic: Clinic, now: datetime
) -> dict[str, Any]:
    """The arguments of the preview on the day's page."""
    made = preview_view(shown, clinic, now)
    return {
        "seen": made["seen"],
        "shouts": list(_shouts(shown.content, morning, clinic)),
        "eases": list(_eases(before.content, shown.content, morning)),
        "reads": reads(shown.content, before, clinic, now),
        "headlines": made["headlines"],
        "voided": made["voided"],
        "groups": made["groups"],
    }


def reads(
    content: Content, revision: Revision, clinic: Clinic, now: datetime
) -> list[dict[str, str]]:
    """What the patient may eat and drink until when, as true now, in the patient's own words."""
    locale = revision.inputs.voice.locale
    return [
        {
            "title": task.title,
            "text": limits.told(task, now, tz=clinic.tz, locale=locale, language=content.language),
        }
        for task in content.tasks
        if task.fasting
    ]


def _shouts(content: Content, morning: Morning | None, clinic: Clinic) -> Iterator[str]:
    """What was eaten or drunk lies after the limit that the new start would make."""
    for late in after_limits(morning, content):
        yield alarm(late, clinic)


def _eases(before: Content, after: Content, morning: Morning | None) -> Iterator[str]:
    """What was too late until now, and is not any more."""
    still = {late.what for late in after_limits(morning, after)}
    known = fasting(after)
    for late in after_limits(morning, before):
        if late.what not in still and late.what in known:
            yield IN_TIME.format(EATEN[late.what])
