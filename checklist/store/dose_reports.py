"""What was really taken, as reported. Append-only."""

from __future__ import annotations

from checklist.core.actors import Actor, ActorKind
from checklist.core.clock import utc_text
from checklist.core.dose_reports import DoseReport, Reported
from checklist.core.marks import Channel
from checklist.store import codec
from checklist.store.reader import Reader
from checklist.store.writer import Tx


def add(tx: Tx, plan_id: str, report: DoseReport, *, by: Actor) -> None:
    """Raises RowRefused for a medicine that is not this plan's."""
    tx.insert(
        "dose_report",
        plan_id=plan_id,
        id=report.id,
        medicine_id=report.medicine_id,
        said=report.said,
        taken_at=codec.instant_text(report.taken_at),
        word=report.words,
        by_kind=report.by_kind,
        by_id=by.id,
        by_name=report.by,
        channel=report.channel,
        at=utc_text(report.heard_at),
    )


def of_plan(reader: Reader, plan_id: str) -> tuple[DoseReport, ...]:
    """Every report, oldest first."""
    rows = reader.all(
        """SELECT id, medicine_id, said, taken_at, word, by_kind, by_name, channel, at
        FROM dose_report WHERE plan_id = :plan ORDER BY at, id""",
        {"plan": plan_id},
    )
    return tuple(
        DoseReport(
            id=row["id"],
            medicine_id=row["medicine_id"],
            said=Reported(row["said"]),
            taken_at=codec.instant(row["taken_at"]),
            words=row["word"],
            by=row["by_name"],
            by_kind=ActorKind(row["by_kind"]),
            channel=Channel(row["channel"]),
            heard_at=codec.needed_instant(row["at"]),
        )
        for row in rows
    )
