"""The morning sheet: what was really eaten, drunk and arranged, asked at the door on the day.

Beside each stands what was allowed. What was eaten after its limit is told to staff in words and to
nobody else: what it means for the procedure is for the anaesthetist or the clinician to say.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from checklist.core.amounts import Amount
from checklist.core.plan.model import Answer, Content, Task
from checklist.core.words import amount_words

FOOD, DRINK = "food", "drink"
"""What a fasting step is about, as protocols name it."""

ESCORT = "taken_home"
"""The question that every protocol of the house asks about who takes the patient home."""

_MINUTE = timedelta(minutes=1)
_PHONE = re.compile(r"\+?\d[\d ()./-]{5,}\d")


@dataclass(frozen=True, kw_only=True)
class Morning:
    """One filling-in of the sheet; the latest counts. Instants are UTC.

    The last doses taken are no part of it: they are ``core.dose_reports``.
    """

    id: str
    by: str
    at: datetime
    food_at: datetime | None = None
    food: str = ""
    drink_at: datetime | None = None
    drink: str = ""
    escort: str = ""
    escort_phone: str = ""
    note: str = ""

    def taken_at(self, what: str) -> datetime | None:
        """When the last FOOD or DRINK was; None where nobody said."""
        return self.food_at if what == FOOD else self.drink_at


@dataclass(frozen=True, kw_only=True)
class AfterLimit:
    """Something was eaten or drunk ``by`` so long after the limit of ``task``."""

    what: str
    task: Task
    taken_at: datetime
    by: timedelta


def fasting(content: Content) -> Mapping[str, Task]:
    """The fasting task of FOOD and of DRINK whose limit is known; of several the first in force.

    One that was made void or waits for a result has no limit.
    """
    found: dict[str, tuple[datetime, Task]] = {}
    for task in content.tasks:
        if not task.fasting or task.opens_at is None or task.asks_nothing_yet:
            continue
        if task.fasting not in found or task.opens_at < found[task.fasting][0]:
            found[task.fasting] = (task.opens_at, task)
    return {what: task for what, (_, task) in found.items()}


def after_limits(morning: Morning | None, content: Content) -> tuple[AfterLimit, ...]:
    """What was taken after its limit, food first. At the limit itself is in time."""
    if morning is None:
        return ()
    limits = fasting(content)
    found = []
    for what in (FOOD, DRINK):
        taken_at, task = morning.taken_at(what), limits.get(what)
        if taken_at is None or task is None or task.opens_at is None:
            continue
        if taken_at > task.opens_at:
            late = AfterLimit(what=what, task=task, taken_at=taken_at, by=taken_at - task.opens_at)
            found.append(late)
    return tuple(found)


def how_long(span: timedelta) -> str:
    """How long, for staff, to the minute: "3 hours 30 minutes", "20 minutes", "under a minute"."""
    minutes = span // _MINUTE
    if not minutes:
        return "under a minute"
    return amount_words(Amount(hours=minutes // 60, minutes=minutes % 60), "en")


def escort_of(answers: Mapping[str, Answer]) -> tuple[str, str]:
    """Who takes the patient home and their phone, as far as the patient's own answer says it."""
    said = answers.get(ESCORT)
    if said is None or said.value != "yes":
        return "", ""
    phone = _PHONE.search(said.detail)
    if phone is None:
        return said.detail.strip(), ""
    who = said.detail.replace(phone[0], " ")
    return " ".join(who.split()).strip(" ,.;:-()"), phone[0].strip()
