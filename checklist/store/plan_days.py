"""How ready the coming days are: for each day, how many plans stand where.

Each day is counted up to MOST_COUNTED, so that the cost does not grow with the clinic.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from checklist.core.clock import utc_text
from checklist.store.attention import MOST_COUNTED
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


_OF_DAY = """
    SELECT signed, started, count(*) FROM (
        SELECT signed, started FROM plan
        WHERE clinic_id = :clinic AND procedure_day = :day LIMIT :most
    ) AS counted GROUP BY signed, started
"""
_NEEDING = """
    SELECT p.procedure_day, p.signed, p.started, count(*) FROM (
        SELECT DISTINCT plan_id FROM attention
        WHERE clinic_id = :clinic AND band = 'now' AND from_at <= :now
            AND (until_at IS NULL OR until_at > :now) LIMIT :most
    ) AS a JOIN plan p ON p.id = a.plan_id
    WHERE p.procedure_day >= :first AND p.procedure_day <= :last
    GROUP BY p.procedure_day, p.signed, p.started
"""
_KINDS = ("signed", "way", "rest")


def of_days(
    reader: Reader, clinic_id: str, days: Iterable[date], now: datetime
) -> dict[date, DayCount]:
    """How the plans of each of these days stand; ``days`` are days in the clinic's zone."""
    wanted = sorted(days)
    needing = _needing(reader, clinic_id, wanted[0], wanted[-1], now)
    return {day: _count(reader, clinic_id, day, needing.get(day, {})) for day in wanted}


def _count(reader: Reader, clinic_id: str, day: date, needing: Mapping[str, int]) -> DayCount:
    rows = reader.all(_OF_DAY, {"clinic": clinic_id, "day": day.isoformat(), "most": MOST_COUNTED})
    counted = _by_kind((signed, started, plans) for signed, started, plans in rows)
    left = {kind: max(counted.get(kind, 0) - needing.get(kind, 0), 0) for kind in _KINDS}
    return DayCount(now=sum(needing.values()), **left)


def _needing(
    reader: Reader, clinic_id: str, first: date, last: date, now: datetime
) -> dict[date, dict[str, int]]:
    """The plans that need somebody now, by day and by how they would be counted otherwise."""
    rows = reader.all(
        _NEEDING,
        {
            "clinic": clinic_id,
            "now": utc_text(now),
            "first": first.isoformat(),
            "last": last.isoformat(),
            "most": MOST_COUNTED * 4,
        },
    )
    found: dict[date, dict[str, int]] = {}
    for day, signed, started, plans in rows:
        of_day = found.setdefault(date.fromisoformat(day), {})
        for kind, count in _by_kind([(signed, started, plans)]).items():
            of_day[kind] = of_day.get(kind, 0) + count
    return found


def _by_kind(rows: Iterable[tuple[int, int, int]]) -> dict[str, int]:
    counted: dict[str, int] = {}
    for signed, started, plans in rows:
        kind = "signed" if signed else "way" if started else "rest"
        counted[kind] = counted.get(kind, 0) + plans
    return counted
