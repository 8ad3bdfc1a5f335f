"""Alerts: how many reasons began to ask somebody, and which nurses came in."""

from __future__ import annotations

from datetime import UTC, datetime

from checklist.core.actors import Role
from checklist.core.clock import utc_text
from checklist.store import codec
from checklist.store.reader import Reader

# One that still stands has its row in attention, one that ended in alert; one that ended and was
# filed again with the same beginning is in both, and counts once. What waits until there is time
# alerts nobody.
_BEGUN = """
    SELECT hour, count(*) FROM (
        SELECT plan_id, id, substr(from_at, 1, 13) AS hour FROM attention
        WHERE clinic_id = :clinic AND band IN ('now', 'today')
            AND from_at >= :since AND from_at <= :now
        UNION
        SELECT plan_id, attention_id, substr(from_at, 1, 13) FROM alert
        WHERE clinic_id = :clinic AND band IN ('now', 'today')
            AND from_at >= :since AND from_at <= :now
    ) AS begun GROUP BY hour
"""
_CAME_IN = """
    SELECT e.started_at, e.staff_id FROM staff s JOIN session e ON e.staff_id = s.id
    WHERE s.clinic_id = :clinic AND s.role = :role AND e.started_at >= :since
        AND e.started_at <= :now
"""


def begun(reader: Reader, clinic_id: str, since: datetime, now: datetime) -> dict[datetime, int]:
    """How many alerts began, by the hour (UTC)."""
    params = {"clinic": clinic_id, "since": utc_text(since), "now": utc_text(now)}
    return {
        datetime.strptime(row[0], "%Y-%m-%dT%H").replace(tzinfo=UTC): row[1]
        for row in reader.all(_BEGUN, params)
    }


def came_in(
    reader: Reader, clinic_id: str, since: datetime, now: datetime
) -> list[tuple[datetime, str]]:
    """When which nurse signed in (UTC, and her id)."""
    params = {
        "clinic": clinic_id,
        "role": Role.NURSE,
        "since": utc_text(since),
        "now": utc_text(now),
    }
    return [(codec.needed_instant(row[0]), row[1]) for row in reader.all(_CAME_IN, params)]
