"""Calls made to a patient, and notes for colleagues. Both append-only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from checklist.core.actors import Actor
from checklist.core.attention import ReasonKind
from checklist.core.clock import utc_text
from checklist.store import codec
from checklist.store.reader import Reader, in_list
from checklist.store.writer import Tx


@dataclass(frozen=True, kw_only=True)
class CallRow:
    """One call. ``outcome`` is reached, message or no_answer; ``at`` is UTC."""

    id: str
    outcome: str
    note: str
    by: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class NoteRow:
    """One note. ``at`` is UTC."""

    id: str
    text: str
    by: str
    at: datetime


REACHED = "reached"
"""The outcome of a call that is a contact; any other is an attempt."""

# A call logged with an outcome has its id: taken back, the one goes with the other.
_STANDS = """NOT EXISTS (SELECT 1 FROM resolution_undo u
    WHERE u.plan_id = contact.plan_id AND u.resolution_id = contact.id)"""

# One tap may be about several reasons; its call has the id of the first.
_TELLS = """(NOT EXISTS (SELECT 1 FROM resolution r
        WHERE r.plan_id = contact.plan_id AND r.id = contact.id)
    OR EXISTS (SELECT 1 FROM resolution r WHERE r.plan_id = contact.plan_id
        AND r.at = contact.at AND r.by_id = contact.by_id AND r.reason = :settle))"""


def add_call(
    tx: Tx, *, id: str, plan_id: str, outcome: str, note: str, by: Actor, at: datetime
) -> None:
    tx.insert(
        "contact",
        plan_id=plan_id,
        id=id,
        outcome=outcome,
        note=note,
        by_id=by.id,
        by_name=by.name,
        at=utc_text(at),
    )


def calls(reader: Reader, plan_id: str) -> list[CallRow]:
    """Every call that was not taken back, the latest first."""
    rows = reader.all(
        f"""SELECT id, outcome, note, by_name, at FROM contact
        WHERE plan_id = :plan AND {_STANDS} ORDER BY at DESC, id DESC""",  # noqa: S608  # our own words
        {"plan": plan_id},
    )
    return [
        CallRow(
            id=row["id"],
            outcome=row["outcome"],
            note=row["note"],
            by=row["by_name"],
            at=codec.needed_instant(row["at"]),
        )
        for row in rows
    ]


def last_reached(reader: Reader, plan_id: str) -> datetime | None:
    """When a call last reached the patient that may have told them what was decided (UTC).

    One logged as the outcome of other reasons alone told them of those. None where there is none.
    """
    at = reader.value(
        f"""SELECT max(at) FROM contact
        WHERE plan_id = :plan AND outcome = :reached AND {_STANDS} AND {_TELLS}""",  # noqa: S608  # our own words
        {"plan": plan_id, "reached": REACHED, "settle": ReasonKind.SETTLE},
    )
    return codec.instant(at)


def reached(reader: Reader, plan_id: str) -> tuple[datetime, ...]:
    """When calls reached them (UTC), oldest first."""
    return tuple(sorted(call.at for call in calls(reader, plan_id) if call.outcome == REACHED))


def last_calls(reader: Reader, plan_ids: tuple[str, ...]) -> dict[str, tuple[int, CallRow]]:
    """For each plan that was called: how many times, and the latest call."""
    places, params = in_list("plan", plan_ids)
    rows = reader.all(
        f"""SELECT plan_id, id, outcome, note, by_name, at FROM contact
        WHERE plan_id IN {places} AND {_STANDS} ORDER BY at, id""",  # noqa: S608  # our own words
        params,
    )
    found: dict[str, tuple[int, CallRow]] = {}
    for row in rows:
        call = CallRow(
            id=row["id"],
            outcome=row["outcome"],
            note=row["note"],
            by=row["by_name"],
            at=codec.needed_instant(row["at"]),
        )
        found[row["plan_id"]] = (found.get(row["plan_id"], (0, call))[0] + 1, call)
    return found


def add_note(tx: Tx, *, id: str, plan_id: str, text: str, by: Actor, at: datetime) -> None:
    tx.insert(
        "note",
        plan_id=plan_id,
        id=id,
        text=text,
        by_id=by.id,
        by_name=by.name,
        at=utc_text(at),
    )


def notes(reader: Reader, plan_id: str) -> list[NoteRow]:
    """Every note, the latest first."""
    rows = reader.all(
        "SELECT id, text, by_name, at FROM note WHERE plan_id = :plan ORDER BY at DESC, id DESC",
        {"plan": plan_id},
    )
    return [
        NoteRow(
            id=row["id"],
            text=row["text"],
            by=row["by_name"],
            at=codec.needed_instant(row["at"]),
        )
        for row in rows
    ]
