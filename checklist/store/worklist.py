"""The worklist: which plans need somebody, band by band, in the order in which they do.

It is read and not worked out: ``store.attention`` files the rows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from checklist.core.attention import Band, Reason
from checklist.core.clock import utc_text
from checklist.store.attention import COUNTS_NOW, MOST_COUNTED, for_plans
from checklist.store.reader import Reader

# What nobody took, and a nurse still has to: not what was passed on.
_UNOWNED = """AND a.passed = '' AND EXISTS (
    SELECT 1 FROM plan p WHERE p.id = a.plan_id AND p.owner_id IS NULL)"""
# A plan stands in the most urgent band that any of its reasons is in.
_MORE_URGENT = {
    Band.NOW: "",
    Band.TODAY: "'now'",
    Band.TIDY: "'now', 'today'",
}


@dataclass(frozen=True, kw_only=True)
class Due:
    """A plan that needs somebody, with all its reasons that count now, the most urgent first."""

    plan_id: str
    reasons: tuple[Reason, ...]


def page(
    reader: Reader,
    clinic_id: str,
    band: Band,
    now: datetime,
    *,
    limit: int,
    skip: int = 0,
    unowned: bool = False,
) -> list[Due]:
    """The plans standing in one band now, the soonest do-by first.

    Reads the index in that order only until ``limit`` plans are found. ``unowned`` leaves out what
    a colleague took, and reasons that were passed on to the clinicians.
    """
    only = _UNOWNED if unowned else ""
    ids = tuple(_plans_in_order(reader, clinic_id, band, now, only, limit=limit, skip=skip))
    found = for_plans(reader, ids, now)
    return [Due(plan_id=plan_id, reasons=found[plan_id]) for plan_id in ids]


def counts(
    reader: Reader, clinic_id: str, now: datetime, *, unowned: bool = False
) -> dict[Band, int]:
    """How many plans stand in each band now, each counted up to MOST_COUNTED.

    Where a band is that full, its plans beyond may be counted again in a less urgent one.
    """
    counted: dict[Band, int] = {}
    seen: set[str] = set()
    for band in Band:
        mine: set[str] = set()
        for row in reader.each(
            f"""SELECT plan_id FROM attention a WHERE clinic_id = :clinic AND band = :band
                AND {COUNTS_NOW} {_UNOWNED if unowned else ""} ORDER BY from_at""",  # noqa: S608  # our own words
            {"clinic": clinic_id, "band": band, "now": utc_text(now)},
        ):
            if row[0] not in seen:
                mine.add(row[0])
            if len(mine) == MOST_COUNTED:
                break
        seen |= mine
        counted[band] = len(mine)
    return counted


def _plans_in_order(
    reader: Reader, clinic_id: str, band: Band, now: datetime, only: str, *, limit: int, skip: int
) -> Iterator[str]:
    """Ids of plans in the order of their do-by.

    Where few reasons count now they are found by when they began and then sorted; where many do,
    the index is read in the order wanted and left as soon as the page is full. Either way the
    cost does not grow with the number of plans.
    """
    few = 2 * (skip + limit)
    params = {"clinic": clinic_id, "band": band, "now": utc_text(now), "few": few}
    begun = reader.value(
        """SELECT count(*) FROM (SELECT 1 FROM attention
            WHERE clinic_id = :clinic AND band = :band AND from_at <= :now LIMIT :few) AS begun""",
        params,
    )
    # An expression is no column: it keeps the database from choosing the index by beginnings.
    from_at = "from_at" if begun < few else "from_at || ''"
    rows = reader.each(
        f"""SELECT plan_id FROM attention a WHERE clinic_id = :clinic AND band = :band
            AND {from_at} <= :now AND (until_at IS NULL OR until_at > :now)
            {only} {_in_no_urgent_band(band, only)} ORDER BY do_by, plan_id""",  # noqa: S608  # our own words
        params,
    )
    seen: set[str] = set()
    for row in rows:
        if row[0] not in seen:
            seen.add(row[0])
            if len(seen) > skip:
                yield row[0]
            if len(seen) == skip + limit:
                return


def _in_no_urgent_band(band: Band, only: str) -> str:
    bands = _MORE_URGENT[band]
    if not bands:
        return ""
    return f"""AND NOT EXISTS (SELECT 1 FROM attention b WHERE b.plan_id = a.plan_id
        AND b.band IN ({bands}) AND b.from_at <= :now
        AND (b.until_at IS NULL OR b.until_at > :now){" AND b.passed = ''" if only else ""})"""  # noqa: S608  # our own words
