"""How ready the coming days are: for each day, how many plans stand where."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from checklist.core.clock import utc_text
from checklist.store.reader import Reader


@dataclass(frozen=True, kw_only=True)
class DayCount:
    """The plans with their procedure on one day; each is counted once.

    ``now`` need somebody now; the others are ``signed`` off, or on the ``way`` (heard of), or at
    ``rest`` (nothing heard yet).
    """

    signed: int = 0
    way: int = 0
    now: int = 0
    rest: int = 0

    @property
    def whole(self) -> int:
        return self.signed + self.way + self.now + self.rest


_COUNTS = """
    SELECT p.procedure_day, p.signed, p.started,
        EXISTS (SELECT 1 FROM attention a WHERE a.plan_id = p.id AND a.band = 'now'
            AND a.from_at <= :now AND (a.until_at IS NULL OR a.until_at > :now)) AS needs,
        count(*) AS plans
    FROM plan p
    WHERE p.clinic_id = :clinic AND p.procedure_day >= :first AND p.procedure_day <= :last
    GROUP BY 1, 2, 3, 4
"""


def between(
    reader: Reader, clinic_id: str, first: date, last: date, now: datetime
) -> dict[date, DayCount]:
    """Every day from ``first`` to ``last``, both in it, that holds a procedure."""
    rows = reader.all(
        _COUNTS,
        {
            "clinic": clinic_id,
            "first": first.isoformat(),
            "last": last.isoformat(),
            "now": utc_text(now),
        },
    )
    found: dict[date, dict[str, int]] = {}
    for day, signed, started, needs, plans in rows:
        kind = "now" if needs else "signed" if signed else "way" if started else "rest"
        of_day = found.setdefault(date.fromisoformat(day), {})
        of_day[kind] = of_day.get(kind, 0) + plans
    return {day: DayCount(**of_day) for day, of_day in found.items()}
