"""Which list of patients is asked for. It is read from the address, and never holds a name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from flask import url_for

from checklist.store.plan_lists import Stage
from checklist.web.forms import whole_number

A_PAGE = 50
LAST_PAGE = 10_000
NEEDS, UNOWNED = "needs", "unowned"
STAGES = {
    "before": Stage.BEFORE,
    "today": Stage.TODAY,
    "after": Stage.AFTER,
    "off": Stage.OFF,
    "all": Stage.ALL,
}
TITLES = {
    "before": "Before the procedure",
    "today": "Procedure today",
    "after": "After the procedure",
    "off": "Called off",
    "all": "Everybody",
}


@dataclass(frozen=True, kw_only=True)
class Filter:
    """What the address asks for. It never holds a name."""

    show: str = NEEDS
    day: date | None = None
    page: int = 1
    mine: bool = False

    @property
    def name(self) -> str:
        """For the audit record: which list was seen."""
        if self.day is not None:
            return f"day {self.day.isoformat()}"
        return "mine" if self.mine else self.show

    def url(self, page: int) -> str:
        if self.day is not None:
            return url_for("worklist.patients", day=self.day.isoformat(), page=page)
        return url_for("worklist.patients", show=self.show, page=page)

    @property
    def skip(self) -> int:
        return (self.page - 1) * A_PAGE

    @property
    def needs(self) -> bool:
        """Whether it is the worklist itself: who needs somebody."""
        return self.day is None and not self.mine and self.show in (NEEDS, UNOWNED)

    @property
    def unowned(self) -> bool:
        """Whether it is the part of the worklist that nobody took."""
        return self.needs and self.show == UNOWNED


def read(asked: Mapping[str, str]) -> Filter:
    """What the address asks for; what it asks wrongly is left out."""
    show = asked.get("show", NEEDS)
    try:
        day = date.fromisoformat(asked.get("day", ""))
    except ValueError:
        day = None
    return Filter(
        show=show if show in (*STAGES, UNOWNED) else NEEDS,
        day=day,
        page=max(whole_number(asked.get("page", ""), most=LAST_PAGE), 1),
        mine=asked.get("mine") == "1",
    )
