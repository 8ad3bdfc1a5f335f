"""Lists of plans: by where they stand to their day, and how many each day holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from checklist.core.plan.model import PlanState
from checklist.store import patients, plans
from checklist.store.patients import PatientRow
from checklist.store.plans import PlanRow
from checklist.store.reader import Reader, in_list


class Stage(StrEnum):
    """Where a plan stands to its procedure."""

    BEFORE = "before"  # still to come, those with no date last
    TODAY = "today"  # the procedure is today
    AFTER = "after"  # recovering, the latest procedure first
    OFF = "off"  # called off and not closed yet
    ALL = "all"  # everything open, the next procedure first
    CLOSED = "closed"


@dataclass(frozen=True, kw_only=True)
class Card:
    """A plan as a list shows it."""

    plan: PlanRow
    patient: PatientRow


_OPEN_FIRST = "coalesce(procedure_day, '9'), id"
_CONDITIONS: dict[Stage, tuple[str, str]] = {
    Stage.BEFORE: ("state = 'before' AND coalesce(procedure_day, '9') > :today", _OPEN_FIRST),
    # Open states by name: with "not closed" the index would be read from end to end.
    Stage.TODAY: (
        "state IN ('before', 'recovering', 'called_off') AND procedure_day = :today",
        "procedure_at, id",
    ),
    Stage.AFTER: ("state = 'recovering'", "procedure_day DESC, id"),
    Stage.OFF: ("state = 'called_off'", _OPEN_FIRST),
    Stage.ALL: ("state <> 'closed'", _OPEN_FIRST),
    Stage.CLOSED: ("state = 'closed'", "procedure_day DESC, id"),
}


def page(
    reader: Reader, clinic_id: str, stage: Stage, *, today: date, limit: int, skip: int = 0
) -> list[Card]:
    """One page of the clinic's plans at a stage. ``today`` is a day in the clinic's zone."""
    condition, order = _CONDITIONS[stage]
    ids = reader.all(
        f"SELECT id FROM plan WHERE clinic_id = :clinic AND {condition} ORDER BY {order}"  # noqa: S608  # our own conditions
        " LIMIT :limit OFFSET :skip",
        {"clinic": clinic_id, "today": today.isoformat(), "limit": limit, "skip": skip},
    )
    return cards(reader, tuple(row[0] for row in ids))


def count(reader: Reader, clinic_id: str, stage: Stage, *, today: date, most: int) -> int:
    """How many plans are at a stage, counted up to ``most``."""
    condition, _ = _CONDITIONS[stage]
    found = reader.value(
        f"SELECT count(*) FROM (SELECT 1 FROM plan WHERE clinic_id = :clinic AND {condition}"  # noqa: S608  # our own conditions
        " LIMIT :most) AS found",
        {"clinic": clinic_id, "today": today.isoformat(), "most": most},
    )
    return int(found or 0)


def on_day(reader: Reader, clinic_id: str, day: date, *, limit: int, skip: int = 0) -> list[Card]:
    """One page of the plans with their procedure on a day, in the order of their times."""
    ids = reader.all(
        """SELECT id FROM plan WHERE clinic_id = :clinic AND procedure_day = :day
        ORDER BY coalesce(procedure_at, '9'), id LIMIT :limit OFFSET :skip""",
        {"clinic": clinic_id, "day": day.isoformat(), "limit": limit, "skip": skip},
    )
    return cards(reader, tuple(row[0] for row in ids))


def owned_by(reader: Reader, clinic_id: str, owner_id: str, *, limit: int) -> list[Card]:
    """The open plans whose reasons a member of staff took, the next procedure first."""
    ids = reader.all(
        """SELECT id FROM plan WHERE owner_id = :owner AND clinic_id = :clinic
        AND state <> :closed ORDER BY coalesce(procedure_day, '9'), id LIMIT :limit""",
        {"clinic": clinic_id, "owner": owner_id, "closed": PlanState.CLOSED, "limit": limit},
    )
    return cards(reader, tuple(row[0] for row in ids))


def cards(reader: Reader, plan_ids: tuple[str, ...]) -> list[Card]:
    """The plans with these ids and their patients, in the order asked for."""
    found = plans.many(reader, plan_ids)
    people = patients.many(reader, tuple({plan.patient_id for plan in found.values()}))
    return [Card(plan=plan, patient=people[plan.patient_id]) for plan in found.values()]


def count_by_day(reader: Reader, clinic_id: str, first: date, last: date) -> dict[date, int]:
    """How many procedures each day holds, from ``first`` to ``last``, both in it; days with none
    are left out.
    """
    rows = reader.all(
        """SELECT procedure_day, count(*) FROM plan
        WHERE clinic_id = :clinic AND procedure_day >= :first AND procedure_day <= :last
        GROUP BY procedure_day""",
        {"clinic": clinic_id, "first": first.isoformat(), "last": last.isoformat()},
    )
    return {date.fromisoformat(row[0]): row[1] for row in rows}


def open_ids(reader: Reader, clinic_id: str, *, after: str = "", limit: int = 500) -> list[str]:
    """Ids of plans that are not closed, in the order of ids, to go through them all in slices."""
    rows = reader.all(
        """SELECT id FROM plan WHERE clinic_id = :clinic AND state <> :closed AND id > :after
        ORDER BY id LIMIT :limit""",
        {"clinic": clinic_id, "closed": PlanState.CLOSED, "after": after, "limit": limit},
    )
    return [row[0] for row in rows]


def states(reader: Reader, plan_ids: tuple[str, ...]) -> dict[str, PlanState]:
    """The states of these plans."""
    places, params = in_list("id", plan_ids)
    rows = reader.all(f"SELECT id, state FROM plan WHERE id IN {places}", params)  # noqa: S608  # places are numbers
    return {row[0]: PlanState(row[1]) for row in rows}
