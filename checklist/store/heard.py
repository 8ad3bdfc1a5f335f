"""When anything was heard of a patient, by any channel."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from checklist.core.clock import utc_text
from checklist.store import codec
from checklist.store.plans import PlanRow
from checklist.store.reader import Reader

# What staff write down from paper or by phone was heard too. A visit to the page is known by the
# opening of its door alone: nothing is written while somebody only reads.
_HEARD = """
    SELECT min(first) AS first, max(last) AS last FROM (
        SELECT min(heard_at) AS first, max(heard_at) AS last FROM mark WHERE plan_id = :plan
        UNION ALL SELECT min(given_at), max(given_at) FROM answer WHERE plan_id = :plan
        UNION ALL SELECT min(at), max(at) FROM acknowledgement WHERE plan_id = :plan
        UNION ALL SELECT min(at), max(at) FROM dose_report WHERE plan_id = :plan
        UNION ALL SELECT min(at), max(at) FROM teach_try WHERE plan_id = :plan
        UNION ALL SELECT min(at), max(at) FROM flag_tap WHERE plan_id = :plan
        UNION ALL SELECT min(at), max(at) FROM contact
            WHERE plan_id = :plan AND outcome = 'reached' AND NOT EXISTS (
                SELECT 1 FROM resolution_undo u
                WHERE u.plan_id = contact.plan_id AND u.resolution_id = contact.id)
        UNION ALL SELECT min(s.started_at), max(s.started_at)
            FROM door d JOIN session s ON s.door_id = d.id
            WHERE d.patient_id = :patient AND s.started_at >= :booked
    ) AS every
"""


@dataclass(frozen=True, kw_only=True)
class Heard:
    """The first and the last time (UTC); None where nothing was heard."""

    first: datetime | None
    last: datetime | None


def of_plan(reader: Reader, plan: PlanRow) -> Heard:
    """Marks, answers, openings of the door, calls that reached them: whatever came from them."""
    row = reader.one(
        _HEARD,
        {"plan": plan.id, "patient": plan.patient_id, "booked": utc_text(plan.booked_at)},
    )
    if row is None:
        return Heard(first=None, last=None)
    return Heard(first=codec.instant(row["first"]), last=codec.instant(row["last"]))
